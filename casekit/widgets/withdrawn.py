"""Contacts that were taken out of the case: why, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit import clock
from casekit.model.vocabulary import label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.markup import quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import day_and_time, number_or_hidden, shortened

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class Withdrawn(Part):
    """A folded list, one contact chosen at a time to be brought back."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_incident = f.choice(_("Contact"), [("", "")])
        self._why = f.show()
        self._w_restore = f.button(_("Bring it back"))
        self._fold = f.Fold("", [self._w_incident, self._why, f.row(self._w_restore)])
        self.box = f.stack(self._fold.box, self.message)
        self.on_change(self._w_incident, self._show_why)
        self.on_click(self._w_restore, self.restore)

    def refresh(self) -> None:
        """Show what is withdrawn now."""
        state = self.case.refresh()
        gone = [one for one in state.withdrawn if one in state.row_of]
        f.shown(self._fold.box, bool(gone))
        title = _n("{count} contact taken out", "{count} contacts taken out", len(gone))
        self._fold.retitle(title.format(count=len(gone)))
        f.offer(self._w_incident, [(self._named(one), one) for one in gone] or [("", "")])
        self._show_why()

    def _named(self, one: str) -> str:
        known = self.case.incident(one)
        start = clock.to_wall_clock(known.start, known.zone or self.case.header.zone) if known.start else None
        where = number_or_hidden(known.number, known.channel) or label("channel", known.channel)
        return f"#{known.no} {day_and_time(start, known.precision)} {where}"

    def _show_why(self) -> None:
        why = self.case.refresh().withdrawn.get(self._w_incident.value, "")
        self._why.value = tag("p", _("Reason: "), quoted(shortened(why, 300)), css="ck-quiet") if why else ""

    def restore(self) -> str:
        """Bring the chosen contact back."""
        no = self.case.incident(self._w_incident.value).no
        self.case.restore(self._w_incident.value)
        self.workbook.changed()
        return _("Number {no} is part of the case again.").format(no=no)
