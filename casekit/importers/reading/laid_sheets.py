"""The sheets of a file, laid out once in a temporary file, from which their rows are read one by one.

A workbook, a web page or a PDF has to be gone through as a whole before its tables are known. What is found lies on
the disk meanwhile, not in memory, and the temporary file is gone as soon as nobody holds it any more.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

Row = tuple[int, list[str]]
_BLOCK = 1 << 18
_MOST_SHEETS = 10_000


class Place(int):
    """The number of a row on a page of a document: in order like any number, written as p2:15."""

    # No sheet of a workbook has so many rows.
    _PAGE = 10_000_000

    @classmethod
    def on_page(cls, page: int, row: int) -> Place:
        """The place of a row; pages and rows count from 1."""
        return cls(page * cls._PAGE + row)

    def __str__(self) -> str:
        return f"p{self // self._PAGE}:{self % self._PAGE}"


class TooLargeError(Exception):
    """Raised while rows are laid that come to more bytes, or sheets, than any honest list has."""


@dataclass(slots=True)
class _Sheet:
    """Where the rows of a sheet lie: from the first byte to the last; rows of other sheets may lie between."""

    name: str
    hidden: bool
    number: int
    first: int = -1
    last: int = -1


def sheet_line(number: int, name: str, hidden: bool = False) -> bytes:
    """The line that opens a sheet."""
    return json.dumps({"sheet": number, "name": name, "hidden": hidden}).encode() + b"\n"


def row_line(sheet: int, row: int, cells: Sequence[str]) -> bytes:
    """The line of a row; empty cells at its end are left out."""
    kept = len(cells)
    while kept and not cells[kept - 1]:
        kept -= 1
    return json.dumps([sheet, row, *cells[:kept]]).encode() + b"\n"


class LaidSheets:
    """Sheets and their rows in a temporary file; `most` is the number of bytes at which laying stops."""

    def __init__(self, most: int) -> None:
        # Closed by the finalizer, not by a block: it lives as long as the probe that holds it.
        self.stream: IO[bytes] = tempfile.TemporaryFile(prefix="casekit-")  # noqa: SIM115
        weakref.finalize(self, self.stream.close)
        self._most, self._length = most, 0
        self._sheets: dict[int, _Sheet] = {}
        self._names: dict[str, _Sheet] = {}

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._sheets)

    def open_sheet(self, name: str, hidden: bool = False) -> int:
        """Begin a sheet; gives its number. A name that is there already gets a number of its own behind it."""
        number = len(self._sheets)
        if number >= _MOST_SHEETS:
            raise TooLargeError
        unique, count = name, 1
        while unique in self._names:
            count += 1
            unique = f"{name} ({count})"
        self._sheets[number] = self._names[unique] = _Sheet(unique, hidden, number)
        return number

    def put(self, sheet: int, row: int, cells: Sequence[str]) -> None:
        """Lay a row into a sheet; rows of several sheets may come by turns."""
        self._placed(sheet, row_line(sheet, row, cells), write=True)

    def _placed(self, sheet: int, line: bytes, *, write: bool) -> None:
        known = self._sheets[sheet]
        if known.first < 0:
            known.first = self._length
        self._length += len(line)
        known.last = self._length
        if self._length > self._most:
            raise TooLargeError
        if write:
            self.stream.write(line)

    def hide(self, sheet: int) -> None:
        """Say of a sheet that it is hidden, where the file tells so after its rows."""
        self._sheets[sheet].hidden = True

    def take_over(self) -> str:
        """Find the sheets in what another process has written to `stream`; gives the fault it tells of, or ""."""
        self.stream.seek(0)
        for line in self.stream:
            if line.startswith(b"["):
                self._placed(int(line[1 : line.index(b",")]), line, write=False)
                continue
            said = json.loads(line)
            if "fault" in said:
                return str(said["fault"])
            self.open_sheet(said["name"], said["hidden"])
            self._length += len(line)
        return ""

    def names(self, *, hidden: bool = False) -> list[str]:
        """The names of the sheets that a person sees, or of the hidden ones, in their order."""
        return [name for name, sheet in self._names.items() if sheet.hidden == hidden]

    def rows(self, name: str) -> Iterator[Row]:
        """(row number from 1, cells) of one sheet; rows without any content are left out."""
        sheet = self._names[name]
        at, rest = sheet.first, b""
        while 0 <= at < sheet.last:
            self.stream.seek(at)
            block = self.stream.read(min(_BLOCK, sheet.last - at))
            if not block:
                return
            at += len(block)
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                if line.startswith(b"["):
                    number, row, *cells = json.loads(line)
                    if number == sheet.number and cells:
                        yield Place(row) if row > Place._PAGE else row, cells
