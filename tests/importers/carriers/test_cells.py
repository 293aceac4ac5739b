"""Times, durations, directions and numbers as carriers and spreadsheets write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from casekit.importers.carriers import cells


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("47秒", 47), ("8分27秒", 507), ("7分0秒", 420), ("9分02秒", 542), ("1时2分3秒", 3723), ("05秒", 5),
        ("1小时59分41秒", 7181), ("1小时59分钟41秒", 7181), ("02分34秒", 154), ("1分钟58秒", 118), ("1小时2分3秒", 3723),
        ("00:00:38", 38), ("00：00：38", 38), ("1:43", 103), ("100:00:01", 360001), ("38", 38), ("38.0", 38),
        ("0", 0), ("0秒", 0), ("3分钟", 180), ("1小时", 3600), ("１分２秒", 62), (" 2 分 5 秒 ", 125), ("2秒钟", 2),
        ("1小時2分3秒", 3723), ("1分鐘58秒", 118), ("2 min 5 sec", 125), ("1hr 2min", 3720), ("65 Secs", 65), ("1'05\"", 65), ("1′05″", 65),
        ("", None), ("-", None), ("--", None), ("-5", None), ("秒", None), ("abc", None), ("38.5", None), ("1:2:3:4", None),
    ],
)  # fmt: skip
def test_durations(cell: str, seconds: int | None) -> None:
    assert cells.read_duration(cell) == seconds


def test_the_unit_of_the_header_counts_for_bare_numbers_only() -> None:
    assert cells.read_duration("3", "分钟") == 180
    assert cells.read_duration("3秒", "分钟") == 3
    assert (cells.read_duration("1.5", "分钟"), cells.read_duration("2", "min")) == (90, 120)


@pytest.mark.parametrize(
    ("cell", "parts", "precision"),
    [
        ("2026-01-05 09:08:07", (2026, 1, 5, 9, 8, 7), "second"),
        ("2026/1/5 9:03", (2026, 1, 5, 9, 3, None), "minute"),
        ("2026.01.05 09:08:07.123", (2026, 1, 5, 9, 8, 7), "second"),
        ("2017-05-01-09:00:00", (2017, 5, 1, 9, 0, 0), "second"),
        ("2026-01-05T09:08:07", (2026, 1, 5, 9, 8, 7), "second"),
        ("20260105090807", (2026, 1, 5, 9, 8, 7), "second"),
        ("2026年1月5日17:00:22", (2026, 1, 5, 17, 0, 22), "second"),
        ("２０２６－０１－０５　０９：０８：０７", (2026, 1, 5, 9, 8, 7), "second"),
        ("09-18 14:07:37", (None, 9, 18, 14, 7, 37), "second"),
        ("9月26日 17:00:22", (None, 9, 26, 17, 0, 22), "second"),
        ("2026年1月5日17时0分22秒", (2026, 1, 5, 17, 0, 22), "second"),
        ("20260105 09:08", (2026, 1, 5, 9, 8, None), "minute"),
        ("20260105090807.0", (2026, 1, 5, 9, 8, 7), "second"),
        ("202601050908", (2026, 1, 5, 9, 8, None), "minute"),
        ("Jan 5, 2026 9:08:07 PM", (2026, 1, 5, 21, 8, 7), "second"),
        ("5 January 2026", (2026, 1, 5, None, 0, None), "day"),
        ("31/12/2025 23:59", (2025, 12, 31, 23, 59, None), "minute"),
        ("12/31/2025 11:59 p.m.", (2025, 12, 31, 23, 59, None), "minute"),
        ("2026-01-05", (2026, 1, 5, None, 0, None), "day"),
        ("20260105", (2026, 1, 5, None, 0, None), "day"),
        ("2026年1月5日 星期一", (2026, 1, 5, None, 0, None), "day"),
        ("01-05", (None, 1, 5, None, 0, None), "day"),
    ],
)
def test_times(cell: str, parts: tuple[int | None, ...], precision: str) -> None:
    written = cells.read_time(cell)
    assert written is not None
    assert (written.year, written.month, written.day, written.hour, written.minute, written.second) == parts
    assert written.precision == precision


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "--",
        "14:07:37",
        "13800000000",
        "合计",
        "2026-01",
        "2026-1/5 10:00",
        "17000000001",
        "03/04/2026",
        "2026-01-05 上午 13:00",
    ],
)
def test_what_is_no_time(cell: str) -> None:
    assert cells.read_time(cell) is None


def test_a_day_that_the_calendar_lacks_is_in_no_year() -> None:
    assert cells.read_time("2026-02-30 10:00:00").on(2026) is None
    assert cells.read_time("02-29 10:00:00").on(2026) is None
    assert cells.read_time("02-29 10:00:00").on(2024) == datetime(2024, 2, 29, 10)
    assert cells.read_time("2026-01-05 25:61:00").on(2026) is None


def test_a_time_of_day_lies_on_the_day_before_it() -> None:
    day = cells.read_time("01-05")
    assert cells.at_clock(day, "14:07:37").on(2026) == datetime(2026, 1, 5, 14, 7, 37)
    assert cells.at_clock(day, "14:07").precision == "minute"
    assert cells.at_clock(day, "主叫") is None


@pytest.mark.parametrize(
    ("cell", "direction"),
    [
        ("主叫", "out"), ("被叫", "in"), ("国内异地主叫", "out"), ("国内被叫", "in"), ("省内主叫", "out"), ("被叫呼入", "in"),
        ("主叫呼出", "out"), ("-主叫", "out"), ("发送", "out"), ("接收", "in"), ("接受", "in"), ("呼转", "forwarded"),
        ("收", "in"), ("发", "out"), ("IN", "in"), ("Out", "out"), ("Incoming", "in"), ("outgoing call", "out"), ("受話", "in"),
        ("發話", "out"), ("來電", "in"), ("撥出", "out"), ("上行", "out"), ("下行", "in"), ("呼叫轉移", "forwarded"), ("国际", ""),
        ("前转", "forwarded"), ("被叫呼转", "forwarded"), ("主叫被叫", ""), ("国内通话", ""), ("", ""), ("--", ""),
    ],
)  # fmt: skip
def test_directions(cell: str, direction: str) -> None:
    assert cells.read_direction(cell) == direction


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("17000000001", "17000000001"), ("1.7000000001E+10", "17000000001"), ("1.3800138E+10", "13800138000"),
        ("1.38E+10", None), ("1.70000E+10", None), ("1E+10", None), ("1.06900000000001E+18", None), ("***", "***"),
        ("", ""), ("E10", "E10"), ("13800138000.0", "13800138000"), ("1.3800138e10", "13800138000"),
    ],
)  # fmt: skip
def test_numbers_that_a_spreadsheet_has_cut_are_none(cell: str, number: str | None) -> None:
    assert cells.read_number(cell) == number


def test_headers_without_units() -> None:
    assert cells.folded_header("时长[分钟]") == ("时长", "分钟")
    assert cells.folded_header("费用（单位：元）") == ("费用", "元")
    assert cells.folded_header("Duration (Sec)") == ("Duration", "sec")
    assert cells.folded_header("流量(KB)") == ("流量(KB)", "")
    assert cells.folded_header(" 通话 时长（秒） ") == ("通话时长", "秒")
    assert cells.folded_header("实收通信费(元)") == ("实收通信费", "元")
    assert cells.folded_header("对方号码") == ("对方号码", "")
    assert cells.folded_header("") == ("", "")
