"""The test vectors that stand beside each rule in every packaged rulebook, run through a real case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casekit.rules import Rule, Rulebook, load_rulebook
from casekit.rules.loading import packaged_books
from casekit.rules.vectors import mismatches, moments, passing_folder, run_vectors

BOOKS = [load_rulebook(name) for name in packaged_books()]
RULES = [(book, rule) for book in BOOKS for rule in book.rules]
VECTORS = [(book, rule, vector) for book, rule in RULES for vector in rule.vectors]
CASES = {"hit", "near_miss", "boundary", "exception", "wrong_date", "wrong_lender", "missing_fact"}


@pytest.mark.parametrize(
    ("book", "rule", "vector"), VECTORS, ids=[f"{rule.id}: {vector['name']}" for _book, rule, vector in VECTORS]
)
def test_vector(book: Rulebook, rule: Rule, vector: dict[str, Any]) -> None:
    with passing_folder() as folder:
        assert mismatches(book, rule, vector, Path(folder) / "case") == []


@pytest.mark.parametrize(("book", "rule"), RULES, ids=[rule.id for _book, rule in RULES])
def test_every_rule_has_a_vector_of_each_case_or_says_why_not(book: Rulebook, rule: Rule) -> None:
    cases = {vector["case"] for vector in rule.vectors}
    assert cases.isdisjoint(rule.no_vector), "a case cannot be impossible and shown"
    assert cases | set(rule.no_vector) == CASES
    assert {"hit", "near_miss"} <= cases
    assert ("wrong_lender" in cases) == (rule.binds != {"anyone"})
    assert ("exception" in cases) == bool(rule.not_if)


def days_of(rule: Rule, status: str) -> set[str]:
    """The days on which a vector that comes out so has a contact."""
    vectors = [vector for vector in rule.vectors if vector["expect"]["status"] == status]
    return {str(at)[:10] for vector in vectors for event in vector["events"] for at in moments(event)}


@pytest.mark.parametrize(("book", "rule"), RULES, ids=[rule.id for _book, rule in RULES])
def test_a_rule_is_tried_on_its_first_and_last_day_and_on_the_days_beside_them(book: Rulebook, rule: Rule) -> None:
    if "wrong_date" in rule.no_vector:
        # No contact can be entered that is older than the year 2000.
        assert rule.effective_from <= date(2000, 1, 1) and rule.effective_to is None
        return
    met, outside = days_of(rule, "over"), days_of(rule, "none")
    assert str(rule.effective_from) in met
    assert str(rule.effective_from - timedelta(days=1)) in outside
    if rule.effective_to:
        assert str(rule.effective_to) in met
        assert str(rule.effective_to + timedelta(days=1)) in outside


@pytest.mark.parametrize(("book", "rule"), RULES, ids=[rule.id for _book, rule in RULES])
def test_the_vectors_of_a_rule_have_names_of_their_own(book: Rulebook, rule: Rule) -> None:
    names = [vector["name"] for vector in rule.vectors]
    assert len(set(names)) == len(names)


def test_a_vector_that_is_not_met_says_what_came_instead() -> None:
    book = BOOKS[0]
    night = book.rule("GBT45251-NIGHT")
    wrong = [
        {**night.vectors[0], "expect": {"status": "none"}},
        {**night.vectors[0], "name": "count", "expect": {"status": "over", "count": 7}},
        {**night.vectors[0], "name": "asked", "expect": {"status": "over", "question": "debt"}},
    ]
    found = list(run_vectors(replace(book, rules=(replace(night, vectors=tuple(wrong)),))))
    assert [(one.rule, one.vector) for one in found] == [(night.id, one["name"]) for one in wrong]
    assert [one.place for one in found] == [0, 1, 2]
    assert [one.why for one in found] == [
        "the result (status) should be none (nothing found) and is over (appears not to comply)",
        "the contacts counted (count) should be 7 and is 1", "the question asked (question) should be debt and is none",
    ]  # fmt: skip
