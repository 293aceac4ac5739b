"""Finding contacts: by day, number and person, and those that match what is being typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ipywidgets as w
import numpy as np
import pandas as pd

from casekit import clock
from casekit.casebook.events import counted
from casekit.numbers import fold
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import paragraph
from casekit.widgets.part import Part
from casekit.widgets.wording import contact_line, person_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from casekit.widgets.session import Workbook

PAGE = 8
_NEAR = timedelta(minutes=30)
_SAME_NUMBER = timedelta(hours=12)


def contacts(
    events: pd.DataFrame, *, when: str = "", zone: str = clock.DEFAULT_ZONE, number: str = "", person: str = "",
    everybody: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """One row per contact, newest first: of a day or month, a number or its end, a person.

    `everybody` brings in contacts that are not, or not yet, said to be a collector's.
    """
    rows = events[events["primary"]] if everybody else counted(events)
    if when.strip():
        start, precision = clock.read_typed(when, zone)
        first = clock.to_wall_clock(start, zone)
        last = first + clock.PRECISION_LENGTH["month" if precision == "month" else "day"]
        if precision == "month":
            last = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        rows = rows[(rows["local"] >= first) & (rows["local"] < last)]
    typed = "".join(number.split())
    if typed:
        # The last digits of a number may look like a prefix, so they are also searched for as they stand.
        known = rows["number"].astype("str")
        found = [known.str.contains(one, regex=False, na=False) for one in (typed, fold(number)) if one]
        rows = rows[np.logical_or.reduce(found)]
    if person:
        rows = rows[rows["person"] == person]
    return rows.sort_values("local", ascending=False, na_position="last")


def matching(events: pd.DataFrame, start: datetime | None, number: str, limit: int = 3) -> pd.DataFrame:
    """Imported contacts that may be the one being typed: near in time, and of the number if one is given."""
    folded = fold(number)
    rows = events[events["primary"] & (events["batch"].notna())]
    if start is None or rows.empty:
        return rows.iloc[:0]
    apart = (rows["local"] - pd.Timestamp(start)).abs()
    rows = rows.assign(apart=apart)
    rows = rows[(rows["number"] == folded) & (apart <= _SAME_NUMBER)] if folded else rows[apart <= _NEAR]
    return rows.sort_values("apart").head(limit)


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
        self._w_everybody = f.tick(_("Also numbers not said to be a collector's"))
        self._w_find = f.button(_("Find"))
        self._pages = f.Pages(PAGE, self.guarded(self._show))
        self._hint = f.show()
        self.found = ContactList(workbook, _("Add to this one"), chosen, PAGE)
        self.box = f.stack(
            f.fields(self._w_when, self._w_number, self._w_person),
            f.row(self._w_find, self._w_everybody),
            self.message,
            self._hint,
            self.found.box,
            self._pages.box,
        )
        for field in (self._w_when, self._w_number, self._w_person, self._w_everybody):
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
            everybody=self._w_everybody.value,
        )
        part = self._pages.slice(len(rows))
        self.found.put(rows.iloc[part])
        nothing = "" if len(rows) else _("Nothing found. Mark the collectors' numbers first, or tick the box above.")
        self._hint.value = paragraph(nothing, css="ck-quiet") if nothing else ""
