"""Rows as a spreadsheet (xlsx) and as comma-separated values (csv), in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import east_asian_width

from casekit.outgoing import no_formula
from casekit.report.markup import plain
from casekit.report.rows import Row
from casekit.report.rows import day as day_in_words
from casekit.text import _, pick

_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 signs
# Excel shows a longer text as #### when its cell is marked as text.
_LONGEST_MARKED = 255
_LINE, _HIGHEST = 13.5, 405.0  # points: one line of the type below, and the highest row that Excel knows
_GREY, _SHADE = "#9AA1AB", "#F2F4F6"

Cell = str | int | date


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """Rows with their headings; a cell is text, a number or a day, an empty one is "".

    `title` names the document, `name` its one sheet, `columns` are (heading, width in signs, a Chinese one counting two);
    the first `frozen` columns stay in sight.
    """

    title: str
    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 1


def xlsx_bytes(sheet: Spreadsheet) -> bytes:
    """The spreadsheet, set up to print across A4; the same bytes every time.

    Every row has the height its text needs: not every program sets that by itself for wrapped text.
    """
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
            "default_format_properties": {"font_name": pick(zh="宋体", en="Arial"), "font_size": 10},
        },
    )
    # The date of making is not the paper's business, and would make every file different.
    book.set_properties({"title": sheet.title, "created": datetime(2000, 1, 1)})
    page = book.add_worksheet(sheet.name)
    _write(page, sheet, _formats(book))
    last, right = max(1, len(sheet.rows)), len(sheet.columns) - 1
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, last, right)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.set_header("&L" + sheet.title.replace("&", "&&"))
    page.set_footer("&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"))
    page.repeat_rows(0)
    page.print_area(0, 0, last, right)
    page.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    """How the kinds of cells are set; a number such as a telephone's stays text when somebody edits it."""
    framed = {"border": 1, "border_color": _GREY, "text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({**framed, "bold": True, "bg_color": _SHADE, "valign": "vcenter"}),
        "marked": book.add_format({**framed, "num_format": "@"}),
        "text": book.add_format(framed),
        "number": book.add_format({**framed, "align": "center"}),
        "day": book.add_format({**framed, "num_format": "yyyy-mm-dd", "align": "center"}),
    }


def _write(page: Any, sheet: Spreadsheet, formats: dict[str, Any]) -> None:
    widths = [width for _title, width in sheet.columns]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    titles: list[Cell] = [title for title, _width in sheet.columns]
    for index, row in enumerate([titles, *sheet.rows]):
        page.set_row(index, _height(row, widths))
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(index, column, value, formats["day"])
            elif isinstance(value, int):
                page.write_number(index, column, value, formats["number"])
            elif value:
                text = plain(value)[:_LONGEST]
                kind = "marked" if len(text) <= _LONGEST_MARKED else "text"
                page.write_string(index, column, text, formats["head" if index == 0 else kind])
            else:
                page.write_blank(index, column, None, formats["text"])


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that the longest cell of a row needs in its column; a word is never known to fit, so a sign is kept free."""
    lines = max(
        sum(max(1, -(-_width(line) // max(1, width - 1))) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    )
    return min(lines * _LINE + 2, _HIGHEST)


def _width(text: str) -> int:
    """How many signs wide a text is, a Chinese one counting two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def day_cell(row: Row) -> Cell:
    """The day of a contact, to sort and to filter by; in words where it is not known to the day."""
    if row.local is None or row.precision == "month":
        return day_in_words(row.local, row.precision)
    return row.local.date()


def csv_bytes(sheet: Spreadsheet) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by; a cell that could be a formula gets an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([no_formula(title) for title, _width in sheet.columns])
    writer.writerows(_cells(row) for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[Cell]) -> list[str]:
    return [no_formula(plain(value)) if isinstance(value, str) else str(value) for value in row]
