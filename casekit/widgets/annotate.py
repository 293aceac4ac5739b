"""Add to a contact what no machine wrote down, correct it, or take it out and bring it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from casekit.errors import InputError
from casekit.model import Incident
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.account import AccountFields
from casekit.widgets.markup import Html, details, joined, pairs, paragraph, quoted, tag
from casekit.widgets.occasion import OccasionFields
from casekit.widgets.part import Part
from casekit.widgets.wording import contact_line, field_name, source_title

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class Annotate(Part):
    """One contact, opened to add to it.

    Its records are shown as one; what is added goes to the record that holds such words already, else to
    the primary one.
    """

    def __init__(self, workbook: Workbook, left: Callable[[], str | None]) -> None:
        super().__init__(workbook)
        self.incident = ""
        self._records: tuple[str, ...] = ()
        self._left = left
        self._head = f.show()
        self.account = AccountFields(workbook)
        self.occasion = OccasionFields(workbook)
        self._w_why = f.text(_("Why is it taken out?"), placeholder=_("the reason stays on record"))
        self._w_withdraw = f.button(_("Take it out of the case"))
        self._w_save = f.button(_("Save"), strong=True)
        self._w_back = f.button(_("Back to the list"))
        more = f.Fold(_("How they named themselves, who told you, and more"), [self.account.more])
        correct = f.Fold(_("Correct time, number or length"), [self.occasion.first, self.occasion.more])
        take_out = f.Fold(_("This does not belong into the case"), [self._w_why, f.row(self._w_withdraw)])
        self._folds = (more, correct, take_out)
        self.box = f.stack(
            self._head,
            self.account.box,
            more.box,
            correct.box,
            f.row(self._w_save, self._w_back),
            self.message,
            take_out.box,
        )
        self.on_click(self._w_save, self.save)
        self.on_click(self._w_back, self._left)
        self.on_click(self._w_withdraw, self.withdraw)

    def open(self, incident: str, typed: dict[str, Any] | None = None) -> None:
        """Open a contact; what was typed for a new one is carried over where this one has nothing yet."""
        self._records = self._records_of(incident)
        self.incident = next((one for one in self._records if self._has_words(one)), incident)
        self.message.clear()
        for fold in self._folds:
            fold.turn(False)
        self._w_why.value = ""
        self._fill()
        for name in ("_w_words", "_w_note", "_w_claimed_org", "_w_claimed_agent", "_w_told_by"):
            field = getattr(self.account, name)
            field.value = field.value or (typed or {}).get(name, "")
        if typed:
            self.account.tags.value = tuple(sorted({*self.account.tags.value, *typed["tags"]["value"]}))
            self.account._w_asked_to_stop.value |= typed["_w_asked_to_stop"]
            self.account.side.take_over(typed["side"])

    def _records_of(self, incident: str) -> tuple[str, ...]:
        """The records of the contact, the primary one first."""
        events = self.case.events()
        contact = events.loc[events["id"] == incident, "contact"]
        found = events[events["contact"].isin(contact)].sort_values("primary", ascending=False, kind="stable")
        return tuple(found["id"]) or (incident,)

    def _has_words(self, record: str) -> bool:
        one = self.case.incident(record)
        return bool(one.words or one.note or one.tags)

    def _fill(self) -> None:
        known = self.case.incident(self.incident)
        self.account.fill(known, asked_to_stop=self._refusal() is not None)
        self.account.files.show_those_of(self._records)
        self.occasion.fill(known)
        self._show_head(known)

    def _show_head(self, known: Incident) -> None:
        row = self._row()
        line = contact_line(row, self.case.background()) if row is not None else Html("")
        elsewhere = _("What was added stands on number {no}, a record of the same contact. It is changed there.")
        hint = (
            paragraph(elsewhere.format(no=known.no), css="ck-quiet") if row is not None and row.id != known.id else ""
        )
        self._head.value = joined(line, hint, self._machine_read(known))

    def _row(self) -> Any:
        """The contact as the events table has it, with the party and the debt that its number stands for."""
        events = self.case.events()
        found = events[events["id"] == self._records[0]].astype({"party": object, "debt": object})
        known = found.assign(**{name: found[name].where(found[name].notna(), None) for name in ("party", "debt")})
        return next(known.itertuples(), None)

    def _machine_read(self, known: Incident) -> Html:
        """What the files said, each for itself: their cells, and the values that were changed by hand since."""
        shown = [self._cells_of(one) for one in self._records]
        changed = [(field_name(name), quoted(value)) for name, value in known.machine_values.items()]
        if changed:
            shown.append(joined(tag("h4", _("Before it was corrected by hand")), pairs(changed)))
        told = joined(*shown)
        return details(_("What the imported file says"), told) if told else Html("")

    def _cells_of(self, record: str) -> Html:
        """The cells of one record under the name of its file; nothing for one that was typed."""
        cells = self.case.raw_cells(record)
        if not cells:
            return Html("")
        one = self.case.incident(record)
        names = {batch.id: batch.file_name for batch in self.case.batches()}
        head = tag("h4", f"#{one.no} ", source_title(one.source), " · ", quoted(names.get(one.batch or "", "")))
        return joined(head, pairs((quoted(name), quoted(value)) for name, value in cells.items()))

    def _refusal(self) -> Any:
        facts = self.case.background().facts_of("refused_contact")
        return next((fact for fact in facts if fact.incident in self._records), None)

    def refresh(self) -> None:
        """Offer persons, debts and files as they are now."""
        self.account.refresh()

    def save(self) -> str:
        """Write what was changed; what the file said stays on record beside it."""
        case = self.workbook.case_for_real_data
        fields = {**self.account.corrections(), **self.occasion.corrections()}
        self._refuse_refusal_without_its_facts(fields)
        incident = case.amend(self.incident, **fields)
        self._record_refusal(incident)
        try:
            self.account.files.attach_to(incident)
        finally:
            self.workbook.changed()
            self.account.clear()
            self._fill()
        return _("Saved. Number {no} is up to date.").format(no=incident.no)

    def _refuse_refusal_without_its_facts(self, fields: dict[str, Any]) -> None:
        """A refusal is dated and somebody's; said before anything is saved."""
        if not self.account.asked_to_stop or self._refusal() is not None:
            return
        known = self.case.incident(self.incident)
        if fields.get("start", known.start) is None:
            raise InputError(_("To record that they were asked to stop, please give the time of the contact."))
        if fields.get("person", known.person) is None:
            raise InputError(_("To record that they were asked to stop, please say which person they had contacted."))

    def _record_refusal(self, incident: Incident) -> None:
        """The tick makes the dated fact; taking it away withdraws the fact."""
        known = self._refusal()
        if self.account.asked_to_stop and known is None and incident.start is not None:
            whose = self._row()
            self.case.add_fact(
                "refused_contact", incident.start, person=incident.person, party=whose.party, debt=whose.debt,
                number=incident.number or None, incident=incident.id,
            )  # fmt: skip
        if known is not None and not self.account.asked_to_stop:
            self.case.withdraw(known.id, _("The tick was taken away."))

    def withdraw(self) -> str | None:
        """Take the contact out; it stays on record and can be brought back."""
        no = self.case.incident(self.incident).no
        self.case.withdraw(self.incident, self._w_why.value)
        self._w_why.value = ""
        self._left()
        self.workbook.changed()
        return _("Number {no} is out of the case. It can be brought back below.").format(no=no)
