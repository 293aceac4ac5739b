"""Pictures and sounds of an iPhone's messages: named in the database, lying elsewhere in the backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from casekit.importers.iphone.backup import hashed_name
from casekit.importers.iphone.values import text_of
from casekit.importers.reading.database import Connection
from casekit.importers.records import Attachment, Warned
from casekit.importers.source import Probe
from casekit.text import _

_FOLDER = "Attachments"
_MOST_PER_MESSAGE = 100


class Attachments:
    """Finds the files of messages: in the backup beside the database, or in the folder `Attachments` beside it.

    Parameters
    ----------
    scratch
        a folder to copy them into, None while the file is only looked through
    """

    def __init__(self, probe: Probe, scratch: Path | None, tables: dict[str, tuple[str, ...]]) -> None:
        self._beside, self._scratch = probe.path.parent, scratch
        self._is_known = {"message_id", "attachment_id"}.issubset(
            tables.get("message_attachment_join", ())
        ) and "filename" in tables.get("attachment", ())
        self._name = "a.transfer_name" if "transfer_name" in tables.get("attachment", ()) else "NULL"
        self._found = self._missing = 0

    def of(self, connection: Connection, message: object) -> tuple[Attachment, ...]:
        """The attachments of a message, with their bytes where they can be found."""
        if not self._is_known:
            return ()
        rows = connection.execute(
            f"SELECT a.filename, {self._name} FROM message_attachment_join AS j "
            "JOIN attachment AS a ON a.ROWID = j.attachment_id WHERE j.message_id = ? LIMIT ?",
            (message, _MOST_PER_MESSAGE),
        )
        return tuple(self._attachment(text_of(path), text_of(name)) for path, name in rows)

    def notes(self) -> Iterator[Warned]:
        """How many files could not be found."""
        if self._missing:
            yield Warned(
                _("Pictures, sounds and other files of messages that are not beside the database: {count}. Their names "
                  "are kept. To have the files too, take in the whole backup folder, or add the important ones as "
                  "evidence.").format(count=self._missing)
            )  # fmt: skip

    def _attachment(self, path: str, name: str) -> Attachment:
        name = (name or PurePosixPath(path).name or _("a file without a name"))[:200]
        file = next((one for one in self._places(path) if _is_file(one)), None)
        if file is None:
            self._missing += 1
            return Attachment(name)
        self._found += 1
        if self._scratch is None:
            return Attachment(name)
        target = self._scratch / f"attachment-{self._found}{PurePosixPath(name).suffix[:10]}"
        try:
            shutil.copyfile(file, target)
        except (OSError, ValueError):
            self._missing += 1
            return Attachment(name)
        return Attachment(name, target)

    def _places(self, path: str) -> Iterator[Path]:
        """Where the file `~/Library/SMS/Attachments/ab/11/…/IMG_0001.HEIC` can lie, seen from the database."""
        _before, found, below = path.partition(f"/{_FOLDER}/")
        if not found or "\0" in path or ".." in PurePosixPath(below).parts:
            return
        hashed = hashed_name("MediaDomain", f"Library/SMS/{_FOLDER}/{below}")
        yield self._beside.parent / hashed[:2] / hashed
        yield self._beside / hashed
        yield self._beside / _FOLDER / below


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
