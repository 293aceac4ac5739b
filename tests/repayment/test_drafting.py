"""The plans for one debt: amounts, rates and days as wished, what the household carries, what is to be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from casekit.casebook.payments import read_payments
from casekit.errors import InputError
from casekit.model import Background, Budget, Debt, MoneyItem
from casekit.repayment.cost import appraised_with_plan, cost_with_plan
from casekit.repayment.drafting import Draft, Wishes, draft
from casekit.rules import load_rulebook
from casekit.text import language
from tests.events import background_of

BOOK = load_rulebook("cn")
TODAY = date(2026, 3, 20)


def background(kind: str = "consumer_finance", income: str = "6000", expenses: str = "4000", **debt: Any) -> Background:
    known = {"principal": "12000 元", "claimed": "13,600.00", **debt}
    lines = {
        name: (MoneyItem(name=name, amount=amount),) if amount else ()
        for name, amount in (("income", income), ("expenses", expenses))
    }
    return replace(
        background_of({"lender": kind}),
        debts={"debt": Debt(id="debt", lender="lender", **known)},
        budget=Budget(**lines),
    )


def drafted(found: Background | None = None, **wishes: str) -> Draft:
    return draft(found or background(), BOOK, "debt", Wishes(**wishes), TODAY)


def told(made: Draft) -> str:
    return " ".join(one["en"] for one in made.remarks)


def test_the_claimed_amount_is_taken_unless_the_user_names_another() -> None:
    assert (drafted().amount, drafted().basis) == (Decimal(13600), "claimed")
    assert (drafted(basis="principal").amount, drafted(basis="principal").basis) == (Decimal(12000), "principal")
    assert (drafted(amount="1万").amount, drafted(amount="1万").basis) == (Decimal(10000), "")
    assert drafted(background(claimed="")).basis == "principal"


def test_an_amount_nobody_named_is_asked_for() -> None:
    with pytest.raises(InputError, match="type the amount"):
        drafted(background(principal="不清楚", claimed=""))
    with pytest.raises(InputError, match="type the amount"):
        drafted(background(principal=""), basis="principal")


def test_the_shortest_plan_that_fits_is_marked_and_longer_ones_fit_as_well() -> None:
    made = drafted()  # 2000 left, 1800 after the reserve
    assert made.household.affordable == Decimal(1800)
    assert made.shortest is not None and made.shortest.months == 8
    assert {plan.months: made.fits(plan) for plan in made.plans} == {
        6: False, 8: True, 12: True, 18: True, 24: True, 36: True, 48: True, 60: True,
    }  # fmt: skip
    found = background()
    whole = replace(found, budget=found.budget.model_copy(update={"reserve": "0"}))
    assert drafted(whole).shortest.months == 7  # type: ignore[union-attr]


def test_where_nothing_is_left_it_says_so_and_proposes_no_proofs() -> None:
    made = drafted(background(expenses="6500"))
    assert made.household.affordable == 0 and made.shortest is None
    assert "nothing is left" in told(made) and "Promise nothing you cannot pay" in told(made)
    assert not any(made.fits(plan) for plan in made.plans)
    with language("zh"):
        assert "没有余钱" in " ".join(one["zh"] for one in made.remarks)


def test_where_nothing_is_known_of_the_household_nothing_is_claimed() -> None:
    made = drafted(background(income="", expenses=""))
    assert [made.fits(plan) for plan in made.plans] == [None] * len(made.plans)
    assert "not known what you can pay" in told(made)


def test_where_not_even_the_longest_plan_fits_it_says_so() -> None:
    made = drafted(background(expenses="5900"))
    assert made.shortest is None and "Even over 60 months" in told(made) and "90.00" in told(made)


def test_only_a_card_debt_is_told_of_the_article_on_card_instalments() -> None:
    card = told(drafted(background("bank_credit_card")))
    assert "Article 70" in card and "five years" in card
    for kind in ("consumer_finance", "bank", "microloan", "unknown"):
        assert "Article 70" not in told(drafted(background(kind)))


def test_interest_is_named_only_where_the_plan_bears_some() -> None:
    assert "waive interest" in told(drafted(rate="7.3")) and "7.3% a year" in told(drafted(rate="7.3"))
    assert "waive interest" not in told(drafted())


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"rate": "abc"}, "no yearly rate"), ({"amount": "-4"}, "no amount"),
        ({"first_due": "soon"}, "is not a date"), ({"first_due": "2026-03-19"}, "lies in the past"),
        ({"first_due": "2027-04-01"}, "more than a year away"), ({"amount": "0.02"}, "too small"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(wishes: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        drafted(**wishes)


def test_the_first_payment_is_a_month_away_unless_a_day_is_named() -> None:
    assert drafted().first_due == date(2026, 4, 20)
    assert drafted(first_due="2026/04/01").plans[0].first_due == date(2026, 4, 1)


def test_a_proposal_holds_what_the_letter_says() -> None:
    made = drafted(rate="6", basis="principal").proposal(24)
    assert (made.months, made.amount, made.rate, made.basis) == (24, Decimal(12000), "6%", "principal")
    assert made.total == made.instalment * 23 + made.last
    assert made.last_due - made.first_due > timedelta(days=690)
    assert made.household is not None and made.household.left == Decimal(2000)
    assert drafted().proposal(24).rate == ""
    assert drafted().proposal(24, with_household=False).household is None
    assert drafted(background(income="")).proposal(24).household is None


PAID = "2025-12-01 received 12000\n2026-01-01 paid 1200\n2026-02-01 due 1200\n2026-03-01 due 1200"


def test_the_whole_loan_is_measured_with_the_plan_in_place_of_what_was_due() -> None:
    found = background("microloan", payments=read_payments(PAID), contract_date=date(2026, 1, 5))
    made = drafted(found, basis="principal")
    debt, plan = found.debts["debt"], made.plans[1]
    cost = cost_with_plan(debt, plan)
    assert cost is not None and (cost.received, cost.repaid) == (Decimal(12000), Decimal(13200))
    appraisal = appraised_with_plan(found, BOOK, debt, plan)
    assert appraisal is not None and appraisal.cost == cost
    assert "RATE-24-MICRO" in {one.yardstick.id for one in appraisal.measured}
    longer = cost_with_plan(debt, made.plans[-1])
    assert longer is not None and longer.effective < cost.effective


def test_without_money_received_the_whole_loan_is_not_measured() -> None:
    found = background(payments=read_payments("2026-01-01 paid 1200"))
    made = drafted(found)
    assert cost_with_plan(found.debts["debt"], made.plans[0]) is None
    assert appraised_with_plan(found, BOOK, found.debts["debt"], made.plans[0]) is None


def test_a_proposal_is_said_to_begin_the_time_limit_anew_where_the_book_holds_that_law() -> None:
    assert any("第一百九十五条" in one["zh"] and "诉讼时效" in one["zh"] for one in drafted().remarks)
    abroad = draft(background("third_party_agency"), load_rulebook("us"), "debt", Wishes(), TODAY)
    assert not any("time limit" in one["en"] for one in abroad.remarks)


def test_a_plan_dearer_than_a_yardstick_says_so_as_advice_and_a_cheap_one_says_nothing() -> None:
    dear, cheap, free = (told(drafted(rate=rate)) for rate in ("36", "12", ""))
    assert "as if its amount were lent anew" in dear and "24.00%" in dear and "court" in dear
    assert "illegal" not in dear and "must" not in dear.split("lent anew")[1].split("Basis:")[0]
    assert "lent anew" not in cheap and "lent anew" not in free
