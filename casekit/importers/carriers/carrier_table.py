"""A carrier's call or message list, whatever the carrier: which sheets are lists, and what each row holds.

Columns are found by their headers (`header.py`), except the direction: the same header (通话类型) means 主叫/被叫
in one layout and 本地/国内 in another, so the column is chosen by what its cells say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

from casekit.errors import InputError
from casekit.importers.carriers import cells, period
from casekit.importers.carriers.header import Header, find_header
from casekit.importers.reading import tables, text_lines
from casekit.importers.records import Item, Owner, Question, Record, Skipped, Warned
from casekit.importers.source import Options, Probe
from casekit.numbers import fold
from casekit.text import _

_LOOK_AHEAD = 200
_TOTALS = ("合计", "总计", "小计", "共计", "汇总")
_LONGEST_CALL = 48 * 3600


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every sheet with a known header holds, and say which sheets were not read."""
    names = tables.sheets(probe)
    lists = {sheet: header for sheet in names if (header := find_header(probe, sheet)) is not None}
    if not lists:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))
    if not tables.is_workbook(probe) and text_lines.encoding_of(probe) == text_lines.MIXED:
        yield Warned(_("The lines of the file are in two encodings; each was read in its own."))
    for sheet, header in lists.items():
        try:
            rows = partial(tables.rows, probe, sheet)
            yield from read_rows(probe, sheet, header, rows, options, prefix="" if len(names) == 1 else f"{sheet}!")
        except InputError as error:
            if len(lists) == 1:
                raise
            yield Warned(error.message)
    for sheet in names:
        if sheet not in lists and next(tables.rows(probe, sheet), None) is not None:
            yield Warned(_("The sheet “{sheet}” is no list of calls or messages and was not read.").format(sheet=sheet))
    for sheet in tables.sheets(probe, hidden=True):
        if find_header(probe, sheet) is not None:
            yield Warned(
                _("The hidden sheet “{sheet}” was not read. If it belongs to the list, show it and save the file.")
                .format(sheet=sheet)
            )  # fmt: skip


def read_rows(
    probe: Probe,
    sheet: str,
    header: Header,
    rows: Callable[[], Iterator[tables.Row]],
    options: Options,
    *,
    prefix: str = "",
) -> Iterator[Item]:
    """Yield what the rows of a list mean, wherever they come from: a sheet, a page, the answer of a site.

    Parameters
    ----------
    sheet
        what the list is called, where that may name its period (2025年12月); may be empty
    header
        what its columns are called; rows up to `header.row` are passed over, and the lines above the table
        (`header.before`) may name period and own number
    rows
        gives the rows from the first one, each time it is called: (number from 1, cells)
    prefix
        stands before the row's number in `where`

    Raises
    ------
    InputError
        when no column says who called whom
    """
    yield from _Sheet(probe, sheet, header, rows, options, prefix).items()


class _Sheet:
    """One sheet while it is read."""

    def __init__(
        self,
        probe: Probe,
        sheet: str,
        header: Header,
        rows: Callable[[], Iterator[tables.Row]],
        options: Options,
        prefix: str,
    ) -> None:
        self.probe, self.sheet, self.header, self.options, self.prefix = probe, sheet, header, options, prefix
        self.all_rows = rows
        self.start = header.column("start")
        self.date, self.clock = header.column("date"), header.column("time")
        self.number = header.column("number")
        self.duration = header.column("duration")
        self.directions: list[int] = []
        self.is_message = header.column("message") is not None
        self.period: period.Period | None = None
        self.day: cells.WrittenTime | None = None
        self.year_missing = False
        self.cut_numbers = self.odd_durations = 0

    def items(self) -> Iterator[Item]:
        if self.number is None:
            yield Warned(_("The list has no column with the other party's number; all calls count as “not shown”."))
        rows = self._rows()
        first = list(islice(rows, _LOOK_AHEAD))
        yield from self._owner(first)
        self._choose_direction([row for _number, row in first])
        if first and not self.directions:
            raise InputError(
                _("In {name} no column says who called whom (主叫/被叫). Columns found: {columns}.").format(
                    name=self.probe.name, columns="、".join(name for name in self.header.names if name)
                )
            )
        words = {self._direction(row) for _number, row in first}
        sent = any(self._cell(row, index) in ("发送", "接收", "接受") for _n, row in first for index in self.directions)
        self.is_message = self.is_message or (sent and self.duration is None and bool(words & {"in", "out"}))
        self.period = self._known_period()
        self.day = None
        for number, row in chain(first, rows):
            yield self._item(number, row)
        if self.year_missing:
            yield Question("year", _("The rows of this list name no year. In which year does the list end?"))
        yield from self._notes()

    def _notes(self) -> Iterator[Warned]:
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

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        for number, row in self.all_rows():
            if number > self.header.row and any(row):
                yield number, row

    def _cell(self, row: list[str], index: int | None) -> str:
        return row[index] if index is not None and index < len(row) else ""

    def _owner(self, sample: list[tuple[int, list[str]]]) -> Iterator[Item]:
        """The number whose list it is stands in a title line of some exports, in every row of others."""
        column = self.header.column("own_number")
        in_rows = {fold(self._cell(row, column)) for _number, row in sample}
        named = self.header.owner() or (in_rows.pop() if len(in_rows) == 1 else "")
        if named.isdigit():
            yield Owner(named)
        elif len(in_rows - {""}) > 1:
            yield Warned(_("The list holds the calls of several own numbers; they are not told apart."))

    def _choose_direction(self, sample: list[list[str]]) -> None:
        """Columns that say who called whom, the one that says it most often first."""
        hits = {
            column: sum(bool(cells.read_direction(self._cell(row, column))) for row in sample)
            for column in self.header.columns("direction")
        }
        self.directions = sorted((column for column in hits if hits[column]), key=lambda column: -hits[column])

    def _direction(self, row: list[str]) -> str:
        said = (cells.read_direction(self._cell(row, column)) for column in self.directions)
        return next(filter(None, said), "")

    def _known_period(self) -> period.Period | None:
        """The period of the list, needed only when rows name no year."""
        if self.options.year is not None:
            months = {time.month for _number, row in self._rows() if (time := self._time(row)) and time.year is None}
            return period.of_year(self.options.year, months)
        for text in (*self.header.before, self.sheet, self.probe.name):
            found = period.find_period(text)
            if found is not None:
                return found
        return None

    def _time(self, row: list[str]) -> cells.WrittenTime | None:
        """The time of a row; one that names only the time of day lies on the day that was named last."""
        start, date, clock = (self._cell(row, column) for column in (self.start, self.date, self.clock))
        written = cells.read_time(start) or cells.read_time(f"{date} {clock}".strip())
        if written is None and self.day is not None:
            written = cells.at_clock(self.day, start) or cells.at_clock(self.day, clock)
        if written is not None:
            self.day = written
        return written

    def _is_day(self, row: list[str]) -> bool:
        """Whether a row holds nothing but the day to which the rows below it belong."""
        filled = [cell for cell in row if cell.strip("-")]
        written = cells.read_time(filled[0]) if len(filled) == 1 else None
        if written is None or written.hour is not None:
            return False
        self.day = written
        return True

    def _item(self, number: int, row: list[str]) -> Item:
        where = f"{self.prefix}{number}"
        if any(word in cell for cell in row[:3] for word in _TOTALS):
            return Skipped(where, _("a line of totals"))
        if self._is_day(row):
            return Skipped(where, _("only the day of the rows below it"))
        if self.header.is_repeated_in(row):
            return Skipped(where, _("the column names once more"))
        written, direction = self._time(row), self._direction(row)
        if not direction and not fold(self._cell(row, self.number)):
            return Skipped(where, _("a line about fees, not about a call"))
        if written is None:
            return Skipped(where, _("no time that can be read"))
        if direction == "forwarded":
            return Skipped(where, _("a forwarded call; it does not say who called whom"))
        if not direction:
            said = "、".join(filter(None, (self._cell(row, column) for column in self.directions)))
            return Skipped(where, _("it does not say who called whom: “{said}”").format(said=said))
        return self._placed(where, row, written, direction)

    def _placed(self, where: str, row: list[str], written: cells.WrittenTime, direction: str) -> Item:
        if written.year is not None:
            start, basis = written.on(written.year), "local"
            if start is None or not 1990 <= start.year <= datetime.now(UTC).year + 1:
                return Skipped(where, self._impossible(row))
        elif self.period is None:
            self.year_missing = True
            start, basis = None, "year_inferred"
        else:
            start, basis = self.period.place(written), "year_inferred"
            if start is None:
                never = written.on(2024) is None  # a leap year: a day that this one lacks is in none
                return Skipped(where, self._impossible(row) if never else _(
                    "its date does not lie in the period of the list"))  # fmt: skip
        return self._record(where, row, start, written.precision if start else "unknown", basis, direction)

    def _impossible(self, row: list[str]) -> str:
        shown = self._cell(row, self.start) or f"{self._cell(row, self.date)} {self._cell(row, self.clock)}".strip()
        return _("the time “{time}” cannot be right").format(time=shown)

    def _record(
        self, where: str, row: list[str], start: datetime | None, precision: str, basis: str, direction: str
    ) -> Record:
        other = cells.read_number(self._cell(row, self.number))
        self.cut_numbers += other is None
        duration = None if self.is_message else self._duration(row)
        if self.is_message:
            outcome = "delivered"
        # Carriers list only calls that were answered, so a list without durations still says that much.
        elif duration or self.duration is None:
            outcome = "conversation"
        else:
            outcome = "unknown"
        names = self.header.names
        return Record(
            where=where,
            start=start,
            precision=precision,
            time_basis=basis,
            channel="sms" if self.is_message else "call",
            direction=direction,
            outcome=outcome,
            number_raw=other or "",
            duration_s=duration,
            raw={names[i] if i < len(names) and names[i] else f"#{i + 1}": cell for i, cell in enumerate(row) if cell},
        )

    def _duration(self, row: list[str]) -> int | None:
        if self.duration is None:
            return None
        cell = self._cell(row, self.duration)
        seconds = cells.read_duration(cell, self.header.units[self.duration])
        if seconds is not None and seconds <= _LONGEST_CALL:
            return seconds
        self.odd_durations += bool(cell.strip("-"))
        return None
