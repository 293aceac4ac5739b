"""Rows of tables whose cells hold what people wrote: lines, commas, quotation marks, whole pages.

Carriers' tables are read by `reading.tables`, which takes such cells for damage; here they are the point.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator

from casekit.errors import InputError
from casekit.importers.chats.wechat_times import of_cell
from casekit.importers.reading import tables, text_lines
from casekit.importers.source import Probe
from casekit.text import _

Row = tuple[int, list[str]]
_DELIMITERS = ",\t;"
# A merged chat that was forwarded is one cell of some hundred kilobytes; a quotation mark left open grows on and on.
_LONGEST_RECORD = 8 << 20
_OPENING_LINES = 40


def folded(name: str) -> str:
    """The name of a column in the form in which equal ones are equal."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def sheets(probe: Probe) -> list[str]:
    """The names of the sheets; one empty name for a text table."""
    return tables.sheets(probe)


def openings(probe: Probe) -> Iterator[tuple[str, Iterator[Row]]]:
    """The first rows of each sheet, cheaply, to recognise a table; nothing of what is neither text nor a workbook."""
    if tables.is_workbook(probe):
        try:
            yield from ((sheet, tables.rows(probe, sheet)) for sheet in tables.sheets(probe))
        except InputError:
            return
    else:
        lines = text_lines.opening(probe).splitlines(keepends=True)[:_OPENING_LINES]
        yield "", _records(iter(lines), probe.name)


def rows(probe: Probe, sheet: str = "") -> Iterator[Row]:
    """(row number from 1, cells) of one sheet, or of a text table.

    Raises
    ------
    InputError
        when a quotation mark is not closed, naming the row
    """
    if tables.is_workbook(probe):
        yield from tables.rows(probe, sheet)
    else:
        yield from _records(text_lines.lines(probe), probe.name)


def _records(lines: Iterator[str], name: str) -> Iterator[Row]:
    number, time_at, delimiter = 0, -1, ""
    record: list[str] = []
    is_open, size = False, 0
    for line in lines:
        if is_open and _is_row(line, time_at, delimiter):
            raise _open_quotation(number + 1, name)
        record.append(line)
        size += len(line)
        is_open ^= line.count('"') % 2 == 1
        if is_open:
            if size > _LONGEST_RECORD:
                raise _open_quotation(number + 1, name)
            continue
        number += 1
        text = "".join(record)
        record, size = [], 0
        if not text.strip():
            continue
        delimiter = delimiter or max(_DELIMITERS, key=text.count)
        cells = _cells(text, delimiter)
        if time_at < 0:
            time_at = max((place for place, cell in enumerate(cells) if of_cell(cell)), default=-1)
        yield number, cells
    if record:
        raise _open_quotation(number + 1, name)


def _is_row(line: str, time_at: int, delimiter: str) -> bool:
    """Whether a line inside an open quotation is a row of its own: the time stands in its place."""
    if time_at < 1 or line.count(delimiter) < time_at:
        return False
    return any(map(of_cell, _cells(line, delimiter)[time_at : time_at + 1]))


def _cells(record: str, delimiter: str) -> list[str]:
    usual = csv.field_size_limit()
    if len(record) > usual:
        csv.field_size_limit(len(record))
    try:
        return next(csv.reader([record], delimiter=delimiter), [])
    except csv.Error:
        return [record]
    finally:
        csv.field_size_limit(usual)


def _open_quotation(number: int, name: str) -> InputError:
    return InputError(
        _(
            "In row {row} of {name} a quotation mark opens and is not closed, so the rows after it cannot be told "
            "apart. Please download the list again, or take the mark out."
        ).format(row=number, name=name)
    )
