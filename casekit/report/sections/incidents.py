"""The contacts themselves: those that are cited or speak, in print; all of them as an appendix on the screen.

Every table has the columns that authorities expect of a list of contacts. Where a column would stay empty all the
way down, it is left out: a call of which only the log is known takes one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import caller, number_shown, of_visit, way_and_outcome, whom
from casekit.report.on_paper import speaks, split
from casekit.report.rows import Row, clock_time, day, in_time, minutes
from casekit.report.tables import Column, table
from casekit.text import _, _n, listed, pick

# So many contacts are printed with their words, so many a line each: some four and three pages.
_MOST_TELLING, _MOST_LOGGED = 60, 180


def cited(material: Material) -> Html:
    """Contacts that a finding cites, and those with words, tags, notes or files; by number, to be looked up."""
    marks = material.cited
    chosen = [row for row in material.rows if row.id in marks or speaks(material, row)]
    if not chosen:
        return element("p", _("No contact is cited."))
    telling = [row for row in chosen if speaks(material, row) or row.text]
    logged = [row for row in chosen if not (speaks(material, row) or row.text)]
    told, more_told = split(material, telling, _MOST_TELLING)
    lines, more_lines = split(material, logged, _MOST_LOGGED)
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
                " ",
                _("A star marks contacts that show why a rule applies and are not counted by it."),
                class_="hint",
            ),
            _not_printed(len(more_told) + len(more_lines)),
            _titled(_("With words, messages or evidence"), _table(material, told, marks, "incidents")),
            _titled(_("With time and number only"), _log(material, lines, marks)),
            element(
                "div",
                _titled(
                    _("Further contacts with words, messages or evidence"),
                    _table(material, more_told, marks, "incidents"),
                ),
                _titled(_("Further contacts with time and number only"), _log(material, more_lines, marks)),
                class_="unprinted",
            )
            if more_told or more_lines
            else "",
        ]
    )


def _not_printed(count: int) -> Html:
    """On paper alone: how many cited contacts are not on it, and where they stand."""
    if not count:
        return Html("")
    words = _n(
        "{count} more contact that is cited is not printed. It can be handed over: in this report as a file (HTML), and in "
        "the spreadsheet of all contacts (xlsx).",
        "{count} more contacts that are cited are not printed: those of a reference threshold or an open question alone, and "
        "those beyond what paper holds. They can be handed over: in this report as a file (HTML), and in the spreadsheet of "
        "all contacts (xlsx).",
        count,
    )
    return element("p", words.format(count=count), class_="hint only-printed")


def _titled(title: str, listed: Html) -> Html:
    return together([element("h3", title), listed]) if listed else Html("")


def appendix(material: Material) -> Html:
    """Every contact that counts, by the clock. Left out of print: a spreadsheet of it can be asked for."""
    if not material.rows:
        return element("p", _("There is no contact to list yet."))
    listed = _table(material, in_time(material.rows), material.cited, "everything")
    return element(
        "div", element("p", _("In the order of time. This list is not printed."), class_="hint"), listed,
        id="full-list", data_filter=_("Show only rows with:"),
    )  # fmt: skip


def _table(material: Material, rows: Sequence[Row], marks: Mapping[str, Sequence[str]], name: str) -> Html:
    """Contacts with all that is known of them."""
    if not rows:
        return Html("")
    columns = (
        Column(_("No."), 5, "figure"), Column(_("Date"), 9, "mark"), Column(_("Time"), 8), Column(_("Length"), 4),
        Column(_("Way"), 6), Column(_("Number"), 11, "mark"), Column(_("Calling itself"), 8),
        Column(_("Reached, relation"), 8), Column(_("Content (original words)"), 26), Column(_("Suspected rule"), 11),
        Column(_("Evidence"), 4),
    )  # fmt: skip
    # Only on paper is there no room to spare; in the list of everything this would be a mark of HTML for each.
    whole = listed if name == "everything" else _unbroken
    cells = [_cells(material, row, whole(marks.get(row.id, ()))) for row in rows]
    caption = _("All contacts") if name == "everything" else _("Contacts cited, with words, messages or evidence")
    marked = [] if name == "everything" else _targets(rows)
    return table(columns, cells, name=name, caption=caption, marked=marked)


def _unbroken(marks: Iterable[str]) -> Html:
    """Marks of findings, none of which breaks at its hyphen."""
    return together((element("span", mark, class_="whole") for mark in marks), pick(zh="、", en=", "))


def _targets(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Where the numbers of contacts in the findings lead to."""
    return [{"id": f"n{row.no}"} for row in rows]


def _log(material: Material, rows: Sequence[Row], marks: Mapping[str, Sequence[str]]) -> Html:
    """Contacts of which a record tells no more than when, how long, from where and to whom: a line each."""
    if not rows:
        return Html("")
    background = material.view.background
    columns = (
        Column(_("No."), 5, "figure"), Column(_("Date"), 10, "mark"), Column(_("Time"), 16, "mark"),
        Column(_("Length"), 5), Column(_("Way"), 11), Column(_("Number"), 12, "mark"),
        Column(_("Reached, relation"), 14), Column(_("Suspected rule"), 27),
    )  # fmt: skip
    cells = [
        [
            str(row.no), day(row.local, row.precision), clock_time(row), minutes(row.duration_s) if row.is_call else "",
            way_and_outcome(row), number_shown(row), said(whom(background, row)), listed(marks.get(row.id, ())),
        ]
        for row in rows
    ]  # fmt: skip
    return table(
        columns, cells, name="log", caption=_("Contacts cited, with time and number only"), marked=_targets(rows)
    )


def _cells(material: Material, row: Row, marks: str) -> list[str]:
    background = material.view.background
    files = [material.file_marks[one] for one in row.evidence if one in material.file_marks]
    return [
        str(row.no),
        day(row.local, row.precision),
        clock_time(row),
        minutes(row.duration_s) if row.is_call else "",
        way_and_outcome(row),
        number_shown(row),
        said(caller(row)),
        said(whom(background, row)),
        content(material, row),
        marks,
        listed(files),
    ]


def content(material: Material, row: Row) -> Html:
    """What was said or written, the summary, the visit, the tags, who told it, and what was corrected."""
    parts: list[str] = []
    if row.words:
        parts.append(element("q", row.words, dir="auto"))
    if row.text:
        parts.append(element("span", row.text, dir="auto", class_="body"))
    if row.note:
        parts.append(said(row.note))
    visit = of_visit(material.view, row)
    if visit:
        parts.append(said(visit))
    if row.tags:
        parts.append(element("small", listed(label("tag", tag) for tag in row.tags)))
    if row.told_by:
        parts.append(element("small", _("told by {name}").format(name=row.told_by)))
    if row.records > 1:
        parts.append(element("small", _("{count} sources").format(count=row.records)))
    parts += [
        element("small", _("corrected: {field}, read as {value}").format(field=name, value=value))
        for name, value in material.corrections.get(row.id, ())
    ]  # fmt: skip
    return together(parts, " ")
