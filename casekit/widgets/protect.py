"""先保护自己: what to do before any paper, to be ticked off for oneself."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as w

from casekit.filing.protection import LEAD, chapters
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.country import country_of
from casekit.widgets.markup import paragraph, tag
from casekit.widgets.overdueterms import OverdueTerms
from casekit.widgets.part import Section


class ProtectSection(Section):
    """The steps of `filing.protection` as boxes to tick; with a case open, the product's own terms as well.

    Ticks are a help for the hour and are kept nowhere: a case that may be handed to others need not tell what
    somebody has not done yet.
    """

    name: ClassVar[str] = "protect"
    needs_case: ClassVar[bool] = False
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._country = country_of(self.case) if self.workbook.has_case else "CN"
        self.ticks: dict[str, w.Checkbox] = {}
        cards = [self._card(one) for one in chapters(self._country)]
        note = _("Ticks are for you alone: they are not saved and stand in no paper.")
        panels = f.stack(*cards, css="ck-panels")
        self.terms = OverdueTerms(self.workbook) if self.workbook.has_case else None
        return f.stack(
            f.show(paragraph(_(LEAD))),
            panels,
            f.show(paragraph(note, css="ck-quiet")),
            *([self.terms.box] if self.terms else []),
            self.message,
        )

    def _card(self, chapter: Any) -> w.Widget:
        lines = [f.show(tag("h3", pick(chapter.title)))]
        for index, step in enumerate(chapter.steps):
            box = self.ticks[f"{chapter.id}-{index}"] = f.tick(pick(step.words))
            lines.append(box)
            if step.source is not None:
                lines.append(f.show(paragraph(_("Source: {source}").format(source=pick(step.source)), css="ck-quiet")))
        return f.stack(*lines, css="ck-card")

    def rebuild(self) -> None:
        """What was ticked before a case was opened stays ticked."""
        ticked = self.typed() if hasattr(self, "ticks") else {}
        super().rebuild()
        self.retype({name: value for name, value in ticked.items() if name == "ticks"})

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "ticks": {name: one.value for name, one in self.ticks.items()}}

    def retype(self, values: dict[str, Any]) -> None:
        super().retype({name: value for name, value in values.items() if name != "ticks"})
        for name, value in values.get("ticks", {}).items():
            if name in self.ticks:
                self.ticks[name].value = value

    def refresh(self) -> None:
        if self.terms is not None:
            self.terms.refresh()
