"""How far the reading of a file is, told while it is read; also where reading is stopped, by what it is told to."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from casekit.importers.records import Item, Record, Skipped

if sys.platform == "win32":
    from pathlib import WindowsPath as _PathHere
else:
    from pathlib import PosixPath as _PathHere

# (rows so far, rows in all); the latter is 0 while nothing tells it, and an estimate by bytes while a file is read for
# the first time. It may raise `StoppedError`, which then ends the reading.
Progress = Callable[[int, int], None]
_ROWS_BETWEEN = 250


class Watch:
    """Rows and bytes of one reading after another of a file."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._rows = self._total = self._estimate = 0

    def items(self, items: Iterator[Item], total: int = 0) -> Iterator[Item]:
        """Pass items on and count the rows among them; `total` is 0 while their number is not known."""
        self._rows, self._total, self._estimate = 0, total, 0
        for item in items:
            if isinstance(item, Record | Skipped):
                self._rows += 1
                if self._rows % _ROWS_BETWEEN == 0:
                    self._tell()
            yield item
        self._total = self._rows
        self._tell()

    def at(self, position: int, size: int) -> None:
        """Note how many bytes were read before the next ones are: the rows in all are estimated by them.

        What was read to its end before the first row tells nothing of the rows.
        """
        if self._rows and 0 < position < size:
            self._estimate = self._rows * size // position
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            total = self._total or (max(self._estimate, self._rows) if self._estimate else 0)
            self._progress(self._rows, total)


class WatchedPath(_PathHere):
    """A path whose file, when opened through it for reading, tells a `Watch` where its reading is."""

    watch: Watch | None = None

    @classmethod
    def of(cls, path: Path, watch: Watch) -> WatchedPath:
        """The same path, watched."""
        watched = cls(path)
        watched.watch = watch
        return watched

    def open(  # type: ignore[override]
        self,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> IO[Any]:
        """As `Path.open`."""
        if self.watch is None or mode not in ("r", "rt", "rb"):
            return super().open(mode, buffering, encoding, errors, newline)
        stream = io.BufferedReader(_WatchedFile(self, self.watch))
        return stream if mode == "rb" else io.TextIOWrapper(stream, encoding, errors, newline)


class _WatchedFile(io.FileIO):
    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path)
        self._watch, self._size = watch, os.fstat(self.fileno()).st_size

    def readinto(self, buffer: Any, /) -> int:
        self._watch.at(self.tell(), self._size)
        return super().readinto(buffer) or 0
