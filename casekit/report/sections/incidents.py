"""The contacts themselves: those that are cited or speak, in print; all of them as an appendix on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import caller, number_shown, whom
from casekit.report.rows import Row, clock_time, day, minutes
from casekit.report.tables import Column, table
from casekit.text import _, _n, pick


def cited(material: Material) -> Html:
    """Contacts that a finding cites, and those with words, tags, notes or files."""
    marks = finding_marks(material)
    chosen = [row for row in material.rows if row.id in marks or row.speaks]
    if not chosen:
        return element("p", _("No contact is cited."))
    note = _n("{count} of {all} contact stands here: cited by a finding, or with words or evidence.",
              "{count} of {all} contacts stand here: cited by a finding, or with words or evidence.",
              len(material.rows)).format(count=len(chosen), all=len(material.rows))  # fmt: skip
    return together(
        [
            element(
                "p",
                note,
                " ",
                _("Numbers are permanent and have gaps where a record does not count."),
                class_="hint",
            ),
            _table(material, chosen, marks, "incidents", _("Contacts cited")),
        ]
    )


def appendix(material: Material) -> Html:
    """Every contact that counts. Left out of print: a spreadsheet of it can be asked for."""
    if not material.rows:
        return Html("")
    listed = _table(material, material.rows, finding_marks(material), "everything", _("All contacts"))
    return element(
        "div", element("p", _("This list is not printed."), class_="hint"), listed,
        id="full-list", data_filter=_("Show only rows with:"),
    )  # fmt: skip


def columns() -> tuple[Column, ...]:
    """The columns that the facts ask for, shared with the spreadsheet."""
    return (
        Column(_("No."), 5, "figure"), Column(_("Date"), 10, "mark"), Column(_("Time"), 10), Column(_("Length"), 5),
        Column(_("Way"), 9), Column(_("Number"), 12, "mark"), Column(_("Calling itself"), 8),
        Column(_("Reached, relation"), 9), Column(_("Content (original words)"), 20), Column(_("Suspected rule"), 6),
        Column(_("Evidence"), 6),
    )  # fmt: skip


def finding_marks(material: Material) -> Mapping[str, str]:
    """Id of a contact → the numbers of the findings that cite it."""
    marks: dict[str, list[str]] = {}
    for index, one in enumerate(material.findings, start=1):
        for incident in dict.fromkeys((*one.incidents, *one.boundary_incidents)):
            marks.setdefault(incident, []).append(f"7-{index}")
    return {incident: pick(zh="、", en=", ").join(found) for incident, found in marks.items()}


def _table(material: Material, rows: Iterable[Row], marks: Mapping[str, str], name: str, caption: str) -> Html:
    cells = [_cells(material, row, marks.get(row.id, "")) for row in rows]
    return table(columns(), cells, name=name, caption=caption)


def _cells(material: Material, row: Row, marks: str) -> list[str]:
    background = material.view.background
    files = [material.file_marks[one] for one in row.evidence if one in material.file_marks]
    return [
        str(row.no),
        day(row.local, row.precision),
        clock_time(row),
        minutes(row.duration_s) if row.is_call else "",
        _way(row),
        number_shown(row),
        said(caller(background, row)),
        said(whom(background, row)),
        content(material, row),
        marks,
        pick(zh="、", en=", ").join(files),
    ]


def _way(row: Row) -> str:
    way = label("channel", row.channel)
    if row.direction == "out":
        way += pick(zh="（去）", en=" (out)")
    if row.outcome in ("unknown", "delivered"):
        return way
    return pick(zh=f"{way}·{label('outcome', row.outcome)}", en=f"{way}, {label('outcome', row.outcome)}")


def content(material: Material, row: Row) -> Html:
    """What was said or written, the summary, the tags, who told it, and what was corrected."""
    parts: list[str] = []
    if row.words:
        parts.append(element("q", row.words, dir="auto"))
    if row.text:
        parts.append(element("span", row.text, dir="auto", class_="body"))
    if row.note:
        parts.append(said(row.note))
    if row.tags:
        parts.append(element("small", pick(zh="、", en=", ").join(label("tag", tag) for tag in row.tags)))
    if row.told_by:
        parts.append(element("small", _("told by {name}").format(name=row.told_by)))
    if row.records > 1:
        parts.append(element("small", _("{count} sources").format(count=row.records)))
    parts += [
        element("small", _("corrected: {field}, read as {value}").format(field=name, value=value))
        for name, value in material.corrections.get(row.id, ())
    ]  # fmt: skip
    return together(parts, " ")
