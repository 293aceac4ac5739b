"""The debt, told honestly: as owed, as claimed, since when."""

from __future__ import annotations

from casekit.model.amounts import money_of
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import institution
from casekit.report.sections import costs
from casekit.report.tables import Column, table
from casekit.text import _


def section(material: Material) -> Html:
    """A row per debt, and what this complaint does not ask."""
    background = material.view.background
    columns = (
        Column(_("Lender"), 20), Column(_("Product"), 11), Column(_("Reference"), 15), Column(_("Principal"), 11),
        Column(_("Amount claimed"), 11), Column(_("Overdue since"), 12, "mark"), Column(_("Remark"), 20),
    )  # fmt: skip
    money = money_of(material.rulebook.country)
    unsaid = element("span", _("not stated"), class_="hint")
    rows = [
        [
            said(institution(background.parties.get(debt.lender))), said(debt.product), said(debt.reference) or unsaid,
            said(money(debt.principal)) or unsaid, said(money(debt.claimed)) or unsaid,
            f"{debt.overdue_since:%Y-%m-%d}" if debt.overdue_since else unsaid, said(debt.note),
        ]
        for debt in background.debts.values()
    ]  # fmt: skip
    told = table(columns, rows, name="debts", caption=_("Debts")) if rows else element("p", _("No debt is entered."))
    return together(
        [
            told,
            costs.block(material),
            element("p", _("Amounts are as stated by the complainant or, where so headed, as claimed by the callers; "
                           "casekit has not checked them. The debt is not disputed by this report.")),
        ]
    )  # fmt: skip
