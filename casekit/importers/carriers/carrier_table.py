"""A carrier's call or message list, whatever the carrier: which sheets are lists, and what each row holds.

Columns are found by their headers (`header.py`), except the direction: the same header (通话类型) means 主叫/被叫
in one layout and 本地/国内 in another, so the column is chosen by what its cells say (`directions.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, groupby, islice, takewhile

from casekit.errors import InputError
from casekit.importers.carriers.header import Header, find_header, headed
from casekit.importers.carriers.moments import Calendar
from casekit.importers.carriers.section import Section, Sheet
from casekit.importers.reading import tables, text_lines
from casekit.importers.reading.laid_sheets import Row
from casekit.importers.records import Item, Owner, Skipped, Warned
from casekit.importers.source import Options, Probe
from casekit.text import _

_LOOK_AHEAD = 500
# Fewer columns than these come twice in one list.
_NARROWEST = 3


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every sheet with a known header holds, and say which sheets were not read."""
    names = tables.sheets(probe)
    lists = {sheet: header for sheet in names if (header := find_header(probe, sheet)) is not None}
    if not lists:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))
    if tables.is_text(probe) and text_lines.encoding_of(probe) == text_lines.MIXED:
        yield Warned(_("The lines of the file are in two encodings; each was read in its own."))
    if tables.is_text(probe) and text_lines.is_cut(probe):
        yield Warned(_("The file ends in the middle of a sign; it is cut off. If rows are missing, download it again."))
    for sheet, header in lists.items():
        try:
            prefix = "" if len(names) == 1 else f"{sheet}!"
            for first, last in _beside_each_other(header):
                part = replace(header, names=header.names[first:last], units=header.units[first:last])
                rows = partial(_cut, partial(tables.rows, probe, sheet), first, last)
                where = f"{prefix}{_letters(first)}:" if first else prefix
                for item in read_rows(probe, sheet, part, rows, options, prefix=where):
                    if isinstance(item, Owner) and item.number not in options.own_numbers:
                        # What one sheet says of the own number helps the next, which may name none.
                        options = replace(options, own_numbers=(*options.own_numbers, item.number))
                    yield item
        except InputError as error:
            if len(lists) == 1:
                raise
            yield Warned(error.message)
    for sheet in names:
        if sheet not in lists and next(tables.rows(probe, sheet), None) is not None:
            yield Warned(_("The sheet “{sheet}” is no list of calls or messages and was not read.").format(sheet=sheet))
    for sheet in tables.sheets(probe, hidden=True):
        if find_header(probe, sheet) is not None:
            yield Warned(
                _("The hidden sheet “{sheet}” was not read. If it belongs to the list, show it and save the file.")
                .format(sheet=sheet)
            )  # fmt: skip


def _beside_each_other(header: Header) -> list[tuple[int, int | None]]:
    """From where to where each list goes, where several of the same columns stand side by side to save paper."""
    names = header.names
    for width in range(_NARROWEST, len(names) // 2 + 1):
        again = [at for at in range(width, len(names) - width + 1) if names[at : at + width] == names[:width]]
        if again and not any(names[width : again[0]]) and replace(header, names=names[:width]).is_complete():
            places = [0, *again]
            return list(zip(places, [*places[1:], None], strict=True))
    return [(0, None)]


def _cut(rows: Callable[[], Iterator[Row]], first: int, last: int | None) -> Iterator[Row]:
    """The cells of one list of those that stand side by side; the title above them is in the header."""
    return ((number, row[first:last]) for number, row in rows())


def _letters(column: int) -> str:
    """What a spreadsheet calls a column: A, B … Z, AA."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def read_rows(
    probe: Probe,
    sheet: str,
    header: Header,
    rows: Callable[[], Iterator[Row]],
    options: Options,
    *,
    prefix: str = "",
) -> Iterator[Item]:
    """Yield what the rows of a list mean, wherever they come from: a sheet, a page, the answer of a site.

    Parameters
    ----------
    sheet
        what the list is called, where that may name its period (2025年12月); may be empty
    header
        what its columns are called; rows up to `header.row` are passed over, and the lines above the table
        (`header.before`) may name period and own number
    rows
        gives the rows from the first one, each time it is called: (number from 1, cells)
    prefix
        stands before the row's number in `where`
    """
    for number, row in takewhile(lambda one: one[0] < header.row, rows() if header.another else ()):
        if number > header.another and any(row):
            yield Skipped(f"{prefix}{number}", _("it belongs to a list of another kind, such as mobile data"))
    shared = Sheet(options, Calendar(header, rows, options, (sheet, probe.name)), f"{sheet} {probe.name}", prefix)
    for _place, under_one_header in groupby(headed(header, rows()), key=lambda one: id(one[0])):
        beneath, first_row = next(under_one_header)
        first = [first_row, *(row for _header, row in islice(under_one_header, _LOOK_AHEAD - 1))]
        section = Section(shared, beneath, first)
        yield from section.beginnings()
        for number, row in chain(first, (row for _header, row in under_one_header)):
            yield section.item(number, row)
        yield from section.directions.notes()
    yield from shared.items()
