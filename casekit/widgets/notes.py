"""补充: add to imported contacts what was said, or log a new one."""

from __future__ import annotations

from typing import ClassVar

import ipywidgets as w

from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.annotate import Annotate
from casekit.widgets.finder import Finder
from casekit.widgets.links import Links
from casekit.widgets.newcontact import NewContact
from casekit.widgets.part import Section
from casekit.widgets.withdrawn import Withdrawn


class NotesSection(Section):
    """Two ways in: a contact that is there already, or a new one."""

    name: ClassVar[str] = "notes"
    mode = ""
    _turned_by_user = False

    def build(self) -> w.Widget:
        self._w_existing = f.button(_("Add to a contact that is there"))
        self._w_new = f.button(_("Log a new contact"))
        self.finder = Finder(self.workbook, self.annotate)
        self.editor = Annotate(self.workbook, self.back_to_list)
        self.new = NewContact(self.workbook, self.annotate_instead)
        self.links = Links(self.workbook)
        self.withdrawn = Withdrawn(self.workbook)
        self.on_click(self._w_existing, self.back_to_list)
        self.on_click(self._w_new, self.log_new)
        self._turn(self.mode or self._first_mode())
        return f.stack(
            self.links.box,
            f.row(self._w_existing, self._w_new),
            self.finder.box,
            self.editor.box,
            self.new.box,
            self.withdrawn.box,
        )

    def _first_mode(self) -> str:
        """Until the user chooses: what was imported waits for details, else there is only a new one to log."""
        return "list" if self.case.batches() else "new"

    def _turn(self, mode: str, *, by_user: bool = False) -> None:
        self._turned_by_user = by_user
        self.mode = mode
        for name, part in (("list", self.finder), ("edit", self.editor), ("new", self.new)):
            f.shown(part.box, name == mode)
        for button, on in ((self._w_existing, mode != "new"), (self._w_new, mode == "new")):
            (button.add_class if on else button.remove_class)("ck-chosen")

    def refresh(self) -> None:
        if not self._turned_by_user and self.new.is_empty:
            self._turn(self._first_mode())
        for part in (self.finder, self.editor, self.new, self.links, self.withdrawn):
            part.guarded(part.refresh)()

    def rebuild(self) -> None:
        """Another case starts at its own first step."""
        self.mode = ""
        super().rebuild()

    def speak(self) -> None:
        """In another language, on the same contact."""
        mode, by_user = self.mode, self._turned_by_user
        incident = self.editor.incident if self.mode == "edit" else ""
        values = self.typed()
        self.message.clear()
        super().rebuild()
        if not self.workbook.has_case:
            return
        if incident:
            self.editor.open(incident)
        self._turn(mode, by_user=by_user)
        self.retype(values)

    def annotate(self, incident: str) -> None:
        """Open a contact to add to it."""
        self.editor.open(incident)
        self._turn("edit", by_user=True)

    def annotate_instead(self, incident: str, form: NewContact | None = None) -> None:
        """What was being typed, here or in another section's form, belongs to a contact that is there already."""
        form = form or self.new
        self.editor.open(incident, form.account.typed())
        form.occasion.clear()
        form.account.clear()
        self._turn("edit", by_user=True)

    def back_to_list(self) -> None:
        """Show the list."""
        self._turn("list", by_user=True)
        self.finder.refresh()

    def log_new(self) -> None:
        """Show the form for a new contact."""
        self._turn("new", by_user=True)
