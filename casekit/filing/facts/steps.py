"""What was done already: filings, refusals, complaints by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.clock import day_in_words, to_wall_clock
from casekit.filing.facts.filings import filings_at
from casekit.filing.facts.scope import Scope
from casekit.model import Fact, Filing
from casekit.model.vocabulary import label
from casekit.report.names import debt_name, institution
from casekit.report.steps_taken import facts_taken
from casekit.text import _, in_a_row, pick

# Facts that answer a rule's question and are no step of the complainant.
_STEPS = frozenset({
    "refused_contact", "employer_ban", "told_employer", "written_dispute", "settlement", "police_warning",
    "lawyer_appointed", "channel_opt_out", "complaint_filed", "written_cease", "inconvenient_time", "inconvenient_place",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done about it: a filing, a refusal, a complaint by telephone.

    `answer` is what came back, `note` what the complainant wrote beside a step that has no answer, `channel` where a paper
    was handed in, empty for other steps.
    """

    day: date
    to: str
    what: str
    receipt: str
    answer: str
    note: str = ""
    channel: str = ""


def steps_of(scope: Scope) -> list[Step]:
    """Filings and dated facts, by day; of one third person only what that person did."""
    background = scope.background
    others = {one.id for one in background.lenders()} - {one.id for one in scope.lenders}
    filings = [one for one in filings_at(background) if one.party not in others]
    facts = [one for one in facts_taken(scope.view) if one.kind in _STEPS and _concerns(scope, one, others)]
    if scope.alone:
        filings, facts = [], [one for one in facts if scope.person and one.person == scope.person]
    steps = [*(_filing(scope, one) for one in filings), *(_fact(scope, one) for one in facts)]
    return sorted(steps, key=lambda one: (one.day, one.to, one.what))


def _concerns(scope: Scope, fact: Fact, others: set[str]) -> bool:
    told = scope.background.lender_told(fact)
    return told is None or told.id not in others


def _filing(scope: Scope, one: Filing) -> Step:
    background = scope.background
    lender = institution(background.parties.get(one.party or "")) if one.channel == "lender" else ""
    answered = (
        _("answered on {day}").format(day=day_in_words(one.answered_on)) if one.answered_on is not None else "",
        _outcome(one),
        one.answer,
    )
    return Step(
        day=one.filed_on,
        to=lender or label("filing_channel", one.channel),
        what=_("complaint or report"),
        receipt=one.receipt,
        answer=pick(zh="；", en="; ").join(part for part in answered if part),
        channel=one.channel,
    )


def _outcome(one: Filing) -> str:
    """How it ended, without saying a second time that there was an answer."""
    if one.answered_on is None:
        return label("filing_outcome", one.outcome)
    if one.outcome == "unsatisfied":
        return pick(zh="对答复不满意", en="not satisfied with it")
    return "" if one.outcome == "open" else label("filing_outcome", one.outcome)


def _fact(scope: Scope, one: Fact) -> Step:
    background = scope.background
    person = background.persons.get(one.person or "")
    zone = (person.zone if person else None) or scope.view.header.zone
    told = institution(background.parties.get(one.party or "")) or one.number or debt_name(background, one.debt)
    by = person.called if person is not None and person.id != "debtor" else ""
    return Step(
        day=to_wall_clock(one.at, zone).date(),
        to=told,
        what=pick(zh="：", en=": ").join(part for part in (by, one.called) if part),
        receipt="",
        answer="",
        note=in_a_row(one.value, one.note),
    )
