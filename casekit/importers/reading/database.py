"""SQLite databases of phones: opened read-only, left exactly as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import quote

from casekit.errors import InputError
from casekit.importers.source import Probe
from casekit.text import _

_SIGNATURE = b"SQLite format 3\x00"

# The names under which sources speak of what `opened` gives.
Connection = sqlite3.Connection
Row = sqlite3.Row


def is_database(probe: Probe) -> bool:
    """Whether the bytes begin as those of an SQLite database."""
    return probe.head.startswith(_SIGNATURE)


def has_unsaved_rows(probe: Probe) -> bool:
    """Whether a journal lies beside the database that holds rows which are not in it yet."""
    journal = probe.path.with_name(probe.path.name + "-wal")
    try:
        return is_database(probe) and journal.stat().st_size > 0
    except OSError:
        return False


def how_to_save_rows() -> str:
    """What to do that the rows in a journal come into their database."""
    return _(
        "Copy both files into one folder, open the copy of the database in “DB Browser for SQLite” and close it again, "
        "then take in the copy."
    )


def columns(probe: Probe) -> dict[str, tuple[str, ...]]:
    """Column names by table, in lower case; empty when it is no database that can be read."""
    if "columns" not in probe.tables:
        probe.tables["columns"] = _columns(probe) if is_database(probe) else {}
    known: dict[str, tuple[str, ...]] = probe.tables["columns"]  # type: ignore[assignment]
    return known


def _columns(probe: Probe) -> dict[str, tuple[str, ...]]:
    try:
        with opened(probe) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                table.lower(): tuple(
                    name.lower()
                    for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
                )
                for table in tables
                if isinstance(table, str)
            }  # fmt: skip
    except InputError:
        return {}


@contextmanager
def opened(probe: Probe) -> Iterator[Connection]:
    """A connection that can only read and never writes a journal beside the file; bytes that are no text become �.

    Raises
    ------
    InputError
        when the database is damaged, also while it is read inside the block
    """
    address = f"file:{quote(str(probe.path.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = Row
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            # A crafted database must not run code of its own or grow what it returns without end.
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    # The module decodes its own messages and the names of columns strictly, and damage brings in any bytes.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError(
            _("The database {name} is damaged or cut off and cannot be read. Please copy it from the phone again.")
            .format(name=probe.name)
        ) from error  # fmt: skip
