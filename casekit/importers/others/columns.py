"""Which column of an unknown table holds what: proposed by the words of its header and by what its cells look like.

A proposal is only that: the user looks at it and agrees, or chooses other columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from casekit.clock import DEFAULT_ZONE
from casekit.importers.carriers import cells
from casekit.importers.carriers.header import HEADER_ROWS, aliases
from casekit.importers.reading import tables
from casekit.importers.source import Probe
from casekit.numbers import fold

_SAMPLE = 60
_MOST_COLUMNS = 60
# So many cells of a column must look like what it is proposed for; bills have lines of totals and blanks.
_MOST, _SOME = 0.8, 0.5
_SHORTEST_NUMBER, _LONGEST_NUMBER = 3, 20
_LONG_TEXT = 12
_LONGEST_CALL = 48 * 3600


@dataclass(frozen=True, slots=True)
class Proposal:
    """A table that may be a list: its sheet, its header row (0 without one), and which column may hold what.

    `names` are the headers, `#1`, `#2` … where there is none; `examples` hold a filled cell of each; `columns` says
    which of the names is proposed for what (a key of `headers.yaml`).
    """

    sheet: str
    row: int
    names: tuple[str, ...]
    examples: tuple[str, ...]
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether a time and the other party were found, so that a list can come of it."""
        return bool({"start", "date"} & set(self.columns)) and bool({"number", "name"} & set(self.columns))


def propose(probe: Probe) -> Proposal | None:
    """The first sheet that can be a list, with its columns; None when there is none. Remembered in the probe."""
    if "proposal" not in probe.tables:
        found = (_of_sheet(probe, sheet) for sheet in tables.sheets(probe))
        probe.tables["proposal"] = next((one for one in found if one is not None and one.is_complete), None)
    kept: Proposal | None = probe.tables["proposal"]  # type: ignore[assignment]
    return kept


def _of_sheet(probe: Probe, sheet: str) -> Proposal | None:
    rows = [(number, row[:_MOST_COLUMNS]) for number, row in islice(tables.rows(probe, sheet), HEADER_ROWS + _SAMPLE)]
    width = max((len(row) for _number, row in rows), default=0)
    for place, (number, row) in enumerate(rows[:HEADER_ROWS]):
        filled = [cell for cell in row if cell]
        if len(filled) < 2 or len(filled) * 2 < width:
            continue
        below = [cells_below for _number, cells_below in rows[place + 1 :] if any(cells_below)][:_SAMPLE]
        if any(map(_is_value, filled)):
            return _proposal(sheet, number - 1, (), [row, *below], width)
        if below:
            return _proposal(sheet, number, tuple(row), below, width)
    return None


def _is_value(cell: str) -> bool:
    """Whether it cannot be a heading: a time, or a telephone number."""
    return _time_in(cell) is not None or (len(cell) >= 7 and _is_number(cell))


def _proposal(sheet: str, row: int, heads: Sequence[str], below: Sequence[Sequence[str]], width: int) -> Proposal:
    names = tuple(heads[at] if at < len(heads) and heads[at] else f"#{at + 1}" for at in range(width))
    values = [[line[at] for line in below if at < len(line) and line[at]] for at in range(width)]
    examples = tuple(next(iter(column), "") for column in values)
    found = _chosen(names, values)
    return Proposal(sheet, row if heads else 0, names, examples, {what: names[at] for what, at in found.items()})


def _chosen(names: Sequence[str], values: Sequence[Sequence[str]]) -> dict[str, int]:
    """Position by what it holds; a column is taken once, and the headers' words go before the looks of its cells."""
    chosen: dict[str, int] = {}
    for what, looks in _LOOKS.items():
        if (what == "date" and "start" in chosen) or (what == "time" and "date" not in chosen):
            continue
        fitting = {
            at: (_word_rank(names[at], what), share)
            for at, column in enumerate(values)
            if at not in chosen.values() and column and (share := _share(column, looks)) >= _needed(names[at], what)
        }
        for rule in _RULES.get(what, ()):
            fitting = {at: rank for at, rank in fitting.items() if rank[0] or rule(values[at])} or (
                fitting if rule is _varies else {}
            )
        if fitting:
            chosen[what] = max(fitting, key=lambda at: (fitting[at], -at))
    return chosen


def _word_rank(name: str, what: str) -> int:
    """How surely a header names it: 2 when it is a word for it, 1 when it holds one, 0 otherwise."""
    folded = cells.folded_header(name)[0].casefold()
    words = [word.casefold() for word in aliases().get(what, ())]
    return 2 if folded in words else int(any(word in folded for word in words if len(word) > 1))


def _needed(name: str, what: str) -> float:
    return _SOME if _word_rank(name, what) else _MOST


def _share(column: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, column)) / len(column)


def _varies(column: Sequence[str]) -> bool:
    """Whether it holds several values; a column that always holds the same number holds the own one."""
    return len(set(column)) > 1


def _counts_up(column: Sequence[str]) -> bool:
    """Whether it numbers the rows."""
    numbers = [int(cell) if cell.isascii() and cell.isdigit() else 0 for cell in column]
    return len(numbers) > 1 and numbers[0] <= 1 and all(after - before == 1 for before, after in pairwise(numbers))


def _is_measured(column: Sequence[str]) -> bool:
    """Whether it says lengths and is no running number and no fee: whole seconds, or with their unit."""
    return not _counts_up(column) and all(not re.search(r"\d\.\d*[1-9]", cell) for cell in column)


def _is_never(_column: Sequence[str]) -> bool:
    """For what only a header can tell."""
    return False


def _is_prose(column: Sequence[str]) -> bool:
    return any(len(cell) >= _LONG_TEXT for cell in column)


def _time_in(cell: str) -> cells.WrittenTime | None:
    """The time in a cell in any of the forms that lists use; which of day and month is first does not matter here."""
    return (
        cells.read_time(cell)
        or cells.read_time(cell, "dmy")
        or cells.read_time(cell, "mdy")
        or cells.read_serial(cell)
        or cells.read_epoch(cell, DEFAULT_ZONE)
    )


def _is_moment(cell: str) -> bool:
    written = _time_in(cell)
    return written is not None and written.hour is not None


def _is_day(cell: str) -> bool:
    written = _time_in(cell)
    return written is not None and written.hour is None


def _is_clock(cell: str) -> bool:
    return cells.at_clock(cells.WrittenTime(2024, 1, 1), cell) is not None


def _is_number(cell: str) -> bool:
    folded = fold(cell).lstrip("+")
    return folded.isdigit() and _SHORTEST_NUMBER <= len(folded) <= _LONGEST_NUMBER


def _is_length(cell: str) -> bool:
    seconds = cells.read_duration(cell)
    return seconds is not None and seconds <= _LONGEST_CALL


def _is_words(cell: str) -> bool:
    return not (_is_number(cell) or _is_moment(cell) or _is_length(cell))


# What the cells of a column look like, in the order in which columns are given away.
_LOOKS: dict[str, Callable[[str], bool]] = {
    "start": _is_moment,
    "date": _is_day,
    "time": _is_clock,
    "direction": lambda cell: bool(cells.read_direction(cell)),
    "number": _is_number,
    "duration": _is_length,
    "own_number": _is_number,
    "name": _is_words,
    "text": _is_words,
}

# What else a column must be where no word of its header names it.
_RULES: dict[str, tuple[Callable[[Sequence[str]], bool], ...]] = {
    "number": (lambda column: not _counts_up(column), _varies),
    "duration": (_is_measured,),
    "own_number": (lambda column: not _varies(column) and len(column[0]) >= 7,),
    "name": (_is_never,),
    "text": (_is_prose,),
}
