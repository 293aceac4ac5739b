"""Contacts on public holidays and on weekdays named."""

from __future__ import annotations

import pytest

from tests.rules.looks import hits_of, told


@pytest.mark.parametrize(
    ("calendar", "holiday", "plain"),
    [
        ("IE", "2026-03-17", "2026-03-18"),  # Saint Patrick's Day
        ("IE", "2026-12-26", "2026-12-23"),  # Saint Stephen's Day
        ("ID", "2026-08-17", "2026-08-18"),  # Independence Day
        ("PH", "2026-06-12", "2026-06-11"),  # Independence Day
        ("US", "2026-07-04", "2026-07-07"),  # Independence Day
        ("US", "2026-11-26", "2026-11-25"),  # Thanksgiving, the fourth Thursday
    ],
)
def test_the_calendar_says_which_days_are_free(calendar: str, holiday: str, plain: str) -> None:
    rows = [{"at": f"{holiday} 00:00:00"}, {"at": f"{holiday} 23:59:59"}, {"at": f"{plain} 12:00:00"}]
    (found,) = hits_of("on_holiday", rows, {"calendar": calendar})
    assert (found.key, found.rows.tolist(), found.figure) == (holiday, [0, 1], 2)


def test_weekdays_beside_the_calendar_one_hit_a_day() -> None:
    rows = [{"at": "2026-03-15 10:00"}, {"at": "2026-03-16 10:00"}, {"at": "2026-03-17 10:00"}]  # Sunday to Tuesday
    assert told(hits_of("on_holiday", rows, {"calendar": "IE", "days": ["sun"]})) == [([0], [], ""), ([2], [], "")]
    assert told(hits_of("on_holiday", rows, {"days": ["sun", "mon"]})) == [([0], [], ""), ([1], [], "")]


def test_a_day_is_exact_enough_a_month_touches_and_nothing_is_asked() -> None:
    parameters = {"calendar": "IE"}
    assert told(hits_of("on_holiday", [{"at": "2026-03-17"}], parameters)) == [([0], [], "")]
    assert told(hits_of("on_holiday", [{"at": "2026-03"}], parameters)) == [([], [0], "")]
    assert hits_of("on_holiday", [{"at": "2026-09"}], parameters) == [], "no holiday in that month"
    assert told(hits_of("on_holiday", [{}], parameters)) == [([], [0], "time")]


def test_years_far_apart_have_their_own_days() -> None:
    rows = [
        {"at": "2001-03-17 10:00"},
        {"at": "2026-03-17 10:00"},
        {"at": "2024-04-01 10:00"},
        {"at": "2026-04-01 10:00"},
    ]
    found = hits_of("on_holiday", rows, {"calendar": "IE"})
    assert [hit.key for hit in found] == ["2001-03-17", "2024-04-01", "2026-03-17"], "Easter Monday moves"
