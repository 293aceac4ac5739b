"""这些号码是谁: numbers by how often they appear, and whose they are."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as w
import pandas as pd

from casekit.casebook import Case
from casekit.errors import InputError
from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.numbers import class_label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, joined, paragraph, quoted, tag
from casekit.widgets.part import Section
from casekit.widgets.pickers import PartyPicker
from casekit.widgets.wording import ATTRIBUTION_TONES, person_name, shortened

PAGE = 15


def contact_names(case: Case) -> dict[str, str]:
    """Whose a number is by the phone's own names or as somebody's own number; seldom a collector's."""
    columns, persons = case.refresh().columns, case.background().persons.values()
    saved = {
        number: _("saved in the phone as “{name}”").format(name=name)
        for number, name in zip(columns["number"], columns["contact_name"], strict=True)
        if number and name
    }
    own = {line: _("own number: {name}").format(name=person_name(one)) for one in persons for line in one.lines}
    return {**saved, **own}


class NumbersSection(Section):
    """The list of numbers, boxes to tick, and what the ticked ones are."""

    name: ClassVar[str] = "numbers"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._numbers: list[str] = []
        self._w_show = f.choice(
            _("Show"),
            [
                (_("numbers nobody has been named for"), "unknown"), (_("those the phone has under a name"), "named"),
                (_("collectors' numbers"), "confirmed"), (_("numbers that are no collector's"), "not_collector"),
                (_("all numbers"), None),
            ],
            "unknown",
        )  # fmt: skip
        self._w_search = f.text(_("Number, or part of it"))
        self._w_all = f.tick(_("Tick all on this page"))
        self._ticks = [f.tick("") for _index in range(PAGE)]
        self._lines = [f.show() for _index in range(PAGE)]
        self._rows = []
        for box, line in zip(self._ticks, self._lines, strict=True):
            row = f.row(box, line)
            row.add_class("ck-number")
            self._rows.append(row)
        self._pages = f.Pages(PAGE, self.guarded(self._show_page))
        self._state = f.show()
        self.party = PartyPicker(self.workbook)
        self._w_collector = f.button(_("They are the collector's"), strong=True)
        self._w_not_collector = f.button(_("Not collectors (family, courier, bank …)"))
        self._w_unknown = f.button(_("I do not know (any more)"))
        self._marking = f.stack(
            self.party.box, f.row(self._w_collector, self._w_not_collector, self._w_unknown), css="ck-card"
        )
        # In sight while numbers further up are being ticked.
        foot = f.stack(self._marking, self.message, css="ck-foot")
        for field in (self._w_show, self._w_search):
            self.on_change(field, self._from_the_start)
        self.on_change(self._w_all, self._tick_all)
        self.on_click(self._w_collector, self.mark_collector)
        self.on_click(self._w_not_collector, lambda: self._mark("not_collector"))
        self.on_click(self._w_unknown, lambda: self._mark("unknown"))
        self._nothing = f.show()
        self._listing = f.stack(
            f.fields(self._w_show, self._w_search), self._w_all, self._nothing, *self._rows, self._pages.box,
            foot,
        )  # fmt: skip
        return f.stack(self._state, self._listing)

    def refresh(self) -> None:
        from casekit.analysis.callers import rank_numbers

        events, self._background = self.case.events(), self.case.background()
        self._names = contact_names(self.case)
        self._ranked: pd.DataFrame = rank_numbers(events, self._background)
        self.party.refresh()
        f.shown(self._listing, not self._ranked.empty)
        waiting = int((self._ranked["attribution"] == "unknown").sum()) if len(self._ranked) else 0
        self._state.value = paragraph(self._where_it_stands(waiting), css="ck-lead")
        self._show_page()

    def _where_it_stands(self, waiting: int) -> str:
        if self._ranked.empty:
            return _("There are no numbers yet. Take in a file first.")
        if not waiting:
            return _("You have said of every number whose it is. This can be changed at any time.")
        return _n(
            "{count} number still has nobody named for it. What you leave open is counted nowhere and stays here.",
            "{count} numbers still have nobody named for them. What you leave open is counted nowhere and stays here.",
            waiting,
        ).format(count=waiting)

    def _chosen(self) -> pd.DataFrame:
        rows = self._ranked
        if self._w_show.value == "named":
            rows = rows[rows["number"].isin(list(self._names))]
        elif self._w_show.value:
            rows = rows[rows["attribution"].isin(_SHOWN_WITH.get(self._w_show.value, (self._w_show.value,)))]
        if self._w_search.value.strip():
            rows = rows[rows["number"].str.contains(self._w_search.value.strip(), regex=False)]
        return rows

    def _from_the_start(self) -> None:
        self._pages.page = 0
        self._show_page()

    def _show_page(self) -> None:
        rows = self._chosen()
        part: list[dict[str, Any]] = [
            {str(name): value for name, value in one.items()}
            for one in rows.iloc[self._pages.slice(len(rows))].to_dict("records")
        ]
        self._numbers = [str(row["number"]) for row in part]
        for index, (box, tick, line) in enumerate(zip(self._rows, self._ticks, self._lines, strict=True)):
            f.shown(box, index < len(part))
            tick.value = False
            if index < len(part):
                tick.description = part[index]["number"]
                line.value = number_line(part[index], self._background, self._names)
        self._w_all.value = False
        f.shown(self._w_all, len(part) > 1)
        nothing = _("There are none of this kind. Choose others under “Show”.")
        self._nothing.value = "" if part else paragraph(nothing, css="ck-quiet")
        f.shown(self._marking, bool(part))

    def _tick_all(self) -> None:
        for tick in self._ticks[: len(self._numbers)]:
            tick.value = self._w_all.value

    @property
    def ticked(self) -> list[str]:
        """The numbers that are ticked."""
        return [one for one, tick in zip(self._numbers, self._ticks, strict=False) if tick.value]

    def _asked(self) -> list[str]:
        if not self.ticked:
            raise InputError(_("Please tick the numbers first."))
        return self.ticked

    def mark_collector(self) -> str:
        """The ticked numbers belong to the chosen party."""
        numbers = self._asked()
        party = self.party.entered()
        self.case.mark_numbers(numbers, party=party, basis=self.party.basis)
        return self._said(numbers, self.case.background().parties[party].name)

    def _mark(self, attribution: str) -> str:
        numbers = self._asked()
        self.case.mark_numbers(numbers, attribution=attribution)
        return self._said(numbers, label("attribution", attribution))

    def _said(self, numbers: list[str], whose: str) -> str:
        self.workbook.changed()
        return _n("Saved: {count} number, {whose}.", "Saved: {count} numbers, {whose}.", len(numbers)).format(
            count=len(numbers), whose=whose
        )


# Contacts logged by hand are claimed to be the collector's; their numbers are listed with the confirmed ones.
_SHOWN_WITH = {"confirmed": ("confirmed", "claimed")}


def number_line(row: dict[str, Any], background: Background, names: dict[str, str]) -> Html:
    """One number: class, how often and when, whom it reached, what it wrote, whose it is."""
    party = background.parties.get(row["party"]) if isinstance(row["party"], str) else None
    whose = party.name if party else label("attribution", row["attribution"])
    mark = background.numbers.get(str(row["number"]))
    basis = label("basis", mark.basis) if mark and mark.attribution == "confirmed" else ""
    often = [
        _n("{count} call", "{count} calls", row["calls"]).format(count=row["calls"]) if row["calls"] else "",
        _n("{count} message", "{count} messages", row["messages"]).format(count=row["messages"])
        if row["messages"]
        else "",
        _n("{count} at night", "{count} at night", row["night"]).format(count=row["night"]) if row["night"] else "",
    ]
    period = [moment.strftime("%Y-%m-%d") for moment in (row["first"], row["last"]) if not pd.isna(moment)]
    saved = names.get(str(row["number"]), "")
    persons = [str(one) for one in row["persons"]]
    return tag(
        "div",
        tag(
            "div",
            tag("span", class_label(str(row["class"])), css="ck-quiet"),
            tag("strong", _(", ").join(part for part in often if part)),
            badge(quoted(whose), ATTRIBUTION_TONES[row["attribution"]]),
            tag("span", basis, css="ck-quiet") if basis else "",
            badge(quoted(saved), "good") if saved else "",
            css="ck-line",
        ),
        tag(
            "div",
            tag("span", " – ".join(dict.fromkeys(period))),
            tag("span", _("hours: {hours}").format(hours=row["hours"])) if row["hours"] else "",
            tag("span", joined("→ ", quoted(_(", ").join(persons)))) if persons else "",
            css="ck-line ck-quiet",
        ),
        tag("div", quoted(shortened(str(row["sample"]), 120)), css="ck-said") if row["sample"] else "",
        css="ck-contact",
    )
