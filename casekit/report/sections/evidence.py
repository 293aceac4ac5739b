"""The list of evidence, with the columns that courts and authorities expect, and the hash of every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from casekit.clock import to_wall_clock
from casekit.model import Evidence
from casekit.model.vocabulary import label
from casekit.report.exhibits import ExhibitGroup, grouped_files, unplaced
from casekit.report.markup import Html, blank, element, escape, pairs, said, together
from casekit.report.material import Material
from casekit.report.names import complainant, institution, of_visit, respondents_in_line
from casekit.report.outline import part
from casekit.report.rows import length, numbers_in_short
from casekit.report.tables import Column, table
from casekit.text import _, listed, pick


def section(material: Material, *, enclosed: Mapping[str, str] | None = None) -> Html:
    """Head, one table per thing to be proved, signature.

    `enclosed` makes it a paper of its own beside the report: SHA-256 → in which form the file goes along.
    """
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
        Column(_("No."), 5, "mark"), Column(_("Name of the evidence"), 18), Column(_("Kind and form"), 12),
        Column(_("Source of the evidence"), 27), Column(_("What it is to prove"), 19), Column(_("Page"), 5),
        Column(_("Remark: SHA-256"), 14, "mono"),
    )  # fmt: skip
    parts = [head, *_gaps(groups)]
    open_yet = {one.sha256 for one in unplaced(material.view)}
    for group in groups:
        parts.append(element("h3", group.numeral, pick(zh="、", en=". "), group.title))
        rows = [_cells(material, one, group.title, one.sha256 in open_yet, enclosed) for one in group.files]
        parts.append(table(columns, rows, name="evidence", caption=group.title))
        moved = [material.file_marks[one.sha256] for one in group.elsewhere()]
        if moved:
            parts.append(element("p", _("{marks}: numbered so in papers handed in before, and listed here for what is proved.").format(
                marks=listed(moved)), class_="hint"))  # fmt: skip
    parts.append(_signature())
    return together(parts)


def _gaps(groups: Sequence[ExhibitGroup]) -> list[Html]:
    """That a group without files is no group that was forgotten."""
    if [one.number for one in groups] == list(range(1, len(groups) + 1)):
        return []
    return [element("p", _("Groups have the same numbers in all papers of a case; one that does not stand here holds no "
                           "file for this paper."), class_="hint")]  # fmt: skip


def _signature() -> Html:
    return element(
        "p", _("Submitted by (signature):"), " ", blank(short=True), " ", _("Date:"), " ", blank(short=True), class_="signature"
    )  # fmt: skip


def _cells(
    material: Material, one: Evidence, title: str, open_yet: bool, enclosed: Mapping[str, str] | None
) -> list[str]:
    rows = [material.rows_by_id[i] for i in one.incidents if i in material.rows_by_id]
    visits = [of_visit(material.view, row) for row in rows]
    if one.kind == "export":
        where = (
            _("The contacts in part {part} of the case report and their times, numbers and durations")
            if enclosed is not None
            else _("The contacts in part {part} and their times, numbers and durations")
        )
        proves = where.format(part=part("cited"))
    elif rows:
        proves = _("{title}: contact no. {numbers}").format(
            title=title, numbers=numbers_in_short(row.no for row in rows)
        )  # fmt: skip
    else:
        proves = "" if open_yet else pick(zh="：", en=": ").join(filter(None, (title, _linked(material, one))))
    return [
        material.file_marks[one.sha256],
        together(
            [
                said(one.name),
                *(element("small", told) for told in (said(one.note), (enclosed or {}).get(one.sha256, "")) if told),
            ]
        ),
        _form(one),
        _source(material, one),
        together([proves, *(element("small", said(one)) for one in visits if one)]),
        "",
        _in_quarters(one.sha256),
    ]


def _linked(material: Material, one: Evidence) -> str:
    """What a file was linked to beside contacts: filings, harm and dated facts, each in a few words."""
    background, zone = material.view.background, material.view.header.zone
    told = []
    for filing in background.filings:
        if filing.id in one.filings:
            party = institution(background.parties.get(filing.party or "")) if filing.channel == "lender" else ""
            to = party or label("filing_channel", filing.channel)
            told.append(listed((f"{filing.filed_on:%Y-%m-%d}", to, filing.receipt)))
    for harm in background.harms:
        if harm.id in one.harms:
            told.append(listed((f"{to_wall_clock(harm.at, zone):%Y-%m-%d}", label("harm", harm.kind))))
    for fact in background.facts:
        if fact.id in one.facts:
            told.append(listed((f"{to_wall_clock(fact.at, zone):%Y-%m-%d}", fact.called)))
    return pick(zh="；", en="; ").join(told)


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
    issued = label("source_kind", "carrier_bill") if one.sha256 in material.carrier_files else ""
    parts = [issued, said(one.device), said(one.how_obtained), taken, added]
    return together([part for part in parts if part], pick(zh="；", en="; "))
