"""Times of chats: instants and wall clocks, and what cannot be one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casekit.importers.chats.moments import hour_of_day, of_epoch, of_wall_clock


def test_seconds_since_1970() -> None:
    assert of_epoch("1772374500") == datetime(2026, 3, 1, 14, 15, tzinfo=UTC)
    assert of_epoch(1772374500) == datetime(2026, 3, 1, 14, 15, tzinfo=UTC)


@pytest.mark.parametrize("seconds", ["", "0", "-1", "x", "nan", "inf", "1e400", "4102444800", "9" * 30])
def test_seconds_that_no_clock_showed(seconds: str) -> None:
    assert of_epoch(seconds) is None


def test_wall_clocks() -> None:
    assert of_wall_clock("2026-03-04T05:06:07") == (datetime(2026, 3, 4, 5, 6, 7), "second")
    assert of_wall_clock("2026/3/4 5:06") == (datetime(2026, 3, 4, 5, 6), "minute")


@pytest.mark.parametrize("text", ["", "2026-02-30 05:06:07", "1601-01-01 00:00:00", "2099-01-01 00:00", "2026-03-04"])
def test_what_is_no_wall_clock(text: str) -> None:
    assert of_wall_clock(text) is None


@pytest.mark.parametrize(
    ("hour", "half", "wanted"),
    [
        (12, "morning", 0), (9, "morning", 9), (12, "afternoon", 12), (1, "afternoon", 13), (11, "noon", 11),
        (12, "noon", 12), (1, "noon", 13), (9, "night", 21), (12, "night", 0), (3, "night", 3), (13, "afternoon", 13),
        (0, "morning", 0), (9, "", 9), (24, "night", 24),
    ],
)  # fmt: skip
def test_hours_of_a_clock_of_twelve(hour: int, half: str, wanted: int) -> None:
    assert hour_of_day(hour, half) == wanted
