"""Contacts on days on which a rule allows none: public holidays, and weekdays named."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from casekit.rules.frame import Array
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look
from casekit.rules.primitives.time_outside import WEEKDAYS


def on_holiday(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts on a public holiday of `calendar` (ISO country) or on one of `days`, one hit a day.

    A time known only to the month is at the boundary when the month holds such a day.
    """
    frame, rows = look.frame, look.rows
    unknown = frame.among(rows, ~frame.known)
    rows = frame.among(rows, frame.known)
    first = frame.day(rows)
    last = frame.last_day[rows].astype(np.int64)
    off = _days_off(str(parameters.get("calendar", "")), tuple(parameters.get("days", ())), first, last)
    before = np.r_[0, np.cumsum(off)]
    origin = int(first.min()) if len(first) else 0
    free = before[last - origin + 1] - before[first - origin]
    inside, touching = free == last - first + 1, free > 0
    hits = []
    concerned = np.flatnonzero(touching)
    for day, members in groups(first[concerned], concerned):
        over, edge = rows[members[inside[members]]], rows[members[~inside[members]]]
        hits.append(Hit(date_of(day), over, edge, len(over)))
    return hits if not len(unknown) else [*hits, Hit("", NONE, unknown, 0, "time")]


def _days_off(calendar: str, days: tuple[str, ...], first: Array, last: Array) -> Array:
    """For each day from the first to the last contact whether it is one of those."""
    if not len(first):
        return NONE
    every = np.arange(int(first.min()), int(last.max()) + 1)
    weekdays = [WEEKDAYS.index(day) for day in days]
    off: Array = np.isin((every + 3) % 7, weekdays)
    if calendar:
        dates = every.astype("datetime64[D]")
        years = range(int(str(dates[0])[:4]), int(str(dates[-1])[:4]) + 1)
        free = np.array(
            sorted(holiday for year in years for holiday in _holidays(calendar, year)), dtype="datetime64[D]"
        )
        off |= np.isin(dates, free)
    return off


def has_calendar(country: str) -> bool:
    """Whether the public holidays of a country are known."""
    from holidays import list_supported_countries

    return country in list_supported_countries()


@lru_cache(maxsize=256)
def _holidays(calendar: str, year: int) -> tuple[str, ...]:
    from holidays import country_holidays

    return tuple(day.isoformat() for day in country_holidays(calendar, years=year))
