"""Talks about repayment: what was offered, what was answered, what was agreed, and whether that is in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit import clock
from casekit.errors import InputError
from casekit.model import Talk
from casekit.model.vocabulary import CHANNELS, label
from casekit.repayment.advice import after_the_agreement, unconfirmed_agreements
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, joined, paragraph, quoted, table
from casekit.widgets.part import Part
from casekit.widgets.proofs import Proofs
from casekit.widgets.takeback import TakeBack
from casekit.widgets.wording import day_and_time, debts_by_name, sentences, shortened

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class Talks(Part):
    """The list of talks, a form for one more, the reminder of a confirmation, and the way to take one back."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._list, self._reminder = f.show(), f.show()
        self._w_at = f.text(_("When"), placeholder=_("2026-03-01 or 2026-03-01 22:30"))
        self._w_party = f.choice(_("With which institution"), self._parties())
        self._w_clerk = f.text(_("With whom (name or staff number)"))
        self._w_channel = f.choice(_("How"), [(label("channel", one), one) for one in CHANNELS], "call")
        self._w_debt = f.choice(_("About which debt"), self._debts())
        self._w_ours = f.area(_("What you offered"), rows=2)
        self._w_theirs = f.area(_("What they answered"), rows=2)
        self._w_agreed = f.tick(_("A plan was agreed that day"))
        self.proofs = Proofs(workbook, _("Add the recording, message or letter"))
        self._w_add = f.button(_("Enter this talk"), strong=True)
        self.back = TakeBack(workbook)
        form = f.stack(
            f.fields(self._w_at, self._w_party, self._w_clerk, self._w_channel, self._w_debt),
            self._w_ours,
            self._w_theirs,
            self._w_agreed,
            self.proofs.box,
            f.row(self._w_add),
            self.message,
            css="ck-card",
        )
        self.box = f.stack(self._list, self._reminder, form, self.back.box)
        self.on_change(self._w_agreed, self._fit)
        self.on_click(self._w_add, self.add)
        self._fit()

    def _fit(self) -> None:
        # Files belong to the agreement, so there is no place for them without one.
        f.shown(self.proofs.box, self._w_agreed.value)

    def _parties(self) -> list[tuple[str, str | None]]:
        return [
            (_("nobody in particular"), None),
            *((one.name, one.id) for one in self.case.background().parties.values()),
        ]

    def _debts(self) -> list[tuple[str, str | None]]:
        debts = debts_by_name(self.case.background())
        several: list[tuple[str, str | None]] = [(_("all"), None)]
        return [*(several if len(debts) != 1 else ()), *debts]

    def refresh(self) -> None:
        """Show the talks as they are now, and what of them is not in writing yet."""
        f.offer(self._w_party, self._parties())
        f.offer(self._w_debt, self._debts())
        f.shown(self._w_debt, len(self.case.background().debts) > 1)
        talks = sorted(self.case.background().talks, key=lambda one: one.at)
        self._list.value = self._table(talks)
        self._reminder.value = self._remind()
        self.back.offer((f"{self._when(one)} {shortened(one.theirs or one.ours, 24)}", one.id) for one in talks)

    def _when(self, talk: Talk) -> str:
        return day_and_time(clock.to_wall_clock(talk.at, self.case.header.zone), talk.precision)

    def _table(self, talks: list[Talk]) -> Html:
        if not talks:
            return paragraph(_("No talk has been entered so far."), css="ck-quiet")
        background = self.case.background()

        def whom(talk: Talk) -> str:
            party = background.parties.get(talk.party or "")
            return " · ".join(one for one in (party.name if party else "", talk.clerk) if one)

        return table(
            [_("When"), _("With whom"), _("How"), _("Offered"), _("Answered"), _("Agreed")],
            [(self._when(one), quoted(whom(one)), label("channel", one.channel), quoted(one.ours), quoted(one.theirs),
              badge(_("yes"), "good") if one.agreed else "") for one in talks],
            caption=_("Talks about repayment"),
        )  # fmt: skip

    def _remind(self) -> Html:
        """Agreements that no file shows, each with its day."""
        zone = self.case.header.zone
        days = [
            day_and_time(clock.to_wall_clock(one.at, zone), "day")
            for one in unconfirmed_agreements(self.case.background())
        ]
        if not days:
            return Html("")
        said = _("The agreement of {day} is not in writing yet, as far as this case shows. Ask for a confirmation that names "
                 "amount, instalments and days and says that collecting stops, and add it to the case.")  # fmt: skip
        return joined(*(paragraph(said.format(day=one), css="ck-next") for one in days))

    def add(self) -> str:
        """Enter the talk; with an agreement, the files that confirm it are kept with it."""
        when, agreed = self._w_at.value.strip(), self._w_agreed.value
        if not when:
            raise InputError(_("Please say when it was; the day is enough."))
        ours, theirs = self._w_ours.value.strip(), self._w_theirs.value.strip()
        if not (ours or theirs):
            raise InputError(_("Please say what was offered or answered; a few words are enough."))
        talk = self.workbook.case_for_real_data.add_talk(
            when, party=f.chosen(self._w_party), clerk=self._w_clerk.value.strip(), channel=self._w_channel.value,
            debt=f.chosen(self._w_debt), ours=ours, theirs=theirs, agreed=agreed,
        )  # fmt: skip
        for one in (self._w_at, self._w_clerk, self._w_ours, self._w_theirs):
            one.value = ""
        try:
            kept = self._keep_confirmation(talk) if agreed else 0
        finally:
            self._w_agreed.value = False
            self.workbook.changed()
        said = pick(after_the_agreement()) if agreed else _("The talk is entered.")
        files = _n("{count} file is kept with it.", "{count} files are kept with it.", kept).format(count=kept)
        return sentences(said, files if kept else "")

    def _keep_confirmation(self, talk: Talk) -> int:
        fact = next(one for one in self.case.background().facts if one.talk == talk.id)
        return self.proofs.keep_for(fact.id)
