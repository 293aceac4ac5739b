"""The table in an unknown file, and which of its columns may hold what.

A proposal is only that: the user looks at it and agrees, or chooses other columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import median

from casekit.importers.carriers import cells
from casekit.importers.carriers.header import HEADER_ROWS
from casekit.importers.others.column_looks import can_be_a_list, chosen, is_value
from casekit.importers.reading import tables
from casekit.importers.source import Probe

_SAMPLE = 60
_MOST_COLUMNS = 60
_POSITION = re.compile(r"#\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A table that may be a list: its sheet, its header row, and which column may hold what.

    `row` is the one above the first of the list where there is no header; `names` are the headers, each once: `#1`, `#2` … where there is none, and `Number #3` for the second of a name;
    `examples` hold a filled cell of each; `columns` says which of the names is proposed for what (a key of
    `headers.yaml`); `before` are the lines above the table.
    """

    sheet: str
    row: int
    names: tuple[str, ...]
    examples: tuple[str, ...]
    columns: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    is_complete: bool = False

    def place(self, said: str) -> int | None:
        """Where the column stands that is called so, or that has this position (`#3`); None where there is none."""
        if found := _POSITION.fullmatch(said.strip()):
            at = int(found.group(1)) - 1
            return at if 0 <= at < len(self.names) else None
        for form in (str, str.strip, lambda name: cells.folded_header(name)[0].casefold()):
            for at, name in enumerate(self.names):
                if form(name) == form(said):
                    return at
        return None

    def has(self, columns: dict[str, str]) -> bool:
        """Whether all these columns are in the table; an empty name stands for none."""
        return all(self.place(name) is not None for name in columns.values() if name)


def propose(probe: Probe) -> Proposal | None:
    """The first table that can be a list, with its columns; None when there is none. Remembered in the probe.

    Where the user named columns, it is the first table that has them.
    """
    if "proposal" not in probe.tables:
        found = (one for sheet in tables.sheets(probe) for one in _of_sheet(probe, sheet))
        probe.tables["proposal"] = next(
            (one for one in found if (one.has(probe.columns) if probe.columns else one.is_complete)), None
        )
    kept: Proposal | None = probe.tables["proposal"]  # type: ignore[assignment]
    return kept


def _of_sheet(probe: Probe, sheet: str) -> Iterator[Proposal]:
    """What the sheet is, taking each of its first rows for the header or, where it holds values, for the first row."""
    rows = [(number, row[:_MOST_COLUMNS]) for number, row in islice(tables.rows(probe, sheet), HEADER_ROWS + _SAMPLE)]
    filled_rows = [sum(map(bool, row)) for _number, row in rows if any(row)]
    usual = median(filled_rows) if filled_rows else 0
    before: list[str] = []
    has_header = False
    for place, (number, row) in enumerate(rows[:HEADER_ROWS]):
        filled = [cell for cell in row if cell]
        # A title, or the number whose list it is, fills fewer cells than the rows of the table.
        if len(filled) >= 2 and len(filled) * 3 >= usual * 2:
            below = [cells_below for _number, cells_below in rows[place + 1 :] if any(cells_below)][:_SAMPLE]
            if any(map(is_value, filled)):
                if not has_header:
                    yield _proposal(sheet, number - 1, (), [row, *below], before)
                return
            # The user's headings may be those of any row; casekit's own guess is the first that can be a header.
            if probe.columns or (below and not has_header):
                has_header = True
                yield _proposal(sheet, number, tuple(row), below, before)
        before = [*before, " ".join(filled)]


def _proposal(
    sheet: str, row: int, heads: Sequence[str], below: Sequence[Sequence[str]], before: Sequence[str]
) -> Proposal:
    width = max(map(len, (heads, *below)), default=0)
    names: list[str] = []
    for at in range(width):
        name = heads[at] if at < len(heads) else ""
        names.append(f"{name} #{at + 1}".strip() if not name or name in names else name)
    values = [[line[at] for line in below if at < len(line) and line[at]] for at in range(width)]
    examples = tuple(next(iter(column), "") for column in values)
    found = chosen(names, values)
    columns = {what: names[at] for what, at in found.items()}
    is_complete = can_be_a_list(found, names, values)
    return Proposal(sheet, row, tuple(names), examples, columns, tuple(before), is_complete)
