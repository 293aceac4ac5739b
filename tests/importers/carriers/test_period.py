"""The year of rows that name none: from the list's own words, row by row, never from today."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from casekit.importers.carriers.cells import read_time
from casekit.importers.carriers.period import Period, find_period, of_year


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("通话记录201609.csv", date(2016, 9, 1), date(2016, 9, 30)),
        ("2016年9月语音通信", date(2016, 9, 1), date(2016, 9, 30)),
        ("查询月份：2016-09", date(2016, 9, 1), date(2016, 9, 30)),
        ("2021年02-04月语音通信", date(2021, 2, 1), date(2021, 4, 30)),
        ("2025年12月至2026年01月", date(2025, 12, 1), date(2026, 1, 31)),
        ("202512-202601", date(2025, 12, 1), date(2026, 1, 31)),
        ("查询时间：2025-12-27至2026-01-26", date(2025, 12, 27), date(2026, 1, 26)),
        ("通话详单_20251227-20260126.csv", date(2025, 12, 27), date(2026, 1, 26)),
        ("起始日期：2025-12-27 终止日期：2026-01-26", date(2025, 12, 27), date(2026, 1, 26)),
        ("2025年12月27日～2026年1月26日", date(2025, 12, 27), date(2026, 1, 26)),
        ("2021-02-04月", date(2021, 2, 1), date(2021, 4, 30)),
        ("20161001 20151231", date(2016, 10, 1), date(2016, 10, 31)),
        ("终止日期：2026-01-26 起始日期：2025-12-27", date(2025, 12, 27), date(2026, 1, 26)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_periods_in_titles_and_names(text: str, first: date, last: date) -> None:
    assert find_period(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "Sheet1", "通话详单.csv", "打印日期：2026-03-01", "详单_20260301.csv", "导出20260301123045.csv", "13820160901",
        "2016年13月", "2025-02-30至2025-03-01", "17020260112",
        "2016-01-01至2025-12-31",
    ],
)  # fmt: skip
def test_no_period_is_made_up(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ("12-27 00:00:00", datetime(2025, 12, 27)),
        ("12-31 23:59:59", datetime(2025, 12, 31, 23, 59, 59)),
        ("01-01 00:00:00", datetime(2026, 1, 1)),
        ("01-26 08:00:00", datetime(2026, 1, 26, 8)),
        ("02-02 08:00:00", datetime(2026, 2, 2, 8)),
        ("12-20 08:00:00", datetime(2025, 12, 20, 8)),
        ("07-01 08:00:00", None),
    ],
)
def test_rows_of_a_period_over_new_year(written: str, placed: datetime | None) -> None:
    assert Period(date(2025, 12, 27), date(2026, 1, 26)).place(read_time(written)) == placed


def test_leap_day() -> None:
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).place(read_time("02-29 01:00:00")) == datetime(2024, 2, 29, 1)
    assert Period(date(2025, 2, 1), date(2025, 2, 28)).place(read_time("02-29 01:00:00")) is None


def test_the_year_of_the_user_is_the_one_in_which_the_list_ends() -> None:
    winter = of_year(2026, {12, 1})
    assert winter.place(read_time("12-31 10:00:00")) == datetime(2025, 12, 31, 10)
    assert winter.place(read_time("01-01 10:00:00")) == datetime(2026, 1, 1, 10)
    assert of_year(2026, {11, 12}).place(read_time("12-31 10:00:00")) == datetime(2026, 12, 31, 10)
    assert of_year(2026, {7, 8, 9, 10, 11, 12, 1}) == Period(date(2025, 7, 1), date(2026, 1, 31))
    assert of_year(2026, {5, 6, 7, 8, 9, 10}) == Period(date(2026, 5, 1), date(2026, 10, 31))
    assert of_year(2026, set(range(1, 13))) == Period(date(2026, 1, 1), date(2026, 12, 31))
    assert of_year(2026, set()) == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("text", "last"), [("20250901 20250931", 30), ("2024-02-01至2024-02-31", 29)])
def test_the_thirty_first_of_any_month_is_its_end(text: str, last: int) -> None:
    found = find_period(text)
    assert found is not None and (found.first.day, found.last.day) == (1, last)
