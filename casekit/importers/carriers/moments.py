"""When each row of a list happened: from one column or two, under a day named above, in a year named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from casekit.importers.carriers import cells, period
from casekit.importers.carriers.cells import WrittenTime
from casekit.importers.carriers.header import Header, cell_at, headed
from casekit.importers.plausible import is_plausible_year
from casekit.importers.reading.laid_sheets import Row
from casekit.importers.records import Choice, Question
from casekit.importers.source import Options
from casekit.text import _

_BOUNDS = re.compile(r"起始|开始|终止|结束|截止|起止|開始|結束|start|end|from|to", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{5,6}")
# A day that a leap year lacks is in none.
_LEAP_YEAR = 2024


class ImpossibleTimeError(Exception):
    """Raised for a row whose time cannot be; says why."""


class Calendar:
    """What the rows of one sheet share: in which period they lie, and whether day or month comes first."""

    def __init__(
        self, header: Header, rows: Callable[[], Iterator[Row]], options: Options, called: Sequence[str]
    ) -> None:
        self.header, self.rows, self.options = header, rows, options
        self.period = self._settled() if options.year else self._told(called)
        self.order = options.date_order if options.date_order in ("dmy", "mdy") else ""
        self.order_sought = bool(self.order)
        self.year_missing = self.order_missing = False

    def _settled(self) -> period.Period:
        """The period that the user's year means for the months in the rows."""
        told = (cells.read_time(cell) for cell in self._time_cells())
        assert self.options.year is not None
        return period.of_year(
            self.options.year, {one.month for one in told if one and one.year is None and one.on(_LEAP_YEAR)}
        )

    def _told(self, called: Iterable[str]) -> period.Period | None:
        """The period that the title lines, the name of the sheet or that of the file speak of."""
        before = self.header.before
        for text in (*before, " ".join(line for line in before if _BOUNDS.search(line)), *called):
            if found := period.find_period(text):
                return found
        return None

    def _time_cells(self) -> Iterator[str]:
        for header, (_number, row) in headed(self.header, self.rows()):
            for index in (*header.columns("start"), *header.columns("date")):
                if index < len(row):
                    yield row[index]

    def read(self, cell: str) -> WrittenTime | None:
        """The time in a cell; which of day and month comes first is found out once, when a cell leaves it open."""
        written = cells.read_time(cell, self.order)
        if written is None and not self.order_sought and cells.is_of_either_order(cell):
            self.order_sought = True
            self.order = self._found_order()
            written = cells.read_time(cell, self.order)
        return written

    def _found_order(self) -> str:
        orders = set()
        for cell in self._time_cells():
            as_dmy, as_mdy = (cells.read_time(cell, order) for order in ("dmy", "mdy"))
            if as_dmy and as_mdy and as_dmy != as_mdy:
                orders |= {"dmy"} if as_mdy.month > 12 else {"mdy"} if as_dmy.month > 12 else set()
        return orders.pop() if len(orders) == 1 else ""

    def place(self, written: WrittenTime, shown: str) -> tuple[datetime | None, str]:
        """The wall clock of a row, None while its year is open, and the time basis.

        Raises
        ------
        ImpossibleTimeError
            for a day that is in no calendar, or a time far from the period of the list
        """
        impossible = _("the time “{time}” cannot be right").format(time=shown)
        if written.year is not None:
            start = written.on(written.year)
            if start is None or not is_plausible_year(start.year):
                raise ImpossibleTimeError(impossible)
            return start, "epoch" if written.is_instant else "local"
        if written.on(_LEAP_YEAR) is None:
            raise ImpossibleTimeError(impossible)
        if self.period is None:
            self.year_missing = True
            return None, "year_inferred"
        start = self.period.place(written)
        if start is None:
            raise ImpossibleTimeError(_("its date does not lie in the period of the list"))
        return start, "year_inferred"

    def questions(self) -> Iterator[Question]:
        """What only the user can say of the dates."""
        if self.year_missing:
            yield Question("year", _("The rows of this list name no year. In which year does the list end?"))
        if self.order_missing:
            yield Question(
                "date_order",
                _("Dates of this list, such as 03/04/2026, can be read in two ways. Which number is the day?"),
                choices=(
                    Choice("dmy", _("the first: day, month, year")),
                    Choice("mdy", _("the second: month, day, year")),
                ),
            )


class Moments:
    """The times of the rows under one header."""

    def __init__(self, header: Header, sample: Sequence[Sequence[str]], calendar: Calendar) -> None:
        self.calendar = calendar
        self.start, self.date, self.clock = (self._best(header, what, sample) for what in ("start", "date", "time"))
        self.day: WrittenTime | None = None
        if self._dates_have_clocks(sample):
            # What stands in a second column, 通话时间, is then how long it took.
            self.start, self.date, self.clock = self.date, None, None

    def _dates_have_clocks(self, sample: Sequence[Sequence[str]]) -> bool:
        """Whether the column of dates holds whole times and the other one none."""
        dates = [cells.read_time(cell_at(row, self.date), "dmy") for row in sample]
        others = [cells.read_time(cell_at(row, self.start), "dmy") for row in sample]
        return any(one and one.hour is not None for one in dates) and not any(others)

    def _best(self, header: Header, what: str, sample: Sequence[Sequence[str]]) -> int | None:
        """The column of a kind with the most times in it: some lists have two of one name, or use one otherwise."""
        columns = header.columns(what)

        def hits(column: int) -> int:
            texts = [row[column] for row in sample if column < len(row)]
            if what == "time":
                return sum(cells.at_clock(_ANY_DAY, _with_colons(text)) is not None for text in texts)
            return sum(
                cells.read_time(text, "dmy") is not None
                or cells.read_serial(text) is not None
                or cells.read_instant(text, self.calendar.options.zone) is not None
                or (what == "start" and cells.at_clock(_ANY_DAY, text) is not None)
                for text in texts
            )

        best = max(columns, key=hits, default=None)
        return None if best is not None and sample and not hits(best) else best

    def read(self, row: Sequence[str]) -> WrittenTime | None:
        """The time of a row; one that names only the time of day lies on the day that was named last."""
        start, date, clock = (cell_at(row, column) for column in (self.start, self.date, self.clock))
        written = self._alone(start)
        if written is None or (written.hour is None and self.clock != self.start):
            written = self._of_two(date or start, clock) or written
        if written is None and self.day is not None:
            written = cells.at_clock(self.day, start) or cells.at_clock(self.day, clock)
        if written is not None:
            self.day = written
        return written

    def _alone(self, cell: str) -> WrittenTime | None:
        if not cell:
            return None
        return (
            self.calendar.read(cell) or cells.read_serial(cell) or cells.read_instant(cell, self.calendar.options.zone)
        )

    def _of_two(self, date: str, clock: str) -> WrittenTime | None:
        """A date and a time of day in columns of their own."""
        day = self._alone(date)
        if day is None or day.hour is not None or not clock:
            return day
        if whole := self.calendar.read(clock):  # the second column repeats the date
            return whole
        return cells.at_clock(day, _with_colons(clock)) or day

    def is_open(self, row: Sequence[str]) -> bool:
        """Whether the row has a date that can be read in two ways; remembered, so that it is asked."""
        shown = (cell_at(row, column) for column in (self.start, self.date))
        if any(map(cells.is_of_either_order, shown)):
            self.calendar.order_missing = True
            return True
        return False

    def is_day(self, row: Sequence[str]) -> bool:
        """Whether a row holds nothing but the day to which the rows below it belong."""
        filled = [cell for cell in row if cell.strip("-")]
        written = self.calendar.read(filled[0]) if len(filled) == 1 else None
        if written is None or written.hour is not None:
            return False
        self.day = written
        return True

    def shown(self, row: Sequence[str]) -> str:
        """The time as the row writes it."""
        date, clock = cell_at(row, self.date), cell_at(row, self.clock)
        return cell_at(row, self.start) or f"{date} {clock}".strip()


def _with_colons(clock: str) -> str:
    """090506 as 09:05:06; a spreadsheet leaves the first zero out."""
    digits = clock.rjust(6, "0")
    return f"{digits[:2]}:{digits[2:4]}:{digits[4:]}" if _DIGITS.fullmatch(clock) else clock


_ANY_DAY = WrittenTime(2000, 1, 1)
