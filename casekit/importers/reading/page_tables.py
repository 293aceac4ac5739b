"""The tables of a web page, with the words above each, laid out row by row while the page goes by."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from casekit.importers.reading.html_tokens import Token, attributes
from casekit.importers.reading.laid_sheets import LaidSheets

# What HTML itself allows is far more; no list has so many.
_MOST_COLUMNS = 500
_MOST_ROWS_OF_A_CELL = 1000
_DEEPEST = 40
_LONGEST_CELL = 1 << 15
# Lines above a table that may name its period and the own number.
_LINES_ABOVE = 6
_LONGEST_LINE = 300
_WORTH_KEEPING = re.compile(r"\d|详单|清单|账单|短信|语音|通话|流量")
# Rows of so few cells may be such lines too: pages lay out their titles in tables.
_CELLS_OF_A_TITLE = 4
_ROWS_OF_TITLES = 10
_FEWEST_COLUMNS = 3
# Elements within a line: what stands on both sides of them is one word.
_INLINE = {
    "a", "abbr", "b", "big", "em", "font", "i", "label", "mark", "nobr", "s", "small", "span", "strong", "sub", "sup",
    "tt", "u", "wbr",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CUT_NUMBER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


@dataclass(slots=True)
class _Table:
    """A table while it goes by.

    `above` are the lines above it, once its first cell has begun; `sheet` is -1 until it is
    sure that it is more than a way to lay out words, and `first` are its rows until then; `cells` those
    of the row it is at, `words` those of the cell; `down` are cells of rows above that reach down to this one.
    """

    above: list[list[str]] | None = None
    sheet: int = -1
    row: int = 0
    first: list[tuple[int, list[str]]] = field(default_factory=list)
    cells: list[str] | None = None
    down: dict[int, tuple[int, str]] = field(default_factory=dict)
    words: list[str] | None = None
    length: int = 0
    span: tuple[int, int] = (1, 1)
    exact: str = ""


class PageTables:
    """Takes the tokens of one page after another and lays each table as a sheet of its own.

    A cell over several columns stands in the first of them, one over several rows in each of these. A table of a
    single row with another one of its width right below is the header of that one, as pages write whose header stays
    while the list is scrolled.
    """

    def __init__(self, laid: LaidSheets) -> None:
        self._laid = laid
        self._open: list[_Table] = []
        self._too_deep = 0
        self._above: deque[list[str]] = deque(maxlen=_LINES_ABOVE)
        self._line: list[str] = []
        self._line_length = 0
        self._header: list[str] | None = None
        self._hidden, self._hidden_depth = "", 0
        self._option = False

    def take(self, tokens: Iterable[Token]) -> None:
        """Lay the tables of a page."""
        for name, said in tokens:
            if not name:
                self._take_words(said)
            elif name.startswith("/"):
                self._end(name[1:])
            else:
                self._begin(name, said)
        while self._open:
            self._end("table")
        self._end_line()

    def _take_words(self, words: str) -> None:
        if self._hidden or self._option:
            return
        table = self._open[-1] if self._open else None
        if table is not None and table.words is not None:
            if table.length < _LONGEST_CELL:
                table.words.append(words[:_LONGEST_CELL])
                table.length += len(words)
        elif self._line_length < _LONGEST_LINE:
            self._line.append(words[:_LONGEST_LINE])
            self._line_length += len(words)

    def _begin(self, name: str, said: str) -> None:
        if name == "option":
            self._option = "selected" not in attributes(said)
        elif name == "input":
            self._take_input(attributes(said))
        elif name == "table":
            self._begin_table()
        elif self._open and not self._too_deep and name in ("tr", "td", "th"):
            self._begin_row_or_cell(name, said)
        elif name in _INLINE or name in ("div", "p"):
            self._begin_part(name, said)
        else:
            self._part()

    def _begin_part(self, name: str, said: str) -> None:
        """A part of a cell; what is not shown, as a key to sort by, is none of its words."""
        if self._hidden:
            self._hidden_depth += name == self._hidden
        elif said and self._open and self._open[-1].words is not None and _HIDDEN.search(said):
            self._hidden, self._hidden_depth = name, 1
        elif name not in _INLINE:
            self._part()

    def _part(self) -> None:
        """What follows stands in a line of its own."""
        if self._open and self._open[-1].words is not None:
            self._open[-1].words.append(" ")
        else:
            self._end_line()

    def _take_input(self, known: dict[str, str]) -> None:
        if known.get("type", "text").lower() in ("text", "tel", "date", "month"):
            self._take_words(f" {known.get('value', '')} ")

    def _end(self, name: str) -> None:
        if name == "option":
            self._option = False
        elif self._hidden and name == self._hidden:
            self._hidden_depth -= 1
            if not self._hidden_depth:
                self._hidden = ""
        elif name == "table":
            if self._too_deep:
                self._too_deep -= 1
            elif self._open:
                self._end_table()
        elif self._open and not self._too_deep and name in ("td", "th", "tr"):
            self._end_cell()
            if name == "tr":
                self._end_row()
        elif name not in _INLINE:
            self._part()

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        outer = self._open[-1] if self._open else None
        if outer is not None and outer.words is not None:
            self._remember("".join(outer.words))
        self._end_line()
        self._open.append(_Table())

    def _begin_row_or_cell(self, name: str, said: str) -> None:
        table = self._open[-1]
        if table.above is None:
            self._end_line()
            table.above = list(self._above)
        if name == "tr":
            self._end_row()
            table.cells = []
        else:
            self._begin_cell(table, attributes(said))

    def _begin_cell(self, table: _Table, known: dict[str, str]) -> None:
        self._end_cell()
        if table.cells is None:
            table.cells = []
        table.words, table.length = [], 0
        table.span = _span(known.get("colspan"), _MOST_COLUMNS), _span(known.get("rowspan"), _MOST_ROWS_OF_A_CELL)
        table.exact = known.get("x:num", "")

    def _end_cell(self) -> None:
        table = self._open[-1]
        self._hidden = ""
        if table.words is None or table.cells is None:
            return
        text = " ".join("".join(table.words).split())
        # Excel writes the number itself beside the form in which it is shown.
        if table.exact.isdigit() and _CUT_NUMBER.fullmatch(text):
            text = table.exact
        table.words = None
        self._fill_from_above(table)
        wide, deep = table.span
        for column in range(len(table.cells), min(len(table.cells) + wide, _MOST_COLUMNS)):
            table.cells.append(text)
            if deep > 1:
                table.down[column] = deep - 1, text
            text = ""

    def _fill_from_above(self, table: _Table) -> None:
        """Cells of rows above that reach down to where the next one would stand."""
        assert table.cells is not None
        while (known := table.down.pop(len(table.cells), None)) is not None:
            left, text = known
            if left > 1:
                table.down[len(table.cells)] = left - 1, text
            table.cells.append(text)

    def _end_row(self) -> None:
        table = self._open[-1]
        self._end_cell()
        if table.cells is None:
            return
        self._fill_from_above(table)
        cells, table.cells = table.cells, None
        table.row += 1
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        if len(filled) <= _CELLS_OF_A_TITLE:
            self._remember(" ".join(filled))
        if table.sheet >= 0:
            self._laid.put(table.sheet, table.row, cells)
            return
        table.first.append((table.row, cells))
        if len(table.first) > 1 and any(sum(map(bool, one)) >= _FEWEST_COLUMNS for _row, one in table.first):
            self._lay(table)
        del table.first[:-_ROWS_OF_TITLES]

    def _lay(self, table: _Table) -> None:
        """Open the sheet of a table, with the lines above it and its first rows."""
        table.sheet = self._laid.open_sheet(str(self._laid.count + 1))
        for line in table.above or ():
            self._laid.put(table.sheet, 0, line)
        if self._is_headed(table.first[0][1]):
            self._laid.put(table.sheet, 0, self._header or ())
        self._header = None
        for row, cells in table.first:
            self._laid.put(table.sheet, row, cells)

    def _is_headed(self, first: list[str]) -> bool:
        return self._header is not None and abs(len(self._header) - len(first)) <= 1

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        if table.sheet < 0 and len(table.first) == 1:
            cells = table.first[0][1]
            if sum(map(bool, cells)) >= _FEWEST_COLUMNS and not any(sign.isdigit() for cell in cells for sign in cell):
                self._header = cells
            elif self._is_headed(cells):
                self._lay(table)
        self._part()

    def _end_line(self) -> None:
        words, self._line, self._line_length = "".join(self._line), [], 0
        self._remember(words)

    def _remember(self, words: str) -> None:
        line = " ".join(words.split())[:_LONGEST_LINE]
        if line:
            self._header = None
        if line and _WORTH_KEEPING.search(line) and [line] not in self._above:
            self._above.append([line])


def _span(said: str | None, most: int) -> int:
    if said is None:
        return 1
    found = re.match(r"\s*(\d{1,9})", said, re.ASCII)
    return min(max(int(found.group(1)), 1), most) if found else 1
