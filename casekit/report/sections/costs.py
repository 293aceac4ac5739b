"""What a loan costs by its payments, beside yardsticks whose wording was checked: advice, never a finding."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from casekit.model.amounts import money_of
from casekit.model.vocabulary import label
from casekit.report.markup import Html, bullets, element, together
from casekit.report.material import Material
from casekit.report.names import debt_name
from casekit.report.tables import Column, table
from casekit.text import _, pick

if TYPE_CHECKING:
    from casekit.model import Debt
    from casekit.model.people import Payment

_MOST_PRINTED = 4  # so many payments are read sooner than their sums


def block(material: Material) -> Html:
    """The payments of each debt, the yearly cost and the yardsticks; nothing where no payment is recorded."""
    from casekit.rules.yardsticks import appraise, cost_in_words

    background = material.view.background
    money, parts = money_of(material.rulebook.country), []
    for one in appraise(background, material.rulebook):
        debt = background.debts[one.debt]
        said = [pick(each.said) for each in one.measured if each.yardstick.verified]
        if one.cost is not None and not said:
            said = [cost_in_words(one.cost)]
        parts += [element("h3", _("What the loan costs: {debt}").format(debt=debt_name(background, one.debt))),
                  _payments(debt, money), bullets(said)]  # fmt: skip
    if parts:
        parts.append(element("p", _("These figures are advice for a talk about repayment. They are no finding, and the "
                                    "debt is not disputed by them."), class_="hint"))  # fmt: skip
    return together(parts)


def _payments(debt: Debt, money: Callable[[str | Decimal | int], str]) -> Html:
    """A few payments as they are; of many the sums of each kind, and each one to unfold on the screen."""
    columns = (Column(_("Date"), 30, "mark"), Column(_("Payment"), 30), Column(_("Amount"), 40, "figure"))
    rows = [[f"{each.at:%Y-%m-%d}", label("payment_kind", each.kind), money(each.amount)] for each in debt.payments]
    caption = _("Payments as entered by the complainant")
    single = table(columns, rows, name=f"payments-{debt.id}", caption=caption)
    if len(rows) <= _MOST_PRINTED:
        return single
    kinds: dict[str, list[Payment]] = {}
    for each in sorted(debt.payments, key=lambda each: each.at):
        kinds.setdefault(each.kind, []).append(each)
    sums = [
        [
            label("payment_kind", kind), str(len(mine)),
            pick(zh="至", en=" to ").join(dict.fromkeys(f"{each.at:%Y-%m-%d}" for each in (mine[0], mine[-1]))),
            money(sum((Decimal(each.amount) for each in mine), Decimal(0))),
        ]
        for kind, mine in kinds.items()
    ]  # fmt: skip
    short = (
        Column(_("Payment"), 25), Column(_("How many"), 15, "figure"), Column(_("First and last"), 35, "mark"),
        Column(_("Amount"), 25, "figure"),
    )  # fmt: skip
    return together(
        [
            table(short, sums, name=f"sums-{debt.id}", caption=caption),
            element("p", _("Each single payment stands in this report as a file (HTML)."), class_="hint only-printed"),
            element("details", element("summary", _("Each single payment")), single),
        ]
    )
