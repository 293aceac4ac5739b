"""Entering that a paper was handed in somewhere, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from casekit.channels.catalog import channels_of
from casekit.errors import InputError
from casekit.model import Filing
from casekit.model.vocabulary import FILING_OUTCOMES, label
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.country import channel_for, country_of
from casekit.widgets.days import typed_day
from casekit.widgets.markup import paragraph
from casekit.widgets.part import Part
from casekit.widgets.proofs import Proofs
from casekit.widgets.wording import debts_by_name, in_brackets, sentences

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_LONGEST = 40  # signs of a receipt number in a list
_DAYS = ("accepted_on", "extended_on", "answered_on")


def filing_name(filing: Filing) -> str:
    """A filing as lists name it: 12378 (2026-03-01)."""
    receipt = filing.receipt if len(filing.receipt) <= _LONGEST else f"{filing.receipt[:_LONGEST]}…"
    return in_brackets(label("filing_channel", filing.channel), receipt or filing.filed_on.isoformat())


class FilingForm(Part):
    """One filing: where, when, the receipt, who took it, and the papers that were handed in.

    `entered` hears of a filing that was entered.
    """

    def __init__(self, workbook: Workbook, entered: Callable[[str], None]) -> None:
        super().__init__(workbook)
        self._entered = entered
        self._w_channel = f.choice(_("Where it was handed in"), self._channels())
        self._w_track = f.choice(_("As what"), [("", "")])
        self._w_filed_on = f.text(_("Handed in on"), placeholder="2026-03-01")
        self._w_receipt = f.text(_("Receipt or reference number"))
        self._w_clerk = f.text(_("Who took it (name or staff number)"))
        self._w_debt = f.choice(_("About which debt"), self._debts())
        self._w_party = f.choice(_("About which institution"), self._parties())
        self._w_note = f.area(_("Note"), rows=2)
        self.proofs = Proofs(workbook, _("Add what was handed in (zip of the papers, screenshot, receipt)"))
        self._w_add = f.button(_("Enter this filing"), strong=True)
        self.box = f.stack(
            f.fields(
                self._w_channel, self._w_track, self._w_filed_on, self._w_receipt, self._w_clerk, self._w_debt,
                self._w_party,
            ),
            self._w_note,
            self.proofs.box,
            f.row(self._w_add),
            self.message,
            css="ck-goal",
        )  # fmt: skip
        self.on_change(self._w_channel, self._fit)
        self.on_click(self._w_add, self.add)
        self._fit()

    def _channels(self) -> list[tuple[str, str]]:
        return [(_("please choose …"), ""), *((one.name, one.id) for one in channels_of(country_of(self.case)))]

    def _debts(self) -> list[tuple[str, str | None]]:
        return [(_("all"), None), *debts_by_name(self.case.background())]

    def _parties(self) -> list[tuple[str, str | None]]:
        return [(_("nobody in particular"), None), *((one.name, one.id) for one in self.case.background().lenders())]

    def refresh(self) -> None:
        """Offer what the case holds now."""
        f.offer(self._w_channel, self._channels())
        f.offer(self._w_debt, self._debts())
        f.offer(self._w_party, self._parties())

    def _fit(self) -> None:
        chosen = f.chosen(self._w_channel)
        tracks = channel_for(self.case, chosen).tracks if chosen else None
        f.offer(self._w_track, [(pick(name), one) for one, name in (tracks or {}).items()] or [("", "")])
        f.shown(self._w_track, bool(tracks))

    def choose(self, channel: str) -> None:
        """Set the channel, such as that of papers just made."""
        f.choose(self._w_channel, channel)

    def add(self) -> str:
        """Enter the filing and keep what was handed in with it."""
        channel = f.chosen(self._w_channel)
        if channel is None:
            raise InputError(_("Please choose where it was handed in."))
        day = typed_day(self._w_filed_on.value, self._w_filed_on.description)
        if day is None:
            raise InputError(_("Please say on which day it was handed in; deadlines run from it."))
        filing = self.workbook.case_for_real_data.add_filing(
            channel, day, track=f.chosen(self._w_track) or "", receipt=self._w_receipt.value.strip(),
            clerk=self._w_clerk.value.strip(), debt=f.chosen(self._w_debt), party=f.chosen(self._w_party),
            note=self._w_note.value.strip(),
        )  # fmt: skip
        for one in (self._w_filed_on, self._w_receipt, self._w_clerk, self._w_note):
            one.value = ""
        try:
            kept = self.proofs.keep_for(filing.id)
        finally:
            self.workbook.changed()
            self._entered(filing.id)
        entered = _("Entered: {what}.").format(what=filing_name(filing))
        files = _n("{count} file is kept with it.", "{count} files are kept with it.", kept).format(count=kept)
        return sentences(entered, files if kept else "")


class OutcomeForm(Part):
    """What came of a filing: accepted, more time announced, answered, and how it ended."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_filing = f.choice(_("Which filing"), self._filings())
        self._w_outcome = f.choice(_("How it stands"), [(label("filing_outcome", one), one) for one in FILING_OUTCOMES])
        self._w_receipt = f.text(_("Receipt or reference number"))
        self._w_clerk = f.text(_("Who took it (name or staff number)"))
        self._w_accepted_on = f.text(_("Accepted on"), placeholder="2026-03-01")
        self._w_extended_on = f.text(_("More time was announced on"), placeholder="2026-03-01")
        self._w_answered_on = f.text(_("Answered on"), placeholder="2026-03-01")
        self._w_answer = f.area(_("What the answer says"), rows=3)
        self.proofs = Proofs(workbook, _("Add the answer (photo, screenshot, file)"))
        self._w_save = f.button(_("Save what came of it"), strong=True)
        self._none = f.show(paragraph(_("Nothing has been entered as handed in so far."), css="ck-quiet"))
        self._form = f.stack(
            f.fields(
                self._w_filing, self._w_outcome, self._w_receipt, self._w_clerk, self._w_accepted_on,
                self._w_extended_on, self._w_answered_on,
            ),
            self._w_answer,
            self.proofs.box,
            f.row(self._w_save),
        )  # fmt: skip
        self.box = f.stack(self._none, self._form, self.message)
        self.on_change(self._w_filing, self._fill)
        self.on_click(self._w_save, self.save)
        self._fill()

    def _known(self) -> dict[str, Filing]:
        return {one.id: one for one in self.case.background().filings}

    def _filings(self) -> list[tuple[str, str]]:
        latest_first = sorted(self._known().values(), key=lambda one: one.filed_on, reverse=True)
        return [(filing_name(one), one.id) for one in latest_first] or [("", "")]

    def refresh(self) -> None:
        """Offer the filings as they are now."""
        f.offer(self._w_filing, self._filings())
        there = bool(self._known())
        f.shown(self._none, not there)
        f.shown(self._form, there)

    def choose(self, filing: str) -> None:
        """Open the form on a filing."""
        f.choose(self._w_filing, filing)

    def _fill(self) -> None:
        known = self._known().get(self._w_filing.value)
        if known is None:
            return
        self._w_outcome.value = known.outcome
        for name in ("receipt", "clerk", "answer"):
            getattr(self, f"_w_{name}").value = getattr(known, name)
        for name in _DAYS:
            day: date | None = getattr(known, name)
            getattr(self, f"_w_{name}").value = day.isoformat() if day else ""

    def save(self) -> str:
        """Write what came of it."""
        filing = self._w_filing.value
        changed: dict[str, Any] = {
            name: getattr(self, f"_w_{name}").value.strip() for name in ("receipt", "clerk", "answer")
        }
        for name in _DAYS:
            field = getattr(self, f"_w_{name}")
            changed[name] = typed_day(field.value, field.description)
        if changed["answered_on"] and self._w_outcome.value == "open":
            raise InputError(_("An answer has come: please choose under “How it stands” what it was."))
        self.workbook.case_for_real_data.update_filing(filing, outcome=self._w_outcome.value, **changed)
        try:
            self.proofs.keep_for(filing)
        finally:
            self.workbook.changed()
        return _("Saved: {name}.").format(name=filing_name(self._known()[filing]))
