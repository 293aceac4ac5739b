"""The numbers that called, and what ties each of them to the respondent."""

from __future__ import annotations

from collections import Counter

from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.report.figures import at_night
from casekit.report.linkage import linkage_of, rank_of_basis
from casekit.report.markup import Html, bullets, element, said, together
from casekit.report.material import Material
from casekit.report.names import institution
from casekit.report.rows import Row, by_number, first_and_last
from casekit.report.tables import Column, table
from casekit.text import _, _n

_MOST_PRINTED = 60  # numbers of a long case; two pages


def section(material: Material) -> Html:
    """How the link is known, then a row per number, the most frequent first."""
    background = material.view.background
    answered = Counter(row.number or "" for row in material.rows if row.direction != "in")
    of_number = by_number(material.rows)
    hidden = [row for row in material.rows if row.direction == "in" and not row.number]
    columns = (
        Column(_("No."), 5, "figure"), Column(_("Number"), 13, "mark"), Column(_("Class"), 12),
        Column(_("Belongs to"), 22), Column(_("Basis of linkage"), 21), Column(_("Contacts"), 8, "figure"),
        *([Column(_("At night"), 6, "figure")] if material.mainland else []), Column(_("First and last"), 13, "mark"),
    )  # fmt: skip
    listed = [*of_number.items(), *([("", hidden)] if hidden else [])]
    rows = [
        _cells(material, index, number, mine, answered[number]) for index, (number, mine) in enumerate(listed, start=1)
    ]
    marked = [{"class_": "unprinted"} if index >= _MOST_PRINTED else {} for index in range(len(rows))]
    if not rows:
        return element("p", _("No contact has been attributed to a collector yet."))
    return together(
        [
            element("p", _("Whether a number is the respondent's decides whether a contact can be laid at its door. The "
                           "basis of each attribution is stated; the respondent can check it against its own records.")),
            _bases(background, of_number, len(hidden)),
            table(columns, rows, name="numbers", caption=_("Numbers that called or wrote"), marked=marked),
            _not_printed(sum(len(mine) for _number, mine in listed[_MOST_PRINTED:]), len(rows) - _MOST_PRINTED),
        ]
    )  # fmt: skip


def _not_printed(contacts: int, numbers: int) -> Html:
    """On paper alone: how many of the numbers, those of the fewest contacts, are not on it, and where they stand."""
    if numbers <= 0:
        return Html("")
    words = _n(
        "{numbers} more number, of {contacts} contacts, is not printed. It can be handed over: in this report as a file (HTML).",
        "{numbers} more numbers, of {contacts} contacts together, are not printed. They can be handed over: in this report as "
        "a file (HTML).",
        numbers,
    )
    return element("p", words.format(numbers=numbers, contacts=contacts), class_="hint only-printed")


def _bases(background: Background, of_number: dict[str, list[Row]], hidden: int) -> Html:
    """How many numbers and contacts stand on which basis, the strongest of each; together they are all contacts."""
    numbers: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    for number, mine in of_number.items():
        basis = next(iter(linkage_of(background, number).bases), "")
        numbers[basis] += 1
        contacts[basis] += len(mine)
    order = sorted(numbers, key=rank_of_basis)
    lines = [
        together(
            [
                element("strong", label("basis", basis) if basis else label("attribution", "claimed")),
                _n(": {numbers} number, {contacts} contacts", ": {numbers} numbers, {contacts} contacts",
                   numbers[basis]).format(numbers=numbers[basis], contacts=contacts[basis]),
            ]
        )
        for basis in order
    ]  # fmt: skip
    if hidden:
        told = _n(": {count} contact", ": {count} contacts", hidden).format(count=hidden)
        lines.append(
            together([element("strong", _("Not shown, or without a number; by the complainant's statement")), told])
        )
    return bullets(lines, class_="bases")


def _cells(material: Material, index: int, number: str, mine: list[Row], answered: int) -> list[str]:
    background = material.view.background
    linkage = linkage_of(background, number)
    parties = dict.fromkeys(institution(background.parties.get(row.party or "")) for row in mine)
    back = _n("and {count} outgoing", "and {count} outgoing", answered).format(count=answered) if answered else ""
    return [
        str(index),
        number or _("not shown, or none"),
        label("number_class", mine[0].number_class) if number else "",
        together([said(party) for party in parties if party], Html("<br>"))
        or element("span", _("not known"), class_="hint"),
        together([linkage.words, element("small", said(linkage.note)) if linkage.note else ""]),
        together([str(len(mine)), element("small", back) if back else ""]),
        *([str(sum(at_night(row) for row in mine) or "")] if material.mainland else []),
        first_and_last(mine),
    ]
