"""Which number of a date such as 03/04/24 is the day: decided for a whole file, or asked.

Evidence are numbers that can be no month or no year, and time, which only goes forward in a chat.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations

from casekit.importers.chats import whatsapp_words
from casekit.importers.chats.moments import plausible
from casekit.importers.chats.whatsapp_head import Head
from casekit.importers.records import Choice, Question
from casekit.importers.source import DATE_ORDERS
from casekit.text import N_, _

_FIRST_YEAR = 2009  # of WhatsApp
_BUDDHIST_YEARS, _BUDDHIST_ERA = range(2400, 2700), -543
# Messages that were sent while a phone was off come a little late; a wrong order throws dates back by weeks.
_LATE = timedelta(days=2)
# One order is right when the other goes wrong so many times as often.
_CLEARLY = 4
_LABELS = {
    "dmy": N_("day first: {written} is {date}"),
    "mdy": N_("month first: {written} is {date}"),
    "ymd": N_("year first: {written} is {date}"),
}


@dataclass(slots=True)
class _Trial:
    """How often one order made no sense: impossible dates, and time going back."""

    impossible: int = 0
    back: int = 0
    latest: date = field(default=date.min)

    def see(self, day: date | None) -> bool:
        """Whether the day makes sense; both are counted."""
        if day is None or day.year < _FIRST_YEAR or not _plausible(day):
            self.impossible += 1
            return False
        self.back += day + _LATE < self.latest
        self.latest = day
        return True


class DateOrder:
    """The order of day, month and year in a file: first `see` every head, then `read` them; `answer` is the user's."""

    def __init__(self, answer: str = "") -> None:
        self._answer = answer
        self._trials = {order: _Trial() for order in DATE_ORDERS}
        # For two orders, a date that is another day in each.
        self._examples: dict[tuple[str, ...], Head] = {}
        # For each order, a date that makes no sense in it.
        self._against: dict[str, Head] = {}
        self._possible: list[str] | None = None
        self._seen = ("", "", "")
        self._read: tuple[str, str, str] | None = None
        self._days: list[date] = []
        self._first_varies = self._last_varies = self._has_long_year = False

    def see(self, head: Head) -> None:
        """Take the date of a head as evidence."""
        if _year_is_first(head) or head.fields == self._seen:
            return
        first, _second, last = head.fields
        self._first_varies = self._first_varies or self._seen[0] not in ("", first)
        self._last_varies = self._last_varies or self._seen[2] not in ("", last)
        self._has_long_year = self._has_long_year or len(last) > 2
        self._seen = head.fields
        days = {order: _day(head, order) for order in DATE_ORDERS}
        # What makes sense in no order, such as 31/02 or the year 2099, tells nothing about the order.
        if any(day is not None and _plausible(day) for day in days.values()):
            for order, trial in self._trials.items():
                if not trial.see(days[order]):
                    self._against.setdefault(order, head)
        self._possible = None
        for pair in combinations(DATE_ORDERS, 2):
            if None not in (different := {days[order] for order in pair}) and len(different) == 2:
                self._examples.setdefault(pair, head)

    def question(self) -> Question | None:
        """What must be asked; None when the order is settled, or makes no difference."""
        orders = self._orders()
        example = next((self._examples[one] for one in combinations(orders, 2) if one in self._examples), None)
        if example is None:
            return None
        written = "/".join(example.fields)
        return Question(
            "date_order",
            _("The dates of this file do not show which number is the day and which is the month. One of them is "
              "{written}: which day is meant?").format(written=written),
            choices=tuple(
                Choice(order, _(_LABELS[order]).format(written=written, date=day.isoformat()))
                for order in orders
                if (day := _day(example, order)) is not None
            ),
        )  # fmt: skip

    def contradicted(self) -> tuple[str, str]:
        """A date that the user's answer cannot read, and how it is read instead; empty when nothing contradicts."""
        orders = self._orders()
        if len(orders) != 1 or self._answer in orders or self._answer not in self._against:
            return "", ""
        head = self._against[self._answer]
        day = _day(head, orders[0])
        return "/".join(head.fields), day.isoformat() if day else ""

    def readings(self, head: Head) -> list[datetime]:
        """The wall clocks that a head can mean: one, none when it cannot be right, more while the order is open."""
        if head.clock is None:
            return []
        if head.fields != self._read or self._possible is None:
            days = {_day(head, order) for order in self._orders()}
            self._read = head.fields
            self._days = [day for day in days if day is not None and _plausible(day)]
        return [datetime.combine(day, head.clock) for day in self._days]

    def _orders(self) -> list[str]:
        """The orders that nothing speaks against, the more usual one first."""
        if self._possible is None:
            self._possible = self._find_orders()
        return self._possible

    def _find_orders(self) -> list[str]:
        orders = list(DATE_ORDERS[:2])
        fewest = min(self._trials[order].impossible for order in orders)
        # 24/03/05 is a year first only where nothing else makes sense, or where the year stays and the day changes.
        stays = self._last_varies and not self._first_varies
        beyond = fewest > self._trials["ymd"].impossible
        wanted = self._answer == "ymd" and fewest >= self._trials["ymd"].impossible
        if not self._has_long_year and (stays or beyond or wanted):
            orders.append("ymd")
        orders = _clearly_best(orders, [self._trials[order].impossible for order in orders])
        # The user's word stands above time that seems to go back, but no word makes a month of 13.
        if self._answer in orders:
            return [self._answer]
        return _clearly_best(orders, [self._trials[order].back for order in orders])


def _clearly_best(orders: list[str], faults: list[int]) -> list[str]:
    limit = min(faults) * _CLEARLY
    return [order for order, count in zip(orders, faults, strict=True) if count <= limit]


def _plausible(day: date) -> bool:
    return plausible(datetime(day.year, day.month, day.day))


def _year_is_first(head: Head) -> bool:
    return len(head.fields[0]) > 2 or (bool(head.era) and len(head.fields[2]) <= 2)


def _day(head: Head, order: str) -> date | None:
    fields = head.fields
    if _year_is_first(head):
        order = "ymd"
    year, month, day = (fields[order.index(part)] for part in "ymd")
    try:
        return date(_year(year, head.era), int(month), int(day))
    except ValueError:
        return None


def _year(written: str, era: str) -> int:
    """The common year; two digits count in the present century."""
    number = int(written)
    if era:
        return number + whatsapp_words.eras()[era]
    if number in _BUDDHIST_YEARS:
        return number + _BUDDHIST_ERA
    return number + 2000 if len(written) <= 2 else number
