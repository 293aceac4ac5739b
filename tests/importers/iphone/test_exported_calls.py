"""Lists of calls made by iMazing and iExplorer."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.files import DATA, read, source_of, write_csv, write_xlsx

FOLDER = DATA / "iphone"
HEADER = ("Call type", "Date", "Duration", "Number", "Contact", "Location", "Service")


def test_an_open_order_of_day_and_month_is_asked_and_settled() -> None:
    open_list = FOLDER / "imazing2_open.csv"
    assert read(open_list).questions == ["date_order"] and read(open_list).starts[0] == ""
    for order, start in (("dmy", "2026-03-02 09:45:00"), ("mdy", "2026-02-03 09:45:00")):
        seen = read(open_list, date_order=order)
        assert seen.starts[0] == start and seen.questions == []


def test_a_number_that_is_no_month_settles_the_order_of_the_whole_list() -> None:
    assert read(FOLDER / "imazing2_by_values.csv").starts == ["2026-03-13 09:45:00", "2026-03-02 09:45:00"]


def test_the_sequence_of_calls_settles_it_where_the_numbers_do_not(tmp_path: Path) -> None:
    forwards = [("Incoming", "05/02/26 09:45", "0:10", "95000"), ("Incoming", "01/03/26 09:45", "0:10", "95000")]
    for rows in (forwards * 1, forwards[::-1]):
        path = write_csv(tmp_path / "a.csv", [*rows, ("Incoming", rows[-1][1], "0:10", "95001")])
        # One step goes forwards in one order and backwards in the other, so both are in sequence.
        assert read(path).questions == ["date_order"]
    path = write_csv(tmp_path / "b.csv", [*forwards, ("Incoming", "03/03/26 11:00", "0:10", "95000")])
    assert read(path).starts == ["2026-02-05 09:45:00", "2026-03-01 09:45:00", "2026-03-03 11:00:00"]


def test_a_year_in_front_is_found_by_years_without_iphones(tmp_path: Path) -> None:
    rows = [("Incoming", "26/03/01 09:45", "0:10", "95000"), ("Incoming", "26/03/02 09:45", "0:10", "95000")]
    path = write_csv(tmp_path / "a.csv", rows)
    assert read(path, date_order="ymd").starts == ["2026-03-01 09:45:00", "2026-03-02 09:45:00"]
    assert read(path).starts == ["2026-03-01 09:45:00", "2026-03-02 09:45:00"]


def test_a_word_that_says_no_direction_is_asked_about() -> None:
    path = FOLDER / "iexplorer.csv"
    assert read(path).questions == ["direction"]
    answered = read(path, directions={"Conference": "in"})
    assert answered.questions == [] and "9" in [one.where for one in answered.records]
    left = read(path, directions={"Conference": "leave"})
    assert left.questions == [] and "as you said" in left.skipped["9"]


def test_the_same_list_as_a_spreadsheet_or_in_utf16(tmp_path: Path) -> None:
    row = ("Incoming", "2026-03-01 22:15:48", "00:01:43", "+8617000000001", "催收", "", "Phone")
    for path in (
        write_xlsx(tmp_path / "a.xlsx", {"Calls": [HEADER, row]}),
        write_csv(tmp_path / "b.csv", [HEADER, row], "utf-16"),
    ):
        assert source_of(path) == "iphone_call_table"
        seen = read(path)
        assert (seen.starts, seen.all("duration_s")) == (["2026-03-01 22:15:48"], [103])


@pytest.mark.parametrize(
    "row",
    [("收入", "2026-03-01", "1", "2"), ("Incoming", "later", "0:10", "95000"), ("Incoming mail", "a@example.com")],
)
def test_other_tables_are_left_to_other_sources(tmp_path: Path, row: tuple[str, ...]) -> None:
    path = write_csv(tmp_path / "a.csv", [row, row])
    with pytest.raises(InputError):
        source_of(path)
    with pytest.raises(InputError, match="no list of calls of iMazing or iExplorer"):
        read(path, source="iphone_call_table")
