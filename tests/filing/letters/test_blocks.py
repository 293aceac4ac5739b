"""What a template may hold, and what becomes of it."""

from __future__ import annotations

import pytest

from casekit.filing.letters.blocks import Paragraph, Run, Table, TemplateError, blanks_of, blocks_of, text_of
from casekit.filing.letters.columns import shares
from casekit.filing.letters.page import body_of


def test_headings_paragraphs_and_items_keep_their_order() -> None:
    blocks = blocks_of("<h1>a</h1><p>b</p><ol><li>c</li><li>d</li></ol><ul><li>e</li></ul>")
    assert [(one.kind, text_of(one), one.number) for one in blocks if isinstance(one, Paragraph)] == [
        ("h1", "a", None), ("p", "b", None), ("li", "c", 1), ("li", "d", 2), ("li", "e", None),
    ]  # fmt: skip


def test_two_lists_side_by_side_stay_two() -> None:
    assert body_of(blocks_of("<ol><li>a</li></ol><ol><li>b</li></ol>")) == "<ol><li>a</li></ol>\n<ol><li>b</li></ol>"


def test_a_list_of_numbers_beside_a_list_of_dots() -> None:
    assert body_of(blocks_of("<ol><li>a</li></ol><ul><li>b</li></ul>")) == "<ol><li>a</li></ol>\n<ul><li>b</li></ul>"


def test_emphasis_breaks_and_blanks_are_runs() -> None:
    (block,) = blocks_of('<p class="to">a <strong>b</strong><br>c <span class="blank"></span></p>')
    assert isinstance(block, Paragraph)
    assert block.classes == {"to"}
    assert block.runs == (Run("a "), Run("b", strong=True), Run("\n"), Run("c "), Run("", blank=True))
    assert text_of(block) == "a b\nc ____"


def test_chinese_lines_of_a_template_join_without_a_blank_and_english_ones_with_one() -> None:
    assert text_of(blocks_of("<p>第一行，\n  第二行</p>")[0]) == "第一行，第二行"
    assert text_of(blocks_of("<p>one\n  two</p>")[0]) == "one two"


def test_a_blank_that_a_name_holds_itself_stays() -> None:
    assert text_of(blocks_of("<p>《互联网金融 个人网络消费信贷》</p>")[0]) == "《互联网金融 个人网络消费信贷》"


def test_empty_paragraphs_are_left_out() -> None:
    assert blocks_of("<p>  \n </p><h2></h2>") == []


def test_signs_that_no_paper_can_hold_are_replaced() -> None:
    assert text_of(blocks_of("<p>a\x0bb\x07c</p>")[0]) == "a\ufffdb\ufffdc"


def test_words_that_look_like_html_stay_words() -> None:
    (block,) = blocks_of("<p>&lt;script&gt;&amp;amp;</p>")
    assert text_of(block) == "<script>&amp;"
    assert body_of([block]) == "<p>&lt;script&gt;&amp;amp;</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>a</div>", "<script>a</script>", "loose words", '<p class="other">a</p>', '<p style="x">a</p>', "<p>a",
        "<span>a</span>", "<p><span>a</span></p>", "<strong>a</strong>", "<li>a</li>", "<p><p>a</p></p>", "<ul><li>a</li>",
        "<tr><td>a</td></tr>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", '<img src="x">',
        "<p>a</strong></p>", "</p>",
    ],
)  # fmt: skip
def test_what_letters_do_not_know_is_refused(html: str) -> None:
    with pytest.raises(TemplateError):
        blocks_of(html)


def _table(html: str) -> Table:
    (block,) = blocks_of(html)
    assert isinstance(block, Table)
    return block


def test_a_table_keeps_its_head() -> None:
    table = _table("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>")
    assert [[cell.head for cell in row] for row in table.rows] == [[True, True], [False, False]]
    assert text_of(table) == "a\tb\nc\td"
    assert "<thead><tr><th>a</th><th>b</th></tr></thead><tbody>" in body_of([table])


def test_a_short_column_leaves_room_to_a_long_one_and_none_vanishes() -> None:
    words = "很长的一段话" * 40
    table = _table(
        f"<table><tr><th>编号</th><th>内容</th><th>证据</th></tr><tr><td>12</td><td>{words}</td><td>五-1</td></tr></table>"
    )
    number, content, exhibit = shares(table)
    assert abs(number + content + exhibit - 1) < 1e-9
    assert content > 0.7 and min(number, exhibit) > 0.05


def test_a_column_of_names_is_as_wide_as_its_names() -> None:
    narrow = shares(_table("<table><tr><th>电话</th><td>1</td></tr></table>"))
    wide = shares(_table("<table><tr><th>统一社会信用代码</th><td>1</td></tr></table>"))
    assert narrow[0] < wide[0] < 0.35


def test_what_a_hand_has_to_fill_in_is_named_by_what_stands_beside_it() -> None:
    blank = '<span class="blank"></span>'
    made = blocks_of(
        f'<p class="to">致：{blank}公安局</p><table><tr><th>姓名</th><td>张三</td></tr><tr><th>证件号</th><td>{blank}</td></tr>'
        f"</table><table><tr><th>证人</th><th>电话</th></tr><tr><td>甲</td><td>{blank}</td></tr><tr><td>乙</td><td>{blank}</td>"
        f'</tr></table><p>已经投诉。答复情况：{blank}。</p><h2 class="apart">自留</h2><p>回执：{blank}</p>'
    )
    assert blanks_of(made) == ["致：____公安局", "证件号", "电话", "答复情况：____"]
