"""Databases of Android phones: schemas of all makers and years, damage in the middle, a log that is not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.android import phone_database
from tests.importers.files import DATA, NIGHT, read, source_of


@pytest.fixture
def database(tmp_path: Path):
    def write(*statements: str, rows: dict[str, list[tuple[object, ...]]]) -> Path:
        path = tmp_path / "手机.db"
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            for table, of_table in rows.items():
                marks = ",".join("?" * len(of_table[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", of_table)
            connection.commit()
        return path

    return write


def test_an_old_schema_with_few_columns_in_another_order(database) -> None:
    path = database(
        "CREATE TABLE calls (TYPE TEXT, number TEXT, Duration INTEGER, date INTEGER)",
        rows={"calls": [("1", "17000000001", 5, NIGHT), (2, 17000000001, "7", str(NIGHT))]},
    )
    assert source_of(path) == "android_db"
    seen = read(path)
    assert [(one.direction, one.duration_s, one.number_raw) for one in seen.records] == [
        ("in", 5, "17000000001"), ("out", 7, "17000000001"),
    ]  # fmt: skip


def test_calls_and_messages_in_one_database(database) -> None:
    path = database(
        "CREATE TABLE calls (_id INTEGER, number TEXT, date INTEGER, duration INTEGER, type INTEGER)",
        "CREATE TABLE sms (_id INTEGER, address TEXT, date INTEGER, type INTEGER, body TEXT)",
        rows={"calls": [(1, "1", NIGHT, 5, 1)], "sms": [(1, "2", NIGHT, 1, "x")]},
    )
    assert read(path).all("where") == ["calls 1", "sms 1"]


def test_multimedia_messages_without_the_tables_of_their_parts(database) -> None:
    path = database(
        "CREATE TABLE pdu (_id INTEGER PRIMARY KEY, date INTEGER, msg_box INTEGER, m_type INTEGER)",
        rows={"pdu": [(1, NIGHT // 1000, 1, 132)]},
    )
    (record,) = read(path).records
    assert int(record.start.timestamp() * 1000) == NIGHT
    assert (record.number_raw, record.text) == ("", "")


def test_what_is_no_text_is_left_out_of_the_cells(database) -> None:
    path = database(
        "CREATE TABLE calls (number BLOB, date INTEGER, duration INTEGER, type INTEGER, photo BLOB, name TEXT)",
        rows={"calls": [(b"17000000001", NIGHT, 5, 1, b"\xff\xd8\xff\xe0", None)]},
    )
    (record,) = read(path).records
    assert record.number_raw == "17000000001"
    assert set(record.raw) == {"number", "date", "duration", "type"}


def test_a_damaged_page_in_the_middle_gives_what_stands_before(database) -> None:
    rows = [(number, "17000000001", NIGHT + number * 1000, 5, 1, "x" * 200) for number in range(2000)]
    path = database(
        "CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, date INTEGER, duration INTEGER, type INTEGER, name TEXT)",
        "CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT)",
        rows={"calls": rows, "sms": [(1, "95000", NIGHT, 1, "短信")]},
    )
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xee" * 4096
    path.write_bytes(data)
    seen = read(path)
    calls = [one for one in seen.records if one.channel == "call"]
    assert 100 < len(calls) < 1900
    assert [one.raw["_id"] for one in calls] == [str(number) for number in range(len(calls))]
    assert f"after {len(calls)} rows" in seen.warnings[0]
    assert seen.records[-1].text == "短信"


def test_a_database_that_is_cut_off_early_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calllog.db"
    path.write_bytes((DATA / "android" / "calllog.db").read_bytes()[:3000])
    with pytest.raises(InputError, match=r"calllog\.db"):
        read(path)


def test_a_database_in_write_ahead_mode_without_its_log(tmp_path: Path) -> None:
    path, copy = tmp_path / "live.db", tmp_path / "calllog.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE calls (_id INTEGER, number TEXT, date INTEGER, duration INTEGER, type INTEGER)"
        )
        connection.execute("INSERT INTO calls VALUES (1, '1', ?, 5, 1)", (NIGHT,))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("INSERT INTO calls VALUES (2, '1', ?, 5, 1)", (NIGHT,))
        connection.commit()
        copy.write_bytes(path.read_bytes())
    before = copy.read_bytes()
    assert read(copy).all("where") == ["calls 1"]
    assert copy.read_bytes() == before and sorted(one.name for one in tmp_path.iterdir()) == ["calllog.db", "live.db"]


@pytest.mark.parametrize(
    "table",
    [
        "calls (id INTEGER, title TEXT)", "sms (id INTEGER, sender TEXT)", "call (address TEXT, date INTEGER, duration "
        "INTEGER, flags INTEGER)", "message (text TEXT, date INTEGER)", "logs (message TEXT, date INTEGER)",
    ],
)  # fmt: skip
def test_databases_of_others_are_not_taken(database, table: str) -> None:
    path = database(f"CREATE TABLE {table}", rows={})
    assert not phone_database.sniff(registry.probe(path))


def _with_journal(folder: Path, *, rows_in_database: bool) -> Path:
    """A copy of a database and of its journal, as they lie on a phone that is switched on."""
    on_phone, path = folder / "on_phone.db", folder / "calllog.db"
    with closing(sqlite3.connect(on_phone)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE calls (number TEXT, date INTEGER, duration INTEGER, type INTEGER)")
        connection.execute("INSERT INTO calls VALUES ('95000', ?, 5, 1)", (NIGHT,))
        connection.commit()
        if rows_in_database:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("INSERT INTO calls VALUES ('17000000001', ?, 5, 1)", (NIGHT,))
        connection.commit()
        path.write_bytes(on_phone.read_bytes())
        path.with_name("calllog.db-wal").write_bytes(on_phone.with_name("on_phone.db-wal").read_bytes())
    return path


def test_rows_that_are_still_in_a_journal_are_told(tmp_path: Path) -> None:
    seen = read(_with_journal(tmp_path, rows_in_database=True))
    assert [(one.where, one.number_raw) for one in seen.records] == [("calls 1", "95000")]
    assert "calllog.db-wal" in seen.warnings[0]


def test_a_database_whose_rows_are_all_in_a_journal_is_refused_in_words(tmp_path: Path) -> None:
    path = _with_journal(tmp_path, rows_in_database=False)
    with pytest.raises(InputError, match=r"calllog\.db-wal"):
        registry.recognise(registry.probe(path))
