"""The list of contacts as a spreadsheet: what the appendix holds, to sort, sum and filter."""

from __future__ import annotations

from casekit.model.vocabulary import label
from casekit.report.material import Material
from casekit.report.names import caller, debt_name, institution, number_shown, of_visit, way, whom
from casekit.report.rows import Row, clock_time
from casekit.report.spreadsheet import Cell, Spreadsheet, day_cell, xlsx_bytes
from casekit.text import _, pick


def contact_list_bytes(material: Material) -> bytes:
    """The xlsx file as bytes, the same ones every time; every cell is text or a number, never a formula."""
    marks, comma = material.cited, pick(zh="、", en=", ")
    rows = [_cells(material, row, comma.join(marks.get(row.id, ()))) for row in material.rows]
    return xlsx_bytes(Spreadsheet(_("All contacts"), _("Contacts"), _columns(), rows))


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (_("No."), 7), (_("Date"), 12), (_("Time"), 19), (_("Length in seconds"), 8), (_("Way"), 9), (_("Outcome"), 10),
        (_("Number"), 16), (_("Class"), 11), (_("Belongs to"), 16), (_("Calling itself"), 14), (_("Debt"), 11),
        (_("Reached, relation"), 13), (_("Original words"), 34), (_("Message"), 34), (_("Remark"), 18), (_("Visit"), 16),
        (_("Tags"), 18), (_("Told by"), 10), (_("Suspected rule"), 10), (_("Evidence"), 10), (_("Sources"), 8),
    )  # fmt: skip


def _cells(material: Material, row: Row, marks: str) -> list[Cell]:
    background = material.view.background
    comma = pick(zh="、", en=", ")
    return [
        row.no, day_cell(row), clock_time(row), row.duration_s or "", way(row),
        label("outcome", row.outcome), number_shown(row), label("number_class", row.number_class),
        institution(background.parties.get(row.party or "")), caller(row),
        debt_name(background, row.debt), whom(background, row), row.words, row.text, row.note,
        of_visit(material.view, row),
        comma.join(label("tag", tag) for tag in row.tags), row.told_by, marks,
        comma.join(material.file_marks[one] for one in row.evidence if one in material.file_marks), row.records,
    ]  # fmt: skip
