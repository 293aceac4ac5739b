"""What a plan costs a year, alone and as the end of the whole loan, beside the yardsticks of a rulebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from casekit.model import Background, Debt, Payment
from casekit.repayment.plans import Plan
from casekit.rules.rulebook import Rulebook
from casekit.rules.yardsticks import Appraisal, LoanCost, appraise, loan_cost
from casekit.text import Both, _, in_a_row, in_each, pick


def cost_of_plan(plan: Plan, agreed_on: date) -> LoanCost | None:
    """What the plan costs a year, as if its amount had been lent on the day it is agreed."""
    lent = Payment(at=agreed_on, amount=str(plan.amount), kind="received")
    return loan_cost((lent, *_due(plan)))


def above_yardsticks(background: Background, book: Rulebook, debt: Debt, plan: Plan, agreed_on: date) -> list[Both]:
    """What the yardsticks say of a plan by itself that costs more than they do, as if its amount had been lent anew."""
    lent = Payment(at=agreed_on, amount=str(plan.amount), kind="received")
    alone = debt.model_copy(update={"payments": (lent, *_due(plan))})
    (found,) = appraise(replace(background, debts={debt.id: alone}), book)
    return [
        in_each(partial(_above, plan.months, one.said)) for one in found.measured if plan.rate and one.above != "no"
    ]


def _above(months: int, said: Both) -> str:
    return in_a_row(
        _("The plan over {months} months by itself, as if its amount were lent anew:").format(months=months), pick(said)
    )


def cost_with_plan(debt: Debt, plan: Plan) -> LoanCost | None:
    """What the whole loan costs a year with what was paid so far and the plan; None where no payments say so."""
    return loan_cost(_whole(debt, plan)) if _received(debt) else None


def appraised_with_plan(background: Background, book: Rulebook, debt: Debt, plan: Plan) -> Appraisal | None:
    """The whole loan with the plan beside the yardsticks; None where it is not recorded what was received."""
    if not _received(debt):
        return None
    planned = debt.model_copy(update={"payments": _whole(debt, plan)})
    (found,) = appraise(replace(background, debts={debt.id: planned}), book)
    return found


def _received(debt: Debt) -> bool:
    return any(one.kind == "received" for one in debt.payments)


def _whole(debt: Debt, plan: Plan) -> tuple[Payment, ...]:
    """What moved so far, and the plan in place of what was still due."""
    moved = (one for one in debt.payments if one.kind != "due")
    return tuple(sorted((*moved, *_due(plan)), key=lambda one: one.at))


def _due(plan: Plan) -> tuple[Payment, ...]:
    return tuple(Payment(at=one.due, amount=str(one.amount), kind="due") for one in plan.instalments)
