"""What the product's own terms say about being late, copied by the user with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import joined, paragraph, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import debts_by_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class OverdueTerms(Part):
    """One debt at a time: its terms on interest, penalties, collecting, contacts, and where they stand."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_debt = f.choice(_("Which of the debts"), self._debts())
        self._w_terms = f.area(
            _("What the terms say about being overdue"),
            placeholder=_("copied word for word: penalty interest, who may be contacted, who may collect"),
            rows=4,
        )
        self._w_source = f.text(
            _("Where it stands"), placeholder=_("name of the agreement, clause, the day you looked it up")
        )
        self._w_save = f.button(_("Save the terms"), strong=True)
        hint = _("Open the loan agreement in the app and look for “overdue”, “collection” and “contacts”. Take a screenshot "
                 "as well; terms in an app may change.")  # fmt: skip
        self.box = f.stack(
            f.show(joined(tag("h4", _("What do the product's own terms say?")), paragraph(hint, css="ck-quiet"))),
            f.fields(self._w_debt, self._w_source),
            self._w_terms,
            f.row(self._w_save),
            self.message,
            css="ck-card",
        )
        self.on_change(self._w_debt, self._fill)
        self.on_click(self._w_save, self.save)
        self._fill()

    def _debts(self) -> list[tuple[str, str]]:
        return debts_by_name(self.case.background()) or [(_("enter a debt first"), "")]

    def refresh(self) -> None:
        """Offer the debts as they are now."""
        f.offer(self._w_debt, self._debts())

    def _fill(self) -> None:
        known = self.case.background().debts.get(self._w_debt.value)
        self._w_terms.value = known.overdue_terms if known else ""
        self._w_source.value = known.terms_source if known else ""

    def save(self) -> str:
        """Write the terms into the debt."""
        if not self._w_debt.value:
            raise InputError(_("Please enter the debt first."))
        terms, source = self._w_terms.value.strip(), self._w_source.value.strip()
        if terms and not source:
            raise InputError(
                _("Please say where it stands: the name of the agreement and the clause, or the page of the app.")
            )
        self.workbook.case_for_real_data.update_debt(self._w_debt.value, overdue_terms=terms, terms_source=source)
        self.workbook.changed()
        return _("Saved.")
