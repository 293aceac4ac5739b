"""How often contacts came before and after a day, such as that of a filing: figures, and no word on why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from casekit.analysis.frequency import contacts_per_day

SPAN = 14  # days


@dataclass(frozen=True, slots=True)
class Around:
    """Received contacts in the days before and after a day, which is itself in neither.

    The days are fewer than asked for where the records begin later or end earlier.
    """

    day: date
    before: int
    before_days: int
    after: int
    after_days: int

    @property
    def before_per_day(self) -> float | None:
        """Contacts a day before, None where nothing is recorded of that time."""
        return self.before / self.before_days if self.before_days else None

    @property
    def after_per_day(self) -> float | None:
        """Contacts a day after, None where nothing is recorded of that time."""
        return self.after / self.after_days if self.after_days else None


def around(events: pd.DataFrame, days: Iterable[date], *, until: date | None = None, span: int = SPAN) -> list[Around]:
    """The contacts around each of some days; `until` is the last day that is known to be recorded.

    Records begin with the first contact and reach to `until`, or to the last contact where that is later.
    """
    counts = contacts_per_day(events).sum(axis=1)
    if counts.empty:
        return [Around(day, 0, 0, 0, 0) for day in days]
    first, last = counts.index[0].date(), counts.index[-1].date()
    last = max(last, until) if until is not None else last
    one = timedelta(days=1)
    found = []
    for day in days:
        before = max(day - timedelta(days=span), first), min(day - one, last)
        after = max(day + one, first), min(day + timedelta(days=span), last)
        found.append(Around(day, _between(counts, *before), _days(*before), _between(counts, *after), _days(*after)))
    return found


def _days(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)


def _between(counts: pd.Series[int], first: date, last: date) -> int:
    return int(counts[(counts.index >= pd.Timestamp(first)) & (counts.index <= pd.Timestamp(last))].sum())
