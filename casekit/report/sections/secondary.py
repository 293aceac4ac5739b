"""Findings in short: those on the same matter as a stronger one, and those that cannot be told yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report import citing
from casekit.report.markup import Html, bullets, element, together
from casekit.report.material import Material
from casekit.report.tables import Column, table
from casekit.text import _, pick

if TYPE_CHECKING:
    from casekit.rules import Finding


def beside(material: Material, lead: Finding, others: Sequence[Finding]) -> Html:
    """The other findings of a group, a row each: basis, force, and what each adds to the one that leads."""
    if not others:
        return Html("")
    columns = (
        Column(_("No."), 13, "mark"),
        Column(_("Rule and basis"), 45),
        Column(_("Contacts, and what is open"), 42),
    )
    rows = [
        [
            together([element("span", material.mark(one), id=f"f{material.mark(one)}"), " ", citing.badge(one)]),
            _named(one),
            together([_compared(material, lead, one),
                      *(element("small", pick(zh=ask.zh, en=ask.en)) for ask in one.questions)]),
        ]
        for one in others
    ]  # fmt: skip
    return together(
        [
            element("p", _("On the same matter"), class_="same"),
            table(columns, rows, name="beside", caption=_("On the same matter"), marked=[citing.sorted_by(one) for one in others]),
        ]
    )  # fmt: skip


def _named(one: Finding) -> Html:
    return together(
        [
            element("strong", pick(one.title)),
            element("small", citing.instrument(one), pick(zh="（", en=" ("), label("strength", one.strength), pick(zh="）", en=")")),
        ]
    )  # fmt: skip


def _compared(material: Material, lead: Finding, one: Finding) -> Html:
    """The contacts of a finding as seen from the one that leads: the same, or which."""
    mine = one.incidents or one.boundary_incidents
    if set(mine) == set(lead.incidents):
        return together([_("the same as {mark}").format(mark=material.mark(lead))])
    return citing.numbered(material, one, mine)


def still_open(material: Material, groups: Sequence[Sequence[Finding]]) -> Html:
    """What is at the boundary or hangs on an answer, a row for each matter."""
    if not groups:
        return Html("")
    columns = (
        Column(_("No."), 10, "mark"), Column(_("Rule and basis"), 42), Column(_("Why it is open"), 33), Column(_("Contacts concerned"), 15),
    )  # fmt: skip
    rows = [
        [
            together([element("span", material.mark(group[0]), id=f"f{material.mark(group[0])}"), " ", citing.badge(group[0])]),
            together([_named(group[0]), *(element("small", _("also: {rule}").format(rule=_in_a_line(one))) for one in group[1:])]),
            _why(group),
            citing.numbered(material, group[0], (*group[0].incidents, *group[0].boundary_incidents)),
        ]
        for group in groups
    ]  # fmt: skip
    caption = _("At the boundary, or not to be told yet")
    return together(
        [
            element("h3", caption),
            table(columns, rows, name="open", caption=caption, marked=[citing.sorted_by(*group) for group in groups]),
        ]
    )


def _in_a_line(one: Finding) -> str:
    """The rule and its basis, and the result where it is not that of the row."""
    return pick(zh=f"{pick(one.title)}（{citing.instrument(one)}）", en=f"{pick(one.title)} ({citing.instrument(one)})")


def _why(group: Sequence[Finding]) -> Html:
    """The figures in words, then what has to be answered, each question once."""
    questions = dict.fromkeys(pick(zh=ask.zh, en=ask.en) for one in group for ask in one.questions)
    return together([pick(group[0].arithmetic[0]), bullets(questions)])


def asked(one: Finding) -> Html:
    """What must be known to tell, and what would take contacts out and nobody has spoken of."""
    return bullets(dict.fromkeys(pick(zh=ask.zh, en=ask.en) for ask in (*one.questions, *one.exceptions)))
