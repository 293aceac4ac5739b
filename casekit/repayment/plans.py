"""Plans to repay: equal monthly instalments over a number of months, to the cent."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.errors import InputError
from casekit.model.amounts import cents
from casekit.text import _

SHORTEST, LONGEST = 6, 60
TERMS = (6, 12, 18, 24, 36, 48, 60)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan: when it falls due, how much, and what is still owed after it."""

    number: int
    due: date
    amount: Decimal
    interest: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """An amount repaid in equal instalments.

    `rate` is the nominal yearly rate as a fraction, a twelfth of it a month on what is still owed. The last of the
    `instalments` takes up what the rounding of the others left over.
    """

    amount: Decimal
    rate: Decimal
    instalments: tuple[Instalment, ...]

    @property
    def months(self) -> int:
        """How many instalments there are, one a month."""
        return len(self.instalments)

    @property
    def instalment(self) -> Decimal:
        """What is paid each month but the last."""
        return self.instalments[0].amount

    @property
    def last(self) -> Decimal:
        """What is paid in the last month."""
        return self.instalments[-1].amount

    @property
    def first_due(self) -> date:
        """The day of the first payment."""
        return self.instalments[0].due

    @property
    def last_due(self) -> date:
        """The day of the last payment."""
        return self.instalments[-1].due

    @property
    def total(self) -> Decimal:
        """All instalments together."""
        return sum((one.amount for one in self.instalments), Decimal(0))

    @property
    def cost(self) -> Decimal:
        """What is paid beyond the amount."""
        return self.total - self.amount

    def fits(self, affordable: Decimal) -> bool:
        """Whether no instalment is above what a household can pay a month."""
        return max(self.instalment, self.last) <= affordable


def make_plan(amount: Decimal, rate: Decimal, months: int, first_due: date) -> Plan:
    """The plan for an amount; `rate` is the nominal yearly rate as a fraction.

    Raises
    ------
    InputError
        when it is to run shorter or longer than plans do, or the amount is too small for so many instalments
    """
    if not SHORTEST <= months <= LONGEST:
        raise InputError(
            _("A plan runs over {shortest} to {longest} months; {months} is outside.").format(
                shortest=SHORTEST, longest=LONGEST, months=months
            )
        )
    plan = _plan(amount, rate, months, first_due)
    if plan is None:
        raise InputError(
            _("{amount} is too small an amount to be spread over {months} months.").format(amount=amount, months=months)
        )
    return plan


def offered_plans(amount: Decimal, rate: Decimal, first_due: date, affordable: Decimal | None) -> list[Plan]:
    """The usual plans for an amount and, between them, the shortest that a household can carry, where one can.

    `affordable` is None where nothing is known of the household. Terms the amount is too small for are left out.
    """
    terms = set(TERMS)
    if affordable is not None:
        shortest = shortest_carried(amount, rate, first_due, affordable)
        terms |= {shortest.months} if shortest else set()
    made = (_plan(amount, rate, months, first_due) for months in sorted(terms))
    return [plan for plan in made if plan is not None]


def shortest_carried(amount: Decimal, rate: Decimal, first_due: date, affordable: Decimal) -> Plan | None:
    """The shortest plan whose instalments a household can pay; None where not even the longest is one."""
    made = (_plan(amount, rate, months, first_due) for months in range(SHORTEST, LONGEST + 1))
    return next((plan for plan in made if plan is not None and plan.fits(affordable)), None)


def _plan(amount: Decimal, rate: Decimal, months: int, first_due: date) -> Plan | None:
    monthly = rate / 12
    growth = (1 + monthly) ** months
    instalment = cents(amount * monthly * growth / (growth - 1) if rate else amount / months)
    payments = []
    balance = amount
    for number, due in enumerate(_days(first_due, months), start=1):
        interest = cents(balance * monthly)
        paid = instalment if number < months else balance + interest
        balance += interest - paid
        # Rounding over many months may use up a small amount before its last instalment.
        if paid <= 0 or balance < 0:
            return None
        payments.append(Instalment(number, due, paid, interest, balance))
    return Plan(amount, rate, tuple(payments))


def _days(first: date, count: int) -> Iterator[date]:
    """The same day of each month, or the last one of a month that is shorter."""
    for month in range(first.month - 1, first.month - 1 + count):
        year, number = first.year + month // 12, month % 12 + 1
        yield date(year, number, min(first.day, monthrange(year, number)[1]))


def month_after(day: date) -> date:
    """The same day of the next month."""
    *_now, following = _days(day, 2)
    return following
