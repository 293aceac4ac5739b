"""JSON of any program as tables: its objects are rows, the names of their members the headers.

Objects with mostly the same members are rows of one table; an object that holds others is a row of a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from casekit.errors import InputError
from casekit.importers.reading import json_stream
from casekit.importers.reading.laid_sheets import LaidSheets, TooLargeError
from casekit.importers.source import Probe

_LEAST_BOUND, _WORST_RATIO = 64 << 20, 30
_MOST_TABLES, _MOST_COLUMNS = 20, 60
_LEAST_MEMBERS = 2


@dataclass(slots=True)
class _Table:
    """The members seen so far, in their order."""

    names: dict[str, None] = field(default_factory=dict)

    def takes(self, members: dict[str, str]) -> bool:
        """Whether an object has mostly the members of this table."""
        return 2 * len(self.names.keys() & members.keys()) > min(len(self.names), len(members))


def laid(probe: Probe) -> LaidSheets:
    """The tables of a file, each with its header in the first row; none where the JSON is damaged or far too large."""
    sheets = LaidSheets(max(_LEAST_BOUND, _WORST_RATIO * probe.size))
    tables: list[_Table] = []
    try:
        # Members may be missing in the first object, so the headers are known only at the end.
        for table, members in _placed(probe, tables):
            for name in members:
                if len(table.names) < _MOST_COLUMNS:
                    table.names.setdefault(name)
        numbers = {id(table): sheets.open_sheet(str(at)) for at, table in enumerate(tables, start=1)}
        rows = dict.fromkeys(numbers.values(), 1)
        for table in tables:
            sheets.put(numbers[id(table)], 1, list(table.names))
        for table, members in _placed(probe, tables):
            sheet = numbers[id(table)]
            rows[sheet] += 1
            sheets.put(sheet, rows[sheet], [members.get(name, "") for name in table.names])
    except (InputError, TooLargeError):
        return LaidSheets(0)
    return sheets


def _placed(probe: Probe, tables: list[_Table]) -> Iterator[tuple[_Table, dict[str, str]]]:
    """Every object that can be a row, with its table; a new kind of object makes a new one, up to a number."""
    for _answer, members in json_stream.objects(probe):
        if len(members) < _LEAST_MEMBERS:
            continue
        table = next((one for one in tables if one.takes(members)), None)
        if table is None:
            if len(tables) == _MOST_TABLES:
                continue
            table = _Table(dict.fromkeys(islice(members, _MOST_COLUMNS)))
            tables.append(table)
        yield table, members
