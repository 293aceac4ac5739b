"""Times as programs on a computer write them into a list of calls, in the way of the computer's country.

Which number of 02/06/17 is the day is decided for a whole list: by numbers that can be no month, by years in which
there were no iPhones, and because a list of calls is in the order of time, forwards or backwards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time

from casekit.importers.plausible import is_plausible_year
from casekit.importers.records import Choice, Question
from casekit.importers.source import DATE_ORDERS
from casekit.text import N_, _

_FIRST_YEAR = 2007  # of the iPhone
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
_OPEN = re.compile(r"(\d{1,2})(?P<apart>[-/.])(\d{1,2})(?P=apart)(\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3})[a-z]*\.?,? (\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?")
_HALF = re.compile(r"(上午|下午|\b[ap]\.? ?m\b\.?)", re.IGNORECASE)
_LABELS = {
    "dmy": N_("day first: {written} is {date}"),
    "mdy": N_("month first: {written} is {date}"),
    "ymd": N_("year first: {written} is {date}"),
}


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time of a list: three numbers of which `order` says which is the day, or "" where that is open."""

    numbers: tuple[str, str, str]
    clock: time
    precision: str
    order: str = ""

    def day(self, order: str) -> date | None:
        """The day in an order of day, month and year; None for one that cannot be."""
        order = self.order or order
        year, month, day = (self.numbers[order.index(part)] for part in "ymd")
        try:
            found = date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
        except ValueError:
            return None
        return found if is_plausible_year(found.year, _FIRST_YEAR) else None


def written_time(cell: str) -> WrittenTime | None:
    """The time in a cell; None when there is none, or no time of day."""
    text = " ".join(unicodedata.normalize("NFKC", cell).replace(",", ", ").split())
    numbers, order, rest = _date_at_the_beginning(text)
    if numbers is None:
        return None
    half = _HALF.search(rest)
    rest = _HALF.sub(" ", rest).replace(" at ", " ").strip(" ,T")
    found = _CLOCK.fullmatch(rest)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.group(1).lower().startswith(("p", "下")) else 0)
    try:
        clock = time(hour, minute, second)
    except ValueError:
        return None
    return WrittenTime(numbers, clock, "second" if found.group(3) else "minute", order)


def _date_at_the_beginning(text: str) -> tuple[tuple[str, str, str] | None, str, str]:
    """(numbers, their order if it is plain, what stands behind the date)."""
    if found := _YEAR_FIRST.match(text):
        return (found[1], found[2], found[3]), "ymd", text[found.end() :]
    if found := _OPEN.match(text):
        return (found[1], found[3], found[4]), "", text[found.end() :]
    for form, order in ((_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy")):
        found = form.match(text)
        if found is None:
            continue
        named = found[order.index("m") + 1].lower()
        if named in _MONTHS:
            first, second, year = found.groups()
            number = str(_MONTHS.index(named) + 1)
            return (first, number, year) if order == "dmy" else (number, second, year), order, text[found.end() :]
    return None, "", text


@dataclass(slots=True)
class _Trial:
    """How often one order made no sense: days that cannot be, time going forwards, time going backwards."""

    impossible: int = 0
    forwards: int = 0
    backwards: int = 0
    latest: datetime | None = field(default=None)

    def see(self, written: WrittenTime, order: str) -> None:
        day = written.day(order)
        if day is None:
            self.impossible += 1
            return
        moment = datetime.combine(day, written.clock)
        if self.latest is not None:
            self.forwards += moment > self.latest
            self.backwards += moment < self.latest
        self.latest = moment

    @property
    def disorder(self) -> int:
        return min(self.forwards, self.backwards)


class DateOrder:
    """The order of day, month and year in a list: first `see` every time, then ask for `moment`s."""

    def __init__(self, answer: str = "") -> None:
        self._answer = answer
        self._trials = {order: _Trial() for order in DATE_ORDERS}
        self._example: WrittenTime | None = None
        self._orders: list[str] | None = None
        self._long_year = False

    def see(self, written: WrittenTime) -> None:
        """Take a time as evidence."""
        for order, trial in self._trials.items():
            trial.see(written, order)
        if not written.order:
            self._long_year = self._long_year or len(written.numbers[2]) == 4
            if self._example is None or len(set(map(int, self._example.numbers[:2]))) == 1:
                self._example = written

    def moment(self, written: WrittenTime) -> datetime | None:
        """The wall clock; None while the order is open, or when there is no such day."""
        days = {written.day(order) for order in self._possible()}
        day = days.pop() if len(days) == 1 else None
        return None if day is None else datetime.combine(day, written.clock)

    def is_open(self, written: WrittenTime) -> bool:
        """Whether it is only the order that keeps a time from being known."""
        return len({written.day(order) for order in self._possible()} - {None}) > 1

    def question(self) -> Question | None:
        """What must be asked; None when the order is settled, or makes no difference."""
        if self._example is None or not self.is_open(self._example):
            return None
        numbers = "/".join(self._example.numbers)
        days = [(order, day) for order in self._possible() if (day := self._example.day(order)) is not None]
        return Question(
            "date_order",
            _("The dates of this list do not show which number is the day and which is the month. One of them is "
              "{written}: which day is meant?").format(written=numbers),
            choices=tuple(
                Choice(order, _(_LABELS[order]).format(written=numbers, date=day.isoformat())) for order, day in days
            ),
        )  # fmt: skip

    def _possible(self) -> list[str]:
        if self._orders is None:
            self._orders = self._found()
        return self._orders

    def _found(self) -> list[str]:
        orders = [order for order in DATE_ORDERS if order != "ymd" or not self._long_year]
        if self._answer in orders:
            return [self._answer]
        fewest = min(self._trials[order].impossible for order in orders)
        orders = [order for order in orders if self._trials[order].impossible == fewest]
        sorted_ones = [order for order in orders if not self._trials[order].disorder]
        return sorted_ones or orders
