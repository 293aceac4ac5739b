"""What a loan costs: its payments, and the yardsticks of the rulebook beside them. Advice, never a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.casebook.payments import read_payments, write_payments
from casekit.errors import CaseError, InputError
from casekit.model.vocabulary import label
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, bullets, joined, paragraph, quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import debts_by_name

if TYPE_CHECKING:
    from casekit.rules.yardsticks import Appraisal, Measured
    from casekit.widgets.session import Workbook

_TONES = {"yes": "warn", "one_way": "warn", "no": "plain"}


class Costs(Part):
    """The payments of a debt, one a line, and what they come to a year."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._told = f.show()
        self._w_debt = f.choice(_("Which of the debts"), self._debts())
        self._w_contract_date = f.text(_("Contract concluded on"), placeholder="2025-03-01")
        self._w_lpr = f.text(_("One-year LPR of that day, in percent (private loans only)"), placeholder="3.10")
        self._w_payments = f.area(
            _("Money received and paid back, a line each"),
            rows=6,
            placeholder=_("2025-03-01 received 10000\n2025-04-01 paid 950\n2025-05-01 due 950"),
        )
        self._w_save = f.button(_("Save and reckon"), strong=True)
        self.box = f.stack(
            f.show(
                paragraph(
                    _(
                        "Take the amounts from the app's bills: what reached you, what you paid, what is still due with all "
                        "fees. The result helps in a talk about repayment; it is no finding and does not make the debt go away."
                    ),
                    css="ck-quiet",
                )
            ),
            f.fields(self._w_debt, self._w_contract_date, self._w_lpr),
            self._w_payments,
            f.row(self._w_save),
            self.message,
            self._told,
        )
        self.on_change(self._w_debt, self._fill)
        self.on_click(self._w_save, self.save)
        self._fill()

    def _debts(self) -> list[tuple[str, str]]:
        return debts_by_name(self.case.background()) or [(_("enter a debt first"), "")]

    def refresh(self) -> None:
        """Offer the debts as they are now, and what is known of the chosen one."""
        f.offer(self._w_debt, self._debts())
        self._show()

    def _fill(self) -> None:
        known = self.case.background().debts.get(self._w_debt.value)
        self._w_contract_date.value = known.contract_date.isoformat() if known and known.contract_date else ""
        self._w_lpr.value = known.lpr if known else ""
        self._w_payments.value = write_payments(known.payments) if known else ""
        self._show()

    def _show(self) -> None:
        from casekit.rules import load_rulebook
        from casekit.rules.yardsticks import appraise

        background = self.case.background()
        try:
            book = load_rulebook(background.header.rulebook)
        except CaseError as fault:
            self._told.value = paragraph(quoted(fault.message), css="ck-quiet")
            return
        found = appraise(background, book)
        self._told.value = joined(*(appraisal_card(one) for one in found if one.debt == self._w_debt.value))

    def save(self) -> str:
        """Write the payments into the case; the appraisal follows."""
        if not self._w_debt.value:
            raise InputError(_("Please enter the debt first."))
        payments = read_payments(self._w_payments.value)
        self.workbook.case_for_real_data.update_debt(
            self._w_debt.value, payments=payments, contract_date=self._w_contract_date.value.strip() or None,
            lpr=self._w_lpr.value.strip(),
        )  # fmt: skip
        self.workbook.changed()
        return _("Saved.")


def appraisal_card(appraisal: Appraisal) -> Html:
    """What can be said of the cost of a debt beside the yardsticks, and what is missing to say more."""
    from casekit.rules.yardsticks import cost_in_words

    alone = appraisal.cost is not None and not appraisal.measured
    return joined(
        paragraph(cost_in_words(appraisal.cost)) if appraisal.cost and alone else "",
        *(_measured(one) for one in appraisal.measured),
        paragraph(_("To say more, this is missing:")) if appraisal.missing else "",
        bullets(pick(one) for one in appraisal.missing),
    )


def _measured(one: Measured) -> Html:
    yardstick = one.yardstick
    names = {
        "yes": _("above the yardstick"),
        "one_way": _("above by one reckoning"),
        "no": _("not above the yardstick"),
    }
    unchecked = _("The wording of this source was not checked; it is shown here only and in no paper.")
    return tag(
        "div",
        tag("h4", pick(yardstick.title)),
        tag(
            "div",
            badge(names[one.above], _TONES[one.above]),
            badge(label("strength", yardstick.strength)),
            css="ck-line",
        ),
        paragraph(pick(one.said)),
        paragraph(unchecked, css="ck-quiet") if not yardstick.verified else "",
        css="ck-finding",
    )
