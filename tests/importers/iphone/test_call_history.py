"""The databases of an iPhone's calls, new and old."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.numbers import fold
from tests.importers.files import DATA, read, source_of

NEW = DATA / "iphone" / "CallHistory.storedata"
APPLE = 978307200


def made(path: Path, columns: str, *rows: tuple[object, ...]) -> Path:
    with sqlite3.connect(path) as base:
        base.execute(f"CREATE TABLE ZCALLRECORD ({columns})")
        base.executemany(f"INSERT INTO ZCALLRECORD VALUES ({', '.join('?' * len(rows[0]))})", rows)
    base.close()
    return path


FEW = "Z_PK INTEGER PRIMARY KEY, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS BLOB"


def test_a_call_is_the_same_whether_its_number_is_text_or_bytes() -> None:
    seen = read(NEW)
    assert source_of(NEW) == "iphone_calls"
    assert fold(seen.records[0].number_raw) == fold(seen.records[1].number_raw) == "17000000001"


def test_outgoing_calls_are_judged_by_their_duration_not_by_zanswered() -> None:
    outgoing = [one for one in read(NEW).records if one.direction == "out"]
    assert [(one.outcome, one.duration_s) for one in outgoing] == [("conversation", 31), ("unknown", 0)]


def test_calls_by_apps_name_their_service_and_their_party() -> None:
    by_where = {one.where: one for one in read(NEW).records}
    assert by_where["ZCALLRECORD 11"].number_raw == "微信:wxid_a1b2c3"
    assert by_where["ZCALLRECORD 11"].raw["ZSERVICE_PROVIDER"] == "com.tencent.xin"
    assert fold(by_where["ZCALLRECORD 12"].number_raw) == "17000000005"


def test_a_call_without_an_address_takes_its_party_from_the_handles() -> None:
    by_where = {one.where: one for one in read(NEW).records}
    assert by_where["ZCALLRECORD 10"].number_raw == "+8617000000006"
    assert by_where["ZCALLRECORD 13"].raw["participants"] == "li@example.com, +8613900000003"
    assert by_where["ZCALLRECORD 6"].number_raw == ""


def test_an_older_schema_without_zanswered_is_read_by_duration(tmp_path: Path) -> None:
    path = made(
        tmp_path / "5a4935c7",
        FEW,
        (1, 0, 794067300.5, 12.0, b"95000"),
        (2, 0, 794067360, None, "95000"),
        (3, 0, 794067420, 0, "95000"),
    )
    seen = read(path)
    assert [(one.outcome, one.duration_s) for one in seen.records] == [
        ("conversation", 12), ("rang_no_answer", 0), ("rang_no_answer", 0),
    ]  # fmt: skip
    assert seen.starts[0] == "2026-03-01 14:15:00+00:00"


@pytest.mark.parametrize(
    "date", ["nonsense", None, 0, 0.0, 1e300, -1e300, float("inf"), -12622780800, 9 * 10**18, b"\xff"]
)
def test_times_that_cannot_be_are_left_out_with_a_reason(tmp_path: Path, date: object) -> None:
    seen = read(made(tmp_path / "a", FEW, (1, 0, date, 1, "95000"), (2, 0, 794067300, 1, "95000")))
    assert list(seen.skipped) == ["ZCALLRECORD 1"] and "cannot be right" in seen.skipped["ZCALLRECORD 1"]
    assert seen.starts == ["2026-03-01 14:15:00+00:00"]


def test_a_damaged_database_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    path = made(tmp_path / "a", FEW, *((number, 0, 794067300 + number, 1, "17000000001") for number in range(1, 2001)))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    seen = read(path)
    assert 100 < len(seen.records) < 2000
    assert f"damaged after record {len(seen.records)}" in seen.warnings[-1]


def test_a_journal_beside_the_database_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "CallHistory.storedata", FEW, (1, 0, 794067300, 1, "95000"))
    (tmp_path / "CallHistory.storedata-wal").write_bytes(b"x" * 32)
    assert "CallHistory.storedata-wal" in read(path).warnings[0]


def test_another_database_is_refused_for_this_source(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE call (a)")
    base.close()
    with pytest.raises(InputError, match=r"a\.db is not the database"):
        read(path, source="iphone_calls")


def test_names_of_columns_that_are_no_text_end_in_words(tmp_path: Path) -> None:
    path = tmp_path / "call_history.db"
    data = (DATA / "iphone" / "call_history.db").read_bytes()
    path.write_bytes(data.replace(b"country_code TEXT", b"c\x81untry_code TEXT"))
    with pytest.raises(InputError, match="damaged"):
        read(path, source="iphone_calls")
