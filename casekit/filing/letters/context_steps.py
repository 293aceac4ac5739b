"""What was done already, what harm came of it, and the list of exhibits of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.clock import to_wall_clock
from casekit.filing.letters.scope import Scope
from casekit.model import Evidence, Fact, Filing, Harm
from casekit.model.vocabulary import label
from casekit.report.exhibits import grouped_files
from casekit.report.names import debt_name, institution
from casekit.report.rows import numbers_in_short
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


@dataclass(frozen=True, slots=True)
class HarmLine:
    """What the collecting did to somebody; `amount` is money lost, as decimal text, empty where it was none."""

    day: date
    kind: str
    text: str
    amount: str
    exhibits: str


@dataclass(frozen=True, slots=True)
class ExhibitFile:
    """One file of the list of evidence: its mark there, what it is, where it comes from, what it proves."""

    mark: str
    name: str
    form: str
    source: str
    proves: str


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The files that prove one thing; `numeral` is the place of the group in all papers."""

    numeral: str
    title: str
    files: tuple[ExhibitFile, ...]


def steps_of(scope: Scope) -> list[Step]:
    """Filings and dated facts, by day; of one third person only what that person did."""
    background = scope.background
    others = {one.id for one in background.lenders()} - {one.id for one in scope.lenders}
    filings = [one for one in background.filings if one.outcome != "withdrawn" and one.party not in others]
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
        _("answered on {day}").format(day=_day(one.answered_on)) if one.answered_on is not None else "",
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


def _day(moment: date) -> str:
    from casekit.filing.letters.filters import day

    return day(moment)


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


def harms_of(scope: Scope) -> list[HarmLine]:
    """What was entered as harm, by day."""
    return [_harm(scope, one) for one in sorted(_harms(scope), key=lambda harm: (harm.at, harm.id))]


def _harms(scope: Scope) -> list[Harm]:
    harms = scope.background.harms
    return [one for one in harms if not scope.alone or (scope.person and one.person == scope.person)]


def _harm(scope: Scope, one: Harm) -> HarmLine:
    files = [file.sha256 for file in scope.background.evidence if one.id in file.harms]
    return HarmLine(
        day=to_wall_clock(one.at, scope.view.header.zone).date(),
        kind=label("harm", one.kind),
        text=one.text,
        amount=one.amount,
        exhibits=scope.marks(files),
    )


def harm_total(scope: Scope) -> str:
    """The sum of money lost, as decimal text; empty where nothing was."""
    total = sum((Decimal(one.amount) for one in _harms(scope) if one.amount), Decimal(0))
    return f"{total:f}" if total else ""


def exhibits_of(scope: Scope) -> list[Exhibits]:
    """The list of evidence in short, group by group; of one lender without what shows contacts of others only."""
    listed = []
    for group in grouped_files(scope.view, scope.material.rows):
        files = [one for one in group.files if _belongs(scope, one)]
        if files:
            listed.append(Exhibits(group.numeral, group.title, tuple(_file(scope, one) for one in files)))
    return listed


def _belongs(scope: Scope, one: Evidence) -> bool:
    """Whether a file shows contacts of the letter, or none at all and is not named after another lender."""
    if any(record in scope.row_of for record in one.incidents):
        return True
    return not (scope.alone or one.incidents or any(name in one.name for name in _names_of_others(scope)))


def _names_of_others(scope: Scope) -> list[str]:
    """What the lenders that the letter is not about are called, and their products."""
    background, mine = scope.background, {one.id for one in scope.lenders}
    named = [one.name for one in background.lenders() if one.id not in mine]
    named += [one.product for one in background.debts.values() if one.lender not in mine]
    # As far as a file would be named after it: without what stands in brackets.
    return [short for one in named if (short := one.partition("（")[0].partition("(")[0].strip())]


def _file(scope: Scope, one: Evidence) -> ExhibitFile:
    rows = {row.no: row for record in one.incidents if (row := scope.row_of.get(record)) is not None}
    return ExhibitFile(
        mark=scope.material.file_marks[one.sha256],
        name=one.name,
        form=label("evidence_kind", one.kind),
        source=pick(zh="；", en="; ").join(part for part in (one.device, one.how_obtained) if part),
        proves=_("contacts no. {numbers}").format(numbers=numbers_in_short(rows)) if rows else "",
    )
