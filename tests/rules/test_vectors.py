"""The test vectors that stand beside each rule in its rulebook, run through a real case."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casekit import create_case
from casekit.casebook import Case
from casekit.rules import Rule, check, load_rulebook

BOOK = load_rulebook("cn")
PEOPLE = {
    "guarantor": ("guarantor", "friend"),
    "spouse": ("co_debtor_spouse", "spouse"),
    "friend": ("other_third_party", "friend"),
    "colleague": ("other_third_party", "colleague"),
    "aunt": ("other_third_party", "relative"),
    "boss": ("other_third_party", "employer"),
    "neighbour": ("preagreed_contact", "neighbour"),
}
LINE = "13800000001"
VECTORS = [(rule, vector) for rule in BOOK.rules for vector in rule.vectors]


@pytest.mark.parametrize(("rule", "vector"), VECTORS, ids=[f"{rule.id}: {vector['name']}" for rule, vector in VECTORS])
def test_vector(rule: Rule, vector: dict[str, Any], tmp_path: Path) -> None:
    case = case_of(vector, tmp_path / "case")
    lender = case.background().lenders()[0].id
    everything = [one for one in check(case.events(), case.background(), "cn") if one.rule == rule.id]
    found = [one for one in everything if one.lender == lender]
    expected = vector["expect"]
    assert {one.status for one in found} == ({expected["status"]} - {"none"})
    # The other lenders of a vector are there to be told apart: nothing but what may be theirs is found on them.
    assert {one.status for one in everything if one.lender != lender} <= {"cannot_tell"}
    for finding in found:
        for name in ("count", "count_upper", "figure", "threshold"):
            assert getattr(finding, name) == expected.get(name, getattr(finding, name)), name
        assert len(finding.boundary_incidents) == expected.get("boundary", len(finding.boundary_incidents))
        assert len(finding.occurrences) == expected.get("occurrences", len(finding.occurrences))
        assert {one.id for one in finding.questions} == ({expected["question"]} if "question" in expected else set())


def case_of(vector: dict[str, Any], folder: Path) -> Case:
    """The case a vector describes: one lender, its agency, and the contacts."""
    case = create_case(
        folder, lender="Lender", lender_type=vector.get("lender_type", "consumer_finance"), product="loan",
        own_numbers=[LINE, "13800000002"],
    )  # fmt: skip
    lender = case.background().lenders()[0].id
    others = [
        case.add_party("lender", f"Other {extra}", lender_type="consumer_finance")
        for extra in range(1, vector.get("debts", 1))
    ]
    for other in others:
        case.add_debt(other.id, product="loan")
    parties = {"other": others[0].id} if others else {}
    parties |= {"lender": lender, "agency": case.add_party("agency", "Agency", acts_for=lender).id}
    named = {event["person"] for event in [*vector["events"], *vector.get("facts", ())] if "person" in event}
    people = {name: case.add_person(name, role=PEOPLE[name][0], relation=PEOPLE[name][1]).id for name in sorted(named)}
    for fact in vector.get("facts", ()):
        case.add_fact(fact["kind"], fact["at"], person=people.get(fact.get("person", "")), party=lender)
    for event in vector["events"]:
        fields = {name: value for name, value in event.items() if name not in ("at", "repeat", "every")}
        party = fields.pop("party", "lender")
        fields["party"] = parties.get(party) if party else None
        fields["person"] = people.get(fields.get("person", ""))
        for time in moments(event):
            case.log(**{"outcome": "conversation", "line": LINE, **fields, "start": time})
    return case


def moments(event: dict[str, Any]) -> list[str | None]:
    """The times of an event: as typed, or repeated every so many minutes; None where nobody knows."""
    if "repeat" not in event:
        return [event.get("at")]
    first = datetime.fromisoformat(event["at"])
    return [
        (first + timedelta(minutes=event["every"] * index)).strftime("%Y-%m-%d %H:%M:%S")
        for index in range(event["repeat"])
    ]


ALWAYS = ("hit", "near_miss", "boundary", "exception", "wrong_date", "wrong_lender", "missing_fact")


@pytest.mark.parametrize("rule", BOOK.rules, ids=[rule.id for rule in BOOK.rules])
def test_every_rule_has_a_vector_of_each_case_or_says_why_not(rule: Rule) -> None:
    cases = {vector["case"] for vector in rule.vectors}
    assert cases.isdisjoint(rule.no_vector), "a case cannot be impossible and shown"
    assert cases | set(rule.no_vector) == set(ALWAYS)
    assert {"hit", "near_miss"} <= cases
    assert ("wrong_lender" in cases) == (rule.binds != {"anyone"})
    assert ("exception" in cases) == bool(rule.not_if)


def test_a_vector_that_is_not_met_fails(tmp_path: Path) -> None:
    night = BOOK.rule("GBT45251-NIGHT")
    wrong = {**night.vectors[0], "expect": {"status": "none"}}
    with pytest.raises(AssertionError):
        test_vector(night, wrong, tmp_path)
