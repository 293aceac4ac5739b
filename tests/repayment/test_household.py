"""What is left in a month, and what of it can be paid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit import create_case
from casekit.errors import InputError
from casekit.model import Budget, MoneyItem
from casekit.repayment.amounts import read_items
from casekit.repayment.household import Household, household_of

sums = st.decimals("0", "100000", places=2)


def test_what_can_be_paid_is_what_is_left_less_the_reserve() -> None:
    budget = Budget(
        income=(MoneyItem(name="工资", amount="6000"), MoneyItem(name="兼职", amount="500.50")),
        expenses=(MoneyItem(name="房租", amount="2000"), MoneyItem(name="吃饭", amount="1500")),
        other_debts=(MoneyItem(name="信用卡", amount="1000"),),
    )
    found = household_of(budget)
    assert (found.left, found.affordable, found.kept_back) == (
        Decimal("2000.50"),
        Decimal("1800.45"),
        Decimal("200.05"),
    )
    assert household_of(budget.model_copy(update={"reserve": "0"})).affordable == found.left


@pytest.mark.parametrize("share", ["120", "-1", "a lot", "nan"])
def test_a_reserve_out_of_reach_is_refused_and_nothing_is_saved(home, share: str) -> None:
    case = create_case(home / "case", lender="演示消费金融")
    case.set_budget(income=read_items("工资 6000"), reserve="２０％")
    with pytest.raises(InputError) as refused:
        case.set_budget(reserve=share)
    assert "no share" in str(refused.value.faults[0])
    assert household_of(case.background().budget).reserve == Decimal("0.2")


@given(sums, sums, sums, st.decimals("0", "0.99", places=2))
def test_what_can_be_paid_is_never_below_zero_nor_above_what_is_left(
    income: Decimal, expenses: Decimal, other: Decimal, reserve: Decimal
) -> None:
    found = Household(income, expenses, other, reserve)
    assert 0 <= found.affordable <= max(found.left, Decimal(0))
    assert found.affordable + found.kept_back == max(found.left, Decimal(0))


def test_a_household_nobody_told_of_is_not_known() -> None:
    assert not household_of(Budget()).known
    assert household_of(Budget()).affordable == 0
