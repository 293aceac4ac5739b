"""跟进: what was handed in, by when an answer is due, what to do next, and what the collecting did."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from casekit.casebook.events import left_out
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.archive import link_of_bytes
from casekit.widgets.deadlines import filing_cards, in_short, steps_list
from casekit.widgets.deferred import Deferred
from casekit.widgets.filingform import FilingForm, OutcomeForm, filing_name
from casekit.widgets.harm import Harms
from casekit.widgets.markup import Html, joined, paragraph
from casekit.widgets.part import Section
from casekit.widgets.takeback import TakeBack

if TYPE_CHECKING:
    from casekit.channels.deadlines import Deadline


class FollowupSection(Section):
    """Filings with their clocks, next steps, forms for filings, answers and harm, and the calendar."""

    name: ClassVar[str] = "followup"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._state, self._cards, self._steps, self._calendar, self._picture = (f.show() for _one in range(5))
        self.filing = FilingForm(self.workbook, lambda filing: self.outcome.choose(filing))
        self.outcome = OutcomeForm(self.workbook)
        self.back = TakeBack(self.workbook)
        self.harms = Harms(self.workbook)
        nothing_yet = not self.case.background().filings
        self._enter = f.Fold(_("Enter what was handed in"), [self.filing.box], unfolded=nothing_yet)
        self._came = f.Fold(
            _("Enter what came of it: accepted, more time, an answer"), [self.outcome.box, self.back.box]
        )
        self._harm = f.Fold("", [self.harms.box])
        self._looked: tuple[int, str] | None = None
        self._looking = Deferred(self.guarded(self.look))
        self._drawing = Deferred(self.guarded(self.draw), late=True)
        return f.stack(
            self._state, self.message, self._steps, self._cards, self._calendar, self._enter.box, self._came.box,
            self._harm.box, self._picture,
        )  # fmt: skip

    def refresh(self) -> None:
        for part in (self.filing, self.outcome, self.harms):
            part.guarded(part.refresh)()
        background = self.case.background()
        self.back.offer((filing_name(one), one.id) for one in background.filings)
        self._harm.retitle(
            _("Harm: what the collecting did to work, health, family, money ({count})").format(
                count=len(background.harms)
            )
        )
        if self._looked != self.case.head:
            self._looking.ask()
            self._drawing.ask()

    def enter(self, channel: str) -> None:
        """Open the form for what was handed in, on a place."""
        self._enter.turn(True)
        self.filing.choose(channel)

    def look(self) -> None:
        """Reckon deadlines and next steps from the case as it is now."""
        from casekit.filing.following import clocks_of, next_steps

        if not self.workbook.has_case:
            return
        dossier = self.workbook.dossiers.of(self.case)
        background = self.case.background()
        clocks = clocks_of(dossier)
        self._state.value = in_short(background.filings, clocks)
        self._cards.value = filing_cards(background, clocks)
        self._steps.value = steps_list(next_steps(dossier))
        self._calendar.value = self._calendar_link(clocks)
        self._looked = self.case.head

    def _calendar_link(self, clocks: list[Deadline]) -> Html:
        """The deadlines as a file that a phone's calendar takes in."""
        from casekit.filing.calendar_file import calendar_bytes

        ahead = [one for one in clocks if one.left >= 0]
        if not ahead:
            return Html("")
        count = _n("{count} deadline", "{count} deadlines", len(ahead)).format(count=len(ahead))
        hint = _("Open the saved file on the phone and it offers to put these days into the calendar. It holds no name and "
                 "no number of anybody.")  # fmt: skip
        link = link_of_bytes(
            calendar_bytes(ahead, self.case.background().header),
            _("deadlines.ics"),
            _("Save the deadlines for the calendar"),
        )
        return joined(paragraph(link, " ", count), paragraph(hint, css="ck-quiet"))

    def draw(self) -> None:
        """How many contacts came before and after each filing; nothing while nothing was handed in."""
        from casekit.charts import before_after

        if not self.workbook.has_case:
            return
        events, background = self.case.events(), self.case.background()
        chart = before_after(events, background, left_out=left_out(events).unknown)
        self._picture.value = Html("") if chart.empty else Html(chart.figure_html())
