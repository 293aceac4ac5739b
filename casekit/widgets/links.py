"""Records that may be one and the same contact: the user says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.markup import joined, paragraph, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import contact_line

if TYPE_CHECKING:
    from casekit.casebook.matching import LinkQuestion
    from casekit.widgets.session import Workbook

# Questions are asked one at a time; one with more records than this is rare enough for the list.
_RECORDS = 6


class Links(Part):
    """One question at a time: are these records the same call?"""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._at = 0
        self._title = f.show()
        self._ticks = [f.tick("") for _index in range(_RECORDS)]
        self._lines = [f.show() for _index in range(_RECORDS)]
        self._rows = [f.row(box, line) for box, line in zip(self._ticks, self._lines, strict=True)]
        for row in self._rows:
            row.add_class("ck-asked")
        self._w_same = f.button(_("The ticked ones are one and the same"), strong=True)
        self._w_not_same = f.button(_("They are all different"))
        self._w_later = f.button(_("Later"))
        buttons = f.row(self._w_same, self._w_not_same, self._w_later)
        self._inside = f.stack(self._title, *self._rows, buttons, css="ck-offer")
        self.box = f.stack(self._inside, self.message)
        self.on_click(self._w_same, self.same)
        self.on_click(self._w_not_same, self.not_same)
        self.on_click(self._w_later, self._next)

    def _question(self) -> LinkQuestion | None:
        questions = self.case.pending_links()
        return questions[self._at % len(questions)] if questions else None

    def refresh(self) -> None:
        """Show the question whose turn it is."""
        question = self._question()
        f.shown(self._inside, question is not None)
        if question is None:
            return
        count = len(self.case.pending_links())
        self._title.value = joined(
            tag("h4", _("Are these the same call?")),
            paragraph(
                _n(
                    "Two sources may tell of one call. {count} question is open; figures count them apart until then.",
                    "Two sources may tell of one call. {count} questions are open; figures count them apart until then.",
                    count,
                ).format(count=count)
            ),
        )
        events, background = self.case.events(), self.case.background()
        rows = {row.id: row for row in events[events["id"].isin(question.incidents)].itertuples()}
        shown = [rows[one] for one in question.incidents[:_RECORDS] if one in rows]
        for index, box in enumerate(self._rows):
            f.shown(box, index < len(shown))
            if index < len(shown):
                self._ticks[index].description = f"#{shown[index].no}"
                self._ticks[index].value = len(shown) == 2
                self._lines[index].value = contact_line(shown[index], background, numbered=False)

    def same(self) -> str:
        """The ticked records are one contact."""
        question = self._question()
        named = list(question.incidents[:_RECORDS]) if question else []
        ticked = [one for one, box in zip(named, self._ticks, strict=False) if box.value]
        if len(ticked) < 2:
            raise InputError(_("Please tick the records that are the same call; at least two."))
        self.case.same(*ticked)
        self.workbook.changed()
        return _("They count as one contact now.")

    def not_same(self) -> str:
        """The records are different contacts."""
        question = self._question()
        if question is not None:
            self.case.not_same(*question.incidents)
        self.workbook.changed()
        return _("They stay separate contacts.")

    def _next(self) -> None:
        self._at += 1
        self.refresh()
