"""The one Word template of all letters, made at run time so that no binary file can fall behind its source.

A loop over blocks (`word`) in A4 pages, with styles for whatever a block can be and page numbers in the footer.
`python -m casekit.filing.letters.word_template FILE.docx` writes it, to look at or to restyle.
"""

# mypy: disable-error-code="no-untyped-call"
# (python-docx carries hardly any types)
from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casekit.text import current_language

# Numbering of the template: the list of numbers and the list of dots.
ORDERED, DOTS = 90, 91


@dataclass(frozen=True, slots=True)
class _Type:
    """How one style is set: font (East Asian, Latin), points, and what else the paragraph needs."""

    name: str
    east: str
    latin: str
    points: float
    bold: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    lines: float = 1.5
    exact: float = 0  # points from line to line, the same in every font; 0 where `lines` says it
    indent: float = 0  # of the first line, in signs
    keep: bool = False
    apart: bool = False  # begins a page
    grey: bool = False


# Body in 仿宋, headings in 黑体, title in 宋体: what Chinese offices hand in. Where a font is missing Word takes the other
# name of the same face, see `_OTHER_NAMES`.
_ZH = (
    _Type("Body Text", "仿宋", "Times New Roman", 12, align="both", exact=18, indent=2),
    _Type("Title", "宋体", "Times New Roman", 20, bold=True, align="center", before=6, after=14, lines=1.2, keep=True),
    _Type("Heading 1", "黑体", "Arial", 12.5, bold=True, before=12, after=4, lines=1.3, keep=True),
    _Type("Heading 2", "仿宋", "Times New Roman", 12, bold=True, before=6, after=2, lines=1.3, keep=True),
    _Type("List Number", "仿宋", "Times New Roman", 12, align="both", exact=18),
    _Type("List Bullet", "仿宋", "Times New Roman", 12, align="both", exact=18),
    _Type("Addressee", "仿宋", "Times New Roman", 12, bold=True, before=4, after=6),
    _Type("Signature", "仿宋", "Times New Roman", 12, align="right", before=14, keep=True),
    _Type("Apart", "黑体", "Arial", 12.5, bold=True, after=4, lines=1.3, keep=True, apart=True),
    _Type("Hint", "仿宋", "Times New Roman", 10, lines=1.3, before=2, after=2, grey=True),
    _Type("Table Text", "宋体", "Times New Roman", 10, before=2, after=2, lines=1.1),
    _Type("Table Head", "黑体", "Arial", 10, before=2, after=2, lines=1.1),
    _Type("After Table", "仿宋", "Times New Roman", 5, lines=1),
)
_EN = (
    _Type("Body Text", "宋体", "Times New Roman", 11.5, after=5, lines=1.25),
    _Type("Title", "宋体", "Times New Roman", 18, bold=True, align="center", before=6, after=14, lines=1.2, keep=True),
    _Type("Heading 1", "黑体", "Arial", 12, bold=True, before=12, after=4, lines=1.2, keep=True),
    _Type("Heading 2", "黑体", "Arial", 11, bold=True, before=6, after=2, lines=1.2, keep=True),
    _Type("List Number", "宋体", "Times New Roman", 11.5, after=2, lines=1.2),
    _Type("List Bullet", "宋体", "Times New Roman", 11.5, after=2, lines=1.2),
    _Type("Addressee", "宋体", "Times New Roman", 11.5, bold=True, after=8, lines=1.25),
    _Type("Signature", "宋体", "Times New Roman", 11.5, before=16, after=4, keep=True),
    _Type("Apart", "黑体", "Arial", 12, bold=True, after=4, lines=1.2, keep=True, apart=True),
    _Type("Hint", "宋体", "Times New Roman", 9.5, before=2, after=2, lines=1.2, grey=True),
    _Type("Table Text", "宋体", "Times New Roman", 10, before=2, after=2, lines=1.1),
    _Type("Table Head", "黑体", "Arial", 9.5, before=2, after=2, lines=1.1),
    _Type("After Table", "宋体", "Times New Roman", 5, lines=1),
)
_OTHER_NAMES = {"仿宋": "FangSong", "宋体": "SimSun", "黑体": "SimHei"}
_PAGE_OF = {"zh": ("第 ", " 页　共 ", " 页"), "en": ("Page ", " of ", "")}
_TEXT_WIDTH_CM = 21.0 - 2.8 - 2.6


@cache
def template_bytes(language: str) -> bytes:
    """The template for letters in a language ("zh" or "en")."""
    from docx import Document

    document = Document()
    _clear(document)
    _set_styles(document, _ZH if language == "zh" else _EN)
    _set_fonts(document)
    _set_short_lines(document)
    _set_numbering(document)
    _set_page(document, language)
    _fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clear(document: Any) -> None:
    """Nothing of python-docx's own example: no picture of it, no author, no words."""
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)


def _set_styles(document: Any, types: tuple[_Type, ...]) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    for one in types:
        known = {style.name for style in document.styles}
        if one.name in known:
            style = document.styles[one.name]
        else:
            style = document.styles.add_style(one.name, WD_STYLE_TYPE.PARAGRAPH)
        _set_style(style, one)
    _set_defaults(document.styles.element, types[0])


def _set_style(style: Any, one: _Type) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    paragraph = style.element.get_or_add_pPr()
    for child in list(paragraph):
        paragraph.remove(child)
    run = style.element.get_or_add_rPr()
    for child in list(run):
        run.remove(child)
    style.base_style = None
    style.font.size, style.font.bold = Pt(one.points), one.bold
    style.font.color.rgb = RGBColor(0x5A, 0x61, 0x6B) if one.grey else RGBColor(0, 0, 0)
    fonts = run.get_or_add_rFonts()
    for place, font in (("ascii", one.latin), ("hAnsi", one.latin), ("cs", one.latin), ("eastAsia", one.east)):
        fonts.set(qn(f"w:{place}"), font)
    form = style.paragraph_format
    aligned = {"both": "JUSTIFY", "center": "CENTER", "right": "RIGHT", "left": "LEFT"}[one.align]
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, aligned)
    form.space_before, form.space_after = Pt(one.before), Pt(one.after)
    form.line_spacing = Pt(one.exact) if one.exact else one.lines
    form.keep_with_next, form.widow_control = one.keep, True
    form.page_break_before = one.apart or None
    if one.indent:
        form.first_line_indent = Pt(one.indent * one.points)
        # In signs, so that it follows when somebody chooses another size.
        paragraph.find(qn("w:ind")).set(qn("w:firstLineChars"), str(int(one.indent * 100)))


def _set_defaults(styles: Any, body: _Type) -> None:
    """The fonts of whatever has no style of ours, and the languages for spelling."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{body.latin}" w:hAnsi="{body.latin}" w:cs="{body.latin}" '
            f'w:eastAsia="{body.east}"/><w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )
    )


def _set_short_lines(document: Any) -> None:
    """A line that is ended by hand keeps its width; justified text would draw a short one apart."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.settings.element.find(qn("w:compat")).insert(0, OxmlElement("w:doNotExpandShiftReturn"))


def _set_fonts(document: Any) -> None:
    """The other names of our fonts, for systems that know a face by another one."""
    from docx.oxml.ns import nsdecls

    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _OTHER_NAMES.items()
    )
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{named}</w:fonts>'
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = table.encode("utf-8")


def _set_numbering(document: Any) -> None:
    """One list of numbers and one of dots; each list of a letter begins anew with a number of its own (`word`)."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for which, form, sign in ((ORDERED, "decimal", "%1."), (DOTS, "bullet", "•")):
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{which}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
                '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
            )
        )
    for which, name in ((ORDERED, "List Number"), (DOTS, "List Bullet")):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{which}"><w:abstractNumId w:val="{which}"/></w:num>')
        )
        properties = document.styles[name].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().set(qn("w:val"), str(which))


def _set_page(document: Any, language: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.header_distance = section.footer_distance = Cm(1.3)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, behind = _PAGE_OF[language]
    for words, code in ((before, "PAGE"), (between, "NUMPAGES"), (behind, "")):
        if words:
            footer.add_run(words).font.size = Pt(9)
        if code:
            _add_field(footer, code)


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r>'
            "</w:fldSimple>"
        )
    )


def _fill(document: Any) -> None:
    """The loop: a table or a paragraph for each block."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    document.add_paragraph("{%p for block in blocks %}")
    document.add_paragraph("{%p if block.rows %}")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.autofit = False
    # Its borders end where the text does.
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.rows[0].cells[0].text = "{%tr for row in block.rows %}"
    for cell, words in zip(
        table.rows[1].cells, ("{%tc for cell in row %}", "{{r cell.words }}", "{%tc endfor %}"), strict=True
    ):
        cell.width = Cm(_TEXT_WIDTH_CM / 3)
        cell.text = words
    _style_by_name(table.rows[1].cells[1].paragraphs[0], "{{ cell.style }}")
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.add_paragraph(style="After Table")
    document.add_paragraph("{%p else %}")
    _style_by_name(document.add_paragraph("{{r block.words }}"), "{{ block.style }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _style_by_name(paragraph: Any, variable: str) -> None:
    """Let the block say its style: the id stands in the template as a variable."""
    from docx.oxml.ns import qn

    paragraph.style = "Body Text"
    paragraph._p.pPr.find(qn("w:pStyle")).set(qn("w:val"), variable)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(template_bytes(current_language()))
