"""Everything the workbook and the command say about repaying one debt, worked out from the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.errors import InputError
from casekit.model import Background, Debt
from casekit.repayment.advice import on_the_agreement, on_the_household, on_the_proposal, on_the_rate
from casekit.repayment.amounts import amount_told, read_amount, read_rate
from casekit.repayment.cost import above_yardsticks
from casekit.repayment.household import Household, household_of
from casekit.repayment.offer import Offer, first_payment_day
from casekit.repayment.plans import Plan, make_plan, offered_plans, shortest_carried
from casekit.rules.rulebook import Rulebook
from casekit.text import Both, _

BASES = ("claimed", "principal")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user typed about a plan; amount and rate as text, empty where nothing was typed.

    `basis` says which amount of the debt is meant where none is typed: "principal" or "claimed"; empty is the claimed
    one, or else the principal. `first_due` is a day. `months` names the plan that the remarks are about; the shortest
    that can be carried otherwise.
    """

    amount: str = ""
    basis: str = ""
    rate: str = ""
    first_due: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The plans for one debt, and what is to be said of them.

    `shortest` is the shortest plan the household can carry; None where there is none, or nothing is known of it.
    """

    debt: Debt
    amount: Decimal
    basis: str
    rate: Decimal
    first_due: date
    household: Household
    plans: tuple[Plan, ...]
    shortest: Plan | None
    remarks: tuple[Both, ...]

    def fits(self, plan: Plan) -> bool | None:
        """Whether the household can carry a plan; None where nothing is known of the household."""
        return plan.fits(self.household.affordable) if self.household.known else None

    def proposal(self, months: int, *, with_household: bool = True) -> Offer:
        """The plan over so many months, as it is put to the lender.

        Raises
        ------
        InputError
            when no plan runs over so many months
        """
        plan = make_plan(self.amount, self.rate, months, self.first_due)
        shown = self.household if with_household and self.household.known else None
        return Offer(self.debt.id, plan, shown, self.basis)


def draft(background: Background, book: Rulebook, debt: str, wishes: Wishes, today: date) -> Draft:
    """The plans for a debt by what the user wishes.

    Raises
    ------
    InputError
        when an amount, a rate or a day cannot be used, or no amount is known
    """
    known = background.debts[debt]
    household = household_of(background.budget)
    amount, basis = _amount(known, wishes)
    rate, first_due = read_rate(wishes.rate), first_payment_day(wishes.first_due, today)
    affordable = household.affordable if household.known else None
    plans = offered_plans(amount, rate, first_due, affordable)
    if not plans:
        raise InputError(_("The amount is too small for a plan in instalments; it can be paid at once."))
    shortest = shortest_carried(amount, rate, first_due, household.affordable) if household.known else None
    meant = make_plan(amount, rate, wishes.months, first_due) if wishes.months is not None else shortest or plans[-1]
    remarks = (
        *on_the_household(household, plans),
        *on_the_rate(meant),
        *above_yardsticks(background, book, known, meant, today),
        *on_the_agreement(background, book, known),
        *on_the_proposal(book),
    )
    return Draft(known, amount, basis, rate, first_due, household, tuple(plans), shortest, remarks)


def _amount(debt: Debt, wishes: Wishes) -> tuple[Decimal, str]:
    """The amount a plan is for, and whether it is one of the debt's own."""
    if wishes.amount.strip():
        return read_amount(wishes.amount), ""
    for basis in (wishes.basis,) if wishes.basis else BASES:
        told = amount_told(getattr(debt, basis))
        if told is not None and told > 0:
            return told, basis
    raise InputError(
        _("Which amount is the plan for? The debt has no sum in digits there; please type the amount, such as 12800.")
    )
