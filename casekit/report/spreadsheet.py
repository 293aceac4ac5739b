"""Rows as a spreadsheet (xlsx) and as comma-separated values (csv), in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casekit.report.markup import plain

_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 signs
# A spreadsheet takes a cell for a formula that begins with one of these, behind blanks and in full width too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """Rows with their headings; a cell is text or a number, an empty one is "".

    `title` names the document, `name` its one sheet, `columns` are (heading, width in signs); the first `frozen`
    columns stay in sight.
    """

    title: str
    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str | int]]
    frozen: int = 1


def xlsx_bytes(sheet: Spreadsheet) -> bytes:
    """The spreadsheet, set up to print across A4; the same bytes every time."""
    from datetime import datetime

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # The date of making is not the paper's business, and would make every file different.
    book.set_properties({"title": sheet.title, "created": datetime(2000, 1, 1)})
    page = book.add_worksheet(sheet.name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(sheet.columns):
        page.set_column(column, column, width, wrapped)
        page.write_string(0, column, title, head)
    for index, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(index, column, value)
            elif value:
                page.write_string(index, column, plain(value)[:_LONGEST])
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def csv_bytes(sheet: Spreadsheet) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by; a cell that could be a formula gets an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([no_formula(title) for title, _width in sheet.columns])
    writer.writerows(_cells(row) for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[str | int]) -> list[str]:
    return [str(value) if isinstance(value, int) else no_formula(plain(value)) for value in row]


def no_formula(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet could take it for a formula."""
    dangerous = text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if dangerous else text
