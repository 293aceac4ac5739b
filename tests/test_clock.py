"""Time: instants, wall clocks, and what people type."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit import clock
from casekit.errors import InputError
from casekit.text import language

SHANGHAI = "Asia/Shanghai"
TYPED = {
    "second": ("2026-03-04T22:30:05", "2026-03-04 22:30:05", "2026/3/4 22:30:05", "2026年3月4日22时30分5秒",
               "2026-03-04T14:30:05Z", "2026-03-04 22:30:05+08:00", "2026-03-04T15:30:05 +0100"),
    "minute": ("2026-03-04T22:30", "2026-3-4 22:30", "2026/03/04  22:30", "2026.3.4 22:30", "2026年3月4日 22点30分", "2026年3月4日22:30",
               "2026 年 3 月 4 号 22：30", "２０２６－０３－０４　２２：３０", "  2026-03-04 22:30\n"),
    "hour": ("2026-03-04T22", "2026-03-04 22点", "2026年3月4日22时", "2026年3月4日22点整"),
    "day": ("2026-03-04", "2026/3/4", "2026.3.4", "2026年3月4日", "2026年3月4号", "20260304"),
    "month": ("2026-03", "2026/3", "2026年3月"),
}  # fmt: skip
WALL_CLOCK = {
    "second": datetime(2026, 3, 4, 22, 30, 5), "minute": datetime(2026, 3, 4, 22, 30), "hour": datetime(2026, 3, 4, 22),
    "day": datetime(2026, 3, 4), "month": datetime(2026, 3, 1),
}  # fmt: skip
NOT_TIMES = (
    "", "gestern", "昨天晚上", "3月4日", "22:30", "2026", "2026-13-01", "2026-02-30", "2026-03-04 24:00", "2026-03-04 22:60",
    "2026-03-0422", "2026-03-04+08:00", "2026-03-04 22:30 pm", "04.03.2026", "2026-03-04T22:30:05T", "１２", "🕙", "2026-03-04\x00",
)  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "text"), [(precision, text) for precision, texts in TYPED.items() for text in texts]
)
def test_what_was_typed_tells_how_exact_it_is(precision: str, text: str) -> None:
    instant, found = clock.read_typed(text, SHANGHAI)
    assert (clock.to_wall_clock(instant, SHANGHAI), found) == (WALL_CLOCK[precision], precision)
    assert instant.tzinfo is UTC


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_is_no_time_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(InputError, match=r"not a time casekit can read\. Write it like 2026-03-04 22:30"):
        clock.read_typed(text, SHANGHAI)
    with language("zh"), pytest.raises(InputError, match="请写成 2026-03-04 22:30 这样"):
        clock.read_typed(text, SHANGHAI)


@pytest.mark.parametrize(
    "value",
    ["1999-12-31", "1970-01-01T00:00", "0001-01-01", datetime.min, date.min],
)
def test_a_year_out_of_reach_is_refused(value: Any) -> None:
    with pytest.raises(InputError, match="year"):
        clock.read_typed(value, SHANGHAI)


@pytest.mark.parametrize("value", ["2199-01-01", "2999-01-01 22:30", datetime.max, date.max])
def test_a_year_far_ahead_is_refused_as_still_to_come(value: Any) -> None:
    with pytest.raises(InputError, match="still to come"):
        clock.read_typed(value, SHANGHAI)


@pytest.mark.parametrize(
    "text", ["20260304", "2026.3.4", "2026/03/04", "2026年3月4日", "２０２６０３０４", "2026-3-4 22:30"]
)
def test_a_day_is_read_as_people_write_one(text: str) -> None:
    assert clock.read_day(text) == date(2026, 3, 4)


@pytest.mark.parametrize("text", ["3月4日", "2026年3月", "2026-02-30", "20261301", "202603041", "soon", ""])
def test_what_is_no_day_is_refused_with_a_day_and_its_year_as_the_example(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a date; write it with its year, like 2026-03-04$"):
        clock.read_day(text)
    with language("zh"), pytest.raises(InputError, match=r"请连同年份写成 2026-03-04 这样$"):
        clock.read_day(text)


def test_dates_and_datetimes_are_taken_as_they_are() -> None:
    assert clock.read_typed(date(2026, 3, 4), SHANGHAI) == (datetime(2026, 3, 3, 16, tzinfo=UTC), "day")
    assert clock.read_typed(datetime(2026, 3, 4, 22, 30), SHANGHAI)[1] == "minute"
    assert clock.read_typed(datetime(2026, 3, 4, 22, 30, 5), SHANGHAI)[1] == "second"
    aware = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)
    assert clock.read_typed(aware, SHANGHAI)[0] == aware


def test_fractions_of_a_second_are_kept() -> None:
    assert clock.read_typed("2026-03-04T22:30:05.123456", "UTC")[0].microsecond == 123456
    assert clock.read_typed("2026-03-04T22:30:05.9999999", "UTC")[0].second == 5


def test_the_zone_is_that_of_the_person() -> None:
    assert clock.read_typed("2026-07-01 12:00", "Europe/Berlin")[0].hour == 10
    assert clock.read_typed("2026-01-01 12:00", "Europe/Berlin")[0].hour == 11
    with pytest.raises(InputError, match="Mars"):
        clock.read_typed("2026-01-01 12:00", "Mars/Olympus")


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Asia", "北京"])
def test_a_zone_that_is_not_known_is_told(name: str) -> None:
    with pytest.raises(InputError, match="Use a name such as Asia/Shanghai"):
        clock.zone_info(name)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2026, 12, 30)))
def test_an_instant_survives_the_ledger(moment: datetime) -> None:
    instant = moment.replace(tzinfo=UTC)
    assert clock.from_iso(clock.iso_utc(instant)) == instant
    assert clock.iso_utc(instant).endswith("Z")
    assert clock.to_instant(clock.to_wall_clock(instant, SHANGHAI), SHANGHAI) == instant


@given(st.text(max_size=25))
def test_any_text_is_a_time_or_is_refused_in_words(text: str) -> None:
    with suppress(InputError):
        assert clock.read_typed(text, SHANGHAI)[1] in clock.PRECISION_LENGTH


def test_now_is_aware() -> None:
    assert clock.now().tzinfo is UTC


def test_a_day_is_written_as_the_language_does() -> None:
    with language("zh"):
        assert clock.day_in_words(date(2026, 3, 1)) == "2026年3月1日"
    with language("en"):
        assert clock.day_in_words(date(2026, 3, 1)) == "1 March 2026"
    assert clock.day_in_words(None) == ""
