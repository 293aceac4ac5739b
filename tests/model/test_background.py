"""Who stands behind whom, and which facts are about whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casekit.model import Background, Debt, Fact, NumberMark, Party

LENDER = Party(id="l", kind="lender", name="花呗")
OTHER = Party(id="o", kind="lender", name="第二家")
AGENCY = Party(id="a", kind="agency", name="某公司", acts_for="l")
ALONE = Party(id="s", kind="agency", name="不知受谁委托")
STRANGERS = Party(id="g", kind="caller_group", name="陌生来电")
DEBTS = {"1": Debt(id="1", lender="l"), "2": Debt(id="2", lender="l"), "3": Debt(id="3", lender="o")}


def background(*parties: Party, **fields: object) -> Background:
    return Background(parties={one.id: one for one in parties}, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("party", "lender"), [("l", LENDER), ("a", LENDER), ("s", None), ("g", None), ("nobody", None), (None, None)]
)
def test_the_lender_behind_a_party(party: str | None, lender: Party | None) -> None:
    assert background(LENDER, OTHER, AGENCY, ALONE, STRANGERS).lender_of(party) == lender


def test_a_lender_is_the_only_one_or_none_is_presumed() -> None:
    assert background(LENDER, AGENCY).sole_lender() == LENDER
    assert background(LENDER, OTHER).sole_lender() is None
    assert background(AGENCY).sole_lender() is None


def test_the_debts_a_party_can_be_calling_about() -> None:
    known = background(LENDER, OTHER, AGENCY, ALONE, debts=DEBTS)
    assert [debt.id for debt in known.debts_of("a")] == ["1", "2"]
    assert [debt.id for debt in known.debts_of("o")] == ["3"]
    assert known.debts_of("s") == known.debts_of(None) == []
    assert known.debt_lender("3") == OTHER and known.debt_lender(None) is None


def test_a_fact_that_names_nobody_is_about_all() -> None:
    def fact(name: str, day: int, **about: str) -> Fact:
        return Fact(id=name, kind="refused_contact", at=datetime(2026, 1, day, tzinfo=UTC), **about)  # type: ignore[arg-type]

    facts = (fact("c", 3), fact("b", 2, person="p", party="l"), fact("a", 1, person="q", debt="1"))
    known = background(LENDER, facts=facts)

    def found(**about: str) -> str:
        return "".join(one.id for one in known.facts_of("refused_contact", "payoff", **about))

    assert (found(), found(person="p"), found(person="q"), found(party="o"), found(debt="2")) == (
        "abc",
        "bc",
        "ac",
        "ac",
        "bc",
    )
    assert known.facts_of("payoff") == []


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"party": "a"}, LENDER),
        ({"debt": "3"}, OTHER),
        ({"number": "17000000001"}, OTHER),
        ({"number": "1"}, None),
        ({}, None),
    ],
)
def test_whom_a_fact_was_told_to(about: dict[str, str], told: Party | None) -> None:
    marks = {"17000000001": NumberMark(number="17000000001", party="o")}
    fact = Fact(id="f", kind="refused_contact", at=datetime(2026, 1, 1, tzinfo=UTC), **about)  # type: ignore[arg-type]
    assert background(LENDER, OTHER, AGENCY, debts=DEBTS, numbers=marks).lender_told(fact) == told
