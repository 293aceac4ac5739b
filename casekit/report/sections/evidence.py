"""The list of evidence, with the columns that courts and authorities expect, and the hash of every file."""

from __future__ import annotations

from pathlib import PurePath

from casekit.clock import to_wall_clock
from casekit.model import Evidence
from casekit.model.vocabulary import label
from casekit.report.exhibits import grouped_files, unplaced
from casekit.report.markup import Html, blank, element, escape, pairs, said, together
from casekit.report.material import Material
from casekit.report.names import complainant, of_visit, respondents_in_line
from casekit.report.outline import part
from casekit.report.rows import length, numbers_in_short
from casekit.report.tables import Column, table
from casekit.text import _, listed, pick


def section(material: Material, *, alone: bool = False) -> Html:
    """Head, one table per thing to be proved, signature; `alone` where it is a paper of its own beside the report."""
    groups = grouped_files(material.view, material.rows)
    if not groups:
        return element("p", _("No file has been taken in as evidence yet."))
    head = pairs(
        [
            (_("Matter"), _("Complaint about debt collection")),
            (_("Submitted by"), said(complainant(material.view)) or blank(short=True)),
            (_("Respondent"), respondents_in_line(material) or blank(short=True)),
            (_("Date of submission"), blank(short=True)), (_("Copies"), blank(short=True)), (_("Pages in all"), blank(short=True)),
        ],
        "pairs three",
    )  # fmt: skip
    columns = (
        Column(_("No."), 6, "mark"), Column(_("Evidence"), 20), Column(_("Kind and form"), 14), Column(_("Source"), 18),
        Column(_("What it proves"), 18), Column(_("Page"), 6), Column(_("Remark: SHA-256"), 18, "mono"),
    )  # fmt: skip
    parts = [head]
    open_yet = {one.sha256 for one in unplaced(material.view)}
    for group in groups:
        parts.append(element("h3", group.numeral, pick(zh="、", en=". "), group.title))
        rows = [_cells(material, one, group.title, one.sha256 in open_yet, alone) for one in group.files]
        parts.append(table(columns, rows, name="evidence", caption=group.title))
        moved = [material.file_marks[one.sha256] for one in group.elsewhere()]
        if moved:
            parts.append(element("p", _("{marks}: numbered so in papers handed in before, and listed here for what is proved.").format(
                marks=listed(moved)), class_="hint"))  # fmt: skip
    parts.append(_signature())
    return together(parts)


def _signature() -> Html:
    return element(
        "p", _("Submitted by (signature):"), " ", blank(short=True), " ", _("Date:"), " ", blank(short=True), class_="signature"
    )  # fmt: skip


def _cells(material: Material, one: Evidence, title: str, open_yet: bool, alone: bool) -> list[str]:
    rows = [material.rows_by_id[i] for i in one.incidents if i in material.rows_by_id]
    visits = [of_visit(material.view, row) for row in rows]
    if one.kind == "export":
        where = (
            _("The contacts in part {part} of the case report and their times, numbers and durations")
            if alone
            else _("The contacts in part {part} and their times, numbers and durations")
        )
        proves = where.format(part=part("cited"))
    elif rows:
        proves = _("{title}: contact no. {numbers}").format(
            title=title, numbers=numbers_in_short(row.no for row in rows)
        )  # fmt: skip
    else:
        proves = "" if open_yet else title
    return [
        material.file_marks[one.sha256],
        together([said(one.name), element("small", said(one.note)) if one.note else ""]),
        _form(one),
        _source(material, one),
        together([proves, *(element("small", said(one)) for one in visits if one)]),
        "",
        _in_quarters(one.sha256),
    ]


def _in_quarters(sha256: str) -> Html:
    """The hash with places to break, so that it copies as one word and reads in four."""
    return together((escape(sha256[start : start + 16]) for start in range(0, len(sha256), 16)), Html("<wbr>"))


def _form(one: Evidence) -> Html:
    ending = PurePath(one.name).suffix.lstrip(".").upper()
    details = [label("evidence_kind", one.kind), ending, length(one.duration_s), _size(one.size)]
    return together(
        [_("Electronic data"), element("small", said(pick(zh="，", en=", ").join(part for part in details if part)))]
    )


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _source(material: Material, one: Evidence) -> Html:
    zone = material.view.header.zone
    taken = _("made {when}").format(when=f"{to_wall_clock(one.taken_at, zone):%Y-%m-%d %H:%M}") if one.taken_at else ""
    if taken and one.time_basis:  # of a name it is the time of recording or saving, not of the call or the message
        taken += pick(zh="（{basis}）", en=" ({basis})").format(basis=label("time_basis", one.time_basis))
    added = (
        _("taken in {when}").format(when=f"{to_wall_clock(one.added_at, zone):%Y-%m-%d %H:%M}") if one.added_at else ""
    )
    parts = [said(one.device), said(one.how_obtained), taken, added]
    return together([part for part in parts if part], pick(zh="；", en="; "))
