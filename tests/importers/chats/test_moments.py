"""Times of chats: instants and wall clocks, and what cannot be one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casekit.importers.chats.moments import of_epoch, of_wall_clock


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
