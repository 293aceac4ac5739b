"""Blocks as a Word file that can be edited: the same words as the page, the same bytes for the same blocks."""

# mypy: disable-error-code="no-untyped-call"
# (python-docx and docxtpl carry hardly any types)
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from casekit.filing.letters.blocks import Block, Cell, Paragraph, Run, Table
from casekit.filing.letters.columns import shares
from casekit.filing.letters.word_template import ORDERED, template_bytes
from casekit.text import current_language

# A line to write on: blanks that do not break, underlined.
BLANK = "\u00a0" * 36
_TEXT_WIDTH = 8845  # twentieths of a point between the margins of the template
# Signs that end no line, or seldom: justified text draws the line before them apart.
_UNBROKEN = re.compile(r"[0-9A-Za-z.,、–-]{12,}")
# Signs that Chinese and Latin types both have, at a different width.
_SHARED = re.compile("([“”‘’…—·]+)")
_STYLES = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "p": "BodyText"}
_CLASS_STYLES = {"to": "Addressee", "sign": "Signature", "hint": "Hint"}


def docx_of(title: str, blocks: Sequence[Block], day: date) -> bytes:
    """The Word file of a letter made on a day, in the language of the moment."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(template_bytes(current_language())))
    template.render({"blocks": [_filled(block) for block in blocks]})
    document = template.docx
    _begin_lists_anew(document, blocks)
    _set_paragraphs(document)
    tables = [block for block in blocks if isinstance(block, Table)]
    for made, table in zip(document.tables, tables, strict=True):
        _set_table(made, table)
    _set_properties(document.core_properties, title, day)
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def _filled(block: Block) -> dict[str, Any]:
    """What the template's loop reads of a block."""
    if isinstance(block, Table):
        return {
            "rows": [[{"words": _rich(cell.runs), "style": _cell_style(cell)} for cell in row] for row in block.rows]
        }
    return {"rows": None, "words": _rich(block.runs), "style": _style(block)}


def _style(block: Paragraph) -> str:
    if block.kind == "li":
        return "ListBullet" if block.number is None else "ListNumber"
    if "apart" in block.classes:
        return "Apart"
    of_class = [style for name, style in _CLASS_STYLES.items() if name in block.classes]
    return of_class[0] if of_class and block.kind == "p" else _STYLES[block.kind]


def _cell_style(cell: Cell) -> str:
    return "TableHead" if cell.head else "TableText"


def _rich(runs: Iterable[Run]) -> Any:
    from docxtpl import RichText

    rich = RichText()
    chinese = current_language() == "zh"
    for run in runs:
        if run.blank:
            rich.add(BLANK, underline="single")
        elif chinese:
            for index, part in enumerate(_SHARED.split(run.text)):
                if index % 2:
                    rich.xml += _in_chinese_type(part, run.strong)
                else:
                    rich.add(part, bold=run.strong)
        else:
            rich.add(run.text, bold=run.strong, italic=run.em)
    return rich


def _in_chinese_type(signs: str, strong: bool) -> str:
    """A run in the East Asian font of its style: Word would take quotation marks from the Latin one."""
    bold = "<w:b/>" if strong else ""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{bold}</w:rPr><w:t>{signs}</w:t></w:r>'


def _set_paragraphs(document: Any) -> None:
    """No line is drawn apart, and what only leads to a list or a table stays on its page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    for paragraph in document.paragraphs:
        if (
            _UNBROKEN.search(paragraph.text)
            and paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        ):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        after = paragraph._p.getnext()
        if paragraph.text.endswith(("：", ":")) and after is not None:
            style = after.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            listed = style is not None and style.get(qn("w:val")) in ("ListNumber", "ListBullet")
            if listed or after.tag == qn("w:tbl"):
                paragraph.paragraph_format.keep_with_next = True


def _begin_lists_anew(document: Any, blocks: Sequence[Block]) -> None:
    """Each ordered list counts from 1: Word would count on."""
    numbering = document.part.numbering_part.element
    items = [block for block in blocks if isinstance(block, Paragraph) and block.number is not None]
    made = [one for one in document.paragraphs if one.style.style_id == "ListNumber"]
    number = None
    for paragraph, item in zip(made, items, strict=True):
        if item.number == 1 or number is None:
            number = numbering.add_num(ORDERED)
            number.add_lvlOverride(ilvl=0).add_startOverride(1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId


def _set_table(made: Any, table: Table) -> None:
    """Widths, a head that is repeated on every page, rows that stay together."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Twips

    widths = [round(_TEXT_WIDTH * share) for share in shares(table)]
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row, cells in zip(made.rows, table.rows, strict=True):
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if all(cell.head for cell in cells) and cells is table.rows[0]:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell, width, content in zip(row.cells, widths, cells, strict=True):
            cell.width = Twips(width)
            if content.head:
                shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F2F4F6"/>')
                cell._tc.get_or_add_tcPr().append(shade)


def _set_properties(properties: Any, title: str, day: date) -> None:
    """What the file says of itself: its title and its day, and no name of anybody."""
    moment = datetime(day.year, day.month, day.day)
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.comments, properties.keywords, properties.subject = "", "", ""
    properties.created = properties.modified = moment
    properties.revision = 1
    properties.language = {"zh": "zh-CN", "en": "en"}[current_language()]


def _without_clock(data: bytes) -> bytes:
    """The same file packed without the time of packing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return packed.getvalue()
