"""Rows and their times in words, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from casekit.casebook.masking import masked_view
from casekit.report.rows import (
    clock_time,
    day,
    ends,
    first_and_last,
    in_time,
    length,
    minutes,
    moment,
    numbers_in_short,
    rows_of,
)
from casekit.text import language
from tests.report.samples import COLLEAGUE, GRANDMOTHER


@pytest.fixture(scope="module")
def rows(case):
    return rows_of(masked_view(case, "none"))


def test_a_row_per_contact_in_the_order_of_the_permanent_numbers(rows):
    numbers = [row.no for row in rows]
    assert numbers == sorted(numbers) and len({row.id for row in rows}) == len(rows) == 67


def test_what_the_user_calls_no_collector_is_no_row(rows):
    assert GRANDMOTHER not in {row.number for row in rows}


def test_values_are_pythons_own(rows):
    for row in rows:
        for name in row.__slots__:
            value = getattr(row, name)
            assert value is not pd.NA and value is not pd.NaT, name
            assert type(value).__module__.split(".")[0] not in ("numpy", "pandas"), (name, type(value))


def test_a_time_is_told_as_far_as_it_is_known(rows):
    by_channel = {row.channel: row for row in rows if row.person}
    visit = next(row for row in rows if row.channel == "visit")
    assert moment(visit) == "2026-01-13 about 15 o'clock"
    with language("zh"):
        assert moment(visit) == "2026-01-13 15时许"
    assert moment(next(row for row in rows if row.precision == "month")) == "2026-01"
    assert moment(next(row for row in rows if row.local is None)) == "time not known"
    assert moment(next(row for row in rows if row.words)) == "2026-01-10 22:41:07–22:42:12"
    assert by_channel["sms"].duration_s is None and clock_time(by_channel["sms"]) == "15:00"
    assert day(None) == "time not known"


def test_by_the_clock_the_unknown_comes_last(rows):
    ordered = in_time(rows)
    assert ordered[-1].local is None
    times = [row.local for row in ordered[:-1]]
    assert times == sorted(times)


def test_first_and_last(rows):
    assert first_and_last(rows[:1]) == "2026-01-03"
    assert first_and_last(rows) == "2026-01-03<br>2026-01-20"
    monthly = next(row for row in rows if row.precision == "month")
    assert ends([monthly]) == ["2026-01", "2026-01"]
    later = replace(monthly, local=monthly.local.replace(month=3))
    assert ends([*rows, later]) == ["2026-01-03", "2026-03"]
    assert first_and_last([row for row in rows if row.local is None]) == ""


def test_lengths():
    assert (length(65), length(0), length(None), length(59)) == ("1 min 5 s", "", "", "59 s")
    assert (minutes(65), minutes(3600), minutes(0), minutes(None)) == ("1:05", "60:00", "", "")
    with language("zh"):
        assert (length(65), length(5)) == ("1分5秒", "5秒")


def test_runs_of_numbers_are_drawn_together():
    assert numbers_in_short([]) == ""
    assert numbers_in_short([9, 3, 4, 5, 4, 12, 13]) == "3–5, 9, 12–13"
    with language("zh"):
        assert numbers_in_short([1, 3]) == "1、3"


def test_third_persons_are_known_by_their_role(rows, case):
    names = {case.background().persons[row.person].name for row in rows if row.with_third_person}
    assert COLLEAGUE in names and len(names) == 2
