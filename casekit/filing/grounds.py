"""What of a case speaks for a channel: findings, contacts marked by the user, contacts after the debt was settled.

Findings count that are sure and of verified rules. What the user marked as a threat and the like, and contacts after a
debt was paid or a plan agreed, speak for a channel without a rule as well: whoever is threatened needs no finding first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from casekit.filing.suitability import refusal_of, wrong_entries

if TYPE_CHECKING:
    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier
    from casekit.model import Fact, Party
    from casekit.report.rows import Row
    from casekit.rules import Finding

_SETTLED = ("payoff", "settlement")
_OF_SETTLEMENTS = "settlement"  # the family of rules about it


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Contacts that came after a debt was paid off or a plan was agreed."""

    fact: Fact
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Grounds:
    """What speaks for a channel.

    `tagged` are contacts whose marks bring the matter there, `by_rule` says whether findings do so by themselves, `main`
    whether it is a main place for any of it, `urgent` whether it comes before all others.
    """

    channel: Channel
    findings: list[Finding]
    tagged: list[Row] = field(default_factory=list)
    afterwards: list[Afterwards] = field(default_factory=list)
    by_rule: bool = False
    main: bool = False
    urgent: bool = False

    def lenders(self, dossier: Dossier) -> list[Party]:
        """The lenders whom it is about, as far as they are known."""
        background = dossier.view.background
        of_findings = (background.parties.get(one.lender or "") for one in self.findings)
        of_rows = (background.lender_of(row.party) or background.debt_lender(row.debt) for row in self._rows())
        named = {one.id: one for one in (*of_findings, *of_rows) if one is not None}
        return list(named.values())

    def last(self, dossier: Dossier) -> date | None:
        """The day of the last contact that belongs to it."""
        concerned = {incident for one in self.findings for incident in one.incidents}
        concerned |= {row.id for row in self._rows()}
        days = [row.local.date() for row in dossier.material.rows if row.id in concerned and row.local is not None]
        return max(days, default=None)

    def _rows(self) -> list[Row]:
        return [*self.tagged, *(row for one in self.afterwards for row in one.rows)]


def grounds_for(channel: Channel, dossier: Dossier) -> Grounds | None:
    """What of a case speaks for a channel; None where nothing does or the channel does not take it."""
    over = [one for one in dossier.material.findings if one.status == "over" and one.verified]
    mine = [one for one in over if not channel.families or one.family in channel.families]
    routed = [one for one in mine if channel.id in one.routes]
    core = [one for one in mine if one.family in channel.core and _supervised(channel, one, dossier)]
    rows = (row for row in dossier.material.rows if row.direction == "in")
    tagged = [row for row in rows if channel.tags.intersection(row.tags)]
    marked = {row.id for row in tagged}
    by_tag = [one for one in over if marked.intersection(one.incidents)]
    afterwards = contacts_afterwards(dossier) if _OF_SETTLEMENTS in channel.core else []
    if any(one.family == _OF_SETTLEMENTS for one in core):
        afterwards = []  # the finding says it already
    entries = any(one.when == "no_credit" for one in channel.refuses) and wrong_entries(dossier)
    if not (routed or core or tagged or afterwards or entries) or refusal_of(channel, dossier) is not None:
        return None
    carrying = routed + core or by_tag
    findings = [one for one in over if any(one is other for other in carrying)]
    main = bool(tagged or afterwards) or any(is_main(channel, one) for one in findings)
    urgent = any(channel.urgent.intersection(row.tags) for row in tagged)
    return Grounds(channel, findings, tagged, afterwards, bool(routed or core), main, urgent)


def grounds_beside(channel: Channel, others: Iterable[Grounds], dossier: Dossier) -> Grounds | None:
    """What speaks for a channel that goes along with others; None where it goes with none of these or does not take it.

    It is a main place as far as it prepares one that comes later.
    """
    found = [one for one in others if one.channel.id in channel.beside]
    theirs = {
        id(each): each
        for one in found
        for each in one.findings
        if not channel.families or each.family in channel.families
    }
    if not theirs or refusal_of(channel, dossier) is not None:
        return None
    prepares = any(one.main and channel.step < one.channel.step for one in found)
    return Grounds(channel, list(theirs.values()), by_rule=True, main=prepares)


def contacts_afterwards(dossier: Dossier) -> list[Afterwards]:
    """Contacts about a debt after the day on which it was paid off or a plan for it was agreed.

    Those of that day itself, and those after the user stopped keeping to the plan, are none of these.
    """
    background, rows = dossier.view.background, dossier.material.rows
    broken = [one for one in background.facts_of("settlement_not_kept") if not one.denied]
    found = []
    for kind in _SETTLED:
        for fact in background.facts_of(kind):
            since = _day(fact, dossier)
            ends = [_day(one, dossier) for one in broken if kind == "settlement" and _same_debt(one, fact)]
            until = min((one for one in ends if one >= since), default=date.max)
            after = tuple(
                row
                for row in rows
                if row.direction == "in"
                and row.local is not None
                and since < row.local.date() < until
                and _about(row, fact, dossier)
            )
            if after and not fact.denied:
                found.append(Afterwards(fact, after))
    return found


def distance(channel: Channel, finding: Finding) -> int:
    """How far a finding is from a channel: 0 where its rule names the channel first, 1 in its families, 2 otherwise."""
    if finding.routes[:1] == (channel.id,):
        return 0
    return 1 if finding.family in channel.core else 2


def is_main(channel: Channel, finding: Finding) -> bool:
    """Whether a channel is a main place for what was found."""
    return distance(channel, finding) < 2


def _supervised(channel: Channel, finding: Finding, dossier: Dossier) -> bool:
    """Whether a channel deals with the lender of a finding."""
    lender = dossier.view.background.parties.get(finding.lender or "")
    return channel.deals_with(lender.lender_type if lender is not None else "unknown")


def _day(fact: Fact, dossier: Dossier) -> date:
    from casekit.clock import to_wall_clock

    return to_wall_clock(fact.at, dossier.view.header.zone).date()


def _same_debt(one: Fact, other: Fact) -> bool:
    return one.debt is None or other.debt is None or one.debt == other.debt


def _about(row: Row, fact: Fact, dossier: Dossier) -> bool:
    """Whether a contact is about the debt, or comes from the side of the lender, that a fact names."""
    background = dossier.view.background
    if fact.debt and row.debt:
        return fact.debt == row.debt
    told = background.lender_told(fact) or background.debt_lender(fact.debt)
    calling = background.lender_of(row.party) or background.debt_lender(row.debt) or background.sole_lender()
    return told is None or calling is None or told.id == calling.id
