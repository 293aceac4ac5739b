"""Times of rows: two columns, days named above, two readings of a date, days of a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.files import MOBILE, Contents, read, write_csv, write_xlsx

OTHER = "17000000001"


def of_one_column(tmp_path: Path, *cells: str, name: str = "a.csv", **options: object) -> Contents:
    rows = [("起始时间", "对方号码", "主被叫"), *[(cell, OTHER, "被叫") for cell in cells]]
    return read(write_csv(tmp_path / name, rows), **options)


def of_two_columns(tmp_path: Path, *cells: tuple[str, str], **options: object) -> Contents:
    rows = [("通话日期", "通话时间", "对方号码", "主被叫"), *[(*both, OTHER, "被叫") for both in cells]]
    return read(write_csv(tmp_path / "a.csv", rows), **options)


def test_days_of_a_spreadsheet(tmp_path: Path) -> None:
    seen = of_one_column(tmp_path, "43215.5", "43215.999988426", "43216", "20000.5", "73051.5")
    assert seen.starts == ["2018-04-25 12:00:00", "2018-04-25 23:59:59", "2018-04-26 00:00:00"]
    assert seen.all("precision") == ["second", "second", "day"]
    assert list(seen.skipped.values()) == ["no time that can be read"] * 2


def test_floats_in_a_workbook_are_days_of_a_spreadsheet(tmp_path: Path) -> None:
    rows = [("起始时间", "对方号码", "主被叫"), (43215.5, 17000000001, "被叫")]
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"一": rows}))
    assert (seen.starts, seen.all("number_raw")) == (["2018-04-25 12:00:00"], [OTHER])


def test_halves_of_the_day(tmp_path: Path) -> None:
    seen = of_one_column(
        tmp_path, "2025-12-03 上午 12:00:00", "2025-12-03 下午 12:00:00", "2025/12/3 下午3:05", "2025-12-03 3:05:06 PM",
        "2025-12-03 中午 12:30:00", "2025-12-03 中午 1:05:00", "2025年12月3日凌晨1:05", "2025-12-03 下午 15:05:00",
        "2025-12-03 上午 13:00:00", "2025-12-03 晚上 12:10:00",
    )  # fmt: skip
    assert [start[11:] for start in seen.starts] == [
        "00:00:00", "12:00:00", "15:05:00", "15:05:06", "12:30:00", "13:05:00", "01:05:00", "15:05:00",
    ]  # fmt: skip
    assert len(seen.skipped) == 2


def test_date_and_time_in_two_columns(tmp_path: Path) -> None:
    seen = of_two_columns(
        tmp_path, ("2025-12-03", "10:05:06"), ("20251203", "0.25"), ("2025年12月3日", "下午3:05"), ("", "15:06:00"),
        ("2025-12-04", ""), ("2025-12-05", "2025-12-05 08:00:00"), ("45995", "08:00:00"),
        ("20251206", "090506"), ("20251206", "90507"), ("20251206", "99:99"),
    )  # fmt: skip
    assert seen.starts == [
        "2025-12-03 10:05:06", "2025-12-03 06:00:00", "2025-12-03 15:05:00", "2025-12-03 15:06:00",
        "2025-12-04 00:00:00", "2025-12-05 08:00:00", "2025-12-04 08:00:00",
        "2025-12-06 09:05:06", "2025-12-06 09:05:07",
    ]  # fmt: skip
    assert seen.all("precision")[4] == "day"


def test_a_second_time_column_may_be_the_duration(tmp_path: Path) -> None:
    rows = [("开始时间", "通话时间(秒)", "对方号码", "主被叫"), ("2025-12-03 10:05:06", "65", OTHER, "被叫")]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert (seen.starts, seen.all("duration_s")) == (["2025-12-03 10:05:06"], [65])


@pytest.mark.parametrize("length", ["1分5秒", "00:01:05", "65秒"])
def test_whole_times_in_the_column_of_dates_leave_the_other_to_durations(tmp_path: Path, length: str) -> None:
    seen = of_two_columns(tmp_path, ("2025-12-03 10:05:06", length), ("2025-12-03 11:05:06", "2秒"))
    assert (seen.starts[0], seen.all("duration_s")) == ("2025-12-03 10:05:06", [65, 2])


def test_one_date_of_the_list_tells_the_order_of_all(tmp_path: Path) -> None:
    assert of_one_column(tmp_path, "03/04/2026 10:00", "31/03/2026 10:00").starts == [
        "2026-04-03 10:00:00", "2026-03-31 10:00:00",
    ]  # fmt: skip
    assert of_one_column(tmp_path, "03/04/2026 10:00", "03/31/2026 10:00").starts[0] == "2026-03-04 10:00:00"


def test_the_order_is_asked_where_no_date_tells_it(tmp_path: Path) -> None:
    seen = of_one_column(tmp_path, "03/04/2026 10:00", "05/05/2026 10:00")
    assert (seen.starts, seen.questions) == (["", "2026-05-05 10:00:00"], ["date_order"])
    assert of_one_column(tmp_path, "03/04/2026 10:00", date_order="dmy").starts == ["2026-04-03 10:00:00"]
    assert of_one_column(tmp_path, "03/04/2026 10:00", date_order="mdy").starts == ["2026-03-04 10:00:00"]


def test_contradicting_orders_are_asked(tmp_path: Path) -> None:
    seen = of_one_column(tmp_path, "03/04/2026", "31/03/2026", "03/31/2026")
    assert seen.questions == ["date_order"]
    assert seen.starts == ["", "2026-03-31 00:00:00", "2026-03-31 00:00:00"]


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["查询月份：2026年01月"], "2025-12-27 10:00:00"),
        (["开始日期：2025-12-27", "结束日期：2026-01-26"], "2025-12-27 10:00:00"),
        (["结束日期：2026-01-26 开始日期：2025-12-27"], "2025-12-27 10:00:00"),
        (["起始日期：20161201 截止日期：20151231"], "2016-12-27 10:00:00"),
        (["打印日期：2026-03-01"], ""),
        (["2016-01-01至2025-12-31"], ""),
    ],
)
def test_the_period_in_the_title_lines(tmp_path: Path, lines: list[str], start: str) -> None:
    rows = [*[(line,) for line in lines], MOBILE, ("12-27 10:00:00", "济南", "被叫", OTHER, "5秒", "", "", "")]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.starts == [start]
    assert seen.questions == ([] if start else ["year"])


def test_the_year_of_the_user_over_seven_months(tmp_path: Path) -> None:
    seen = of_one_column(tmp_path, *(f"{month:02d}-15 10:00:00" for month in (7, 8, 9, 10, 11, 12, 1)), year=2026)
    assert [start[:7] for start in seen.starts] == [
        "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01",
    ]  # fmt: skip


def test_a_month_that_the_calendar_lacks_does_not_disturb_the_year(tmp_path: Path) -> None:
    seen = of_one_column(tmp_path, "13-01 10:00:00", "12-01 10:00:00", year=2025)
    assert seen.starts == ["2025-12-01 10:00:00"] and list(seen.skipped) == ["2"]


@pytest.mark.parametrize("cell", ["1601-01-01 00:00:00", "2099-01-01 00:00:00", "1989-12-31 23:59:59", "2025-02-29"])
def test_absurd_times_are_left_out(tmp_path: Path, cell: str) -> None:
    assert cell in of_one_column(tmp_path, cell).skipped["2"]
