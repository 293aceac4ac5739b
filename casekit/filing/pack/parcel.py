"""The things of a pack as bytes in a folder and a zip: whole or not at all, the same bytes for the same things."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from casekit.casebook.evidence import sha256_of
from casekit.errors import LedgerError, reason
from casekit.outgoing import no_formula
from casekit.text import _

_BLOCK = 1 << 20
_LONGEST_NAME = 80
# What does not get smaller by packing it once more.
_PACKED = frozenset({
    ".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".amr", ".3gp", ".mp4",
    ".mov", ".zip", ".docx", ".xlsx", ".pdf",
})  # fmt: skip
# What a zip adds to each thing beside its name twice, and once at its end.
_HEADERS, _END = 30 + 46, 22
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = str.maketrans({**dict.fromkeys('\\/:"<>|', "_"), "*": "＊", "?": "？"})
# Signs with which a spreadsheet takes a cell for a formula.


@dataclass(frozen=True)
class Thing:
    """One file of a pack: its name with folders before it, what it is, and its bytes or where they lie.

    `mark` is its number in the list of evidence, `original` the SHA-256 of the evidence file that it is or was made of.
    """

    name: str
    about: str
    content: bytes | Path = field(repr=False)
    mark: str = ""
    original: str = ""

    def blocks(self) -> Iterator[bytes]:
        """Its bytes."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    @property
    def _stored(self) -> bool:
        return PurePath(self.name).suffix.lower() in _PACKED

    @cached_property
    def packed_size(self) -> int:
        """How many bytes it adds to a zip."""
        inside = self.size if self._stored else self._deflated()
        return inside + _HEADERS + 2 * len(self.name.encode("utf-8"))

    def _deflated(self) -> int:
        squeeze = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
        return sum(len(squeeze.compress(block)) for block in self.blocks()) + len(squeeze.flush())


def zip_size(things: Iterable[Thing]) -> int:
    """How many bytes a zip of these things has."""
    return sum(one.packed_size for one in things) + _END


def safe_name(name: str) -> str:
    """A name that every system takes, without what makes folders or hides files."""
    plain = "".join(sign for sign in name.translate(_FORBIDDEN) if sign.isprintable()).strip(" .") or "_"
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    return stem[: _LONGEST_NAME - len(suffix)].rstrip(" .") + suffix


def manifest_of(things: Sequence[Thing], name: str, head: tuple[int, str]) -> Thing:
    """The list of the things with their hashes, as a table (csv), and the head of the case's ledger."""
    stream = io.StringIO()
    table = csv.writer(stream)
    table.writerow(
        [
            _("File"),
            _("What it is"),
            _("Evidence no."),
            _("Bytes"),
            "SHA-256",
            _("SHA-256 of the original evidence file"),
        ]
    )
    for one in things:
        table.writerow([no_formula(one.name), one.about, one.mark, one.size, one.sha256, one.original])
    table.writerow([])
    table.writerow([_("Ledger of the case, entry {seq}").format(seq=head[0]), "", "", "", head[1]])
    return Thing(name, _("list of files with their SHA-256"), ("\ufeff" + stream.getvalue()).encode("utf-8"))


def free_place(folder: Path, manifest: str) -> Path:
    """The folder, or a numbered one beside it when what lies there is no pack or was edited since it was made."""
    place, count = folder, 1
    while place.exists() and not _untouched(place, manifest):
        count += 1
        place = folder.with_name(f"{folder.name} ({count})")
    return place


def _untouched(folder: Path, manifest: str) -> bool:
    """Whether a folder holds just what its list of files says, each as it was made."""
    try:
        text = (folder / manifest).read_text("utf-8-sig")
        listed = {row[0].removeprefix("'"): row[4] for row in csv.reader(io.StringIO(text)) if len(row) > 5}
        there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        there.pop(manifest)
        return there.keys() == set(list(listed)[1:]) and all(
            sha256_of(path) == listed[name] for name, path in there.items()
        )
    except (OSError, UnicodeDecodeError, csv.Error, KeyError):
        return False


def write_parcel(folder: Path, things: Sequence[Thing], archive: Path, packed: Sequence[Thing]) -> None:
    """Write the folder and the zip; a folder that was there is replaced, and stays when something fails.

    Raises
    ------
    LedgerError
        when there is no room or no right to write
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".waiting-") as waiting:
            made, squeezed, old = Path(waiting, "new"), Path(waiting, "new.zip"), Path(waiting, "old")
            for one in things:
                _write(made / one.name, one)
            _zip(squeezed, packed)
            if folder.exists():
                os.replace(folder, old)
            try:
                os.replace(made, folder)
                os.replace(squeezed, archive)
            except OSError:
                if old.exists():
                    shutil.rmtree(folder, ignore_errors=True)
                    os.replace(old, folder)
                raise
    except OSError as error:
        raise LedgerError(
            _("The pack could not be written to {folder}: {why}. Choose another place, or make room, then try again.").format(
                folder=folder, why=reason(error)
            )
        ) from error  # fmt: skip


def _write(place: Path, one: Thing) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as stream:
        for block in one.blocks():
            stream.write(block)


def _zip(place: Path, things: Iterable[Thing]) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        for one in things:
            info = zipfile.ZipInfo(one.name, _LONG_AGO)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if one._stored else zipfile.ZIP_DEFLATED
            info.file_size = one.size
            with archive.open(info, "w") as stream:
                for block in one.blocks():
                    stream.write(block)
