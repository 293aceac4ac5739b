"""The Word file of a letter: A4, Chinese fonts, page numbers, lists that begin anew, nothing of the day it was packed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from casekit.filing.letters.blocks import blocks_of
from casekit.filing.letters.word import BLANK, docx_of
from casekit.filing.letters.word_template import template_bytes
from casekit.text import language

HTML = """
<h1>投诉书</h1><p class="to">致：某公司</p><h2>一、请求</h2>
<ol><li>停止</li><li>答复</li></ol><p>另外：</p><ol><li>说明</li></ol><ul><li>其他</li></ul>
<table><tr><th>编号</th><th>内容</th></tr><tr><td>1</td><td>原话<br>第二行</td></tr></table>
<table><tr><th>姓名</th><td><span class="blank"></span></td></tr></table>
<p class="hint">说明</p><p class="sign">签名：<span class="blank"></span></p><h2 class="apart">附（自留）</h2>
"""
DAY = date(2026, 3, 1)


def _made(tongue: str = "zh") -> bytes:
    with language(tongue):
        return docx_of("投诉书", blocks_of(HTML), DAY)


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(io.BytesIO(_made()))


def test_the_page_is_a4(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert section.left_margin.cm >= 2.5


def test_every_style_names_a_chinese_font(document: Any) -> None:
    used = {one.style.name for one in document.paragraphs}
    assert {"Title", "Addressee", "Heading 1", "Body Text", "List Number", "List Bullet", "Signature", "Apart"} <= used
    for name in used - {"Normal"}:
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) in ("仿宋", "宋体", "黑体")
        assert fonts.get(qn("w:asciiTheme")) is None


def test_fonts_have_other_names_for_systems_that_do_not_know_them() -> None:
    with zipfile.ZipFile(io.BytesIO(_made())) as archive:
        table = archive.read("word/fontTable.xml").decode("utf-8")
    assert 'w:name="仿宋"' in table and 'w:val="FangSong"' in table


@pytest.mark.parametrize(("tongue", "words"), [("zh", "第"), ("en", "Page")])
def test_the_footer_counts_pages(tongue: str, words: str) -> None:
    footer = Document(io.BytesIO(_made(tongue))).sections[0].footer._element.xml
    assert words in footer
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer


def test_each_list_of_numbers_begins_with_one(document: Any) -> None:
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    made = document.part.numbering_part.element
    for number in set(numbers):
        (override,) = made.num_having_numId(number).lvlOverride_lst
        assert override.startOverride.val == 1


def test_tables_are_as_wide_as_the_text_and_repeat_their_head(document: Any) -> None:
    listed, named = document.tables
    for table in (listed, named):
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert abs(sum(widths) - 8845) <= len(widths)
    assert listed.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert named.rows[0]._tr.trPr.find(qn("w:tblHeader")) is None
    assert listed.rows[1].cells[1].text == "原话\n第二行"


def test_what_the_signer_keeps_begins_a_sheet_of_its_own(document: Any) -> None:
    (kept,) = [one for one in document.paragraphs if one.text == "附（自留）"]
    assert kept.style.paragraph_format.page_break_before


def test_a_blank_is_a_line_to_write_on(document: Any) -> None:
    (signature,) = [one for one in document.paragraphs if one.style.name == "Signature"]
    assert [run.underline for run in signature.runs if run.text == BLANK] == [True]


def test_the_file_says_its_day_and_nobody_s_name(document: Any) -> None:
    said = document.core_properties
    assert (said.title, said.author, said.last_modified_by) == ("投诉书", "", "")
    assert said.created.replace(tzinfo=None) == said.modified.replace(tzinfo=None) == datetime(2026, 3, 1)


def test_nothing_in_it_runs_and_nothing_is_left_of_the_library_s_own_example() -> None:
    with zipfile.ZipFile(io.BytesIO(_made())) as archive:
        names = archive.namelist()
        assert {one.date_time[:3] for one in archive.infolist()} == {(1980, 1, 1)}
        assert b"python-docx" not in b"".join(archive.read(one) for one in names)
    assert [one for one in names if "vba" in one.lower() or "thumbnail" in one] == []


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert _made() == _made()
    template_bytes.cache_clear()
    assert _made() == _made()


def test_no_tag_of_the_template_is_left(document: Any) -> None:
    xml = document.element.xml
    assert "{%" not in xml and "{{" not in xml


def test_a_line_ended_by_hand_is_not_drawn_apart():
    with zipfile.ZipFile(io.BytesIO(template_bytes("zh"))) as archive:
        assert "w:doNotExpandShiftReturn" in archive.read("word/settings.xml").decode("utf-8")


def test_a_line_with_a_long_run_of_numbers_is_not_drawn_apart() -> None:
    plain, numbers = (
        "<p>对方反复来电，内容见事件表。</p>",
        "<p>共7次（编号843、858、964、988、1030、1106），见事件表。</p>",
    )
    with language("zh"):
        made = Document(io.BytesIO(docx_of("投诉书", blocks_of(plain + numbers), DAY)))
    justified, left = [one for one in made.paragraphs if one.text]
    assert justified.alignment is None and justified.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert left.alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_what_leads_to_a_list_stays_on_its_page() -> None:
    with language("zh"):
        made = Document(io.BytesIO(docx_of("信", blocks_of("<p>请说明：</p><ol><li>来源</li></ol><p>此致：</p>"), DAY)))
    leading, _item, last = [one for one in made.paragraphs if one.text]
    assert leading.paragraph_format.keep_with_next and not last.paragraph_format.keep_with_next


def test_quotation_marks_stand_in_the_chinese_type() -> None:
    with language("zh"):
        made = Document(io.BytesIO(docx_of("信", blocks_of("<p>他说：“<strong>还钱</strong>”。</p>"), DAY)))
    (said,) = [one for one in made.paragraphs if one.text]
    assert said.text == "他说：“还钱”。"
    hinted = [run.text for run in said.runs if 'w:hint="eastAsia"' in run._r.xml]
    assert hinted == ["“", "”"]
