"""Whose matter goes to a channel, where a case has several lenders.

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


def lenders_with_matter(case: Case) -> list[Party]:
    """The lenders of a case, those with most contacts first; one that has neither a debt nor a contact is no matter yet."""
    background, events = case.background(), counted(case.events())
    counts = {one.id: 0 for one in background.lenders() if background.debts_of(one.id)}
    for party, count in events["party"].value_counts().items():
        behind = background.lender_of(str(party))
        if behind is not None and count:
            counts[behind.id] = counts.get(behind.id, 0) + int(count)
    return [background.parties[one] for one in sorted(counts, key=lambda one: -counts[one])]


def lenders_concerned(case: Case, channel: Channel) -> list[Party]:
    """Those of them whose matter a channel may take; all of them where it takes none."""
    known = lenders_with_matter(case)
    return [one for one in known if channel.deals_with(one.lender_type)] or known


def matter_of(case: Case, channel: Channel, *, debt: str | None = None, lender: str | None = None) -> str | None:
    """The id of the lender whose matter alone goes to a channel; None for the whole case.

    `lender` is what the user named: an id or a name, or "all" for the whole case. A `debt` is narrower and needs none.

    Raises
    ------
    InputError
        when the channel is about one institution and the case leaves open which
    NotFoundError
        when the case has no lender of this name
    """
    from casekit.rules import load_rulebook

    if lender is not None and lender != WHOLE:
        return _named(case, lender)
    several = len(lenders_with_matter(case)) > 1
    # Where each collector answers for itself, a lender is not whom the papers are about.
    through_lender = load_rulebook(case.header.rulebook).through == "lender"
    if debt is not None or lender == WHOLE or not (several and channel.one_lender and through_lender):
        return None
    concerned = lenders_concerned(case, channel)
    if len(concerned) == 1:
        return concerned[0].id
    raise InputError(
        _(
            "This case is about several institutions: {all}. Papers for “{channel}” are about one of them, or it would "
            "learn of your debts at the others. Choose one with --lender NAME (in the workbook: “Whose matter”) and make "
            "one pack for each; --lender all puts everything into one."
        ).format(all=listed(institution(one) for one in concerned), channel=channel.name)
    )


def _named(case: Case, name: str) -> str:
    known = case.background().lenders()
    for one in known:
        if name in (one.id, one.name, one.full_name):
            return one.id
    raise NotFoundError(
        _("The case has no lender “{name}”. There are: {all}.").format(name=name, all=listed(one.name for one in known))
    )
