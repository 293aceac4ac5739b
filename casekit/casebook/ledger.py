"""The append-only ledger: one SQLite table, every save an entry, every entry chained to the one before.

Rollback journal with `synchronous=FULL`: an acknowledged save survives a kill, a folder copied to a USB
stick is whole, and a read-only folder can still be opened.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from casekit import clock
from casekit.casebook.canonical import storable
from casekit.casebook.entry import GENESIS, Entry, seal
from casekit.errors import CaseError, Fault, InputError, LedgerError, NewerLedgerError, NotFoundError, reason
from casekit.text import N_, _

SCHEMA_VERSION = 1
APPLICATION_ID = 0x0CA5E817
BUSY_SECONDS = 30

_CREATE = f"""
PRAGMA application_id={APPLICATION_ID};
PRAGMA user_version={SCHEMA_VERSION};
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, kind TEXT NOT NULL, prev TEXT NOT NULL,
    count INTEGER NOT NULL, items_root TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, secret TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS entry_is_never_changed BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_is_never_deleted BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
_COLUMNS = "seq, recorded_at, kind, prev, count, items_root, hash, secret, body"

# What SQLite says, and what it means for the person in front of the screen.
_CAUSES = (
    ("disk is full", N_("The disk is full. Nothing was saved; free some space and try again.")),
    ("disk i/o", N_("The disk could not be written. Nothing was saved; check the disk and its free space.")),
    (
        "readonly",
        N_("The case folder is read-only. Copy it to a place where you may write, then open it there."),
    ),
    (
        "unable to open",
        N_("The case cannot be opened. Check that the folder exists and that you may read it."),
    ),
    ("locked", N_("Another window is writing to this case. Nothing was saved; wait a moment and try again.")),
    (
        "not a database",
        N_("The file ledger.sqlite is not a casekit case, or it is damaged. Use a copy of it."),
    ),
    ("malformed", N_("The file ledger.sqlite is damaged. Use a copy of the case; nothing was changed.")),
)


def _in_words(error: sqlite3.Error, path: Path) -> LedgerError:
    text = str(error).lower()
    for sign, message in _CAUSES:
        if sign in text:
            return LedgerError(_(message), [Fault(str(path), str(error))])
    return LedgerError(_("The case could not be read or written. Nothing was saved."), [Fault(str(path), str(error))])


class Ledger:
    """The entries of a case, from the first to the head."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> Ledger:
        """Make an empty ledger; one that was made but never got its first entry is taken over.

        Raises
        ------
        InputError
            when there is a case already
        LedgerError
            when the folder cannot be written
        """
        ledger = cls(path)
        if _is_there(path) and ledger._holds_something():
            raise InputError(
                _("There is a case in {folder} already. Open it, or choose another name.").format(folder=path.parent)
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(
                _("The folder {folder} cannot be made: {why}.").format(folder=path.parent, why=reason(error))
            ) from error
        with ledger._connection(create=True) as connection:
            connection.executescript(f"BEGIN IMMEDIATE; {_CREATE} COMMIT;")
        return ledger

    def _holds_something(self) -> bool:
        """Whether the file is more than what a killed attempt to make a ledger leaves."""
        if not self.path.stat().st_size:
            return False
        try:
            return self.head()[1] != GENESIS
        except LedgerError:
            return True

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Open a ledger that exists.

        Raises
        ------
        NotFoundError
            when there is none
        NewerLedgerError
            when a later release wrote it
        LedgerError
            when it is not a ledger or cannot be read
        """
        if not _is_there(path):
            raise NotFoundError(
                _("There is no case in {folder}: the file ledger.sqlite is missing.").format(folder=path.parent)
            )
        ledger = cls(path)
        with ledger._connection() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            known = ours and connection.execute("SELECT count(*) FROM sqlite_master WHERE name='entry'").fetchone()[0]
        if ours and version > SCHEMA_VERSION:
            raise NewerLedgerError(
                _(
                    "This case was written by a newer casekit (format {theirs}, this one reads up to {ours}). "
                    "Nothing was changed; please update casekit and open it again."
                ).format(theirs=version, ours=SCHEMA_VERSION)
            )
        if not known:
            raise LedgerError(_("The file ledger.sqlite is not a casekit case, or it is damaged. Use a copy of it."))
        return ledger

    @contextmanager
    def _connection(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        mode = "rwc" if create else "rw"
        try:
            uri = f"{self.path.resolve().as_uri()}?mode={mode}"
            try:
                connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
                connection.execute("PRAGMA schema_version").fetchone()
            except sqlite3.OperationalError:
                if create:
                    raise
                connection = sqlite3.connect(
                    uri.replace("mode=rw", "mode=ro"), uri=True, timeout=BUSY_SECONDS, isolation_level=None
                )
            try:
                connection.execute("PRAGMA synchronous=FULL")
                # Written pages wait in memory until the commit; otherwise a long import would lock all readers out.
                connection.execute("PRAGMA cache_spill=OFF")
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise _in_words(error, self.path) from error

    def head(self) -> tuple[int, str]:
        """(seq, hash) of the last entry; (0, 64 zeros) when there is none."""
        with self._connection() as connection:
            return _head(connection)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The entries whose seq is greater than `after`, in order."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM entry WHERE seq > ? ORDER BY seq", (after,))
            for row in rows:
                yield Entry(*row)

    def append(self, kind: str, items: Sequence[dict[str, Any]]) -> Entry:
        """Add one entry, durably."""
        with self.writing() as add:
            return add(kind, items)

    @contextmanager
    def writing(self) -> Iterator[Callable[[str, Sequence[dict[str, Any]]], Entry]]:
        """Add several entries together: all of them are there after the block, or none."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                seq, prev = _head(connection)

                def add(kind: str, items: Sequence[dict[str, Any]]) -> Entry:
                    nonlocal seq, prev
                    entry = seal(
                        seq + 1, clock.iso_utc(clock.now()), kind, prev, [storable(item) for item in items],
                        secrets.token_bytes(32),
                    )  # fmt: skip
                    connection.execute(
                        f"INSERT INTO entry ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",
                        (
                            entry.seq, entry.recorded_at, entry.kind, entry.prev, entry.count, entry.items_root,
                            entry.hash, entry.secret, entry.body,
                        ),
                    )  # fmt: skip
                    seq, prev = entry.seq, entry.hash
                    return entry

                yield add
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, MemoryError):
                    raise CaseError(_("The machine ran out of memory. Nothing was saved.")) from error
                raise

    def copy_to(self, path: Path) -> None:
        """Write the ledger as it is at this moment into a new file, even while another window writes."""
        with self._connection() as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)

    def verify(self) -> list[Fault]:
        """Recompute every hash; an empty list means that nothing was altered before the head.

        Entries cut off at the end leave a shorter chain that is sound in itself: that they are gone shows only
        to whoever has kept the head of that day, as every report prints it.
        """
        faults: list[Fault] = []
        prev, expected_seq = GENESIS, 1
        for entry in self.entries():
            where = _("entry {seq}").format(seq=entry.seq)
            if entry.seq != expected_seq:
                faults.append(Fault(where, _("entries before it are missing")))
            if entry.prev != prev:
                faults.append(Fault(where, _("it does not follow the entry before it")))
            try:
                sound = entry.expected_hash() == entry.hash
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                sound = False
            if not sound:
                faults.append(Fault(where, _("its content was altered after it was recorded")))
            prev, expected_seq = entry.hash, entry.seq + 1
        return faults


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        message = _("The case cannot be opened. Check that the folder exists and that you may read it.")
        raise LedgerError(message, [Fault(str(path), reason(error))]) from error


def _head(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)
