"""What is to be known before and after a talk about repayment: from the sums, the case and its rulebook."""

from __future__ import annotations

from decimal import Decimal

from casekit.model import Background, Debt, Fact
from casekit.model.amounts import in_figures
from casekit.repayment.household import Household
from casekit.repayment.plans import Plan
from casekit.rules.finding import cited
from casekit.rules.questions import both
from casekit.rules.rulebook import BackgroundLaw, Rule, Rulebook
from casekit.rules.yardsticks import LoanCost, percent
from casekit.text import Both, _, in_a_row, pick

# The family of rules about collecting once a plan was agreed.
_SETTLEMENT = "settlement"
# The law of a book about what an acknowledged debt does to the time limit of a claim.
_LIMITATION = "CIV-188"


def in_words(household: Household) -> str:
    """The sums of a household in a sentence, in the language of the moment."""
    return _(
        "Income {income}, needed {expenses}, other debts {other}: {left} is left a month. With {reserve} of it kept back "
        "you can pay {affordable}."
    ).format(
        income=in_figures(household.income), expenses=in_figures(household.expenses),
        other=in_figures(household.other_debts), left=in_figures(household.left), reserve=percent_of(household.reserve),
        affordable=in_figures(household.affordable),
    )  # fmt: skip


def plan_in_words(plan: Plan, cost: LoanCost | None) -> str:
    """A plan and what it costs a year in a sentence each, in the language of the moment."""
    sums = _("{months} months of {instalment}, the last {last}; {total} in all, {cost} of it interest.").format(
        months=plan.months, instalment=in_figures(plan.instalment), last=in_figures(plan.last),
        total=in_figures(plan.total), cost=in_figures(plan.cost),
    )  # fmt: skip
    return in_a_row(sums, _("The plan costs {rate} a year.").format(rate=yearly(cost)) if cost else "")


def yearly(cost: LoanCost) -> str:
    """The yearly cost of a loan or plan as a percentage; a trace of rounding below zero is zero."""
    return percent(0.0 if abs(cost.yearly) < 5e-5 else cost.yearly)


def after_the_agreement() -> Both:
    """What to do once a plan was agreed."""
    return both(lambda: _("The agreement is entered. Ask for it in writing (letter, mail, or a message in the app) before you "
                          "pay: amount, instalments, days, interest, and that collecting stops. Pay only through the "
                          "lender's own channels, keep every receipt, and attach the confirmation to the case."))  # fmt: skip


def on_the_household(household: Household, plans: list[Plan]) -> list[Both]:
    """What the sums say, plainly: whether anything is left, and which of the plans it carries."""
    if not household.known:
        return [both(lambda: _("Nothing has been entered that comes in a month, so it is not known what you can pay."))]
    if household.affordable <= 0:
        return [
            both(lambda: _("By these figures nothing is left for instalments. Promise nothing you cannot pay: a plan that "
                           "fails helps nobody. Say so openly to the lender, ask for a pause or a later talk, and check "
                           "every line once more.")),
            both(lambda: _("Whoever wants to sell you proofs of illness or poverty, or offers to settle for a fee, puts "
                           "you at risk; the lender can be addressed by yourself and at no charge.")),
        ]  # fmt: skip
    if plans and not any(plan.fits(household.affordable) for plan in plans):
        most = max(plan.months for plan in plans)
        return [
            both(lambda: _("Even over {months} months the instalments are above the {affordable} a month you can pay. You "
                           "may ask for a lower rate, for interest and penalties to be stopped, or for smaller "
                           "instalments first; the lender decides.").format(
                months=most, affordable=in_figures(household.affordable)))
        ]  # fmt: skip
    return []


def on_the_agreement(background: Background, book: Rulebook, debt: Debt) -> list[Both]:
    """The rules of the book about agreeing on a plan with this kind of lender, with their citation; none for others."""
    lender = background.parties.get(debt.lender)
    kind = lender.lender_type if lender else "unknown"
    rules = (one for one in book.rules if one.family == _SETTLEMENT and kind in one.binds and one.verified)
    return [_in_words(rule) for rule in rules]


def on_the_proposal(book: Rulebook) -> list[Both]:
    """What a written proposal does to the time limit of the lender's claim, where the book holds that law."""
    return [_on_the_limit(law) for law in book.background if law.id == _LIMITATION and law.verified]


def _on_the_limit(law: BackgroundLaw) -> Both:
    return both(
        lambda: _("Agreeing to pay in writing makes the time limit of the lender's claim begin anew ({basis}). Propose only "
                  "what you can keep.").format(basis=cited(law.instrument, law.citation))
    )  # fmt: skip


def _in_words(rule: Rule) -> Both:
    return both(
        lambda: _("{basis}: {conduct}.").format(
            basis=cited(rule.instrument, rule.citation), conduct=pick(rule.conduct).rstrip("。.")
        )
    )


def on_the_rate(plan: Plan) -> list[Both]:
    """What interest adds up to, and that it may be asked to be waived."""
    if not plan.cost:
        return []
    return [
        both(lambda: _("At {rate} a year over {months} months {cost} of interest come on top. You may ask the lender to waive interest and "
                       "penalties from the agreement on; whether it does is for the lender to decide.").format(
            rate=percent_of(plan.rate), months=plan.months, cost=in_figures(plan.cost)))
    ]  # fmt: skip


def percent_of(rate: Decimal) -> str:
    """A rate as it is written: 14.6%."""
    shown = f"{rate * 100:f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + "%"


def unconfirmed_agreements(background: Background) -> list[Fact]:
    """Agreements about repayment that no file confirms; whoever has it in writing attaches it to the agreement."""
    shown = {fact for file in background.evidence for fact in file.facts}
    return [fact for fact in background.facts_of("settlement") if fact.id not in shown]
