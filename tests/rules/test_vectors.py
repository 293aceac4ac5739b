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
    found = [one for one in check(case.events(), case.background(), "cn") if one.rule == rule.id]
    expected = vector["expect"]
    assert {one.status for one in found} == ({expected["status"]} - {"none"})
    for finding in found:
        for name in ("count", "figure"):
            assert getattr(finding, name) == expected.get(name, getattr(finding, name)), name
        assert len(finding.occurrences) == expected.get("occurrences", len(finding.occurrences))
        assert [one.id for one in finding.questions] == ([expected["question"]] if "question" in expected else [])


def case_of(vector: dict[str, Any], folder: Path) -> Case:
    """The case a vector describes: one lender, its agency, and the contacts."""
    case = create_case(
        folder, lender="Lender", lender_type=vector.get("lender_type", "consumer_finance"), product="loan",
        own_numbers=[LINE, "13800000002"],
    )  # fmt: skip
    lender = case.background().lenders()[0].id
    for extra in range(1, vector.get("debts", 1)):
        other = case.add_party("lender", f"Other {extra}", lender_type="consumer_finance")
        case.add_debt(other.id, product="loan")
    parties = {"lender": lender, "agency": case.add_party("agency", "Agency", acts_for=lender).id}
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


def moments(event: dict[str, Any]) -> list[str]:
    """The times of an event: as typed, or repeated every so many minutes."""
    if "repeat" not in event:
        return [event["at"]]
    first = datetime.fromisoformat(event["at"])
    return [
        (first + timedelta(minutes=event["every"] * index)).strftime("%Y-%m-%d %H:%M:%S")
        for index in range(event["repeat"])
    ]


def test_every_rule_shows_a_hit_a_near_miss_and_a_limit_of_its_reach() -> None:
    for rule in BOOK.rules:
        cases = {vector["case"] for vector in rule.vectors}
        assert {"hit", "near_miss"} <= cases, rule.id
        if not rule.heuristic:
            assert "wrong_date" in cases, rule.id
        if rule.binds != {"anyone"}:
            assert "wrong_lender" in cases, rule.id
        if rule.not_if:
            assert "exception" in cases, rule.id
