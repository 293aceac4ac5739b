"""Columns of a table without ruling lines, found by where its words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

_FEWEST_HEADERS = 4
_FEWEST_CELLS = 3
# Lines nearer to each other than this part of the least distance of rows, and than so many heights of their signs, are
# lines of one row.
_NEAR, _NEAR_IN_HEIGHTS = 0.75, 1.35
_TOTALS = "计"
# So much of the height of its signs a word may stand over the rim of its column.
_RIM = 0.2
_WHOLE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}|1[3-9]\d{9}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Word:
    """Words without a gap, and where they stand on the page, in points from its upper left corner."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    pieces: tuple[Word, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def word_of(signs: Sequence[Mapping[str, Any]]) -> Word:
    """A word from its signs, as the library gives them.

    Words of a cell that is too narrow touch those of the next one, 10:00:00杭州. Such a word has pieces: what is whole
    by itself, and what stands around it.
    """
    parts: list[list[Mapping[str, Any]]] = []
    may_go_on = False
    for _is_ascii, group in groupby(signs, key=lambda one: str(one["text"]).isascii()):
        part = list(group)
        is_alone = is_whole("".join(one["text"] for one in part))
        if may_go_on and not is_alone:
            parts[-1] += part
        else:
            parts.append(part)
        may_go_on = not is_alone
    whole = _joined(signs)
    return Word(whole.x0, whole.x1, whole.top, whole.bottom, whole.text, tuple(map(_joined, parts)))


def is_whole(text: str) -> bool:
    """Whether it is one thing by its form: a time of day, a date, a number of a mobile phone."""
    return _WHOLE.fullmatch(text) is not None


def _joined(signs: Sequence[Mapping[str, Any]]) -> Word:
    left, right = min(one["x0"] for one in signs), max(one["x1"] for one in signs)
    top, bottom = min(one["top"] for one in signs), max(one["bottom"] for one in signs)
    return Word(left, right, top, bottom, "".join(one["text"] for one in signs))


@dataclass(slots=True)
class Line:
    """Words of one height, from left to right."""

    words: list[Word]

    @property
    def top(self) -> float:
        return self.words[0].top

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def has_digits(self) -> bool:
        return any(sign.isdigit() for word in self.words for sign in word.text)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines that words stand in, from the top."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda one: (one.top + one.bottom, one.x0)):
        middle = word.middle[1]
        last = lines[-1].words[-1] if lines else None
        if last is not None and last.top < middle < last.bottom:
            lines[-1].words.append(word)
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda one: one.x0)
    return lines


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: where each ends and the next begins."""

    edges: tuple[float, ...]

    @property
    def width(self) -> int:
        return len(self.edges) + 1

    def cells(self, *lines: Line) -> list[str]:
        """The cells of a row, whose words may stand in several lines."""
        return cells_of(lines, lambda piece: sum(edge < piece.middle[0] for edge in self.edges), self.width)

    def _is_spread(self, line: Line) -> bool:
        """Whether a word stands over several columns, as running text does."""
        pieces = [piece for word in line.words for piece in word.pieces if not is_whole(piece.text)]
        return any(piece.x0 < edge - 1 and edge + 1 < piece.x1 for piece in pieces for edge in self.edges)

    def rows(self, lines: Sequence[Line]) -> Iterator[list[str]]:
        """The rows that lines are: those of few words join the full line that they stand near to."""
        fewest = max(_FEWEST_CELLS, self.width // 2)
        full = [place for place, line in enumerate(lines) if len(line.words) >= fewest and not self._is_spread(line)]
        apart = [lines[two].top - lines[one].top for one, two in pairwise(full)]
        height = median(lines[one].words[0].bottom - lines[one].top for one in full) if full else 0.0
        near = min(_NEAR * min(apart, default=0.0), _NEAR_IN_HEIGHTS * height)
        joined: dict[int, int] = {}
        for place, line in enumerate(lines):
            if place in full or not full or self._is_spread(line) or _TOTALS in line.text:
                continue
            nearest = min(full, key=lambda one: abs(lines[one].top - line.top))
            if abs(lines[nearest].top - line.top) < near:
                joined[place] = nearest
        for place, line in enumerate(lines):
            if place in joined:
                continue
            others = [other for other, to in joined.items() if to == place]
            if self._is_spread(line) and place not in full:
                yield [line.text]
            else:
                yield self.cells(*(lines[one] for one in sorted([place, *others])))


def cells_of(lines: Iterable[Line], place_of: Callable[[Word], int | None], width: int) -> list[str]:
    """The cells of a row from its lines, given in which of them a piece stands; what stands in none is left out."""
    cells = [""] * width
    for line in lines:
        begun: set[int] = set()
        for word in line.words:
            for number, piece in enumerate(word.pieces):
                if (place := place_of(piece)) is None:
                    continue
                between = ("" if number else " ") if place in begun else "\n" if cells[place] else ""
                cells[place] += between + piece.text
                begun.add(place)
    return [one_line(cell) for cell in cells]


def columns_below(lines: Sequence[Line]) -> tuple[int, Columns] | None:
    """(place of the header among lines, the columns below it); None when no line of headers stands over a list."""
    for place, line in enumerate(lines):
        if len(line.words) < _FEWEST_HEADERS or line.has_digits:
            continue
        body = [one for one in lines[place + 1 :] if len(one.words) * 2 >= len(line.words)]
        body = [one for one in body if len(one.words) >= _FEWEST_CELLS]
        if any(one.has_digits for one in body):
            return place, _columns(line, body)
    return None


def _spans(line: Line) -> Iterator[tuple[float, float]]:
    """From where to where the cells of a line stand at least; a date and the time behind it are one."""
    pieces = [piece for word in line.words for piece in word.pieces]
    for number, piece in enumerate(pieces):
        rim = _RIM * (piece.bottom - piece.top)
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        end = after if after is not None and _DATE_AT_END.search(piece.text) and _CLOCK.match(after.text) else piece
        yield piece.x0 + rim, max(piece.x0 + rim, end.x1 - rim)


def _columns(header: Line, body: Sequence[Line]) -> Columns:
    """Columns by the white between them; one is over each header, and what has no header belongs to its left."""
    bands: list[list[float]] = []
    spans = [(word.x0, word.x1) for word in header.words]
    for line in body:
        spans += _spans(line)
    for left, right in sorted(spans):
        if bands and left <= bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], right)
        else:
            bands.append([left, right])
    edges: list[float] = []
    end, is_headed = 0.0, False
    for left, right in bands:
        heads = [word for word in header.words if left <= (word.x0 + word.x1) / 2 <= right]
        if heads and is_headed:
            edges.append((end + left) / 2)
        edges += [(one.x1 + two.x0) / 2 for one, two in pairwise(heads)]
        is_headed, end = is_headed or bool(heads), right
    return Columns(tuple(edges))


_DATE_AT_END = re.compile(r"\d[-/.月]\d{1,2}日?\Z")


def one_line(cell: str) -> str:
    """The words of a cell that is broken into lines: Chinese and digits go on, a date and its time stand apart."""
    parts = [part.strip() for part in cell.split("\n")]
    text = ""
    for part in filter(None, parts):
        apart = (_DATE_AT_END.search(text) and _CLOCK.match(part)) or (
            text[-1:].isascii() and text[-1:].isalpha() and part[:1].isascii() and part[:1].isalpha()
        )
        text += f" {part}" if apart else part
    return text
