"""Plans come out to the cent: instalments, totals, days, and the rate they amount to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casekit.errors import InputError
from casekit.repayment.cost import cost_of_plan
from casekit.repayment.plans import TERMS, Plan, make_plan, month_after, offered_plans, shortest_carried

DAY = date(2026, 4, 10)
amounts = st.decimals("100", "500000", places=2)
rates = st.decimals("0", "0.36", places=4)
terms = st.integers(6, 60)


def plan_of(amount: Decimal, rate: Decimal, months: int, day: date = DAY) -> Plan:
    return make_plan(amount, rate, months, day)


@given(amounts, rates, terms)
def test_instalments_add_up_and_nothing_is_left(amount: Decimal, rate: Decimal, months: int) -> None:
    plan = plan_of(amount, rate, months)
    assert len(plan.instalments) == months
    assert sum(one.amount for one in plan.instalments) == plan.total == plan.amount + plan.cost
    assert sum(one.interest for one in plan.instalments) == plan.cost >= 0
    assert plan.instalments[-1].balance == 0
    assert all(one.amount > 0 for one in plan.instalments)
    assert {one.amount for one in plan.instalments[:-1]} == {plan.instalment}
    assert all(one.amount == one.amount.quantize(Decimal("0.01")) for one in plan.instalments)


@given(amounts, rates, st.integers(6, 59))
def test_more_months_never_make_an_instalment_dearer_nor_the_whole_cheaper(
    amount: Decimal, rate: Decimal, months: int
) -> None:
    shorter, longer = plan_of(amount, rate, months), plan_of(amount, rate, months + 1)
    assert longer.instalment <= shorter.instalment
    # Interest is rounded to cents each month, half a cent off at most.
    assert longer.cost >= shorter.cost - Decimal("0.01") * months


@given(amounts, terms)
def test_a_plan_without_interest_costs_nothing(amount: Decimal, months: int) -> None:
    plan = plan_of(amount, Decimal(0), months)
    assert plan.total == amount and plan.cost == 0
    cost = cost_of_plan(plan, date(2026, 3, 10))
    assert cost is not None
    assert cost.effective == pytest.approx(0, abs=1e-6) and cost.cost == 0


@given(st.decimals("10000", "500000", places=2), st.decimals("0.01", "0.36", places=4), terms)
def test_the_rate_that_was_put_in_comes_out_again(amount: Decimal, rate: Decimal, months: int) -> None:
    cost = cost_of_plan(plan_of(amount, rate, months), date(2026, 3, 10))
    assert cost is not None
    # Months are of unequal length, so the rate over actual days differs a little.
    assert cost.simple == pytest.approx(float(rate), rel=0.03)
    assert cost.effective > cost.simple


def test_a_textbook_annuity() -> None:
    plan = plan_of(Decimal(12000), Decimal("0.12"), 12)
    assert (plan.instalment, plan.last, plan.total) == (Decimal("1066.19"), Decimal("1066.14"), Decimal("12794.23"))


def test_days_are_the_same_of_each_month_and_the_last_of_a_shorter_one() -> None:
    days = [one.due for one in plan_of(Decimal(6000), Decimal(0), 6, date(2026, 10, 31)).instalments]
    assert days == [
        date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28),
        date(2027, 3, 31),
    ]  # fmt: skip
    assert month_after(date(2028, 1, 31)) == date(2028, 2, 29)


@given(amounts, rates, st.decimals("1", "50000", places=2))
def test_the_shortest_plan_carried_is_carried_and_one_month_less_is_not(
    amount: Decimal, rate: Decimal, affordable: Decimal
) -> None:
    found = shortest_carried(amount, rate, DAY, affordable)
    if found is None:
        assert not plan_of(amount, rate, 60).fits(affordable)
        return
    assert found.fits(affordable)
    assume(found.months > 6)
    assert not plan_of(amount, rate, found.months - 1).fits(affordable)


def test_the_usual_terms_are_offered_with_the_shortest_between_them() -> None:
    plans = offered_plans(Decimal(12800), Decimal(0), DAY, Decimal(1000))
    assert [plan.months for plan in plans] == [6, 12, 13, 18, 24, 36, 48, 60]
    assert [plan.months for plan in plans if plan.fits(Decimal(1000))] == [13, 18, 24, 36, 48, 60]
    assert [plan.months for plan in offered_plans(Decimal(12800), Decimal(0), DAY, None)] == list(TERMS)


@pytest.mark.parametrize("months", [0, 5, 61])
def test_a_plan_shorter_or_longer_than_plans_are_is_refused(months: int) -> None:
    with pytest.raises(InputError, match="6 to 60 months"):
        plan_of(Decimal(12800), Decimal(0), months)


def test_an_amount_too_small_to_be_spread_is_refused_and_never_offered() -> None:
    with pytest.raises(InputError, match="too small"):
        plan_of(Decimal("0.10"), Decimal(0), 60)
    assert offered_plans(Decimal("0.02"), Decimal(0), DAY, None) == []
