"""Which columns of unknown tables are proposed, and which tables are none of calls or messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from casekit.importers import registry
from casekit.importers.others.columns import Proposal, propose
from tests.importers.files import write_csv

NUMBERS = ("17000000001", "17000000002", "13800000003", "95000", "17000000001")


def proposed(path: Path, rows: Sequence[Sequence[object]], columns: dict[str, str] | None = None) -> Proposal | None:
    return propose(registry.probe(write_csv(path / "a.csv", rows), columns=columns))


def found(path: Path, head: Sequence[str], *columns: Sequence[object]) -> dict[str, str]:
    """What is proposed for a table with these columns; nothing when it can be no list."""
    table = proposed(path, [head, *zip(*columns, strict=True)] if head else list(zip(*columns, strict=True)))
    return table.columns if table is not None else {}


TIMES = [f"2026-03-0{day} 10:05:0{day}" for day in range(1, 6)]
DAYS = [f"2026-03-0{day}" for day in range(1, 6)]
CLOCKS = [f"1{hour}:05" for hour in range(5)]
WAYS = ("eingehend", "ausgehend", "eingehend", "verpasst", "ausgehend")
SECONDS = (30, 0, 65, 7, 12)


def test_columns_are_known_by_their_cells_whatever_stands_above(tmp_path: Path) -> None:
    assert found(tmp_path, ("wann", "wer", "wie", "lang"), TIMES, NUMBERS, WAYS, SECONDS) == {
        "start": "wann", "number": "wer", "direction": "wie", "duration": "lang",
    }  # fmt: skip


def test_a_table_without_a_header_goes_by_positions(tmp_path: Path) -> None:
    assert found(tmp_path, (), TIMES, NUMBERS, ("in", "out") * 2 + ("in",), SECONDS) == {
        "start": "#1", "number": "#2", "direction": "#3", "duration": "#4",
    }  # fmt: skip


@pytest.mark.parametrize(
    "times",
    [
        [1772374500 + hour for hour in range(5)],
        [1772374500123 + hour for hour in range(5)],
        [f"2026-03-0{day}T10:05:00Z" for day in range(1, 6)],
        [f"2026-03-0{day}T10:05:00.120+08:00" for day in range(1, 6)],
        [f"0{day}/04/2026 10:05" for day in range(1, 6)],
        [f"46082.{day}" for day in range(1, 6)],
    ],
)
def test_times_of_any_program(tmp_path: Path, times: Sequence[object]) -> None:
    assert found(tmp_path, ("x", "y", "z"), times, NUMBERS, WAYS)["start"] == "x"


def test_date_and_clock_apart(tmp_path: Path) -> None:
    columns = found(tmp_path, ("Datum", "Uhrzeit", "Rufnummer", "Dauer"), DAYS, CLOCKS, NUMBERS, SECONDS)
    assert columns == {"date": "Datum", "time": "Uhrzeit", "number": "Rufnummer", "duration": "Dauer"}


def test_of_two_columns_with_few_words_the_one_with_fewest_tells_who_called(tmp_path: Path) -> None:
    names = ("Li", "Wang", "Mama", "Li", "Firma")
    columns = found(
        tmp_path, ("wann", "wer", "Anschluss", "Art"), TIMES, names, NUMBERS, ("rein", "raus") * 2 + ("rein",)
    )
    assert columns["direction"] == "Art"


def test_a_column_that_is_always_the_same_is_the_own_number(tmp_path: Path) -> None:
    columns = found(tmp_path, ("wann", "wer", "wer", "wie"), TIMES, ["13900000002"] * 5, NUMBERS, WAYS)
    assert (columns["number"], columns["own_number"]) == ("wer #3", "wer")


def test_caller_and_called_where_one_number_stands_on_either_side(tmp_path: Path) -> None:
    own = "13900000002"
    src = [own if at % 2 else number for at, number in enumerate(NUMBERS)]
    dst = [number if at % 2 else own for at, number in enumerate(NUMBERS)]
    columns = found(tmp_path, ("stamp", "src", "dst", "sec"), TIMES, src, dst, SECONDS)
    assert columns == {"start": "stamp", "caller": "src", "called": "dst", "duration": "sec"}


def test_hidden_numbers_do_not_hide_the_column(tmp_path: Path) -> None:
    numbers = ("+86 170 0000 0001", "(0571) 8888-1234", "Anonymous", "Unknown", "-1")
    assert found(tmp_path, ("wann", "Gegenstelle", "wie"), TIMES, numbers, WAYS)["number"] == "Gegenstelle"


def test_a_length_is_known_by_its_unit_even_where_it_counts_up(tmp_path: Path) -> None:
    assert found(tmp_path, ("wann", "wer", "Talk (min)"), TIMES, NUMBERS, range(5))["duration"] == "Talk (min)"
    assert "duration" not in found(tmp_path, ("wann", "wer", "Nr"), TIMES, NUMBERS, range(1, 6))


def test_long_words_beside_lengths_are_remarks_and_no_messages(tmp_path: Path) -> None:
    words = [f"他说要去找我的家人和公司，第{place}次" for place in range(5)]
    assert "text" not in found(tmp_path, ("wann", "wer", "lang", "Notiz"), TIMES, NUMBERS, SECONDS, words)
    assert found(tmp_path, ("wann", "wer", "Notiz"), TIMES, NUMBERS, words)["text"] == "Notiz"


NO_LISTS = {
    "addresses": (("Name", "Street", "Postcode", "Phone"), "ABCDE", ["Street 1"] * 5, range(20000, 20005), NUMBERS),
    "contacts with birthdays": (("姓名", "电话", "生辰", "组"), "ABCDE", NUMBERS, [f"199{y}-03-01" for y in range(5)], "友友同同友"),
    "contacts with ages": (("姓名", "电话", "日子", "岁"), "ABCDE", NUMBERS, DAYS, (31, 45, 28, 51, 39)),
    "prices": (("Day", "Open", "Low", "Volume"), DAYS, (10.5, 11.25, 12.5, 13.5, 9.75), (10, 11, 12, 13, 9), range(123400, 123405)),
    "weather": (("time", "temperature", "pressure"), TIMES, (10, 11, 9, 8, 7), range(1010, 1015)),
    "exercise": (("a", "b", "c"), [1772374500123 + at for at in range(5)], [1772374560123 + at for at in range(5)], (80, 90, 85, 70, 99)),
    "amounts": (("Date", "Description", "Amount"), TIMES, "ABCDE", ("-5.20", "-6.30", "100.00", "-1.15", "-2.25")),
    "running numbers": (("wann", "Nr"), TIMES, range(2026030001, 2026030006)),
}  # fmt: skip


@pytest.mark.parametrize("table", NO_LISTS)
def test_tables_of_other_things_are_not_claimed(table: str, tmp_path: Path) -> None:
    head, *columns = NO_LISTS[table]
    assert found(tmp_path, head, *columns) == {}


def test_titles_above_the_table_are_no_rows_of_it(tmp_path: Path) -> None:
    rows = [
        ("手机号码", "13900000002"),
        (),
        ("wann", "wer", "wie", "lang"),
        *zip(TIMES, NUMBERS, WAYS, SECONDS, strict=True),
    ]
    table = proposed(tmp_path, rows)
    assert table is not None
    assert (table.row, table.names[0], table.columns["start"]) == (3, "wann", "wann")
    assert "手机号码 13900000002" in table.before


def test_rows_below_a_header_are_not_taken_for_a_table_without_one(tmp_path: Path) -> None:
    rows = [
        ("日子", "金额", "税", "注"),
        ("x", "1.50", "2", "y"),
        ("2026-03-01 10:05:00", "6222020000000001", "1", "x"),
    ]
    assert proposed(tmp_path, [*rows[:2], *rows[1:2] * 5, rows[2]]) is None


def test_columns_are_found_by_name_by_unit_and_by_position() -> None:
    table = Proposal("", 1, ("开始 时间", "时长(秒)", "号码", "号码 #4"), ("", "", "", ""))
    assert [table.place(said) for said in ("开始时间", "时长", "时长（秒）", "号码", "#4", " # 2 ")] == [
        0,
        1,
        1,
        2,
        3,
        1,
    ]
    assert [table.place(said) for said in ("", "#0", "#5", "#999", "number")] == [None] * 5
    assert table.has({"start": "#1", "duration": ""}) and not table.has({"start": "#9"})


def test_named_columns_make_any_table_a_list(tmp_path: Path) -> None:
    rows = [("a", "b"), ("x", "y")]
    assert proposed(tmp_path, rows) is None
    assert proposed(tmp_path, rows, {"start": "a", "number": "#2"}) is not None
    assert proposed(tmp_path, rows, {"start": "c"}) is None


def test_numbers_that_were_masked_or_cut_are_numbers(tmp_path: Path) -> None:
    masked = ["170****0001", "138****7777", "170****0001", "139****0003", "170****0009"]
    assert found(tmp_path, ("wann", "Gegenstelle", "wie"), TIMES, masked, WAYS)["number"] == "Gegenstelle"
    assert found(tmp_path, ("wann", "Gegenstelle", "wie"), TIMES, ["1.7E+10"] * 5, WAYS)["number"] == "Gegenstelle"


def test_days_are_no_numbers(tmp_path: Path) -> None:
    assert found(tmp_path, ("Subject", "Day", "Hour", "Until"), "ABCDE", DAYS, CLOCKS, DAYS) == {}
