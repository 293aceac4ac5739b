"""What a loan costs a year by its actual payments, beside the yardsticks of a rulebook: advice, never a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.model import Background, Debt, Payment
from casekit.model.vocabulary import label
from casekit.rules.finding import cited
from casekit.rules.questions import both
from casekit.rules.rulebook import Rulebook, Yardstick
from casekit.text import Both, _, in_a_row, pick


@dataclass(frozen=True, slots=True)
class LoanCost:
    """What a loan comes to by its payments.

    `effective` is the internal rate of return a year over actual days (compounding), `simple` twelve times the
    monthly rate that gives it; both as fractions. `received` and `repaid` are sums in the loan's currency,
    `repaid` with what is still due.
    """

    received: Decimal
    repaid: Decimal
    effective: float
    simple: float

    @property
    def cost(self) -> Decimal:
        return self.repaid - self.received


@dataclass(frozen=True, slots=True)
class Measured:
    """One yardstick beside a loan: `limit` as a fraction, `above` by neither, one or both ways of reckoning."""

    yardstick: Yardstick
    limit: float
    above: str  # "no", "one_way", "yes"
    said: Both


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What can be said about the cost of one debt, and what is missing to say more."""

    debt: str
    cost: LoanCost | None
    measured: tuple[Measured, ...]
    missing: tuple[Both, ...]


def appraise(background: Background, book: Rulebook) -> list[Appraisal]:
    """An appraisal of every debt of which payments are recorded."""
    return [_appraisal(background, book, debt) for debt in background.debts.values() if debt.payments]


def _appraisal(background: Background, book: Rulebook, debt: Debt) -> Appraisal:
    lender = background.parties.get(debt.lender)
    kind = lender.lender_type if lender else "unknown"
    cost = loan_cost(debt.payments)
    missing = []
    if cost is None:
        missing.append(both(lambda: _("The payments do not give a yearly rate: there must be money received first, and "
                                      "payments back that come to more than nothing.")))  # fmt: skip
    if debt.contract_date is None:
        missing.append(both(lambda: _("On which day was the contract concluded? Some yardsticks depend on it.")))
    if kind == "unknown":
        missing.append(
            both(lambda: _("What kind of institution is the lender? Each yardstick is for some kinds only."))
        )
    measured = []
    for yardstick in book.yardsticks:
        if not _concerns(yardstick, kind, debt.contract_date):
            continue
        limit = _limit(yardstick, debt)
        if limit is None:
            missing.append(both(lambda: _("What was the one-year LPR of the contract day, in percent?")))
        elif cost is not None:
            measured.append(_measure(yardstick, cost, limit))
    return Appraisal(debt.id, cost, tuple(measured), tuple(missing))


def loan_cost(payments: Sequence[Payment]) -> LoanCost | None:
    """The cost of a loan by its dated payments; None when they do not determine a rate."""
    from pyxirr import InvalidPaymentsError, xirr

    received = sum((Decimal(one.amount) for one in payments if one.kind == "received"), Decimal(0))
    repaid = sum((Decimal(one.amount) for one in payments if one.kind != "received"), Decimal(0))
    flows = [(one.at, float(one.amount) * (1 if one.kind == "received" else -1)) for one in payments]
    if not received or not repaid:
        return None
    try:
        rate = xirr([at for at, _amount in flows], [amount for _at, amount in flows])
    except InvalidPaymentsError:
        return None
    if rate is None or rate <= -1:
        return None
    return LoanCost(received, repaid, rate, 12 * ((1 + rate) ** (1 / 12) - 1))


def _concerns(yardstick: Yardstick, kind: str, contract: date | None) -> bool:
    """Whether a yardstick is for this kind of lender and may be for this day of conclusion."""
    if kind not in yardstick.binds and "anyone" not in yardstick.binds:
        return False
    first, last = yardstick.contract
    if contract is None:
        return first is None and last is None
    if yardstick.lpr_times and not yardstick.in_force(contract):
        return False
    return (first is None or contract >= first) and (last is None or contract <= last)


def _limit(yardstick: Yardstick, debt: Debt) -> float | None:
    if yardstick.rate:
        return float(yardstick.rate)
    return yardstick.lpr_times * float(debt.lpr) / 100 if debt.lpr and debt.contract_date else None


def _measure(yardstick: Yardstick, cost: LoanCost, limit: float) -> Measured:
    # Compared as they print: a loan at exactly four times the LPR is not above it by the last bit of a float.
    ways = sum(round(rate, 4) > round(limit, 4) for rate in (cost.effective, cost.simple))
    above = ("no", "one_way", "yes")[ways]
    return Measured(yardstick, limit, above, both(lambda: _said(yardstick, cost, limit, above)))


def _said(yardstick: Yardstick, cost: LoanCost, limit: float, above: str) -> str:
    """What a yardstick says about a loan, in the language of the moment."""
    basis = cited(yardstick.instrument, yardstick.citation)
    figures = in_a_row(cost_in_words(cost), _("The yardstick is {limit}.").format(limit=percent(limit)))
    advice = {
        "yes": pick(yardstick.advice),
        "one_way": _(
            "It lies above the yardstick by one way of reckoning only; which one applies is for the authority to say."
        ),
        "no": pick(yardstick.below),
    }[above]
    strength = _("Basis: {basis} ({strength}).").format(basis=basis, strength=label("strength", yardstick.strength))
    return in_a_row(figures, advice, strength, pick(yardstick.caution))


def cost_in_words(cost: LoanCost) -> str:
    """What a loan costs a year by its payments, reckoned in both ways."""
    return _(
        "Received {received}, paid or to be paid back {repaid}: {effective} a year (internal rate of return, "
        "compounding), {simple} as twelve times its monthly rate."
    ).format(received=cost.received, repaid=cost.repaid, effective=percent(cost.effective), simple=percent(cost.simple))


def percent(rate: float) -> str:
    """A fraction as a percentage with two places."""
    return f"{rate * 100:.2f}%"
