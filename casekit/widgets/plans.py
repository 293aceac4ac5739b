"""Plans to repay one debt: which amount, at which rate, what each plan comes to, and the letter that proposes one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.errors import InputError
from casekit.model.amounts import in_figures
from casekit.repayment.advice import yearly
from casekit.repayment.amounts import amount_told
from casekit.repayment.drafting import BASES, Draft, Wishes, draft
from casekit.repayment.plans import Plan
from casekit.text import _, _n, current_language, language, pick
from casekit.widgets import fields as f
from casekit.widgets.archive import download_link, where
from casekit.widgets.channelwords import missing_list
from casekit.widgets.lablinks import lab_link, show_links
from casekit.widgets.markup import Html, badge, bullets, joined, paragraph, table, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import debts_by_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_OTHER = "other"
_LETTER = "repayment_proposal"


class Plans(Part):
    """Wishes for a plan, the table of plans, and the choice that goes into the letter."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._draft: Draft | None = None
        self._w_debt = f.choice(_("Which of the debts"), self._debts())
        self._w_basis = f.choice(_("Amount of the plan"), self._amounts())
        self._w_amount = f.text(_("Amount to repay"), placeholder="12800")
        self._w_rate = f.text(_("Yearly rate during the plan, in percent"), placeholder="0")
        self._w_first = f.text(_("First payment on"), placeholder=_("a month from today"))
        self._w_reckon = f.button(_("Reckon the plans"), strong=True)
        self._table = f.show()
        self._w_months = f.choice(_("Plan to propose"), [("", "")])
        self._w_household = f.tick(_("Put the household's figures into the letter"), value=True)
        self._w_language = f.choice(_("Language of the letter"), _languages(), current_language())
        self._w_letter = f.button(_("Write the letter with this plan"), strong=True)
        self._opens = w.Output()
        self._opens.add_class("ck-page")
        self._written = f.show()
        self._letter = f.stack(
            f.show(tag("h4", _("Propose a plan in writing"))),
            f.show(
                paragraph(
                    _("The letter acknowledges the debt, proposes the chosen plan, asks for a confirmation in writing, for "
                      "interest and penalties to stop, and that nobody else is contacted while you talk. It is not sent: "
                      "read it, sign it, hand it in yourself."),
                    css="ck-quiet",
                )
            ),
            f.fields(self._w_months, self._w_language, self._w_household),
            f.row(self._w_letter),
            css="ck-card",
        )  # fmt: skip
        self.box = f.stack(
            f.show(
                paragraph(
                    _("0 % is what you may ask for; put in the contract's rate to see what the plan costs otherwise. The lender "
                      "decides on both."), css="ck-quiet",
                )
            ),
            f.fields(self._w_debt, self._w_basis, self._w_amount, self._w_rate, self._w_first),
            f.row(self._w_reckon),
            self.message,
            self._table,
            self._letter,
            self._opens,
            self._written,
        )  # fmt: skip
        self.on_change(self._w_basis, self._fit)
        self.on_change(self._w_debt, self._offer_amounts)
        self.on_click(self._w_reckon, self.reckon)
        self.on_click(self._w_letter, self.write)
        self._fit()
        f.shown(self._letter, False)

    def _debts(self) -> list[tuple[str, str]]:
        return debts_by_name(self.case.background()) or [(_("enter a debt first"), "")]

    def _amounts(self) -> list[tuple[str, str]]:
        """What the debt can be reckoned by: the sums that are told of it, and one that is typed here."""
        debt = self.case.background().debts.get(f.chosen(self._w_debt) or "")
        told = [] if debt is None else [one for one in BASES if amount_told(getattr(debt, one)) is not None]
        names = {"claimed": _("as claimed now"), "principal": _("the principal")}
        return [*((names[one], one) for one in told), (_("another amount"), _OTHER)]

    def _offer_amounts(self) -> None:
        f.offer(self._w_basis, self._amounts())
        self._fit()

    def _fit(self) -> None:
        f.shown(self._w_amount, self._w_basis.value == _OTHER)

    def refresh(self) -> None:
        """Offer the debts as they are now; plans that were reckoned are reckoned anew."""
        f.offer(self._w_debt, self._debts())
        self._offer_amounts()
        if self._draft is not None:
            self._show()

    def wishes(self) -> Wishes:
        """What is typed about the plan."""
        other = self._w_basis.value == _OTHER
        if other and not self._w_amount.value.strip():
            raise InputError(_("Please type the amount to repay, such as 12800."))
        return Wishes(
            amount=self._w_amount.value if other else "", basis="" if other else self._w_basis.value,
            rate=self._w_rate.value, first_due=self._w_first.value,
        )  # fmt: skip

    def reckon(self) -> str:
        """Reckon the plans and show them."""
        self._show()
        assert self._draft is not None
        plans = self._draft.plans
        return _n("{count} plan is reckoned.", "{count} plans are reckoned.", len(plans)).format(count=len(plans))

    def _drafted(self) -> Draft:
        from casekit.rules import load_rulebook

        if not self._w_debt.value:
            raise InputError(_("Please enter the debt first."))
        background = self.case.background()
        book = load_rulebook(background.header.rulebook)
        return draft(background, book, self._w_debt.value, self.wishes(), self.case.today())

    def _show(self) -> None:
        found = self._draft = self._drafted()
        self._table.value = joined(
            _plans_table(found, self.case.today()),
            bullets(pick(one) for one in found.remarks),
            _yardsticks(self, found),
        )
        before = self._w_months.value
        f.offer(self._w_months, [(_in_short(plan), plan.months) for plan in found.plans])
        if before not in {plan.months for plan in found.plans} and found.shortest is not None:
            f.choose(self._w_months, found.shortest.months)
        f.shown(self._w_household, found.household.known)
        f.shown(self._letter, True)

    def write(self) -> str:
        """Write the letter that proposes the chosen plan: the page, and the Word file to edit."""
        from casekit.filing.dossier import dossier_of
        from casekit.filing.letters.saving import keep_letter
        from casekit.filing.letters.writing import write_letter

        found = self._drafted()
        proposal = found.proposal(self._w_months.value, with_household=self._w_household.value)
        too_much = found.fits(proposal.plan) is False
        self.message.busy(_("Writing the letter"))
        with language(self._w_language.value):
            letter = write_letter(dossier_of(self.case, debt=proposal.debt), _LETTER, plan=proposal)
            stem = f"{letter.title}-{self.case.today()}"
        page, document = keep_letter(self.case, letter, stem)
        show_links(self._opens, lab_link(page, _("Open the letter")))
        self._written.value = joined(
            paragraph(
                _(
                    "By the household's figures this plan cannot be carried. Read it once more before you sign: a plan you "
                    "can keep is worth more than a short one."
                ),
                css="ck-next",
            )
            if too_much
            else "",
            paragraph(download_link(page, _("Save the page")), " ", download_link(document, _("Save the Word file"))),
            where(page),
            missing_list(letter.missing) if letter.missing else "",
        )
        self.workbook.changed()
        return _("Written: {name}.").format(name=page.name)

    def typed(self) -> dict[str, Any]:
        """What is typed; the links to what was written stay as well, because the files do."""
        return {**super().typed(), "written": (self._opens.outputs, self._written.value)}

    def retype(self, values: dict[str, Any]) -> None:
        """Put back what was typed, and the plans with it where there were some."""
        super().retype({name: value for name, value in values.items() if name != "written"})
        self._opens.outputs, self._written.value = values.get("written", ((), ""))


def _languages() -> list[tuple[str, str]]:
    from casekit.filing.letters.catalog import load_letter

    names = {"zh": "中文", "en": "English"}
    return [(names[one], one) for one in load_letter(_LETTER).languages]


def _in_short(plan: Plan) -> str:
    return _("{months} months, {instalment} a month").format(months=plan.months, instalment=in_figures(plan.instalment))


def _plans_table(found: Draft, today: date) -> Html:
    from casekit.repayment.cost import cost_of_plan, cost_with_plan

    rows = []
    for plan in found.plans:
        alone, whole = cost_of_plan(plan, today), cost_with_plan(found.debt, plan)
        fits = found.fits(plan)
        months = _n("{count} month", "{count} months", plan.months).format(count=plan.months)
        rows.append((
            joined(tag("strong", months), " ", badge(_("shortest"), "strong") if plan == found.shortest else ""),
            _with_more(in_figures(plan.instalment), _("last {amount}"), plan.last if plan.last != plan.instalment else None),
            _with_more(in_figures(plan.total), _("interest {amount}"), plan.cost or None),
            yearly(alone) if alone else "", yearly(whole) if whole else "",
            {True: badge(_("yes"), "good"), False: badge(_("no"), "warn"), None: ""}[fits],
        ))  # fmt: skip
    head = [
        _("Over"), _("A month"), _("In all"), _("Plan a year"), _("Whole loan a year"), _("Can be carried"),
    ]  # fmt: skip
    empty = {index for index in range(len(head)) if not any(row[index] for row in rows)}
    keep = [index for index in range(len(head)) if index not in empty]
    caption = _("Plans for {amount}, first payment {day}").format(amount=in_figures(found.amount), day=found.first_due)
    return joined(
        table([head[one] for one in keep], [[row[one] for one in keep] for row in rows], caption=caption),
        paragraph(
            _("A year: internal rate of return over actual days, compounding; the whole loan with what was paid so far and "
              "the plan in place of what was due."), css="ck-quiet",
        ),
    )  # fmt: skip


def _with_more(sum_of_all: str, words: str, more: Decimal | None) -> Html:
    """A sum, with what is to be known of it small behind it."""
    if more is None:
        return joined(sum_of_all)
    return joined(sum_of_all, " ", tag("small", words.format(amount=in_figures(more)), css="ck-quiet"))


def _yardsticks(part: Part, found: Draft) -> Html:
    """The whole loan with the plan beside the yardsticks of the rulebook."""
    from casekit.repayment.cost import appraised_with_plan
    from casekit.rules import load_rulebook
    from casekit.widgets.costs import appraisal_card

    background = part.case.background()
    plan = found.shortest or found.plans[-1]
    appraisal = appraised_with_plan(background, load_rulebook(background.header.rulebook), found.debt, plan)
    if appraisal is None or not appraisal.measured:
        return Html("")
    title = _("The whole loan with the plan over {months} months").format(months=plan.months)
    return joined(tag("h4", title), appraisal_card(appraisal))
