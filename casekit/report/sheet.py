"""The list of contacts as a spreadsheet: what the appendix holds, to sort, sum and filter."""

from __future__ import annotations

import io

from casekit.model.vocabulary import label
from casekit.report.markup import plain
from casekit.report.material import Material
from casekit.report.names import caller, debt_name, institution, number_shown, of_visit, way, whom
from casekit.report.rows import Row, clock_time, day
from casekit.text import _, pick

_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 signs


def sheet_bytes(material: Material) -> bytes:
    """The xlsx file as bytes, the same ones every time; every cell is text or a number, never a formula."""
    from datetime import datetime

    import xlsxwriter

    marks = material.cited
    titles = [title for title, _width in _columns()]
    comma = pick(zh="、", en=", ")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # The date of making is not the report's business, and would make every file different.
    book.set_properties({"title": _("All contacts"), "created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(_("Contacts"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(_columns()):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(0, column, title, head)
    for index, row in enumerate(material.rows, start=1):
        for column, value in enumerate(_cells(material, row, comma.join(marks.get(row.id, ())))):
            if isinstance(value, int):
                sheet.write_number(index, column, value)
            elif value:
                sheet.write_string(index, column, plain(value)[:_LONGEST])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(material.rows)), len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (_("No."), 7), (_("Date"), 12), (_("Time"), 19), (_("Length in seconds"), 10), (_("Way"), 12), (_("Outcome"), 12),
        (_("Number"), 16), (_("Class"), 14), (_("Belongs to"), 22), (_("Calling itself"), 16), (_("Debt"), 16),
        (_("Reached, relation"), 16), (_("Original words"), 40), (_("Message"), 40), (_("Remark"), 24), (_("Visit"), 24),
        (_("Tags"), 24),
        (_("Told by"), 12), (_("Suspected rule"), 10), (_("Evidence"), 10), (_("Sources"), 8),
    )  # fmt: skip


def _cells(material: Material, row: Row, marks: str) -> list[str | int]:
    background = material.view.background
    comma = pick(zh="、", en=", ")
    return [
        row.no, day(row.local, row.precision), clock_time(row), row.duration_s or "", way(row),
        label("outcome", row.outcome), number_shown(row), label("number_class", row.number_class),
        institution(background.parties.get(row.party or "")), caller(row),
        debt_name(background, row.debt), whom(background, row), row.words, row.text, row.note,
        of_visit(material.view, row),
        comma.join(label("tag", tag) for tag in row.tags), row.told_by, marks,
        comma.join(material.file_marks[one] for one in row.evidence if one in material.file_marks), row.records,
    ]  # fmt: skip
