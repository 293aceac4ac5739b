"""Databases of Android phones: calllog.db and contacts2.db (`calls`), mmssms.db (`sms`, `pdu`), Samsung's logs.db.

Columns differ from maker to maker and from year to year; each row is read with those that are there. The files of
multimedia messages lie beside the database on the phone, not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casekit.errors import InputError
from casekit.importers.android import multimedia, provider
from casekit.importers.android.multimedia import Missing, Parts
from casekit.importers.reading import database
from casekit.importers.records import Item, Record, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

# Table → the columns that make it a store of Android's.
_STORES = {
    "calls": {"number", "date", "type", "duration"},
    "logs": {"number", "date", "type", "duration", "logtype"},
    "sms": {"address", "date", "type", "body"},
    "pdu": {"_id", "date", "msg_box", "m_type"},
}
_OF_PDU = {"addr": {"msg_id", "address", "type"}, "part": {"mid", "ct", "text"}}


def sniff(probe: Probe) -> bool:
    """Whether a table of calls or messages is in it."""
    return any(_has(probe, table, wanted) for table, wanted in _STORES.items())


def _has(probe: Probe, table: str, wanted: set[str]) -> bool:
    return wanted <= set(database.columns(probe).get(table, ()))


def read(probe: Probe, _options: Options) -> Iterator[Item]:
    """Yield the rows of each table in the order of their numbers; a damaged table gives what stands before."""
    missing, count, faults = Missing(), 0, []
    for table, wanted in _STORES.items():
        if not _has(probe, table, wanted):
            continue
        of_table = 0
        try:
            for item in _messages(probe, missing) if table == "pdu" else _rows(probe, table):
                of_table += 1
                yield item
        except InputError as error:
            faults.append(error)
            yield Warned(
                _("The table “{table}” is damaged after {count} rows; what stands before was read. "
                  "Please copy the database from the phone again if you can.").format(table=table, count=of_table)
            )  # fmt: skip
        count += of_table
    if faults and not count:
        raise faults[0]
    yield from missing.notes()
    if database.has_unsaved_rows(probe):
        yield Warned(
            _("Beside {name} lies a file {name}-wal with the latest changes, which were not read. {what_to_do}").format(
                name=probe.name, what_to_do=database.how_to_save_rows()
            )
        )


def _rows(probe: Probe, table: str) -> Iterator[Item]:
    with database.opened(probe) as connection:
        for place, row in enumerate(connection.execute(f'SELECT * FROM "{table}"'), start=1):
            fields = _cells(row)
            where = f"{table} {fields.get('_id') or place}"
            yield provider.text_message(where, fields) if table == "sms" else provider.call(where, fields)


def _messages(probe: Probe, missing: Missing) -> Iterator[Item]:
    """Multimedia messages with their addresses and parts: three tables, walked side by side in the order of messages."""
    with database.opened(probe) as connection:
        addresses = _Belonging(probe, connection, "addr", "msg_id") if _has(probe, "addr", _OF_PDU["addr"]) else None
        pieces = _Belonging(probe, connection, "part", "mid") if _has(probe, "part", _OF_PDU["part"]) else None
        for row in connection.execute('SELECT * FROM "pdu" ORDER BY _id'):
            fields = _cells(row)
            parts, absent = Parts(), 0
            for address in addresses.of(row["_id"]) if addresses else ():
                parts.add_address(address)
            for piece in pieces.of(row["_id"]) if pieces else ():
                words = multimedia.words_of(piece)
                if words is not None:
                    parts.texts.append(words)
                elif not multimedia.is_layout(piece) and (not multimedia.is_words(piece) or "_data" in piece):
                    absent += 1
            item = provider.multimedia_message(f"pdu {fields.get('_id', '')}", fields, parts)
            missing.absent += absent if isinstance(item, Record) else 0
            yield item


class _Belonging:
    """Rows of a table that belong to messages, asked for by messages in rising order."""

    def __init__(self, probe: Probe, connection: database.Connection, table: str, key: str) -> None:
        self._key = key
        order = [one for one in (key, "seq", "_id") if _has(probe, table, {one})]
        # What is no number would sort after every number.
        query = f"SELECT * FROM \"{table}\" WHERE typeof({key}) = 'integer' ORDER BY {', '.join(order)}"
        self._rows: Iterator[database.Row] = iter(connection.execute(query))
        self._next = next(self._rows, None)

    def of(self, message: object) -> list[dict[str, str]]:
        """The rows of one message; those of messages before it are passed over."""
        found = []
        while self._next is not None and isinstance(message, int) and self._next[self._key] <= message:
            if self._next[self._key] == message:
                found.append(_cells(self._next))
            self._next = next(self._rows, None)
        return found


def _cells(row: database.Row) -> dict[str, str]:
    """Columns with a value that is text or a number, as text, their names in lower case."""
    told = {name.lower(): _text(row[name]) for name in row.keys()}  # noqa: SIM118
    return {name: value for name, value in told.items() if value is not None}


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value)


SOURCE = Source(id="android_db", title=N_("Database of an Android phone"), kind="phone_log", sniff=sniff, read=read)
