"""Working days: with the holidays and make-up days of China, and the public holidays of other countries.

China publishes the holidays of a year shortly before it begins. Beyond the last published year weekdays are counted, and
what is counted so is not certain; nor is a date that lunar holidays move which are only estimated yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from casekit.errors import InputError
from casekit.text import _

_DAY = timedelta(days=1)
_SATURDAY = 5
_ESTIMATED = "estimated"  # how the library names a holiday whose day is not announced yet, in English


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A day that was counted to; `certain` is false where the holidays up to it are not all known."""

    day: date
    certain: bool


def add_working_days(day: date, n: int, country: str) -> WorkingDay:
    """The n-th working day after a day (which is not counted itself); `country` is an ISO 3166 code.

    Raises
    ------
    InputError
        when `n` is less than one
    """
    if n < 1:
        raise InputError(_("A number of working days is at least one."))
    certain, left = True, n
    while left:
        day += _DAY
        works, known = _works(day, country)
        left -= works
        certain = certain and known
    return WorkingDay(day, certain)


def is_day_off(day: date, country: str) -> bool:
    """Whether a day is known to be a weekend or a public holiday, on which offices may be closed."""
    return not _works(day, country)[0]


@lru_cache(maxsize=4096)
def _works(day: date, country: str) -> tuple[bool, bool]:
    """(whether people work on a day, whether that is known)."""
    weekday = day.weekday() < _SATURDAY
    if country == "CN":
        import chinese_calendar

        try:
            return chinese_calendar.is_workday(day), True
        except NotImplementedError:
            return weekday, False
    named = _holidays(country, day.year)
    if named is None:
        return weekday, False
    name = named.get(day)
    # An estimated holiday may still move by a day, so its neighbours are not sure either.
    near = (named.get(day + _DAY * shift, "") for shift in (-1, 0, 1))
    return weekday and name is None, not any(_ESTIMATED in one for one in near)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> dict[date, str] | None:
    """The public holidays of a country in a year, by day; None where the country is not known."""
    from holidays import country_holidays, list_supported_countries

    if country not in list_supported_countries():
        return None
    return dict(country_holidays(country, years=year, language="en_US").items())
