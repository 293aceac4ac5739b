"""Years for rows that name none: from the list's own period or from the user, never from today."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from casekit.importers.carriers.cells import WrittenTime

# Lists run a little over their month; a row further away than this is not of this period.
_SLACK = timedelta(days=62)
_LONGEST = timedelta(days=366)
_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:(?P<apart>[-/.])(\d{1,2})(?P=apart)(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|"
    r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?![\d月])"
)
_MONTH_RANGE = re.compile(r"(20\d\d)[-年/.]?(\d{1,2})月?\s*(?:至|到|-|—|~|_)\s*(20\d\d)[-年/.]?(\d{1,2})月?(?!\d)")
_MONTHS = re.compile(r"(20\d\d)年?[-./]?(\d{1,2})\s*[-至到~]\s*(\d{1,2})月")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[年\-./_]?(0[1-9]|1[0-2]|[1-9](?=月))(?!\d)")
_END_FIRST = re.compile(r"(?:终止|结束|截止|終止|結束|end).*(?:起始|开始|開始|start)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a list covers."""

    first: date
    last: date

    def place(self, written: WrittenTime) -> datetime | None:
        """The wall clock of a row without a year inside this period, or nearest to it; None if none is near."""
        best: tuple[timedelta, datetime] | None = None
        for year in range(self.first.year - 1, self.last.year + 2):
            moment = written.on(year)
            if moment is None:
                continue
            away = max(self.first - moment.date(), moment.date() - self.last, timedelta(0))
            if best is None or away < best[0]:
                best = away, moment
        return best[1] if best and best[0] <= _SLACK else None

    def joined(self, other: Period | None) -> Period:
        """The period from the first to the last day of both."""
        return self if other is None else Period(min(self.first, other.first), max(self.last, other.last))


def find_period(text: str) -> Period | None:
    """The period that a title or a file name speaks of: 201609, 2016年09月, 2021年02-04月, 2025-12-27至2026-01-26."""
    text = unicodedata.normalize("NFKC", text)
    try:
        if days := [_date(found) for found in _DAY.finditer(text)]:
            return _from_days(sorted(days) if _END_FIRST.search(text) else days)
        if found := _MONTH_RANGE.search(text):
            begin_year, begin, end_year, end = (int(part) for part in found.groups())
            first, last = date(begin_year, begin, 1), _end_of(end_year, end)
            return Period(first, last) if first <= last else None
        if found := _MONTHS.search(text):
            year, begin, end = (int(part) for part in found.groups())
            return Period(date(year, begin, 1), _end_of(year, end)) if begin <= end else None
        if found := _MONTH.search(text):
            year, month = int(found.group(1)), int(found.group(2))
            return Period(date(year, month, 1), _end_of(year, month))
    except ValueError:
        return None
    return None


def _from_days(days: list[date]) -> Period | None:
    # A single day is the one on which something was asked for or printed, not a period; and of two years or more no
    # row without a year can be placed.
    if len(days) == 2 and days[0] > days[1]:  # some answers name an end of years before: only the beginning is meant
        return Period(days[0], _end_of(days[0].year, days[0].month))
    if len(days) < 2 or max(days) - min(days) > _LONGEST:
        return None
    return Period(min(days), max(days))


def _date(found: re.Match[str]) -> date:
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    # Sites write the end of any month as its 31st.
    return date(year, month, calendar.monthrange(year, month)[1] if day == 31 else day)


def _end_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def of_year(year: int, months: set[int]) -> Period:
    """The period that the user's year means: a list from autumn to spring ends in that year.

    Of the twelve months, the list begins after the longest run of those in which it has no row.
    """
    if not months or len(months) == 12:
        return Period(date(year, 1, 1), date(year, 12, 31))
    ordered = sorted(months)
    runs = [(after - before, after) for before, after in pairwise((*ordered, ordered[0] + 12))]
    longest = max(runs, key=lambda run: (run[0], run[1]))
    first = (longest[1] - 1) % 12 + 1
    last = max((month for month in ordered if month < first), default=ordered[-1])
    begins = year - 1 if last < first else year
    return Period(date(begins, first, 1), _end_of(year, last))
