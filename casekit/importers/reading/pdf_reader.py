"""The tables of a PDF, page by page; runs as a process of its own.

Tables with ruling lines are taken as the lines divide them. Where there are none, `pdf_lines` finds the columns by
where the words stand. A table that goes on on the next page goes on here.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from casekit.importers.reading.apart import PROTECTED, fault_line, tell
from casekit.importers.reading.laid_sheets import Place, row_line, sheet_line
from casekit.importers.reading.pdf_lines import (
    Columns,
    Line,
    Word,
    cells_of,
    columns_below,
    is_whole,
    lines_of,
    one_line,
    word_of,
)

NO_WORDS, ODD_WORDS, NO_TABLE = "no_words", "odd_words", "no_table"
_FEWEST_COLUMNS = 3
_LINES_ABOVE = 6
_ACROSS = 2.0
_PAGE_NUMBER = re.compile(r"(?:第|共|总|页|[Pp]ages?|of|[\s\d/,，.\-])+")
_UNNAMED_SIGN = re.compile(r"\(cid:\d+\)")
_TOTALS = re.compile("计")


def answer(path: str) -> Iterator[bytes]:
    """The lines of `laid_sheets` for the tables of a PDF and their rows; a fault ends them."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    document = _Document()
    try:
        with pdfplumber.open(path) as opened:
            for page in opened.pages:
                yield from document.page(page)
                page.close()
    except PdfminerException as error:
        if not any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise
        yield fault_line(PROTECTED)
        return
    yield from document.end()


class _Document:
    """What is known after some of the pages: the sheet that is open, and how its columns lie."""

    def __init__(self) -> None:
        self._sheets = self._page = self._row = 0
        self._width, self._header = 0, [""]
        self._columns: Columns | None = None
        self._above: deque[str] = deque(maxlen=_LINES_ABOVE)
        self._held: tuple[int, list[str]] | None = None
        self._at_top = False
        self._signs = self._unnamed = 0

    def page(self, page: Any) -> Iterator[bytes]:
        """The rows of one page."""
        self._page, self._row, self._at_top = self._page + 1, 0, True
        if sum(map(_is_level, page.chars)) * 2 > len(page.chars):
            # A watermark across the page is no part of the list.
            page = page.filter(lambda one: one["object_type"] != "char" or _is_level(one))
        if len({(one["text"], round(one["x0"]), round(one["top"])) for one in page.chars}) < len(page.chars):
            # Words printed twice, to look bold.
            page = page.dedupe_chars(tolerance=0.5)
        found = page.extract_words(x_tolerance_ratio=0.2, y_tolerance=2, return_chars=True)
        words = [word_of(one["chars"]) for one in found]
        self._signs += sum(len(word.text) for word in words)
        self._unnamed += sum(len("".join(_UNNAMED_SIGN.findall(word.text))) for word in words)
        tables = [one for one in page.find_tables() if self._is_list(one)]
        tables.sort(key=lambda one: one.bbox[1])
        outside = [word for word in words if not any(_is_within(word, one.bbox) for one in tables)]
        lines = lines_of(outside)
        for table in tables:
            while lines and lines[0].top < table.bbox[1]:
                self._remember(lines.pop(0))
            self._columns = None
            for cells in _rows_of(table, words):
                yield from self._ruled(cells)
        if tables and columns_below(lines) is None:
            # Words below a table with lines are its notes.
            self._remember(*lines)
        else:
            yield from self._unruled(lines)

    def end(self) -> Iterator[bytes]:
        """The last row; a fault when there was no table."""
        yield from self._let_go()
        if not self._sheets:
            odd = self._unnamed * 2 > self._signs
            yield fault_line(NO_WORDS if not self._signs else ODD_WORDS if odd else NO_TABLE)

    def _is_list(self, table: Any) -> bool:
        width = max((len(row.cells) for row in table.rows), default=0)
        goes_on = width == self._width and self._columns is None and self._sheets > 0
        return width >= _FEWEST_COLUMNS and (len(table.rows) > 1 or goes_on)

    def _ruled(self, cells: list[str]) -> Iterator[bytes]:
        """A row of a table with lines; a header with other words, or another width, begins another table."""
        if len(cells) != self._width or (_is_header(cells) and cells != self._header and self._header_is_known()):
            yield from self._open(len(cells))
        if not self._header_is_known() and _is_header(cells):
            self._header = cells
        yield from self._put(cells)

    def _header_is_known(self) -> bool:
        return self._header != [""]

    def _unruled(self, lines: list[Line]) -> Iterator[bytes]:
        found = columns_below(lines)
        if found is not None:
            place, columns = found
            self._remember(*lines[:place])
            header = columns.cells(lines[place])
            if self._columns is None or header != self._header:
                yield from self._open(columns.width)
                self._header = header
            self._columns = columns
            lines = lines[place:]
        if self._columns is None:
            self._remember(*lines)
            return
        # The number of the page, and what stood above the list already, are no rows of it.
        rows = [line for line in lines if not _is_page_number(line) and line.text not in self._above]
        for cells in self._columns.rows(rows):
            yield from self._put(cells)

    def _remember(self, *lines: Line) -> None:
        for line in lines:
            if not _is_page_number(line) and line.text not in self._above:
                self._above.append(line.text)

    def _open(self, width: int) -> Iterator[bytes]:
        yield from self._let_go()
        self._sheets, self._width, self._header = self._sheets + 1, width, [""]
        yield sheet_line(self._sheets - 1, str(self._sheets))
        for words in self._above:
            yield row_line(self._sheets - 1, 0, [words])

    def _put(self, cells: list[str]) -> Iterator[bytes]:
        """Lay a row, one behind: what stands at the top of a page may be the rest of the last one."""
        self._row += 1
        if not any(cells):
            return
        at_top, self._at_top = self._at_top, self._at_top and cells == self._header
        if at_top and self._held is not None and _is_rest(self._held[1], cells):
            number, before = self._held
            self._held = number, [one_line(f"{one}\n{two}") for one, two in zip(before, cells, strict=True)]
            return
        if at_top and cells == self._header and self._held is not None:
            # The header comes once more; the rest of a row may stand below it, so the row is still held.
            yield row_line(self._sheets - 1, Place.on_page(self._page, self._row), cells)
            return
        yield from self._let_go()
        self._held = Place.on_page(self._page, self._row), cells

    def _let_go(self) -> Iterator[bytes]:
        if self._held is not None:
            number, cells = self._held
            yield row_line(self._sheets - 1, number, cells)
        self._held = None


def _is_page_number(line: Line) -> bool:
    """第 1 页 / 共 3 页, 1/3, - 1 -; a lone number may be anything."""
    return _PAGE_NUMBER.fullmatch(line.text) is not None and not line.text.isdecimal() and len(line.text) < 30


def _is_level(sign: dict[str, Any]) -> bool:
    along, up = sign["matrix"][:2]
    return bool(abs(up) < 0.05 * abs(along))


def _is_header(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) >= _FEWEST_COLUMNS and not any(sign.isdigit() for cell in filled for sign in cell)


def _is_rest(before: list[str], cells: list[str]) -> bool:
    """Whether a row at the top of a page is the rest of the last one: few cells, the first of them empty."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return (
        len(cells) == len(before)
        and not cells[0]
        and len(filled) * 2 < len(cells)
        and all(before[place] for place in filled)
        and not any(_TOTALS.search(cell) for cell in cells)
    )


def _is_within(word: Word, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    x, y = word.middle
    return left <= x <= right and top <= y <= bottom


def _rows_of(table: Any, words: list[Word]) -> Iterator[list[str]]:
    """The rows of a table with lines: the words in each of its cells.

    A row in which digits stand across a line is given as one cell, because nobody can tell where one number ends.
    """
    lines = lines_of([word for word in words if _is_within(word, table.bbox)])
    for row in table.rows:
        boxes = [(place, box) for place, box in enumerate(row.cells) if box]
        _left, top, _right, bottom = row.bbox
        beside = [line for line in lines if line.words[0].bottom > top and line.top < bottom]

        def place_of(piece: Word, boxes: list[tuple[int, Any]] = boxes) -> int | None:
            return next((place for place, box in boxes if _is_within(piece, box)), None)

        cells = cells_of(beside, place_of, len(row.cells))
        edges = {box[0] for _place, box in boxes[1:]}
        pieces = [
            piece for line in beside for word in line.words for piece in word.pieces if place_of(piece) is not None
        ]
        if any(_is_across(piece, edges) for piece in pieces):
            yield [" ".join(filter(None, cells)), *[""] * (len(cells) - 1)]
        else:
            yield cells


def _is_across(piece: Word, edges: set[float]) -> bool:
    """Whether digits that may belong to two cells stand on both sides of a line, too far for a matter of rounding."""
    is_clear = is_whole(piece.text) or not any(sign.isdigit() for sign in piece.text)
    return not is_clear and any(piece.x0 < edge - _ACROSS and edge + _ACROSS < piece.x1 for edge in edges)


if __name__ == "__main__":
    tell(answer)
