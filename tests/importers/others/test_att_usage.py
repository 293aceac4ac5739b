"""AT&T's list of calls and data."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.files import DATA, read, source_of

LIST = DATA / "others" / "att_usage.csv"


def test_one_caller_of_two_lines_at_one_minute_is_two_calls() -> None:
    assert source_of(LIST) == "att_usage"
    at_ten = [one.line for one in read(LIST).records if f"{one.start:%H:%M}" == "10:07"]
    assert at_ten == ["+12025550101", "+12025550102"]


def test_rounded_minutes_are_no_duration_but_stay_in_the_raw_cells() -> None:
    seen = read(LIST)
    calls = [one for one in seen.records if one.channel == "call"]
    assert {one.duration_s for one in calls} == {None} and calls[0].raw["Min"] == "2"
    assert "rounds up" in seen.warnings[0]


def test_midnight_and_noon() -> None:
    starts = read(LIST).starts
    assert starts[:2] == ["2010-03-17 10:07:00", "2010-03-17 00:00:00"]


def test_rows_without_blank_ones_between_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line]
    path.write_text("\n".join(lines), "utf-8")
    assert read(path).starts == read(LIST).starts
    path.write_text(
        "\n".join(
            '"' + line.replace('"', "").replace("NEW YORK, NY", "NEW YORK NY").replace(",", '","') + '"'
            for line in lines
            if "1,024" not in line
        ),
        "utf-8",
    )
    assert read(path).starts == read(LIST).starts


def test_a_list_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("AT&T\nCall Detail,202-555-0101\n1,WED,03/17/2010,10:07AM\n", "utf-8")
    with pytest.raises(InputError, match="no row with the column names"):
        read(path)
