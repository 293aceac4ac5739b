"""The rows under one header of a carrier's list, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from casekit.importers.carriers import cells
from casekit.importers.carriers.channels import read_channel
from casekit.importers.carriers.directions import Asked, Directions, Told, sides
from casekit.importers.carriers.header import Header, cell_at
from casekit.importers.carriers.moments import Calendar, ImpossibleTimeError, Moments
from casekit.importers.carriers.own_number import number_in, settle
from casekit.importers.carriers.prefixes import Prefixes
from casekit.importers.plausible import LONGEST_CALL
from casekit.importers.reading.laid_sheets import Row
from casekit.importers.records import Item, Owner, Record, Skipped, Warned
from casekit.importers.source import Options
from casekit.numbers import fold
from casekit.text import N_, _

_TOTALS = re.compile("合计|总计|小计|共计|汇总|合計|總計|小計|total", re.IGNORECASE)
_WIDTH = re.compile(r"\d{1,3}")
_CALL_TITLES = ("语音", "通话", "語音", "通話")
# Forms of a word that tell more than who called whom.
_OUTCOMES = (
    ("未接", "rang_no_answer"), ("missed", "rang_no_answer"), ("不在着信", "rang_no_answer"),
    ("拒接", "rejected"), ("reject", "rejected"), ("declined", "rejected"),
    ("blocked", "blocked"), ("voicemail", "voicemail"), ("no answer", "rang_no_answer"),
)  # fmt: skip
# What names the other party or tells who called whom, in columns that the user chose.
_PARTIES = ("number", "name", "direction", "caller", "called")
_OTHER_KINDS = {
    "data_usage": N_("mobile data, not a call or a message"),
    "bank": N_("a row of a bank statement, not a call or a message"),
}


@dataclass(slots=True)
class Sheet:
    """What the sections of one sheet share while it is read."""

    options: Options
    calendar: Calendar
    title: str
    prefix: str = ""
    owner: str = ""
    named: dict[str, None] = field(default_factory=dict)  # things said once, however many sections there are
    asked: Asked = field(init=False)
    prefixes: Prefixes = field(default_factory=Prefixes)
    cut_numbers: int = 0
    odd_durations: int = 0

    def __post_init__(self) -> None:
        self.asked = Asked(self.options)

    def say(self, text: str) -> Iterator[Warned]:
        """A remark, once."""
        if text not in self.named:
            self.named[text] = None
            yield Warned(text)

    def items(self) -> Iterator[Item]:
        """What is to be asked and said when all rows were read."""
        yield from self.asked.items()
        yield from self.calendar.questions()
        yield from self.prefixes.notes()
        if self.cut_numbers:
            yield Warned(
                _(
                    "Rows in which a spreadsheet has cut the number (1.38E+10): {count}. They count as “not shown”. "
                    "Please take in the file as it was downloaded, before a spreadsheet saved it."
                ).format(count=self.cut_numbers)
            )
        if self.odd_durations:
            yield Warned(
                _("Rows whose duration cannot be read, so that it counts as unknown: {count}.").format(
                    count=self.odd_durations
                )
            )


class Section:
    """One header and the first rows below it, by which its columns are understood."""

    def __init__(self, sheet: Sheet, header: Header, first: Sequence[Row]) -> None:
        self.sheet, self.header = sheet, header
        self.rows = [row for _number, row in first]
        self.other_kind = next((kind for kind in _OTHER_KINDS if header.is_of(kind)), "")
        self.own_column = header.column("own_number")
        own_cells = (fold(cell_at(row, self.own_column)) for row in self.rows)
        self.owners = {number for number in own_cells if number.isdigit()}
        named = header.owner() or (min(self.owners) if len(self.owners) == 1 else "") or sheet.owner
        self.own = settle(self._pairs(), named, sheet.options.own_numbers)
        title = " ".join((*header.before, sheet.title))
        self.directions = Directions(header, self.rows, title, self.own, sheet.asked)
        self.moments = Moments(header, self.rows, sheet.calendar)
        self.duration = self._duration_column()
        self.kinds = header.columns("kind")
        self.name, self.text = header.column("name"), header.column("text")
        self.is_message = self._lists_messages(title)

    def _pairs(self) -> list[tuple[str, str]]:
        caller, called = sides(self.header, self.rows)
        directions = self.header.columns("direction")
        return [
            (number_in(cell_at(row, caller)), number_in(cell_at(row, called)))
            for row in self.rows
            if caller is not None
            and called is not None
            and not any(cells.read_direction(cell_at(row, column)) == "forwarded" for column in directions)
        ]

    def _duration_column(self) -> int | None:
        """The column of durations; 通话时间 is one where its cells say so and no other column does."""
        columns = self.header.columns("duration")
        if not columns:
            used = (self.moments.start, self.moments.date, self.moments.clock)
            columns = [
                column for what in ("start", "time") for column in self.header.columns(what) if column not in used
            ]

        def hits(column: int) -> int:
            unit = self._unit(column)
            return sum(cells.read_duration(cell_at(row, column), unit) is not None for row in self.rows)

        return max(columns, key=hits, default=None)

    def _unit(self, column: int) -> str:
        name = self.header.names[column].casefold()
        said = self.header.units[column] if column < len(self.header.units) else ""
        return said or ("分钟" if "分钟" in name or name in ("minutes", "min") else "")

    def _lists_messages(self, title: str) -> bool:
        """Whether the rows are messages, as far as a row says nothing else."""
        if self.header.column("message") is not None or (
            self.text is not None and self.duration is None and self.header.chosen.get("text")
        ):
            return True
        if self.duration is not None:
            return False
        if read_channel(title) == "sms":
            return not any(word in title for word in _CALL_TITLES)
        columns = self.directions.columns
        sent = any(cell_at(row, column) in ("发送", "接收", "接受", "發送") for row in self.rows for column in columns)
        return sent and any(self.directions.of_word(row) for row in self.rows)

    def beginnings(self) -> Iterator[Item]:
        """Whose list it is, and what is wrong with its columns."""
        if self.directions.number is None and not self.directions.two_sided and not self.other_kind:
            yield from self.sheet.say(
                _("The list has no column with the other party's number; all calls count as “not shown”.")
            )
        if self.own.owner not in ("", self.sheet.owner):
            self.sheet.owner = self.own.owner
            yield Owner(self.own.owner)
            if self.own.inferred:
                yield Warned(
                    _(
                        "The list does not say whose it is; {number}, which is in all its rows, was taken for it."
                    ).format(number=self.own.owner)
                )
        elif len(self.owners) > 1:
            yield from self.sheet.say(
                _("The list holds the calls of several own numbers; each record keeps the one that it belongs to.")
            )

    def item(self, number: int, row: list[str]) -> Item:
        """What a row means."""
        where = f"{self.sheet.prefix}{number}"
        if _TOTALS.search("\n".join(row[:3])):
            return Skipped(where, _("a line of totals"))
        if self.moments.is_day(row):
            return Skipped(where, _("only the day of the rows below it"))
        if self.header.is_repeated_in(row):
            return Skipped(where, _("the column names once more"))
        filled = [cell for cell in row if cell]
        if self.other_kind and len(filled) > 1:
            return Skipped(where, _(_OTHER_KINDS[self.other_kind]))
        if all(_WIDTH.fullmatch(cell) for cell in filled):
            return Skipped(where, _("a line of column widths or counts"))
        written = self.moments.read(row)
        channel = self._channel(row)
        if not self._has_party(row):
            if written is None:
                return Skipped(where, _("a line of text or totals, without a time and a number"))
            if channel == "data":
                return Skipped(where, _("mobile data, not a call or a message"))
            if not self._took_time(row):
                return Skipped(where, _("a line about fees, not about a call"))
        if channel == "data" and not self.directions.of_word(row):  # with the name of an access point as its number
            return Skipped(where, _("mobile data, not a call or a message"))
        if written is None and not self.moments.is_open(row):
            return Skipped(where, _("no time that can be read"))
        told = self.directions.of(row)
        if told.reason:
            return Skipped(where, told.reason)
        try:
            start, basis = self.sheet.calendar.place(written, self.moments.shown(row)) if written else (None, "local")
        except ImpossibleTimeError as error:
            return Skipped(where, str(error))
        precision = written.precision if written and start else "unknown"
        return self._record(where, row, start, precision, basis, channel, told)

    def _has_party(self, row: list[str]) -> bool:
        """Whether a row names a number or says who called whom; lines about fees do neither."""
        columns = (self.directions.number, self.directions.caller, self.directions.called)
        if any(self.header.chosen.get(what) and cell_at(row, self.header.column(what)) for what in _PARTIES):
            return True
        return bool(self.directions.of_word(row)) or any(number_in(cell_at(row, one)) for one in columns)

    def _took_time(self, row: list[str]) -> bool:
        """Whether a row has a duration, so that it is a call even where it names nobody."""
        at = self.duration
        return at is not None and bool(cells.read_duration(cell_at(row, at), self._unit(at)))

    def _channel(self, row: list[str]) -> str:
        """ "call", "sms" or "data": as the row says, else as the list is."""
        said = {read_channel(cell_at(row, column)) for column in self.kinds}
        if "sms" in said:
            return "sms"
        if "call" in said:
            return "call"
        return "data" if "data" in said else "sms" if self.is_message else "call"

    def _record(
        self, where: str, row: list[str], start: datetime | None, precision: str, basis: str, channel: str, told: Told
    ) -> Record:
        other = cells.read_number(told.number)
        self.sheet.cut_numbers += other is None
        self.sheet.prefixes.look_at(fold(other or ""))
        is_message = channel == "sms"
        duration = None if is_message else self._duration(row)
        outcome = "delivered" if is_message else self._outcome(row, duration)
        rang = outcome in ("rang_no_answer", "rejected")  # then the time is how long it rang
        own = fold(cell_at(row, self.own_column)) if len(self.owners) > 1 else number_in(told.own)
        several = len(self.owners) > 1 or len(self.own.numbers) != 1
        return Record(
            where=where,
            start=start,
            precision=precision,
            time_basis=basis,
            channel="sms" if is_message else "call",
            direction=told.direction,
            outcome=outcome,
            number_raw=other or "",
            duration_s=0 if rang and duration is not None else duration,
            ring_s=duration if rang and duration else None,
            text=cell_at(row, self.text),
            contact_name=cell_at(row, self.name),
            line=own if own.isdigit() and several else "",
            raw=self.header.raw(row),
        )

    def _outcome(self, row: list[str], duration: int | None) -> str:
        said = " ".join(cell_at(row, column) for column in self.directions.columns).casefold()
        for word, outcome in _OUTCOMES:
            if word in said:
                return outcome
        # Carriers list only calls that were answered, so their lists say that much without durations too.
        lists_only_answered = self.duration is None and not self.header.chosen
        return "conversation" if duration or lists_only_answered else "unknown"

    def _duration(self, row: list[str]) -> int | None:
        if self.duration is None:
            return None
        cell = cell_at(row, self.duration)
        seconds = cells.read_duration(cell, self._unit(self.duration))
        if seconds is not None and seconds <= LONGEST_CALL:
            return seconds
        self.sheet.odd_durations += bool(cell.strip("-"))
        return None
