"""Tables of web pages, however they were saved and however badly they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import tables, web_pages
from tests.importers.files import MOBILE, read, source_of

HEAD = "<!DOCTYPE html><html><body>"
ROW = ("2025-12-03 21:08:07", "杭州", "被叫", "17000000001", "38秒", "国内通话", "--", "0.00")


def sheets(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    probe = registry.probe(path)
    return {name: list(tables.rows(probe, name)) for name in tables.sheets(probe)}


def page(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def table(*rows: tuple[str, ...], tag: str = "td") -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<{tag}>{c}</{tag}>' for c in row)}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "no-such-charset", ""])
def test_the_bytes_tell_the_encoding_whatever_the_page_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    text = f"<html><meta charset='{declared}'>{table(MOBILE, ROW)}</html>"
    assert sheets(page(tmp_path / "a.xls", text, encoding)) == {"1": [(1, list(MOBILE)), (2, list(ROW))]}


def test_bytes_that_are_in_no_encoding_cost_signs_not_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(HEAD.encode() + table(MOBILE, ROW).replace("杭州", "@").encode().replace(b"@", b"\xff\xfe\x81"))
    seen = read(path)
    assert seen.all("number_raw") == ["17000000001"] and "�" in seen.records[0].raw["通信地点"]


def test_merged_cells_references_breaks_and_what_is_not_shown(tmp_path: Path) -> None:
    text = (
        HEAD + "<table><tr><th>日期<th>甲<br>乙<th colspan='2'>丙<th>丁<tr><td rowspan=2>12-01<td>a&nbsp;&amp;&#20013;"
        "<td>1<td><b>170</b>0000<span>0001</span><td><i style='DISPLAY: none'>key</i>x<tr><td><p>b</p><p>c</p><td>2<td>"
        "<input value='95000'><input type=hidden value=9><td><select><option>no<option selected>yes</select></table>"
    )
    assert sheets(page(tmp_path / "a.html", text)) == {
        "1": [
            (1, ["日期", "甲 乙", "丙", "", "丁"]),
            (2, ["12-01", "a &中", "1", "17000000001", "x"]),
            (3, ["12-01", "b c", "2", "95000", "yes"]),
        ]
    }


def test_tables_inside_of_tables_and_the_lines_above_each(tmp_path: Path) -> None:
    inner = table(MOBILE, ROW)
    text = f"{HEAD}<h1>通话详单</h1>说明<table><tr><td>手机号码</td><td>13900000002</td></tr><tr><td>{inner}</td></tr></table>"
    assert sheets(page(tmp_path / "a.html", text)) == {
        "1": [(0, ["通话详单"]), (0, ["手机号码 13900000002"]), (1, list(MOBILE)), (2, list(ROW))]
    }
    assert read(tmp_path / "a.html").owners == ["13900000002"]


def test_a_header_that_stays_above_while_the_list_is_scrolled(tmp_path: Path) -> None:
    """Such pages write the header as one table and the rows as another; the former has a cell over the scroll bar."""
    for rows in ([ROW], [ROW, ROW]):
        path = page(tmp_path / "a.html", HEAD + table((*MOBILE, ""), tag="th") + "<div>" + table(*rows))
        assert sheets(path) == {"1": [(0, list(MOBILE)), *((at, list(ROW)) for at, _row in enumerate(rows, start=1))]}
        assert len(read(path).records) == len(rows)


def test_a_header_does_not_go_to_a_table_of_another_width_or_below_other_words(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", HEAD + table(MOBILE) + table(("1", "2", "3"), ("4", "5", "6")))
    assert sheets(path) == {"1": [(1, ["1", "2", "3"]), (2, ["4", "5", "6"])]}
    path = page(tmp_path / "b.html", HEAD + table(MOBILE) + "<p>别的</p>" + table(ROW, ROW))
    assert sheets(path)["1"][0] == (1, list(ROW))


def test_scripts_styles_comments_and_conditions_are_passed_over(tmp_path: Path) -> None:
    fake = table(("假", "假", "假"), ("假", "假", "假"))
    around = f"<script>x='{fake}'</script><style>{fake}</style><!--[if gte mso 9]>{fake}<![endif]--><noscript>{fake}</noscript>"
    assert list(sheets(page(tmp_path / "a.html", HEAD + around + table(MOBILE, ROW) + around))) == ["1"]


def test_tags_cut_by_the_end_of_a_block_are_whole_again(tmp_path: Path) -> None:
    rows = [(str(number), "杭州&amp;宁波", "被叫") for number in range(30_000)]
    seen = sheets(page(tmp_path / "a.html", HEAD + table(("序号", "地点", "方式"), *rows)))["1"]
    assert seen[1:] == [(at, [str(at - 2), "杭州&宁波", "被叫"]) for at in range(2, 30_002)]


def test_frames_of_a_saved_page_in_both_encodings_of_parts(tmp_path: Path) -> None:
    from email.charset import BASE64, QP, Charset
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    for body, charset in ((QP, "utf-8"), (BASE64, "utf-8"), (BASE64, "gb18030")):
        packed = Charset(charset)
        packed.body_encoding = body
        saved = MIMEMultipart("related")
        saved.attach(MIMEText(HEAD + "<p>框架</p>", "html", packed))
        saved.attach(MIMEText("table { }", "css"))
        saved.attach(MIMEText(HEAD + table(MOBILE, ROW), "html", packed))
        path = tmp_path / "a.mht"
        path.write_bytes(saved.as_bytes().replace(b"\n", b"\r\n"))
        assert sheets(path) == {"1": [(1, list(MOBILE)), (2, list(ROW))]}
        assert source_of(path) == "cn_mobile_table"


def test_a_text_that_begins_like_a_mail_is_no_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("From: a\n起始时间,对方号码\n", encoding="utf-8")
    assert not web_pages.is_page(registry.probe(path))


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td colspan=999999999>a<td rowspan=999999999>b<td>c" + "<tr><td>d<td>e<td>f" * 50,
        "<tr>" + "<td>x" * 100_000 + "<tr><td>1<td>2<td>3",
        "<tr><td>" + "字" * 200_000 + "<td>2<td>3<tr><td>1<td>2<td>3",
    ],
    ids=["spans", "columns", "cell"],
)
def test_absurd_cells_are_bounded(tmp_path: Path, rows: str) -> None:
    seen = sheets(page(tmp_path / "a.html", f"<html><table>{rows}"))["1"]
    assert all(len(cells) <= 500 and sum(map(len, cells)) < 1 << 16 for _row, cells in seen)


def test_words_of_a_cell_over_many_rows_do_not_fill_the_disk(tmp_path: Path) -> None:
    wide = "".join(f"<td rowspan=1000>{'字' * 20_000}" for _ in range(50))
    with pytest.raises(InputError, match="far more than a list"):
        sheets(page(tmp_path / "a.html", f"<html><table>{f'<tr>{wide}' + '<tr><td>x' * 900}"))


def test_tables_nested_without_end_are_read_as_words_of_the_innermost(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", HEAD + "<table><tr><td>" * 20_000 + table(MOBILE, ROW))
    assert sum(len(rows) for rows in sheets(path).values()) < 100


@pytest.mark.parametrize("tail", ["<td", "<td title='", "<!-- ", "<script>", "&#", "</table", "<"])
def test_a_page_that_is_cut_off_gives_what_stands_before(tmp_path: Path, tail: str) -> None:
    path = page(tmp_path / "a.html", HEAD + table(MOBILE, ROW).removesuffix("</table>") + tail)
    assert sheets(path)["1"][:2] == [(1, list(MOBILE)), (2, list(ROW))]
