"""The table of incidents that goes with a paper: every contact that counts, by the clock, as xlsx and as csv.

Its columns are those that authorities expect of such a list; no cell can act as a formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report.names import caller, number_shown, of_visit, way_and_outcome, whom
from casekit.report.rows import Row, clock_time, in_time, length
from casekit.report.spreadsheet import Cell, Spreadsheet, csv_bytes, day_cell, xlsx_bytes
from casekit.text import _, in_a_row, listed, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casekit.filing.dossier import Dossier
    from casekit.report.material import Material


def table_xlsx(dossier: Dossier) -> bytes:
    """The table as a spreadsheet, set up to print across A4."""
    return xlsx_bytes(incident_table(dossier))


def table_csv(dossier: Dossier) -> bytes:
    """The table as comma-separated values, UTF-8 with the mark that spreadsheets know it by."""
    return csv_bytes(incident_table(dossier))


def incident_table(dossier: Dossier) -> Spreadsheet:
    """The contacts by the clock, those without a time at the end; their numbers are those of all papers."""
    material = dossier.material
    columns = (
        (_("No."), 7), (_("Date"), 12), (_("From and to"), 19), (_("Length"), 9), (_("Way"), 17),
        (_("Calling or sending number"), 16), (_("Calling itself"), 14), (_("Reached, relation"), 13),
        (_("Content (original words)"), 40), (_("Suspected rule"), 30), (_("Evidence no."), 11),
    )  # fmt: skip
    # What cannot be told yet is no suspicion: the report asks about it.
    titles = {material.mark(one): pick(one.title) for one in material.findings if one.status != "cannot_tell"}
    files = _files(material)
    rows = [_cells(dossier, row, titles, files.get(row.id, ())) for row in in_time(material.rows)]
    return Spreadsheet(_("Table of incidents"), _("Incidents"), columns, rows)


def _files(material: Material) -> dict[str, list[str]]:
    """Row → marks of the files that show the contact: what is linked to it, then the lists its records were read from."""
    events = material.view.events
    contacts = dict(zip(events["id"], events["contact"], strict=True))
    read: dict[str, set[str]] = {}
    for contact, batch in zip(events["contact"], events["batch"].astype(object), strict=True):
        if batch in material.batches:
            read.setdefault(contact, set()).add(material.batches[batch])
    order = list(material.file_marks)
    found = {}
    for row in material.rows:
        lists = sorted(read.get(contacts[row.id], set()).intersection(order), key=order.index)
        linked = [one for one in row.evidence if one in material.file_marks]
        found[row.id] = [material.file_marks[one] for one in dict.fromkeys((*linked, *lists))]
    return found


def _cells(dossier: Dossier, row: Row, titles: dict[str, str], files: Sequence[str]) -> list[Cell]:
    material, parting = dossier.material, pick(zh="；", en="; ")
    return [
        row.no, day_cell(row), clock_time(row), length(row.duration_s) if row.is_call else "",
        way_and_outcome(row), number_shown(row), caller(row), whom(material.view.background, row), _content(dossier, row),
        parting.join(_named(mark, titles) for mark in material.cited.get(row.id, ()) if mark in titles),
        listed(files),
    ]  # fmt: skip


def _named(mark: str, titles: dict[str, str]) -> str:
    """A finding by its number and name; one that stands under another by its number, or the table runs to many pages."""
    return mark if "." in mark else f"{mark} {titles[mark]}"


def _content(dossier: Dossier, row: Row) -> str:
    """What was said or written in the very words, between quotation marks, then in brackets what is told of it.

    Without the marks a tag would read as if the other side had said it.
    """
    words = [f"“{one}”" for one in (row.words, row.text) if one]
    told = [
        row.note.rstrip("。."),
        of_visit(dossier.view, row),
        listed(label("tag", tag) for tag in row.tags),
        _("told by {name}").format(name=row.told_by) if row.told_by else "",
    ]
    about = pick(zh="；", en="; ").join(part for part in told if part)
    return in_a_row(*words, pick(zh="（{about}）", en="({about})").format(about=about) if words and about else about)
