"""还款协商: what is owed, what the household can pay, plans and the letter that proposes one, talks, the credit record."""

from __future__ import annotations

from typing import ClassVar

import ipywidgets as w

from casekit.errors import CaseError
from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.rules.yardsticks import Appraisal, appraise, percent
from casekit.text import _, listed, pick
from casekit.widgets import fields as f
from casekit.widgets.creditrecord import CreditRecord
from casekit.widgets.household import HouseholdForm
from casekit.widgets.markup import Html, joined, paragraph, quoted, table
from casekit.widgets.part import Section
from casekit.widgets.plans import Plans
from casekit.widgets.talks import Talks


class RepaymentSection(Section):
    """The debts, and one fold each for household, plans, talks and the credit record."""

    name: ClassVar[str] = "repayment"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._debts = f.show()
        self.household = HouseholdForm(self.workbook)
        self.plans = Plans(self.workbook)
        self.talks = Talks(self.workbook)
        self.credit = CreditRecord(self.workbook)
        # A relative need not pass by what only the borrower fills in.
        open_at_once = self.case.header.standpoint != "relative"
        self._folds = (
            f.Fold(_("What comes in, what is needed, what can be paid"), [self.household.box], unfolded=open_at_once),
            f.Fold(_("Plans, and the letter that proposes one"), [self.plans.box], unfolded=open_at_once),
            f.Fold("", [self.talks.box]),
            f.Fold("", [self.credit.box]),
        )
        lead = _("The debt stays and is acknowledged; complaints about the collecting and a plan to repay go side by side. You "
                 "can talk to the lender yourself, at no charge: nobody has to be paid for it.")  # fmt: skip
        theirs = _("This section is for the borrower. Relatives and friends who are neither guarantors nor co-borrowers do "
                   "not, as a rule, have to repay for the borrower.")  # fmt: skip
        beside = [f.show(paragraph(theirs, css="ck-lead"))] if self.case.header.standpoint == "relative" else []
        return f.stack(
            *beside,
            f.show(paragraph(lead, css="ck-quiet" if beside else "ck-lead")),
            self._debts,
            self.message,
            *(one.box for one in self._folds),
        )

    def refresh(self) -> None:
        background = self.case.background()
        self._debts.value = self._loans(background)
        for part in (self.household, self.plans, self.talks, self.credit):
            part.guarded(part.refresh)()
        _household, _plans, talks, credit = self._folds
        talks.retitle(_("Talks about repayment ({count})").format(count=len(background.talks)))
        credit.retitle(_("Credit record ({count})").format(count=len(background.credit)))

    def _loans(self, background: Background) -> Html:
        """Every debt with its amounts and days, and what its payments come to a year beside the yardsticks."""
        if not background.debts:
            return paragraph(
                _("No debt has been entered so far. Enter it under “Case file”; a plan begins with it."), css="ck-quiet"
            )
        measured, note = self._appraised(background)
        rows = []
        for debt in background.debts.values():
            lender, found = background.parties.get(debt.lender), measured.get(debt.id)
            rows.append((
                quoted(debt.product or (lender.name if lender else "")),
                quoted(lender.full_name or lender.name if lender else ""),
                label("lender_type", lender.lender_type) if lender else "",
                quoted(debt.principal), quoted(debt.claimed),
                debt.overdue_since.isoformat() if debt.overdue_since else "",
                debt.contract_date.isoformat() if debt.contract_date else "",
                _in_short(found) if found else "",
            ))  # fmt: skip
        head = [
            _("Product"), _("Lender"), _("Type"), _("Borrowed"), _("Claimed"), _("Overdue since"),
            _("Contract concluded on"), _("Cost a year"),
        ]  # fmt: skip
        payments = _(
            "What a loan costs a year follows from its payments; enter them under “Case file”, “What the loan costs a year”."
        )
        return joined(
            table(head, rows, caption=_("Loans")),
            paragraph(note, css="ck-quiet") if note else "",
            paragraph(payments, css="ck-quiet") if not measured and not note else "",
        )

    def _appraised(self, background: Background) -> tuple[dict[str, Appraisal], str]:
        """The appraisals by debt; with the reason, where the rulebook cannot be read."""
        from casekit.rules import load_rulebook

        try:
            book = load_rulebook(background.header.rulebook)
        except CaseError as fault:
            return {}, fault.message
        return {one.debt: one for one in appraise(background, book)}, ""


def _in_short(found: Appraisal) -> str:
    """The yearly cost, and the yardsticks it lies above."""
    if found.cost is None:
        return ""
    above = [pick(one.yardstick.title) for one in found.measured if one.above == "yes"]
    cost = percent(found.cost.yearly)
    if not above:
        return cost
    return _("{cost}, above: {yardsticks}").format(cost=cost, yardsticks=listed(above))
