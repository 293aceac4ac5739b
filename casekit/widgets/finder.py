"""Find a contact by day, number, person and kind; contacts one below another, each with a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.analysis.search import KINDS, contacts
from casekit.text import N_, _
from casekit.widgets import fields as f
from casekit.widgets.markup import paragraph
from casekit.widgets.part import Part
from casekit.widgets.wording import contact_line, person_name

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from casekit.widgets.session import Workbook

PAGE = 20
_KINDS = {
    "answered": N_("calls that were answered"), "night": N_("at night (22:00 to 8:00)"),
    "with_files": N_("with a recording or picture"), "with_words": N_("with words or a summary"), "visit": N_("visits"),
}  # fmt: skip


class ContactList(Part):
    """Contacts one below another, each with a button."""

    def __init__(self, workbook: Workbook, verb: str, chosen: Callable[[str], str | None], length: int) -> None:
        super().__init__(workbook)
        self._chosen = chosen
        self._ids: list[str] = [""] * length
        self._lines = [f.show() for _index in range(length)]
        self._buttons = [f.button(verb, quiet=True) for _index in range(length)]
        self._rows: list[w.Box] = []
        for index, (line, button) in enumerate(zip(self._lines, self._buttons, strict=True)):
            self.on_click(button, lambda index=index: self._chosen(self._ids[index]))  # type: ignore[misc]
            box = f.row(line, button)
            box.add_class("ck-choosable")
            self._rows.append(box)
        self.box = f.stack(*self._rows, self.message)

    def put(self, rows: pd.DataFrame) -> None:
        """Show these contacts."""
        background = self.case.background()
        found: list[Any] = list(rows.head(len(self._rows)).itertuples())
        for index, box in enumerate(self._rows):
            f.shown(box, index < len(found))
            if index < len(found):
                self._ids[index] = found[index].id
                self._lines[index].value = contact_line(found[index], background)
                self._buttons[index].tooltip = f"#{found[index].no}"


class Finder(Part):
    """Find a contact that was imported or typed, to add what was said."""

    def __init__(self, workbook: Workbook, chosen: Callable[[str], str | None]) -> None:
        super().__init__(workbook)
        self._w_when = f.text(_("Day or month"), placeholder="2026-03-01")
        self._w_number = f.text(_("Number, or its last digits"))
        self._w_person = f.choice(_("Whom they reached"), self._persons())
        kinds = [(_("all"), ""), *((_(_KINDS[one]), one) for one in KINDS)]
        self._w_kind = f.choice(_("Which ones"), kinds)
        self._w_everybody = f.tick(_("Also what is not said to be a collector's"))
        self._w_find = f.button(_("Find"))
        self._pages = f.Pages(PAGE, self.guarded(self._show))
        self._hint = f.show()
        self.found = ContactList(workbook, _("Add to this one"), chosen, PAGE)
        self.box = f.stack(
            f.fields(self._w_when, self._w_number, self._w_person, self._w_kind),
            f.row(self._w_find, self._w_everybody),
            self.message,
            self._hint,
            self.found.box,
            self._pages.box,
        )
        for field in (self._w_when, self._w_number, self._w_person, self._w_kind, self._w_everybody):
            self.on_change(field, self._from_the_start)
        self.on_click(self._w_find, self._from_the_start)

    def _persons(self) -> list[tuple[str, str]]:
        persons = self.case.background().persons.values()
        return [(_("anybody"), ""), *((person_name(one), one.id) for one in persons)]

    def refresh(self) -> None:
        """Show what the case holds now."""
        f.offer(self._w_person, self._persons())
        self._show()

    def _from_the_start(self) -> None:
        self._pages.page = 0
        self.message.clear()
        self._show()

    def _show(self) -> None:
        rows = contacts(
            self.case.events(),
            when=self._w_when.value,
            zone=self.case.header.zone,
            number=self._w_number.value,
            person=self._w_person.value,
            kind=self._w_kind.value,
            everybody=self._w_everybody.value,
        )
        part = self._pages.slice(len(rows))
        self.found.put(rows.iloc[part])
        self._hint.value = "" if len(rows) else paragraph(self._nothing(), css="ck-quiet")

    def _nothing(self) -> str:
        asked = (self._w_when.value, self._w_number.value, self._w_person.value, self._w_kind.value)
        if self._w_everybody.value and any(asked):
            return _("Nothing of this kind is here. Ask for less above.")
        return _("Nothing found. Mark the collectors' numbers first, or tick the box above.")
