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

# Up to this many days a yearly rate that compounds says nothing to anybody once it has passed the doubling.
_SHORT_DAYS = 92
_DOUBLED = 1.0
_YEAR = 365


@dataclass(frozen=True, slots=True)
class LoanCost:
    """What a loan comes to by its payments.

    `received` and `repaid` are sums in the loan's currency, `repaid` with what is still due; `days` lie between the
    first payment and the last, `once` says that all was lent on one day and paid back on one other. `effective` and
    `simple` are yearly rates as fractions:

    `effective` is the internal rate of return over actual days of a year of 365, with interest on interest, which
    is how XIRR of spreadsheets reckons.

    `simple` leaves interest on interest out. Of a loan paid back at once it is cost / sum received x 365 / days,
    the plain rule of simple interest. Of one in instalments it is the rate of a month times twelve (the nominal
    rate of annuities; a month is 365/12 days), because the instalments pay the interest of each month; a loan that
    is over within a month has its whole term as the one period.

    Both are the cost over the principal really in use, brought to a year. The People's Bank of China is reported to
    ask for that in its Announcement [2021] No. 3 and to leave both ways open; its text was not seen.
    """

    received: Decimal
    repaid: Decimal
    effective: float
    simple: float
    days: int
    once: bool

    @property
    def cost(self) -> Decimal:
        return self.repaid - self.received

    @property
    def brief(self) -> bool:
        """Whether the loan is so short that its rate with interest on interest would only mislead."""
        return self.days <= _SHORT_DAYS and self.effective > _DOUBLED

    @property
    def yearly(self) -> float:
        """The one rate to be shown where there is room for one: the simple one of a brief loan."""
        return self.simple if self.brief else self.effective


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
    lent, back = ({one.at for one in payments if (one.kind == "received") is kind} for kind in (True, False))
    if not received or not repaid:
        return None
    days = (max(lent | back) - min(lent | back)).days
    once = len(lent) == len(back) == 1
    try:
        if once:
            rate = _rate_at_once(float(repaid / received), (max(back) - max(lent)).days)
        else:
            flows = [(one.at, float(one.amount) * (1 if one.kind == "received" else -1)) for one in payments]
            rate = xirr([at for at, _amount in flows], [amount for _at, amount in flows])
    except (InvalidPaymentsError, OverflowError):
        return None
    if rate is None or rate <= -1:
        return None
    period = days / _YEAR if once else min(days / _YEAR, 1 / 12)
    return LoanCost(received, repaid, rate, ((1 + rate) ** period - 1) / period, days, once)


def _rate_at_once(times: float, days: int) -> float | None:
    """The yearly rate at which money becomes so many times itself; None where it was paid back before it was lent."""
    return float(times ** (_YEAR / days)) - 1 if days > 0 else None


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
    """What a loan costs by its payments: a year in both ways, or, of a brief one, in all and a year as simple interest."""
    if cost.brief and cost.once:
        words = _(
            "Received {received}, paid or to be paid back {repaid} after {days} days: {cost} for {days} days, which is "
            "{share} of the sum received. Over a year that makes {simple} as simple interest (cost ÷ sum received × 365 ÷ {days})."
        )
    elif cost.brief:
        words = _(
            "Received {received}, paid or to be paid back {repaid} within {days} days: {cost} in {days} days, which is "
            "{share} of the sum received. Over a year that makes {simple}, interest on interest left out."
        )
    elif cost.once:
        words = _(
            "Received {received}, paid or to be paid back {repaid} at once after {days} days: {simple} a year as simple "
            "interest (cost ÷ sum received × 365 ÷ {days}), {effective} by the internal rate of return (compounding)."
        )
    else:
        words = _(
            "Received {received}, paid or to be paid back {repaid}: {effective} a year (internal rate of return, "
            "compounding), {simple} as twelve times its monthly rate."
        )
    return words.format(
        received=cost.received, repaid=cost.repaid, cost=cost.cost, days=cost.days, simple=percent(cost.simple),
        effective=percent(cost.effective), share=percent(float(cost.cost / cost.received)),
    )  # fmt: skip


def percent(rate: float) -> str:
    """A fraction as a percentage with two places."""
    return f"{rate * 100:.2f}%"
