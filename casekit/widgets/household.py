"""The household a month: what comes in, what is needed, and what is left for instalments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.model.amounts import in_figures
from casekit.repayment.advice import on_the_household, percent_of
from casekit.repayment.amounts import read_items, write_items
from casekit.repayment.household import DEFAULT_RESERVE, Household, household_of
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, bullets, joined, pairs, paragraph, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_LINES = ("income", "expenses", "other_debts")


class HouseholdForm(Part):
    """Lines of income, of needs and of other debts, the share that is kept back, and what follows from them."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_income = f.area(_("What comes in a month, a line each"), rows=3, placeholder=_("wages 6000"))
        self._w_expenses = f.area(
            _("What is needed a month, a line each"), rows=5, placeholder=_("rent 1800\nfood 1500\nschool 400")
        )
        self._w_other_debts = f.area(
            _("What goes to other debts a month, a line each"), rows=3, placeholder=_("car loan 900")
        )
        self._w_reserve = f.text(
            _("Share of the rest that is kept back, in percent"), placeholder=f"{DEFAULT_RESERVE * 100:.0f}"
        )
        self._w_save = f.button(_("Save the household"), strong=True)
        self._result = f.show()
        hint = _("Write what is true today, not what would look good. {share} of what is left is kept back unless you write "
                 "another share: a reference of this tool, no rule sets one. A plan that holds for years beats one that "
                 "breaks in the third month.").format(share=percent_of(DEFAULT_RESERVE))  # fmt: skip
        self.box = f.stack(
            f.show(paragraph(hint, css="ck-quiet")),
            f.fields(self._w_income, self._w_expenses, self._w_other_debts, self._w_reserve),
            f.row(self._w_save),
            self.message,
            self._result,
        )
        self.on_click(self._w_save, self.save)
        budget = self.case.background().budget
        for name in _LINES:
            getattr(self, f"_w_{name}").value = write_items(getattr(budget, name))
        self._w_reserve.value = budget.reserve

    def refresh(self) -> None:
        """Show what follows from what is saved; what is typed stays as it is."""
        budget = self.case.background().budget
        entered = any(getattr(budget, name) for name in _LINES)
        self._result.value = household_card(household_of(budget)) if entered else Html("")

    def save(self) -> str:
        """Write the household into the case."""
        lines = {name: read_items(getattr(self, f"_w_{name}").value) for name in _LINES}
        self.workbook.case_for_real_data.set_budget(**lines, reserve=self._w_reserve.value.strip())
        self.workbook.changed()
        return _("The household is saved.")


def household_card(found: Household) -> Html:
    """The sums, line by line, and what they mean."""
    if not found.known:
        return bullets(pick(one) for one in on_the_household(found, []))
    rows = [
        (_("Income"), in_figures(found.income)),
        (_("Needs"), in_figures(found.expenses)),
        (_("Other debts"), in_figures(found.other_debts) if found.other_debts else ""),
        (_("Left"), in_figures(found.left)),
        (_("Kept back, {share}").format(share=percent_of(found.reserve)), in_figures(found.kept_back)),
        (_("Can be paid"), tag("strong", in_figures(found.affordable))),
    ]
    return tag(
        "div",
        joined(tag("h4", _("What can be paid a month")), pairs(rows)),
        bullets(pick(one) for one in on_the_household(found, [])),
        css="ck-finding ck-plain-finding",
    )
