"""Whose matter goes to a channel, where a case has several lenders, or collectors who each answer for themselves.

A complaint about one lender must not tell it, or its regulator, of the debts at another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.casebook.events import counted
from casekit.channels.channel import Channel
from casekit.errors import InputError, NotFoundError
from casekit.report.names import institution
from casekit.text import _, listed

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.model import Party

WHOLE = "all"


def sides_of(case: Case) -> list[Party]:
    """The institutions that a case is about, those with most contacts first.

    They are its lenders; one that has neither a debt nor a contact is no matter yet. Where each collector answers for
    itself, they are those who called.
    """
    background, contacts = case.background(), counted(case.events())["party"].value_counts()
    called = {str(party): int(count) for party, count in contacts.items() if count and party in background.parties}
    if _each_for_itself(case) and called:
        return [background.parties[one] for one in called]
    counts = {one.id: 0 for one in background.lenders() if background.debts_of(one.id)}
    for party, count in called.items():
        behind = background.lender_of(party)
        if behind is not None:
            counts[behind.id] = counts.get(behind.id, 0) + count
    return [background.parties[one] for one in sorted(counts, key=lambda one: -counts[one])]


def sides_concerned(case: Case, channel: Channel) -> list[Party]:
    """Those of them whose matter a channel may take; all of them where it takes none."""
    known = sides_of(case)
    return [one for one in known if channel.deals_with(one.lender_type)] or known


def _each_for_itself(case: Case) -> bool:
    """Whether each collector answers for itself, and a lender not for those who act for it."""
    from casekit.rules import load_rulebook

    return load_rulebook(case.header.rulebook).through == "caller"


def matter_of(case: Case, channel: Channel, *, debt: str | None = None, lender: str | None = None) -> str | None:
    """The id of the lender or collector whose matter alone goes to a channel; None for the whole case.

    `lender` is what the user named: an id or a name, or "all" for the whole case. A `debt` is narrower and needs none.

    Raises
    ------
    InputError
        when the channel is about one institution and the case leaves open which
    NotFoundError
        when the case has no lender, or where it matters no collector, of this name
    """
    if lender is not None and lender != WHOLE:
        return side_named(case, lender).id
    sides = sides_of(case)
    if debt is not None or lender == WHOLE or len(sides) < 2 or not channel.one_lender:
        return None
    concerned = sides_concerned(case, channel)
    if len(concerned) == 1:
        return concerned[0].id
    named = listed(institution(one) for one in concerned)
    if _each_for_itself(case):
        raise InputError(
            _(
                "Several collectors called: {all}. Each answers for itself, and papers for “{channel}” are about one of them. "
                "Choose one with --lender NAME (in the workbook: “Whose matter”) and make one pack for each; --lender all "
                "puts everything into one."
            ).format(all=named, channel=channel.name)
        )
    raise InputError(
        _(
            "This case is about several institutions: {all}. Papers for “{channel}” are about one of them, or it would "
            "learn of your debts at the others. Choose one with --lender NAME (in the workbook: “Whose matter”) and make "
            "one pack for each; --lender all puts everything into one."
        ).format(all=named, channel=channel.name)
    )


def side_named(case: Case, name: str) -> Party:
    """The lender, or where it matters the collector, of an id or a name.

    Raises
    ------
    NotFoundError
        when the case has none
    """
    known = case.background().lenders()
    if _each_for_itself(case):
        known = list({one.id: one for one in (*sides_of(case), *known)}.values())
    for one in known:
        if name in (one.id, one.name, one.full_name):
            return one
    raise NotFoundError(
        _("The case has no lender “{name}”. There are: {all}.").format(name=name, all=listed(one.name for one in known))
    )
