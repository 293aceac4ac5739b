"""Rows of a text file: csv, and what was copied out of a page or a PDF, with tabs, bars or blanks between the cells.

The sign that stands between the cells is the one that divides most of the first lines into three parts or more.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice

from casekit.errors import InputError
from casekit.importers.reading import text_lines
from casekit.importers.reading.laid_sheets import Row
from casekit.importers.source import Probe
from casekit.text import _

_SAMPLE = 40
_SIGNS = (",", "\t", ";", "|", "，", "；", "｜")
_WIDE_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000|\t")
_GAP = re.compile(r"[ \u3000\xa0\t]+")
# A date and the time of day behind it are one cell, and so is a date with the day of the week.
_DATE_AND_CLOCK = re.compile(
    r"(\d[-/.月]\d{1,2}日?|\d{8})[ \xa0]+((?:(?:星期|周)[一二三四五六日天][ \xa0]*)?\d{1,2}:\d{2}(?::\d{2})?)"
)
_MOST_LINES_OF_A_CELL, _LONGEST_CELL = 200, 1 << 16


def rows(probe: Probe) -> Iterator[Row]:
    """(row number from 1, cells).

    Raises
    ------
    InputError
        when it is no text, or a quotation mark runs together rows that belong apart
    """
    lines = text_lines.lines(probe)
    first = list(islice(lines, _SAMPLE))
    sign = max(_SIGNS, key=lambda one: sum(line.count(one) > 1 for line in first))
    if sum(line.count(sign) > 1 for line in first) < 2:
        for gap, fewest in ((_WIDE_GAP, 3), (_GAP, 4)):
            if width := _width(first, gap, fewest):
                yield from _by_blanks(chain(first, lines), gap, width)
                return
    yield from _by_sign(probe, chain(first, lines), sign)


def _parts(line: str, gap: re.Pattern[str]) -> list[str]:
    kept = _DATE_AND_CLOCK.sub(lambda found: "\0".join(found.group().split()), line.strip())
    return [part.replace("\0", " ") for part in gap.split(kept)] if kept else []


def _width(lines: list[str], gap: re.Pattern[str], fewest: int) -> int:
    """How many words without a digit stand above lines of as many cells that hold some; 0 when it is no table."""
    divided = [_parts(line, gap) for line in lines]
    for place, cells in enumerate(divided):
        is_header = len(cells) >= fewest and not _has_digit(cells)
        if is_header and any(len(below) == len(cells) and _has_digit(below) for below in divided[place + 1 :]):
            return len(cells)
    return 0


def _has_digit(cells: list[str]) -> bool:
    return any(sign.isdigit() for cell in cells for sign in cell)


def _by_blanks(lines: Iterator[str], gap: re.Pattern[str], width: int) -> Iterator[Row]:
    """Rows whose cells stand apart by blanks.

    An empty cell leaves no trace there. So a row that has not as many cells as there are headers is given as one
    cell, which nobody takes for a call, rather than with its cells under the wrong headers.
    """
    for number, line in enumerate(lines, start=1):
        cells = _parts(line, gap)
        yield number, cells if len(cells) == width else [line.strip()]


def _by_sign(probe: Probe, lines: Iterator[str], sign: str) -> Iterator[Row]:
    """Rows of csv, in which a quotation mark that is never closed, or closed in another row, is a sign like others."""
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=sign)
    number = width = 0
    while True:
        feed.begin()
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _open_quotation(probe, number) from error
        if not feed.pulled:
            return
        if cells is None or feed.is_stopped or (len(feed.pulled) > 1 and _are_rows(feed.pulled, cells, sign, width)):
            line, *after = feed.pulled
            feed.back(after)
            reader = csv.reader(feed, delimiter=sign)
            cells = [cell.strip().strip('"') for cell in line.split(sign)]
        if len(cells) > 2:
            width = len(cells)
        yield number, cells


def _are_rows(lines: list[str], cells: list[str], sign: str, width: int) -> bool:
    """Whether lines that a quotation runs together are rows of their own: each has as many cells, or they have not."""
    return width > 0 and (len(cells) != width or all(line.count(sign) + 1 == width for line in lines))


class _Feed:
    """Lines for the reader of csv: remembers those it has pulled for a row, and stops where they are too many."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._again = lines, deque[str]()
        self.pulled: list[str] = []
        self.is_stopped = False
        self._length = 0

    def begin(self) -> None:
        """A new row."""
        self.pulled.clear()
        self._length = 0

    def back(self, lines: list[str]) -> None:
        """Lines that are to come once more, before the others."""
        self._again.extendleft(reversed(lines))
        self.is_stopped = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = None
        if len(self.pulled) <= _MOST_LINES_OF_A_CELL and self._length <= _LONGEST_CELL:
            line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.is_stopped = bool(self.pulled)
            raise StopIteration
        self._length += len(line)
        self.pulled.append(line)
        return line


def _open_quotation(probe: Probe, number: int) -> InputError:
    return InputError(
        _(
            "In row {row} of {name} a quotation mark opens and is not closed, so the rows after it cannot be told "
            "apart. Please download the list again, or take the mark out."
        ).format(row=number, name=probe.name)
    )
