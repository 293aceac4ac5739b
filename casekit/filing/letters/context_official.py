"""What papers for authorities and courts need more: findings by channel, filings, causes of action, credit entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casekit.filing.letters.context_law import FindingLine, Matter, matters_of
from casekit.filing.letters.context_who import Institution, institution_of
from casekit.filing.letters.scope import Scope
from casekit.model import Filing
from casekit.model.vocabulary import label
from casekit.report.names import debt_name, institution
from casekit.text import Both, pick

# The causes of action for personality rights of the Provisions on Causes of Action in Civil Cases (in force since
# 2021-01-01), and the rules whose findings speak for each; a person decides with which to sue.
_CAUSES: tuple[tuple[Both, frozenset[str], frozenset[str]], ...] = (
    ({"zh": "隐私权纠纷", "en": "privacy"}, frozenset({"peace", "night", "frequency", "refusal"}), frozenset()),
    ({"zh": "个人信息保护纠纷", "en": "protection of personal information"},
     frozenset({"disclosure", "third_persons", "data_source"}), frozenset({"PIPL-17"})),
    ({"zh": "名誉权纠纷", "en": "reputation"}, frozenset(), frozenset({"CIV-1024"})),
    ({"zh": "一般人格权纠纷", "en": "personality rights in general"}, frozenset(), frozenset({"CPL-14"})),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One paper handed in; `answered` and what stands beside it are empty while nothing came back.

    `track` is that of the channel, `waited` how many days lie between filing and today.
    """

    day: date
    channel: str
    to: str
    track: str
    receipt: str
    clerk: str
    answered: date | None
    outcome: str
    outcome_name: str
    answer: str
    waited: int


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of action that findings speak for; `marks` are those findings' numbers in the report."""

    name: str
    marks: str


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One entry about the credit record, as it was noted down."""

    day: date
    kind: str
    kind_name: str
    institution: str
    text: str
    debt: str


@dataclass(frozen=True, slots=True)
class Collector:
    """Whoever collects, where each answers for itself; `bound` says whether the rulebook binds that kind."""

    party: Institution
    contacts: int
    bound: bool


def matters_at(scope: Scope) -> Callable[..., list[Matter]]:
    """The function `matters_at(channel, *without)`: only the findings that a channel takes, drawn together as in the report.

    Rules whose id begins with one of `without` are left out: a regulator applies no criminal law.
    """

    def at(channel: str, *without: str) -> list[Matter]:
        drawn = []
        for matter in matters_of(scope):
            shown = [
                one for one in (matter.lead, *matter.also)
                if channel in one.routes and not one.rule.startswith(without)
            ]  # fmt: skip
            if shown:
                drawn.append(Matter(shown[0], tuple(shown[1:])))
        return drawn

    return at


def filed_of(scope: Scope) -> Callable[..., list[FilingLine]]:
    """The function `filed(*channels)`: what was handed in there, the earliest first; without channels everywhere.

    What was withdrawn, and what was handed to a lender that the letter is not about, is left out.
    """
    others = {one.id for one in scope.background.lenders()} - {one.id for one in scope.lenders}

    def filed(*channels: str) -> list[FilingLine]:
        shown = [
            one for one in scope.background.filings
            if one.outcome != "withdrawn" and (not channels or one.channel in channels)
            and not (one.channel == "lender" and one.party in others)
        ]  # fmt: skip
        return [_filing(scope, one) for one in sorted(shown, key=lambda one: (one.filed_on, one.id))]

    return filed


def _filing(scope: Scope, one: Filing) -> FilingLine:
    to = institution(scope.background.parties.get(one.party or "")) if one.channel == "lender" else ""
    return FilingLine(
        day=one.filed_on,
        channel=one.channel,
        to=to or label("filing_channel", one.channel),
        track=one.track,
        receipt=one.receipt,
        clerk=one.clerk,
        answered=one.answered_on,
        outcome=one.outcome,
        outcome_name=label("filing_outcome", one.outcome),
        answer=one.answer,
        waited=(scope.dossier.made_on - one.filed_on).days,
    )


def causes_of(scope: Scope) -> list[Cause]:
    """The causes of action that findings going to court speak for, in the order of a complaint of privacy."""
    found = [line for matter in matters_at(scope)("court") for line in (matter.lead, *matter.also)]
    causes = []
    for name, families, rules in _CAUSES:
        mine = [one for one in found if _speaks(one, families, rules)]
        if mine:
            marks = pick(zh="、", en=", ").join(dict.fromkeys(one.mark for one in mine))
            causes.append(Cause(pick(name), marks))
    return causes


def _speaks(one: FindingLine, families: frozenset[str], rules: frozenset[str]) -> bool:
    return one.family in families or one.rule in rules


def credit_of(scope: Scope) -> list[CreditLine]:
    """The entries about the credit record, by day."""
    return [
        CreditLine(
            day=one.at,
            kind=one.kind,
            kind_name=label("credit", one.kind),
            institution=one.institution,
            text=one.text,
            debt=debt_name(scope.background, one.debt),
        )
        for one in sorted(scope.background.credit, key=lambda one: (one.at, one.id))
    ]


def collectors_of(scope: Scope) -> list[Collector]:
    """The agencies and lenders who made contact, those whom the rulebook binds first, then those with most contacts."""
    background = scope.background
    contacts = Counter(row.party for row in scope.rows if row.direction == "in")
    bound = frozenset(kind for rule in scope.material.rulebook.rules for kind in rule.binds)
    collectors = [
        Collector(institution_of(party), contacts[party.id], party.lender_type in bound)
        for party in background.parties.values()
        if party.kind == "agency" or (party.kind == "lender" and contacts[party.id])
    ]
    return sorted(collectors, key=lambda one: (not one.bound, -one.contacts))
