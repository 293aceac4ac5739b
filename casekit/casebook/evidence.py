"""The evidence store: original bytes, named by their SHA-256, read-only."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath

from casekit.errors import InputError, LedgerError, NotFoundError, reason
from casekit.text import _

_BLOCK = 1 << 20
_LONGEST_SUFFIX = 10
_KINDS = {"audio": "recording", "video": "recording", "image": "screenshot"}
# Types that the standard table lacks on some systems; phones write them.
_MORE_TYPES = {
    ".m4a": "audio/mp4", ".amr": "audio/amr", ".3gp": "audio/3gpp", ".oga": "audio/ogg", ".opus": "audio/ogg",
    ".heic": "image/heic", ".webp": "image/webp", ".xls": "application/vnd.ms-excel", ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store: where, how big, what."""

    sha256: str
    name: str
    size: int
    media_type: str
    kind: str
    is_new: bool


def media_type_of(name: str) -> str:
    """The media type by the ending of a file name."""
    suffix = PurePath(name).suffix.lower()
    return _MORE_TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def kind_of(name: str) -> str:
    """What kind of evidence a file is, by its name: recording, screenshot, document or other."""
    media_type = media_type_of(name)
    if media_type in ("application/pdf", "text/plain"):
        return "document"
    return _KINDS.get(media_type.split("/")[0], "other")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file of any size, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class EvidenceStore:
    """`evidence/3f/3fa9…e1.m4a` below the case folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, source: Path | bytes, name: str) -> StoredFile:
        """Copy a file (or bytes) into the store; the same content is stored once.

        Raises
        ------
        InputError
            when the file cannot be read or holds nothing
        LedgerError
            when the store cannot be written
        """
        digest, size = hashlib.sha256(), 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, waiting = tempfile.mkstemp(dir=self.folder, prefix=".waiting-")
        except OSError as error:
            raise self._cannot_write(error) from error
        try:
            with os.fdopen(handle, "wb") as target:
                for block in _blocks(source, name):
                    digest.update(block)
                    size += len(block)
                    try:
                        target.write(block)
                    except OSError as error:
                        raise self._cannot_write(error) from error
                try:
                    target.flush()
                    os.fsync(target.fileno())
                except OSError as error:
                    raise self._cannot_write(error) from error
            if not size:
                raise InputError(_("The file {name} is empty. Nothing was taken in.").format(name=name))
            final = self._path(digest.hexdigest(), PurePath(name).suffix)
            is_new = self.find(digest.hexdigest()) is None
            if is_new:
                try:
                    final.parent.mkdir(exist_ok=True)
                    os.chmod(waiting, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
                    os.replace(waiting, final)
                except OSError as error:
                    raise self._cannot_write(error) from error
        finally:
            if os.path.exists(waiting):
                os.chmod(waiting, stat.S_IRUSR | stat.S_IWUSR)  # Windows does not delete what is read-only
                os.unlink(waiting)
        return StoredFile(digest.hexdigest(), name, size, media_type_of(name), kind_of(name), is_new)

    def discard(self, sha256: str) -> None:
        """Take a file out again that no entry speaks of."""
        path = self.path(sha256)
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()

    def _path(self, sha256: str, suffix: str) -> Path:
        safe = "".join(sign for sign in suffix.lower() if sign.isascii() and sign.isalnum())[:_LONGEST_SUFFIX]
        return self.folder / sha256[:2] / (f"{sha256}.{safe}" if safe else sha256)

    def find(self, sha256: str) -> Path | None:
        """Where the file with this hash lies, None when it is not there."""
        return next(iter(sorted((self.folder / sha256[:2]).glob(f"{sha256}*"))), None)

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies.

        Raises
        ------
        NotFoundError
            when it is not in the store
        """
        found = self.find(sha256)
        if found is None:
            raise NotFoundError(
                _("The evidence file {sha256} is missing from the case folder.").format(sha256=sha256[:16])
            )
        return found

    def is_unchanged(self, sha256: str) -> bool:
        """Whether the stored bytes still have the hash they are named by."""
        return sha256_of(self.path(sha256)) == sha256

    def _cannot_write(self, error: OSError) -> LedgerError:
        return LedgerError(
            _("The file could not be kept in {folder}: {why}. Nothing was saved.").format(
                folder=self.folder, why=reason(error)
            )
        )


def _blocks(source: Path | bytes, name: str):  # type: ignore[no-untyped-def]
    if isinstance(source, bytes):
        yield source
        return
    try:
        with source.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as error:
        raise InputError(_("The file {name} cannot be read: {why}.").format(name=name, why=reason(error))) from error
