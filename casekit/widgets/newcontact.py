"""Log a new contact: a few fields, and the imported contacts that may be the same one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from casekit import clock
from casekit.analysis.search import matching
from casekit.errors import InputError
from casekit.model import DEBTOR
from casekit.model.file_names import read_name
from casekit.model.vocabulary import CALL_CHANNELS
from casekit.text import _, listed
from casekit.widgets import fields as f
from casekit.widgets.account import AccountFields
from casekit.widgets.finder import ContactList
from casekit.widgets.markup import paragraph
from casekit.widgets.occasion import OccasionFields
from casekit.widgets.part import Part
from casekit.widgets.wording import sentences

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class NewContact(Part):
    """The form for a contact that no file holds; `usual` is who is mostly reached."""

    def __init__(self, workbook: Workbook, chosen: Callable[[str], str | None], *, usual: str = DEBTOR) -> None:
        super().__init__(workbook)
        self.occasion = OccasionFields(workbook)
        self.account = AccountFields(workbook, usual=usual)
        self._matches = ContactList(workbook, _("It is this one"), chosen, 3)
        self._matches_title = f.show()
        self._offered = f.stack(self._matches_title, self._matches.box, css="ck-offer")
        self._more = f.Fold(
            _("How they named themselves, who told you, and more"),
            [self.account.more, self.occasion.more],
        )
        self._w_save = f.button(_("Save this contact"), strong=True)
        self.box = f.stack(
            self.occasion.box, self._offered, self.account.box, self._more.box, f.row(self._w_save), self.message
        )
        self.on_click(self._w_save, self.save)
        self.on_change(self.account.files._w_upload, self._read_file_name)
        self.on_change(self.occasion._w_channel, self._fit)
        self.occasion.watch(self.guarded(self._look_up))
        self._fit()

    def refresh(self) -> None:
        """Offer persons, debts and files as they are now."""
        self.account.refresh()
        self.account.side.fit(self.occasion.number)

    def _fit(self) -> None:
        self.account.show_visit(self.occasion.channel == "visit")
        self._look_up()

    def _look_up(self) -> None:
        """What the case knows of the number and the time being typed."""
        self.account.side.fit(self.occasion.number)
        self._offer_matches()

    def _offer_matches(self) -> None:
        """Show imported contacts that may be this one: adding to it is better than entering it twice."""
        if self.occasion.channel not in (*CALL_CHANNELS, "sms"):
            f.shown(self._offered, False)
            return
        rows = matching(self.case.events(), self.occasion.start, self.occasion.number)
        f.shown(self._offered, len(rows) > 0)
        if len(rows):
            self._matches_title.value = paragraph(_("Is it one of these? Then add to it, and it is counted once."))
            self._matches.put(rows)

    def _read_file_name(self) -> str | None:
        """Recordings often carry number and time in their name."""
        name = self.account.files.first_name
        if not name:
            return None
        zone = self.case.header.zone
        facts = read_name(name, zone)
        if facts is None:
            return None
        exact = facts.taken_at is not None and facts.precision in ("second", "minute")
        start = clock.to_wall_clock(facts.taken_at, zone) if exact and facts.taken_at is not None else None
        if self.occasion.suggest(start, facts.number):
            return _("Time and number were read from the name of the file. Please check them.")
        return None

    @property
    def is_empty(self) -> bool:
        """Whether nothing that could be lost stands in the form."""
        values = {**self.occasion.typed(), **self.account.typed()}
        return not any(values[name] for name in ("_w_start", "_w_number", "_w_words", "_w_note"))

    def save(self) -> str:
        """Enter the contact and its files."""
        case = self.workbook.case_for_real_data
        occasion, told = self.occasion.values(), self.account.details()
        if not any(({**occasion, **told})[name] for name in ("start", "number", "words", "note", "tags")):
            raise InputError(_("There is nothing to save yet. Say when it was, or what was said."))
        incident = case.log(**occasion, **self.account.values())
        try:
            kept = self.account.files.attach_to(incident)
        finally:
            self.occasion.clear()
            self.account.clear()
            self._more.turn(False)
            self.workbook.changed()
        said = [_("Saved as number {no}.").format(no=incident.no), self._joined_with(incident.id)]
        said.append(_("Files kept with it: {count}.").format(count=kept) if kept else "")
        return sentences(*said)

    def _joined_with(self, incident: str) -> str:
        """Which records of the case are the same contact; empty when none is."""
        events = self.case.events()
        contact = events.loc[events["id"] == incident, "contact"]
        others = events.loc[events["contact"].isin(contact) & (events["id"] != incident), "no"]
        if others.empty:
            return ""
        named = listed(f"#{no}" for no in others)
        return _("It is the same contact as {numbers}; together they count once.").format(numbers=named)
