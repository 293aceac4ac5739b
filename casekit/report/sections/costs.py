"""What a loan costs by its payments, beside yardsticks whose wording was checked: advice, never a finding."""

from __future__ import annotations

from casekit.model.amounts import money_of
from casekit.model.vocabulary import label
from casekit.report.markup import Html, bullets, element, together
from casekit.report.material import Material
from casekit.report.names import debt_name
from casekit.report.tables import Column, table
from casekit.text import _, pick


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
                  table((Column(_("Date"), 30, "mark"), Column(_("Payment"), 30), Column(_("Amount"), 40, "figure")),
                        [[f"{each.at:%Y-%m-%d}", label("payment_kind", each.kind), money(each.amount)] for each in debt.payments],
                        name=f"payments-{debt.id}", caption=_("Payments as entered by the complainant")),
                  bullets(said)]  # fmt: skip
    if parts:
        parts.append(element("p", _("These figures are advice for a talk about repayment. They are no finding, and the "
                                    "debt is not disputed by them."), class_="hint"))  # fmt: skip
    return together(parts)
