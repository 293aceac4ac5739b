"""The sheets of an xls, xlsx or ods; runs as a process of its own.

The library lays out every cell between the first and the last one in memory. A damaged file, or one stray cell in
the last corner of a sheet, makes it ask for more than the machine has, and then the whole process is ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice

from casekit.importers.reading.apart import DAMAGED, PROTECTED, fault_line, tell
from casekit.importers.reading.laid_sheets import row_line, sheet_line


def answer(path: str) -> Iterator[bytes]:
    """The lines of `laid_sheets` for the sheets of a workbook and their rows; a fault ends them."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        # By its bytes: given a path the library trusts the ending, and carriers name xlsx files .xls.
        with open(path, "rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
        of_cells = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        for place, one in enumerate(of_cells):
            yield sheet_line(place, one.name, one.visible != SheetVisibleEnum.Visible)
            rows = book.get_sheet_by_name(one.name).iter_rows()
            first = list(islice(rows, 20))
            misread = _is_misread(first)
            for number, row in enumerate(chain(first, rows), start=1):
                cells = [cell_text(_reread(cell) if misread and isinstance(cell, str) else cell) for cell in row]
                if any(cells):
                    yield row_line(place, number, cells)
    except PasswordError:
        yield fault_line(PROTECTED)
    except (CalamineError, OSError, ValueError):
        yield fault_line(DAMAGED)


def _is_misread(rows: Sequence[Sequence[object]]) -> bool:
    """Whether 16-bit texts came out as single bytes, as with xls files that name the wrong code page."""
    cells = [cell for row in rows for cell in row if isinstance(cell, str) and cell]
    odd = sum(any((sign < " " and sign not in "\t\r\n") or "\x7f" < sign < "\xa0" for sign in cell) for cell in cells)
    return odd * 3 > len(cells)


def _reread(cell: str) -> str:
    """The text that was meant: the single bytes taken two by two."""
    data = b"".join(_byte(sign) for sign in cell)
    return data.decode("utf-16-le", "replace") if len(data) % 2 == 0 else cell


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", "replace")


def cell_text(cell: object) -> str:
    """A cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        # Beyond fifteen digits a spreadsheet no longer knows the number; it must not look as if it did.
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.14g}"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


if __name__ == "__main__":
    tell(answer)
