"""Lenders, agencies and debts: names in full, hotlines, references, amounts as told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.model.vocabulary import LENDER_TYPES, PARTY_KINDS, label
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, joined, quoted, table
from casekit.widgets.part import Part
from casekit.widgets.wording import debts_by_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

# What a lender can be; the other types of the list are for rules.
_TYPES = ("unknown", *(one for one in LENDER_TYPES if one not in ("anyone", "unknown")))
_PARTY_TEXTS = ("full_name", "hotline", "address", "registration")
_DEBT_TEXTS = ("product", "reference", "principal", "claimed", "note")


def tables(part: Part) -> Html:
    """Parties and debts as they are now."""
    background = part.case.background()
    parties = []
    for one in background.parties.values():
        principal = background.parties.get(one.acts_for or "")
        parties.append((
            quoted(one.name), label("party_kind", one.kind), quoted(one.full_name), label("lender_type", one.lender_type),
            quoted(principal.name if principal else ""), quoted(one.hotline),
        ))  # fmt: skip
    debts = []
    for debt in background.debts.values():
        lender = background.parties.get(debt.lender)
        debts.append((
            quoted(lender.name if lender else ""), *(quoted(getattr(debt, name)) for name in _DEBT_TEXTS[:4]),
            debt.overdue_since.isoformat() if debt.overdue_since else "",
        ))  # fmt: skip
    return joined(
        table(
            [_("Its name"), _("What it is"), _("Name in full"), _("Type"), _("Collects for"), _("Hotline")],
            parties, caption=_("Lenders and collectors"),
        ),
        table(
            [_("Lender"), _("Product"), _("Contract or bill number"), _("Borrowed"), _("Claimed"), _("Overdue since")],
            debts, caption=_("Debts"),
        ),
    )  # fmt: skip


class Parties(Part):
    """Change a lender or an agency, or enter one."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_party = f.choice(_("Institution"), self._parties())
        self._w_kind = f.choice(_("What it is"), [(label("party_kind", one), one) for one in PARTY_KINDS])
        self._w_name = f.text(_("Its name"))
        self._w_full_name = f.text(_("Full name, as on the contract"))
        self._w_lender_type = f.choice(_("Type"), [(label("lender_type", one), one) for one in _TYPES])
        self._w_acts_for = f.choice(_("Collects for"), self._lenders())
        self._w_hotline = f.text(_("Hotline"))
        self._w_address = f.text(_("Address, as on the contract or in the company register"))
        self._w_registration = f.text(_("Registration number (统一社会信用代码)"))
        self._w_save = f.button(_("Save the institution"), strong=True)
        self.box = f.stack(
            f.fields(
                self._w_party, self._w_kind, self._w_name, self._w_full_name, self._w_lender_type, self._w_acts_for,
                self._w_hotline, self._w_address, self._w_registration,
            ),
            f.row(self._w_save),
            self.message,
        )  # fmt: skip
        self.on_change(self._w_party, self._fill)
        self.on_change(self._w_kind, self._fit)
        self.on_click(self._w_save, self.save)
        self._fit()

    def _parties(self) -> list[tuple[str, str]]:
        return [(_("＋ a new one …"), ""), *((one.name, one.id) for one in self.case.background().parties.values())]

    def _lenders(self) -> list[tuple[str, str | None]]:
        return [(_("I do not know"), None), *((one.name, one.id) for one in self.case.background().lenders())]

    def refresh(self) -> None:
        """Offer parties as they are now."""
        f.offer(self._w_party, self._parties())
        f.offer(self._w_acts_for, self._lenders())

    def _fit(self) -> None:
        f.shown(self._w_acts_for, self._w_kind.value != "lender")
        f.shown(self._w_lender_type, self._w_kind.value == "lender")
        f.shown(self._w_kind, not self._w_party.value)

    def _fill(self) -> None:
        known = self.case.background().parties.get(self._w_party.value)
        if known is not None:
            self._w_kind.value = known.kind
            f.choose(self._w_acts_for, known.acts_for)
            self._w_lender_type.value = known.lender_type if known.lender_type in _TYPES else "unknown"
        for name in ("name", *_PARTY_TEXTS):
            getattr(self, f"_w_{name}").value = getattr(known, name) if known else ""
        self._fit()

    def save(self) -> str:
        """Enter or change the institution."""
        case = self.workbook.case_for_real_data
        name, kind = self._w_name.value.strip(), self._w_kind.value
        if not name:
            raise InputError(_("Please give the institution a name; what the callers call it is enough."))
        fields = {
            **{name: getattr(self, f"_w_{name}").value.strip() for name in _PARTY_TEXTS},
            "acts_for": None if kind == "lender" else f.chosen(self._w_acts_for),
        }
        if kind == "lender":
            fields["lender_type"] = self._w_lender_type.value
        chosen = self._w_party.value
        if chosen:
            case.update_party(chosen, name=name, **fields)
        else:
            chosen = case.add_party(kind, name, **fields).id
        self.workbook.changed()
        self._w_party.value = chosen
        return _("Saved: {name}.").format(name=name)


class Debts(Part):
    """Change a debt, or enter a further one; amounts are words, as told, and never required.

    For a further one a lender just entered stands there: it was entered for it.
    """

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_debt = f.choice(_("Which of the debts"), self._debts())
        self._w_lender = f.choice(_("Lender"), self._lenders())
        self._w_product = f.text(_("Product"))
        self._w_reference = f.text(_("Contract or bill number"))
        self._w_principal = f.text(_("Borrowed, as told"))
        self._w_claimed = f.text(_("Claimed now, as told"))
        self._w_overdue_since = f.text(_("Overdue since"), placeholder="2026-01-10")
        self._w_note = f.area(_("Note"), rows=2)
        self._w_save = f.button(_("Save the debt"), strong=True)
        self.box = f.stack(
            f.fields(
                self._w_debt, self._w_lender, self._w_product, self._w_reference, self._w_principal, self._w_claimed,
                self._w_overdue_since,
            ),
            self._w_note,
            f.row(self._w_save),
            self.message,
        )  # fmt: skip
        self.on_change(self._w_debt, self._fill)
        self.on_click(self._w_save, self.save)

    def _debts(self) -> list[tuple[str, str]]:
        return [(_("＋ a new one …"), ""), *debts_by_name(self.case.background())]

    def _lenders(self) -> list[tuple[str, str]]:
        return [(one.name, one.id) for one in self.case.background().lenders()] or [(_("enter a lender first"), "")]

    def refresh(self) -> None:
        """Offer debts and lenders as they are now."""
        f.offer(self._w_debt, self._debts())
        before = {value for _name, value in self._w_lender.options}
        f.offer(self._w_lender, self._lenders())
        fresh = [value for _name, value in self._w_lender.options if value not in before]
        if fresh and not self._w_debt.value:
            f.choose(self._w_lender, fresh[-1])

    def _fill(self) -> None:
        known = self.case.background().debts.get(self._w_debt.value)
        for name in _DEBT_TEXTS:
            getattr(self, f"_w_{name}").value = getattr(known, name) if known else ""
        self._w_overdue_since.value = known.overdue_since.isoformat() if known and known.overdue_since else ""
        if known is not None:
            f.choose(self._w_lender, known.lender)

    def save(self) -> str:
        """Enter or change the debt."""
        case = self.workbook.case_for_real_data
        if not self._w_lender.value:
            raise InputError(_("Please enter the lender first."))
        fields = {name: getattr(self, f"_w_{name}").value.strip() for name in _DEBT_TEXTS}
        fields["overdue_since"] = self._w_overdue_since.value.strip() or None
        chosen = self._w_debt.value
        if chosen:
            case.update_debt(chosen, lender=self._w_lender.value, **fields)
        else:
            chosen = case.add_debt(self._w_lender.value, **fields).id
        self.workbook.changed()
        self._w_debt.value = chosen
        return _("The debt is saved.")
