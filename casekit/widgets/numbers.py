"""这些号码是谁: numbers by how often they appear, and whose they are."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as w
import pandas as pd

from casekit.analysis.selection import received
from casekit.errors import InputError
from casekit.model import NumberMark
from casekit.model.vocabulary import label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.linkage import Linkage
from casekit.widgets.markup import bullets, joined, paragraph, quoted, tag
from casekit.widgets.numberline import SHOWN_WITH, account_names, contact_names, number_line, to_mind
from casekit.widgets.part import Section
from casekit.widgets.pickers import PartyPicker
from casekit.widgets.wording import sentences

PAGE = 50


class NumbersSection(Section):
    """The list of numbers, boxes to tick, and what the ticked ones are."""

    name: ClassVar[str] = "numbers"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._numbers: list[str] = []
        # What is ticked stays so on other pages and in other lists; the bar says how many there are.
        self._ticked: dict[str, None] = {}
        self._filling = False
        self._before: list[NumberMark] = []
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
        self._ticks: list[w.Checkbox] = []
        self._lines: list[w.HTML] = []
        self._rows: list[w.Widget] = []
        self._list = f.stack()
        self._pages = f.Pages(PAGE, self.guarded(self._show_page))
        self._state = f.show()
        self.party = PartyPicker(self.workbook)
        self._w_collector = f.button(_("They are the collector's"), strong=True)
        self._w_not_collector = f.button(_("Not collectors (family, courier, bank …)"))
        self._w_unknown = f.button(_("I do not know (any more)"))
        self._count = f.show()
        self._w_untick = f.button(_("Untick all"), quiet=True)
        hint = _("Tick the numbers that belong together; whose they are is then said here.")
        self._tick_first = f.show(paragraph(hint, css="ck-quiet"))
        self._marking = f.stack(
            f.row(self._count, self._w_untick),
            self.party.box,
            f.row(self._w_collector, self._w_not_collector, self._w_unknown),
            css="ck-card",
        )
        self._question = f.show()
        self._w_sure = f.button(_("Yes, they are collectors' numbers"))
        self._w_not_sure = f.button(_("No, untick these"))
        self._sure = f.stack(self._question, f.row(self._w_sure, self._w_not_sure), css="ck-offer")
        self._w_back = f.button(_("Take this back"), quiet=True)
        said = f.row(self.message, self._w_back)
        # In sight while numbers further up are being ticked.
        foot = f.stack(self._tick_first, self._marking, self._sure, said, css="ck-foot")
        for field in (self._w_show, self._w_search):
            self.on_change(field, self._from_the_start)
        self.on_change(self._w_all, self._tick_all)
        self.on_click(self._w_collector, self.mark_collector)
        self.on_click(self._w_not_collector, lambda: self._mark("not_collector"))
        self.on_click(self._w_unknown, lambda: self._mark("unknown"))
        self.on_click(self._w_untick, self._untick)
        self.on_click(self._w_sure, self.mark_collector_all_the_same)
        self.on_click(self._w_not_sure, self._untick_named)
        self.on_click(self._w_back, self.take_back)
        f.shown(self._sure, False)
        f.shown(self._w_back, False)
        self._nothing = f.show()
        self._listing = f.stack(
            f.fields(self._w_show, self._w_search), self._w_all, self._nothing, self._list, self._pages.box, foot,
        )  # fmt: skip
        self.linkage = Linkage(self.workbook)
        self._ties = f.Fold(_("What ties the numbers to the lender"), [self.linkage.box])
        return f.stack(self._state, self._listing, self._ties.box)

    def refresh(self) -> None:
        from casekit.analysis.callers import rank_numbers

        events, self._background = self.case.events(), self.case.background()
        self._names, self._accounts = contact_names(self.case), account_names(self.case)
        self._ranked: pd.DataFrame = rank_numbers(events, self._background)
        self.party.refresh()
        self.linkage.refresh()
        f.shown(self._listing, not self._ranked.empty)
        waiting = int((self._ranked["attribution"] == "unknown").sum()) if len(self._ranked) else 0
        self._state.value = joined(
            paragraph(self._where_it_stands(waiting), css="ck-lead"),
            *(paragraph(one, css="ck-stale") for one in to_mind(self.case, self._ranked)),
        )
        self._show_page()

    def _where_it_stands(self, waiting: int) -> str:
        if self._ranked.empty:
            return _("There are no numbers yet. Take in a file first.")
        if not waiting:
            return _("You have said of every number whose it is. This can be changed at any time.")
        return _n(
            "{count} number still has nobody named for it. What you leave open is counted nowhere and stands in no report.",
            "{count} numbers still have nobody named for them. What you leave open is counted nowhere and stands in no report.",
            waiting,
        ).format(count=waiting)

    def _chosen(self) -> pd.DataFrame:
        rows = self._ranked
        if self._w_show.value == "named":
            rows = rows[rows["number"].isin(list(self._names))]
        elif self._w_show.value:
            rows = rows[rows["attribution"].isin(SHOWN_WITH.get(self._w_show.value, (self._w_show.value,)))]
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
        self._make_rows(len(part))
        self._filling = True
        for index, box in enumerate(self._rows):
            f.shown(box, index < len(part))
            self._ticks[index].value = index < len(part) and self._numbers[index] in self._ticked
            if index < len(part):
                self._ticks[index].description = part[index]["number"]
                self._lines[index].value = number_line(part[index], self._background, self._names, self._accounts)
        self._w_all.value = bool(part) and all(one in self._ticked for one in self._numbers)
        self._filling = False
        f.shown(self._w_all, len(part) > 1)
        nothing = _("There are none of this kind. Choose others under “Show”.")
        self._nothing.value = "" if part else paragraph(nothing, css="ck-quiet")
        self._show_count()

    def _make_rows(self, wanted: int) -> None:
        """Rows are made when they are first needed; most cases have few numbers."""
        for _index in range(wanted - len(self._rows)):
            box, line = f.tick(""), f.show()
            row = f.row(box, line)
            row.add_class("ck-number")
            self.on_change(box, self._take_ticks)
            self._ticks.append(box)
            self._lines.append(line)
            self._rows.append(row)
        if len(self._list.children) < len(self._rows):
            self._list.children = tuple(self._rows)

    def _take_ticks(self) -> None:
        """Note which boxes of this page are ticked."""
        if self._filling:
            return
        for number, box in zip(self._numbers, self._ticks, strict=False):
            if box.value:
                self._ticked[number] = None
            else:
                self._ticked.pop(number, None)
        self._stop_asking()
        self.message.clear()
        f.shown(self._w_back, False)
        self._show_count()

    def _show_count(self) -> None:
        elsewhere = len(set(self._ticked) - set(self._numbers))
        said = _n("{count} number is ticked.", "{count} numbers are ticked.", len(self._ticked)).format(
            count=len(self._ticked)
        )
        more = _n("{count} of them is not on this page.", "{count} of them are not on this page.", elsewhere)
        self._count.value = tag("strong", said, f" {more.format(count=elsewhere)}" if elsewhere else "")
        f.shown(self._marking, bool(self._ticked))
        f.shown(self._tick_first, bool(self._numbers) and not self._ticked)

    def _tick_all(self) -> None:
        if self._filling:
            return
        self._filling = True
        for tick in self._ticks[: len(self._numbers)]:
            tick.value = self._w_all.value
        self._filling = False
        self._take_ticks()

    def _untick(self) -> None:
        self._ticked.clear()
        self._stop_asking()
        self._show_page()

    def _untick_named(self) -> None:
        """Untick the numbers that were asked about; the others stay ticked."""
        for number in self._names:
            self._ticked.pop(number, None)
        self._stop_asking()
        self._show_page()

    @property
    def ticked(self) -> list[str]:
        """The numbers that are ticked, on whichever page."""
        return list(self._ticked)

    def _asked(self) -> list[str]:
        if not self.ticked:
            raise InputError(_("Please tick the numbers first."))
        return self.ticked

    def mark_collector(self) -> str | None:
        """The ticked numbers belong to the chosen party; those that somebody's name stands by are asked about first."""
        numbers = self._asked()
        named = [one for one in numbers if one in self._names]
        if not named:
            return self.mark_collector_all_the_same()
        self.message.clear()
        self._question.value = joined(
            paragraph(_("Among them are numbers of people you know. Are they really collectors' numbers?")),
            bullets(joined(quoted(one), " · ", quoted(self._names[one])) for one in named),
        )
        f.shown(self._sure, True)
        return None

    def mark_collector_all_the_same(self) -> str:
        """The ticked numbers belong to the chosen party."""
        numbers = self._asked()
        party = self.party.entered()
        self._remember(numbers)
        self.case.mark_numbers(numbers, party=party, basis=self.party.basis)
        return self._said(numbers, self.case.background().parties[party].name)

    def _stop_asking(self) -> None:
        f.shown(self._sure, False)

    def _mark(self, attribution: str) -> str:
        numbers = self._asked()
        self._remember(numbers)
        self.case.mark_numbers(numbers, attribution=attribution)
        return self._said(numbers, label("attribution", attribution))

    def _remember(self, numbers: list[str]) -> None:
        """Keep what was said of the numbers before, so that one step leads back."""
        known = self.case.background().numbers
        self._before = [known.get(one) or NumberMark(number=one, attribution="unknown") for one in numbers]

    def take_back(self) -> str:
        """What was said last is unsaid; the numbers are ticked again."""
        for one in self._before:
            self.case.mark_numbers(
                [one.number], party=one.party, attribution=one.attribution, basis=one.basis,
                more_bases=one.more_bases, note=one.note,
            )  # fmt: skip
        self._ticked = dict.fromkeys(one.number for one in self._before)
        f.shown(self._w_back, False)
        self.workbook.changed()
        return _("Taken back; the numbers are as they were, and still ticked.")

    def _said(self, numbers: list[str], whose: str) -> str:
        self._ticked.clear()
        self._stop_asking()
        f.shown(self._w_back, True)
        self.workbook.changed()
        said = _n("Saved: {count} number, {whose}.", "Saved: {count} numbers, {whose}.", len(numbers))
        contacts = len(received(self.case.events()))
        count = _n("{count} contact counts now.", "{count} contacts count now.", contacts)
        return sentences(said.format(count=len(numbers), whose=whose), count.format(count=contacts))
