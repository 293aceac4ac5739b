"""Rows of text from whatever holds a table: xls, xlsx, csv, pasted text, web pages, PDF, JSON; the file stays as it is.

Cells come out as the text a person sees: numbers without a float's ".0", dates as ISO. Formula cells give their
last value, merged cells their first one, and nothing is ever calculated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from casekit.importers.reading import (
    database,
    json_stream,
    json_tables,
    pdf_tables,
    spreadsheet_xml,
    text_tables,
    web_pages,
    workbooks,
)
from casekit.importers.reading.laid_sheets import LaidSheets, Row
from casekit.importers.source import Probe

# Carriers write ="13800000000" so that spreadsheets keep the digits; people put an apostrophe before them.
_KEPT_AS_TEXT = re.compile(r'="(.*)"|\'(?=[\d+])(.*)')
# Who reads a file that has to be gone through as a whole before its tables are known.
_READERS: tuple[tuple[Callable[[Probe], bool], Callable[[Probe], LaidSheets]], ...] = (
    (workbooks.is_workbook, workbooks.laid),
    (pdf_tables.is_pdf, pdf_tables.laid),
    (spreadsheet_xml.is_spreadsheet, spreadsheet_xml.laid),
    (web_pages.is_page, web_pages.laid),
    (json_stream.is_json, json_tables.laid),
)

is_workbook = workbooks.is_workbook


def is_text(probe: Probe) -> bool:
    """Whether the rows are lines of a text file, so that they have an encoding and no sheets."""
    return _reader(probe) is None and not database.is_database(probe)


def sheets(probe: Probe, *, hidden: bool = False) -> list[str]:
    """The names of the sheets that a person sees, or of the hidden ones; one empty name for a text table.

    The tables of a web page are called 1, 2, 3 …, those of a PDF or of JSON likewise. None where the bytes are
    something else than a table, such as a database.
    """
    laid = _laid(probe)
    if laid is not None:
        return laid.names(hidden=hidden)
    return [""] if is_text(probe) and not hidden else []


def rows(probe: Probe, sheet: str = "") -> Iterator[Row]:
    """(row number from 1, cells) of one sheet, or of a text table; rows without any content may be left out.

    Lines that stand above the table in a page or a PDF come first, each as a row of number 0.
    """
    laid = _laid(probe)
    for number, cells in text_tables.rows(probe) if laid is None else laid.rows(sheet):
        yield number, [as_written(cell) for cell in cells]


def _reader(probe: Probe) -> Callable[[Probe], LaidSheets] | None:
    return next((lay for is_kind, lay in _READERS if is_kind(probe)), None)


def _laid(probe: Probe) -> LaidSheets | None:
    """The sheets of a file that has some, laid out once and remembered in the probe."""
    if "sheets" not in probe.tables:
        reader = _reader(probe)
        probe.tables["sheets"] = reader(probe) if reader is not None else None
    known: LaidSheets | None = probe.tables["sheets"]  # type: ignore[assignment]
    return known


def as_written(cell: str) -> str:
    """The text in a cell without the signs that only keep a spreadsheet from changing it."""
    text = cell.strip()
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return (kept.group(1) or kept.group(2) or "").strip() if kept else text
