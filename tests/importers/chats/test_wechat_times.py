"""Times of WeChat: instants, wall clocks, and what is neither."""

from __future__ import annotations

import pytest

from casekit.importers.chats import wechat_times


@pytest.mark.parametrize(
    "text", ["1704157201", "1704157201000", "2024-01-02T09:00:01+08:00", "2024-01-02T01:00:01.000Z"]
)
def test_instants(text: str) -> None:
    moment = wechat_times.of_cell(text)
    assert moment.start.timestamp() == 1704157201 and moment.time_basis == "epoch" and moment.precision == "second"


@pytest.mark.parametrize(
    ("part", "hour", "of_day"),
    [("上午", 9, 9), ("上午", 12, 0), ("下午", 1, 13), ("下午", 12, 12), ("凌晨", 0, 0), ("凌晨", 12, 0), ("早上", 7, 7),
     ("中午", 12, 12), ("中午", 1, 13), ("晚上", 9, 21), ("晚上", 12, 0), ("下午", 13, 13), ("PM", 1, 13), ("am", 12, 0)],
)  # fmt: skip
def test_parts_of_the_day(part: str, hour: int, of_day: int) -> None:
    assert wechat_times.of_shown(f"2026年3月1日 {part}{hour}:05").start.hour == of_day


@pytest.mark.parametrize(
    "text",
    ["", "1.7E+09", "170415720", "9" * 40, "2026-13-01 10:00", "2026-02-30 10:00", "2026-01-01 24:00", "1601-01-01 10:00",
     "2099-01-01 10:00", "2026-01-01", "10:00", "2026-01/01 10:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00",
     "2026年1月1日 10:00 还", "１７０４１５７２０１", "x" * 100_000],
)  # fmt: skip
def test_what_is_no_time_of_a_message(text: str) -> None:
    assert wechat_times.of_cell(text) is None


def test_the_form_of_a_time_without_such_a_day() -> None:
    assert wechat_times.is_shown("2026年2月30日 10:00") and not wechat_times.is_shown("2026年2月30日")
