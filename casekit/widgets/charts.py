"""图表: the pattern of the contacts in pictures."""

from __future__ import annotations

from typing import ClassVar

import ipywidgets as w

from casekit.casebook.events import left_out
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, joined, paragraph
from casekit.widgets.part import Section
from casekit.widgets.soon import Soon
from casekit.widgets.wording import left_out_sentence


class ChartsSection(Section):
    """Pictures take a second or two, so they follow a change when the answer to the save has gone out."""

    name: ClassVar[str] = "charts"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._state = f.show()
        self._pictures = f.show()
        self._drawn: tuple[int, str] | None = None
        self._drawing = Soon(self.guarded(self.draw))
        return f.stack(self._state, self.message, self._pictures)

    def refresh(self) -> None:
        if self._drawn != self.case.head:
            self.message.busy(_("Drawing the charts"))
            self._drawing.ask()

    def draw(self) -> None:
        """Draw all charts from the case as it is now."""
        from casekit.charts import all_charts

        if not self.workbook.has_case:
            return
        events, background = self.case.events(), self.case.background()
        out = left_out(events)
        drawn = all_charts(events, background, left_out=out.unknown)
        self._pictures.value = joined(*(Html(one.figure_html()) for one in drawn if not one.empty))
        self._drawn = self.case.head
        self._state.value = self._what_is_left_out(out.unknown, all(one.empty for one in drawn))
        self.message.clear()

    def _what_is_left_out(self, unknown: int, nothing: bool) -> Html:
        sentences = []
        if nothing:
            sentences.append(_("There is nothing to draw yet: no contact is said to be a collector's."))
        sentences.append(left_out_sentence(unknown))
        return joined(*(paragraph(one, css="ck-quiet") for one in sentences if one))
