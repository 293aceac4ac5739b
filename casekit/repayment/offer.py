"""A plan as it is put to the lender: what the letter says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from casekit.clock import read_day
from casekit.errors import InputError
from casekit.repayment.advice import percent_of
from casekit.repayment.household import Household
from casekit.repayment.plans import Plan, month_after
from casekit.text import _

# A first payment further away than this is hardly an offer.
_LATEST_FIRST_PAYMENT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Offer:
    """The plan that a letter puts to the lender of one debt.

    Attributes
    ----------
    debt
        the id of the debt
    plan
        its instalments, to the cent; `plan.amount` is what is repaid in instalments
    household
        the sums a month where the user wants them in the letter, else None
    basis
        "principal" or "claimed" where the amount is that of the debt, "" where the user named another
    """

    debt: str
    plan: Plan
    household: Household | None = None
    basis: str = ""

    @property
    def months(self) -> int:
        """Over how many months."""
        return self.plan.months

    @property
    def amount(self) -> Decimal:
        """What is repaid in instalments, without the plan's interest."""
        return self.plan.amount

    @property
    def instalment(self) -> Decimal:
        """What is paid each month but the last."""
        return self.plan.instalment

    @property
    def last(self) -> Decimal:
        """What is paid in the last month."""
        return self.plan.last

    @property
    def total(self) -> Decimal:
        """All instalments together."""
        return self.plan.total

    @property
    def rate(self) -> str:
        """The yearly rate as it is written, "7.3%"; empty where the plan bears no interest."""
        return percent_of(self.plan.rate) if self.plan.rate else ""

    @property
    def first_due(self) -> date:
        """The day of the first payment."""
        return self.plan.first_due

    @property
    def last_due(self) -> date:
        """The day of the last payment."""
        return self.plan.last_due


def first_payment_day(typed: str, today: date) -> date:
    """The day of the first payment as typed ("2026-05-10"); a month from today where nothing was typed.

    Raises
    ------
    InputError
        when it is no day, lies in the past, or more than a year ahead
    """
    if not typed.strip():
        return month_after(today)
    day = read_day(typed)
    if day < today:
        raise InputError(_("The first payment, {day}, lies in the past. Please choose a day to come.").format(day=day))
    if day - today > _LATEST_FIRST_PAYMENT:
        raise InputError(
            _("The first payment, {day}, is more than a year away. Please choose an earlier day.").format(day=day)
        )
    return day
