"""A rulebook that binds each collector by what it is itself: who is bound, named, asked about and told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casekit.model import Background
from casekit.model.people import Fact, Party
from casekit.rules import Finding, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, fact_of

BOOK = load_rulebook("us")
LATE = {"at": "2026-04-06 22:30:00", "relation": "self"}
CEASE = {"at": "2026-04-10 12:00:00", "relation": "self"}


def case(kind: str = "bank", facts: list[Fact] | None = None, **extra: str) -> Background:
    background = background_of({"lender": kind}, agencies={"agency": "lender", "second": "lender"}, facts=facts or [])
    strangers = {name: Party(id=name, kind="caller_group", name=name, lender_type=what) for name, what in extra.items()}
    return replace(background, parties={**background.parties, **strangers})


def found(rule: str, rows: list[dict[str, Any]], background: Background) -> list[Finding]:
    return check(events_of(rows), background, replace(BOOK, rules=(BOOK.rule(rule),)))


@pytest.mark.parametrize("kind", ["bank", "original_creditor", "lending_company", "unknown"])
def test_an_agency_is_bound_whatever_its_creditor_is(kind: str) -> None:
    (finding,) = found("us.time.8to21", [{**LATE, "party": "agency"}], case(kind))
    assert finding.status == "over"
    assert finding.applies["en"].endswith("It binds agency as: third-party collection agency.")


@pytest.mark.parametrize("kind", ["bank", "original_creditor", "lending_company"])
def test_a_creditor_in_its_own_name_is_outside(kind: str) -> None:
    assert found("us.time.8to21", [{**LATE, "party": "lender"}], case(kind)) == []


def test_a_buyer_of_the_debt_is_bound() -> None:
    (finding,) = found("us.time.8to21", [{**LATE, "party": "lender"}], case("debt_buyer"))
    assert (finding.status, finding.count) == ("over", 1)


def test_what_the_caller_is_is_asked_of_the_caller() -> None:
    (finding,) = found("us.time.8to21", [{**LATE, "party": "lender"}], case("unknown"))
    (question,) = finding.questions
    assert (finding.status, question.id, question.about) == ("cannot_tell", "lender_type", "lender")
    assert "bought the debt" in question.en and "买下债权" in question.zh
    assert finding.applies["en"].endswith("Whether it binds the caller is not known yet.")


@pytest.mark.parametrize("party", [None, "strangers"])
def test_who_it_was_is_asked_before_what_it_is(party: str | None) -> None:
    (finding,) = found("us.time.8to21", [{**LATE, "party": party}], case(strangers="unknown"))
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["party"])
    assert "which collector" in finding.questions[0].en


def test_an_exception_is_asked_about_the_collector_and_answered_for_it_alone() -> None:
    rows = [{**LATE, "party": "agency"}, {**LATE, "at": "2026-04-07 22:30:00", "party": "second"}]
    (one,) = found("us.time.8to21", rows[:1], case())
    assert {question.about for question in one.exceptions} == {"agency"}
    assert all("agency" in question.en for question in one.exceptions)
    agreed = fact_of("agreed_hours", "2026-04-01 12:00", party="agency")
    (other,) = found("us.time.8to21", rows, case(facts=[agreed]))
    assert (other.count, {question.about for question in other.exceptions}) == (1, {"second"})


def test_of_several_collectors_all_are_named() -> None:
    rows = [{**LATE, "party": "agency"}, {**LATE, "at": "2026-04-07 22:30:00", "party": "second"}]
    (finding,) = found("us.time.8to21", rows, case())
    assert "It binds agency as" in finding.applies["en"] and "It binds second as" in finding.applies["en"]
    assert {question.about for question in finding.exceptions} == {None}
    assert "agency, second" in finding.exceptions[0].en and "agency、second" in finding.exceptions[0].zh


@pytest.mark.parametrize(("told", "counted"), [("agency", 1), ("second", 0), ("lender", 0), (None, 1)])
def test_what_was_said_to_one_collector_binds_no_other(told: str | None, counted: int) -> None:
    stop = fact_of("written_cease", "2026-04-08 09:00", party=told)
    findings = found("us.cease", [{**CEASE, "party": "agency"}], case(facts=[stop]))
    assert sum(one.count for one in findings) == counted
