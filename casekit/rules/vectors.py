"""The test vectors that stand beside each rule in its book, run through a real case."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casekit.casebook import Case, create_case
from casekit.clock import now
from casekit.errors import CaseError
from casekit.model import DEBTOR
from casekit.model.vocabulary import label
from casekit.rules.finding import Finding
from casekit.rules.rulebook import Rule, Rulebook
from casekit.text import N_, _, listed

PEOPLE = {
    "guarantor": {"role": "guarantor", "relation": "friend"},
    "spouse": {"role": "co_debtor_spouse", "relation": "spouse"},
    "friend": {"role": "other_third_party", "relation": "friend"},
    "colleague": {"role": "other_third_party", "relation": "colleague"},
    "aunt": {"role": "other_third_party", "relation": "relative"},
    "boss": {"role": "other_third_party", "relation": "employer"},
    "neighbour": {"role": "preagreed_contact", "relation": "neighbour"},
}
LINE = "13800000001"
# What a vector expects, by its field.
_FIELDS = {
    "status": N_("the result (status)"), "count": N_("the contacts counted (count)"),
    "count_upper": N_("the contacts at most (count_upper)"), "figure": N_("the largest figure (figure)"),
    "threshold": N_("the threshold (threshold)"), "boundary": N_("the contacts at the boundary (boundary)"),
    "occurrences": N_("the occurrences (occurrences)"), "proof": N_("the contacts of proof (proof)"),
    "question": N_("the question asked (question)"),
}  # fmt: skip
_NUMBERS = ("count", "count_upper", "figure", "threshold")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A vector that did not come out as it says; `why` is a sentence in the language of the moment.

    `place` is its position among the vectors of its rule.
    """

    rule: str
    vector: str
    why: str
    place: int


def run_vectors(book: Rulebook, progress: Callable[[int, int], None] | None = None) -> Iterator[Mismatch]:
    """Run every vector of a book, each in a case of its own, and give those that are not met."""
    every = [(rule, place, vector) for rule in book.rules for place, vector in enumerate(rule.vectors)]
    for done, (rule, place, vector) in enumerate(every):
        if progress is not None:
            progress(done, len(every))
        with passing_folder() as folder:
            for why in mismatches(book, rule, vector, Path(folder) / "case"):
                yield Mismatch(rule.id, str(vector["name"]), why, place)


def passing_folder() -> TemporaryDirectory[str]:
    """A folder for a case that nobody keeps: in memory where the system has such a place.

    A case writes every entry through to the disk, which is most of the time a vector would take.
    """
    memory = Path("/dev/shm")
    usable = memory.is_dir() and os.access(memory, os.W_OK)
    return TemporaryDirectory(prefix="casekit-vector-", dir=memory if usable else None)


def mismatches(book: Rulebook, rule: Rule, vector: dict[str, Any], folder: Path) -> list[str]:
    """Where a vector's case, made in a new folder, does not give what the vector expects, in sentences."""
    from casekit.rules.engine import check

    try:
        case = case_of(vector, folder, book)
    except CaseError as error:
        return [_("the contacts or facts cannot be entered: {why}").format(why=error)]
    background = case.background()
    lender = background.lenders()[0].id
    found = check(case.events(), background, replace(book, rules=(rule,)))
    wrong = list(_wrong([one for one in found if one.lender == lender], vector["expect"]))
    # The other lenders of a vector are there to be told apart: nothing but what may be theirs is found on them.
    others = {one.status for one in found if one.lender != lender} - {"cannot_tell"}
    if others and not vector.get("same_lender"):
        wrong.append(_("something was found about another lender"))
    return wrong


def _wrong(found: list[Finding], expected: dict[str, Any]) -> Iterator[str]:
    statuses = {one.status for one in found} or {"none"}
    if statuses != {expected["status"]}:
        yield _sentence("status", _results({expected["status"]}), _results(statuses))
        return
    for finding in found:
        told = {name: getattr(finding, name) for name in _NUMBERS} | {
            "boundary": len(finding.boundary_incidents),
            "occurrences": len(finding.occurrences),
            "proof": len(finding.proof),
        }
        for name, value in told.items():
            if expected.get(name, value) != value:
                yield _sentence(name, expected[name], value)
        asked = sorted(one.id for one in finding.questions)
        wanted = [expected["question"]] if "question" in expected else []
        if asked != wanted:
            yield _sentence("question", _questions(wanted), _questions(asked))


def _sentence(name: str, expected: Any, found: Any) -> str:
    return _("{name} should be {expected} and is {found}").format(name=_(_FIELDS[name]), expected=expected, found=found)


def _results(statuses: set[str]) -> str:
    """Results as a vector writes them, each with its meaning."""
    meanings = {one: _("nothing found") if one == "none" else label("status", one) for one in sorted(statuses)}
    return listed(_("{word} ({meaning})").format(word=one, meaning=meaning) for one, meaning in meanings.items())


def _questions(ids: list[str]) -> str:
    return listed(ids) if ids else _("none")


def case_of(vector: dict[str, Any], folder: Path, book: Rulebook) -> Case:
    """The case a vector describes: one lender, its agency, and the contacts."""
    case = create_case(
        folder, lender="Lender", lender_type=vector.get("lender_type", "consumer_finance"), product="loan",
        own_numbers=[LINE, "13800000002"], timezone=vector.get("zone", book.zones[0] if book.zones else "Asia/Shanghai"),
    )  # fmt: skip
    # A rule that is in force from next year on is tried now.
    case.present = now() + timedelta(days=366 * 2)
    first = case.background().lenders()[0].id
    debts = [next(iter(case.background().debts)), *_more_debts(case, vector, first)]
    if "overdue_since" in vector:
        case.update_debt(debts[0], overdue_since=date.fromisoformat(vector["overdue_since"]))
    parties = {"lender": first, "agency": case.add_party("agency", "Agency", acts_for=first).id}
    parties["second_agency"] = case.add_party("agency", "Second agency", acts_for=first).id
    others = [one.id for one in case.background().lenders() if one.id != first]
    parties |= {"other": others[0]} if others else {}
    people = _people(case, vector)
    for fact in vector.get("facts", ()):
        fields = {"party": first, **fact}
        if isinstance(fields.get("debt"), int):
            fields["debt"] = debts[fields["debt"] - 1]
        case.add_fact(
            fields.pop("kind"), fields.pop("at"), person=people.get(fields.pop("person", "")),
            party=parties.get(fields.pop("party"), first), **fields,
        )  # fmt: skip
    for event in vector["events"]:
        fields = {name: value for name, value in event.items() if name not in ("at", "repeat", "every")}
        party = fields.pop("party", "lender")
        fields["party"] = parties.get(party) if party else None
        fields["person"] = people.get(fields.get("person", ""))
        if isinstance(fields.get("debt"), int):
            fields["debt"] = debts[fields["debt"] - 1]
        for time in moments(event):
            case.log(**{"outcome": "conversation", "line": LINE, **fields, "start": time})
    return case


def _more_debts(case: Case, vector: dict[str, Any], first: str) -> list[str]:
    """The debts beside the first: of lenders of their own, or of the one lender."""
    made = []
    for extra in range(1, vector.get("debts", 1)):
        lender = first
        if not vector.get("same_lender"):
            lender = case.add_party("lender", f"Other {extra}", lender_type="consumer_finance").id
        made.append(case.add_debt(lender, product="loan").id)
    return made


def _people(case: Case, vector: dict[str, Any]) -> dict[str, str]:
    """The persons a vector names, by their names, as ids."""
    told = {event["person"] for event in [*vector["events"], *vector.get("facts", ())] if "person" in event}
    described = {**PEOPLE, **vector.get("people", {})}
    people = {}
    for name in sorted(told | set(vector.get("people", {}))):
        fields = described[name]
        if name == DEBTOR:
            case.update_person(DEBTOR, **fields)
            people[name] = DEBTOR
        else:
            people[name] = case.add_person(name, **fields).id
    return people


def moments(event: dict[str, Any]) -> list[str | None]:
    """The times of an event: as typed, or repeated every so many minutes; None where nobody knows."""
    if "repeat" not in event:
        return [event.get("at")]
    first = datetime.fromisoformat(event["at"])
    return [
        (first + timedelta(minutes=event["every"] * index)).strftime("%Y-%m-%d %H:%M:%S")
        for index in range(event["repeat"])
    ]
