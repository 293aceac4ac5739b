"""Working days over the holidays of China and elsewhere, and what is not certain about them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.channels.working_days import WorkingDay, add_working_days, is_day_off
from casekit.errors import InputError
from tests.channels.published import DAYS_OFF, MAKE_UP_DAYS

DAY = timedelta(days=1)


def works_by_the_notice(day: date) -> bool:
    """As the State Council's notices on 2025 and 2026 say, typed in by hand."""
    return day in MAKE_UP_DAYS or (day.weekday() < 5 and day not in DAYS_OFF)


@pytest.mark.parametrize(
    ("filed", "n", "due"),
    [
        # Spring Festival 2026: off from 15 to 23 February; 14 (Saturday) and 28 February (Saturday) are worked.
        (date(2026, 2, 10), 3, date(2026, 2, 13)),
        (date(2026, 2, 10), 4, date(2026, 2, 14)),
        (date(2026, 2, 10), 5, date(2026, 2, 24)),
        (date(2026, 2, 10), 9, date(2026, 2, 28)),
        (date(2026, 2, 10), 15, date(2026, 3, 9)),
        # National Day 2025: off from 1 to 8 October; 28 September (Sunday) and 11 October (Saturday) are worked.
        (date(2025, 9, 26), 1, date(2025, 9, 28)),
        (date(2025, 9, 26), 3, date(2025, 9, 30)),
        (date(2025, 9, 26), 4, date(2025, 10, 9)),
        (date(2025, 9, 26), 6, date(2025, 10, 11)),
        (date(2025, 9, 26), 7, date(2025, 10, 13)),
        # National Day 2026: off from 1 to 7 October; 20 September (Sunday) and 10 October (Saturday) are worked.
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
    ],
)
def test_over_the_long_holidays(filed: date, n: int, due: date) -> None:
    assert add_working_days(filed, n, "CN") == WorkingDay(due, True)


@given(st.dates(date(2025, 1, 1), date(2026, 9, 1)), st.integers(1, 60))
def test_it_is_a_plain_count_by_the_published_calendar(filed: date, n: int) -> None:
    found = add_working_days(filed, n, "CN")
    between = [filed + DAY * place for place in range(1, (found.day - filed).days + 1)]
    assert sum(map(works_by_the_notice, between)) == n
    assert works_by_the_notice(found.day) and found.certain


def test_beyond_the_last_published_year_weekdays_are_counted_and_it_is_said() -> None:
    assert add_working_days(date(2099, 1, 1), 5, "CN") == WorkingDay(date(2099, 1, 8), False)


def test_a_count_that_reaches_over_the_end_of_the_calendar_is_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    import chinese_calendar

    from casekit.channels import working_days

    def ends_with_2026(day: date) -> bool:
        if day.year > 2026:
            raise NotImplementedError
        return day.weekday() < 5

    monkeypatch.setattr(chinese_calendar, "is_workday", ends_with_2026)
    working_days._works.cache_clear()
    try:
        assert add_working_days(date(2026, 12, 28), 3, "CN").certain
        assert add_working_days(date(2026, 12, 28), 4, "CN") == WorkingDay(date(2027, 1, 1), False)
    finally:
        working_days._works.cache_clear()


def test_public_holidays_of_other_countries() -> None:
    assert add_working_days(date(2026, 7, 2), 1, "US") == WorkingDay(date(2026, 7, 6), True)  # 3 July: observed
    assert add_working_days(date(2026, 3, 16), 1, "IE") == WorkingDay(date(2026, 3, 18), True)  # Saint Patrick's Day
    assert add_working_days(date(2026, 6, 11), 1, "PH").day == date(2026, 6, 15)  # 12 June: Independence Day


def test_an_estimated_holiday_leaves_doubt() -> None:
    assert not add_working_days(date(2035, 11, 25), 10, "PH").certain  # Eid al-Fitr 2035 is not announced


def test_of_an_unknown_country_weekdays_are_counted() -> None:
    assert add_working_days(date(2026, 3, 6), 1, "ZZ") == WorkingDay(date(2026, 3, 9), False)


def test_days_off() -> None:
    assert is_day_off(date(2026, 2, 17), "CN") and is_day_off(date(2026, 3, 1), "CN")
    assert not is_day_off(date(2026, 2, 28), "CN") and not is_day_off(date(2026, 3, 2), "CN")


@pytest.mark.parametrize("n", [0, -1])
def test_less_than_a_day_is_refused(n: int) -> None:
    with pytest.raises(InputError):
        add_working_days(date(2026, 3, 1), n, "CN")
