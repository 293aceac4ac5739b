"""A file written into text as base64, of any size: whether it is whole, and its bytes on the disk."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from pathlib import Path

from casekit.errors import InputError, reason
from casekit.text import _

_BETWEEN = re.compile(rb"&#[xX]?[0-9a-fA-F]{1,8};|\s+")
_HALF = re.compile(rb"&[#xX0-9a-fA-F]{0,10}\Z")
_DIGITS = re.compile(rb"[A-Za-z0-9+/]*(=*)")
_BLOCK = 1 << 20


class Digits:
    """The base64 digits of a file, piece by piece, without line breaks; kept in `path`, in memory, or only counted."""

    def __init__(self, path: Path | None = None, *, kept: bool = False) -> None:
        self._path = path
        self._kept: list[bytes] | None = [] if kept else None
        self._half = b""
        self.count = 0
        self.is_clean = True
        self.has_end = False

    def write(self, piece: bytes) -> None:
        """Take the next piece; a reference to a line break may be cut in two."""
        if not self.is_clean:
            return
        data = self._half + piece
        half = _HALF.search(data)
        self._half = half.group() if half else b""
        digits = _BETWEEN.sub(b"", data[: len(data) - len(self._half)])
        found = _DIGITS.fullmatch(digits)
        if found is None or (self.has_end and digits.strip(b"=")):
            self.is_clean = False
            return
        self.has_end = self.has_end or bool(found.group(1))
        digits = digits.rstrip(b"=")
        self.count += len(digits)
        if self._kept is not None:
            self._kept.append(digits)
        if self._path is not None:
            try:
                with self._path.open("ab") as file:
                    file.write(digits)
            except OSError as error:
                raise _no_room(self._path, error) from error

    @property
    def is_whole(self) -> bool:
        """Whether nothing but digits came."""
        return self.is_clean and not self._half

    def blocks(self) -> Iterator[bytes]:
        """What was kept; a file of it is deleted afterwards."""
        yield from self._kept or ()
        if self._path is not None and self._path.exists():
            with self._path.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
            self._path.unlink()


def is_file(*parts: Digits) -> bool:
    """Whether the digits, one part after the other, are those of a file."""
    count = sum(one.count for one in parts)
    return all(one.is_whole for one in parts) and count % 4 != 1 and not any(one.has_end for one in parts[:-1])


def lay(target: Path, *parts: Digits) -> None:
    """Write the file whose digits these are.

    Raises
    ------
    InputError
        when the disk does not take it
    """
    half = b""
    try:
        with target.open("wb") as file:
            for part in parts:
                for block in part.blocks():
                    digits = half + block
                    whole = len(digits) // 4 * 4
                    file.write(binascii.a2b_base64(digits[:whole]))
                    half = digits[whole:]
            file.write(binascii.a2b_base64(half + b"=" * (-len(half) % 4)))
    except OSError as error:
        raise _no_room(target, error) from error


def _no_room(path: Path, error: OSError) -> InputError:
    return InputError(
        _("The files inside the messages cannot be unpacked into {folder}: {why}. Please free some space on that disk.")
        .format(folder=path.parent, why=reason(error))
    )  # fmt: skip
