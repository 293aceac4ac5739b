"""What a household can pay a month: what comes in, less what is needed, less what it keeps back. Sums, no proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from casekit.model import Budget, MoneyItem
from casekit.model.amounts import CENT

# A reference value of this tool, which no rule sets: something always breaks, and a plan that fails helps nobody.
DEFAULT_RESERVE = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Household:
    """The sums of a household a month, in the currency of the case.

    `reserve` is the share of what is left that the household keeps back, as a fraction. `known` is false where nothing
    comes in by what was entered, so that nothing can be said.
    """

    income: Decimal
    expenses: Decimal
    other_debts: Decimal
    reserve: Decimal

    @property
    def known(self) -> bool:
        """Whether any income was entered."""
        return self.income > 0

    @property
    def left(self) -> Decimal:
        """What is left after needed expenses and other debts; below zero where they come to more than the income."""
        return self.income - self.expenses - self.other_debts

    @property
    def kept_back(self) -> Decimal:
        """The reserve as a sum."""
        return max(self.left, Decimal(0)) - self.affordable

    @property
    def affordable(self) -> Decimal:
        """The most that can be paid a month, rounded down to cents and never below zero."""
        return (max(self.left, Decimal(0)) * (1 - self.reserve)).quantize(CENT, rounding=ROUND_DOWN)


def household_of(budget: Budget) -> Household:
    """The sums of a household as it was entered."""
    reserve = Decimal(budget.reserve) / 100 if budget.reserve else DEFAULT_RESERVE
    return Household(_sum(budget.income), _sum(budget.expenses), _sum(budget.other_debts), reserve)


def _sum(items: Iterable[MoneyItem]) -> Decimal:
    return sum((Decimal(one.amount) for one in items), Decimal(0))
