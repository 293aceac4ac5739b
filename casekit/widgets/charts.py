"""图表: the pattern of the contacts in pictures."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import ipywidgets as w

from casekit.casebook.events import left_out
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.deferred import Deferred
from casekit.widgets.markup import Html, joined, paragraph
from casekit.widgets.part import Section
from casekit.widgets.wording import left_out_sentence


class ChartsSection(Section):
    """Pictures take a second or two in all, so they follow a change one by one, when the answer to the save has gone out.

    What changed with each filing is drawn where filings are entered, under “Follow-up”.
    """

    name: ClassVar[str] = "charts"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        from casekit.charts import ALL, before_after

        self._state = f.show()
        self._charts = [one for one in ALL if one is not before_after]
        self._pictures = [f.show() for _one in self._charts]
        self._drawn: tuple[int, str] | None = None
        self._fresh: set[int] = set()
        self._drawing = [
            Deferred(self.guarded(partial(self.draw, place)), late=True) for place in range(len(self._charts))
        ]
        return f.stack(self._state, self.message, *self._pictures)

    def refresh(self) -> None:
        if self._drawn != self.case.head:
            self.message.busy(_("Drawing the charts"))
            self._fresh.clear()
            for one in self._drawing:
                one.ask()

    def draw(self, place: int) -> None:
        """Draw one chart from the case as it is now; once all are there, say what is left out of them."""
        if not self.workbook.has_case:
            return
        events = self.case.events()
        unknown = left_out(events).unknown
        chart = self._charts[place](events, self.case.background(), left_out=unknown)
        self._pictures[place].value = Html("") if chart.empty else Html(chart.figure_html())
        self._fresh.add(place)
        if len(self._fresh) == len(self._charts):  # where one could not be drawn, the message says why
            self._drawn = self.case.head
            self._state.value = self._what_is_left_out(unknown, not any(one.value for one in self._pictures))
            self.message.clear()

    def _what_is_left_out(self, unknown: int, nothing: bool) -> Html:
        sentences = []
        if nothing:
            sentences.append(_("There is nothing to draw yet: no contact is said to be a collector's."))
        sentences.append(left_out_sentence(unknown))
        return joined(*(paragraph(one, css="ck-quiet") for one in sentences if one))
