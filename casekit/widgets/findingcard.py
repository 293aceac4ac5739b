"""The card of one finding: closed it says what was found, opened it says everything about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.casebook.events import left_out
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.findingwords import (
    contact_lists,
    contacts_of,
    counted_so,
    defeat_and_routes,
    explained,
    head,
    rule_says,
    tone_of,
)
from casekit.widgets.markup import Html, joined, paragraph
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.rules import Finding, Rulebook
    from casekit.widgets.session import Workbook

Key = tuple[str, str | None, str | None]


def key_of(finding: Finding) -> Key:
    """What stays the same of a finding while the case grows."""
    return finding.rule, finding.debt, finding.lender


class FindingCard(Part):
    """One finding; its inside is made when it is opened, its timeline when that is asked for."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._head, self._inside, self._picture = f.show(), f.show(), f.show()
        self._w_timeline = f.button("", quiet=True)
        self.fold = f.Fold(
            "", [f.row(self._w_timeline), self.message, self._picture, self._inside], summary=[self._head],
            turned=self.guarded(self._fill),
        )  # fmt: skip
        self.box = self.fold.box
        self.box.add_class("ck-finding")
        self._tone = ""
        self._drawn = False
        self.on_click(self._w_timeline, self.turn_timeline)

    def put(self, finding: Finding, book: Rulebook) -> None:
        """Show this finding; what was open stays open."""
        self.finding, self.book = finding, book
        self.fold.retitle(pick(finding.title))
        self._head.value = head(finding, self.case.background())
        if self._tone != tone_of(finding):
            self.box.remove_class(f"ck-{self._tone}-finding")
            self._tone = tone_of(finding)
            self.box.add_class(f"ck-{self._tone}-finding")
        self._name_timeline()
        self._fill()

    def _fill(self) -> None:
        if not self.fold.unfolded:
            return
        finding, background = self.finding, self.case.background()
        contacts = contacts_of(finding, self.case.events())
        self._inside.value = joined(
            explained(finding),
            counted_so(finding, contacts, background),
            contact_lists(finding, contacts),
            rule_says(finding, self.book.rule(finding.rule), self.book),
            defeat_and_routes(finding),
        )
        if self._drawn:
            self._draw()

    def _name_timeline(self) -> None:
        self._w_timeline.description = _("Hide the timeline") if self._drawn else _("Show on the timeline")

    def turn_timeline(self) -> None:
        """Draw the finding on the timeline, or put the picture away."""
        self._drawn = not self._drawn
        self._picture.value = Html("")
        if self._drawn:
            self._draw()
        self._name_timeline()

    def _draw(self) -> None:
        from casekit.charts import finding_timeline

        events, background = self.case.events(), self.case.background()
        chart = finding_timeline(
            self.finding, self.book.rule(self.finding.rule), events, background, left_out=left_out(events).unknown
        )
        nothing = paragraph(_("None of its contacts has a known time of day, so there is nothing to draw."))
        self._picture.value = nothing if chart.empty else Html(chart.figure_html())
