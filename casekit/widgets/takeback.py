"""Taking back something that was entered: which, and why; it stays on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class TakeBack(Part):
    """A folded list of what can be taken back, with the reason beside it; there is nothing to see while it is empty."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_entry = f.choice(_("Entry"), [("", "")])
        self._w_why = f.text(_("Why is it taken back?"))
        self._w_withdraw = f.button(_("Take it back"))
        self._fold = f.Fold(_("Take an entry back"), [f.fields(self._w_entry, self._w_why), f.row(self._w_withdraw)])
        self.box = f.stack(self._fold.box, self.message)
        self.on_click(self._w_withdraw, self.withdraw)

    def offer(self, entries: Iterable[tuple[str, str]]) -> None:
        """Offer (name, id) of what stands in the case now."""
        offered = list(entries)
        f.offer(self._w_entry, offered or [("", "")])
        f.shown(self._fold.box, bool(offered))

    def withdraw(self) -> str:
        """Take the chosen entry back."""
        self.case.withdraw(self._w_entry.value, self._w_why.value)
        self._w_why.value = ""
        self.workbook.changed()
        return _("Taken back; it stays on record.")
