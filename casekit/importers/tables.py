"""Rows of text from xls, xlsx and csv, one reader for each; the file stays as it is.

Cells come out as the text a person sees: numbers without a float's ".0", dates as ISO. Formula cells give their
last value, merged cells their first one, and nothing is ever calculated.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice

from casekit.errors import InputError
from casekit.importers import text_lines
from casekit.importers.records import Probe
from casekit.text import _

# An honest bill of half a million rows stays far below; a zip bomb does not.
_LARGEST_UNPACKED = 400 << 20
_WORST_RATIO = 500
# Carriers write ="13800000000" so that spreadsheets keep the digits; people put an apostrophe before them.
_KEPT_AS_TEXT = re.compile(r'="(.*)"|\'(?=[\d+])(.*)')

Row = tuple[int, list[str]]


def is_workbook(probe: Probe) -> bool:
    """Whether the bytes are those of an xls or an xlsx."""
    return probe.head.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04"))


def sheets(probe: Probe, *, hidden: bool = False) -> list[str]:
    """The names of the sheets that a person sees, or of the hidden ones; one empty name for a text table."""
    if not is_workbook(probe):
        return [] if hidden else [""]
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        one.name
        for one in _workbook(probe).sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and (one.visible != SheetVisibleEnum.Visible) == hidden
    ]


def rows(probe: Probe, sheet: str = "") -> Iterator[Row]:
    """(row number from 1, cells) of one sheet, or of a text table."""
    yield from _sheet_rows(probe, sheet) if is_workbook(probe) else _text_rows(probe)


def _workbook(probe: Probe):  # type: ignore[no-untyped-def]
    from python_calamine import CalamineError, CalamineWorkbook

    if probe.head.startswith(b"PK"):
        _refuse_bomb(probe)
    try:
        return CalamineWorkbook.from_path(str(probe.path))
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(probe, error) from error


def _unreadable(probe: Probe, error: Exception) -> InputError:
    if "assword" in str(error) or _names_stream(probe, "EncryptedPackage"):
        return InputError(
            _("The table {name} is protected by a password. Open it with the password and save it without one.").format(
                name=probe.name
            )
        )
    if probe.head.startswith(b"\xd0\xcf") and not (_names_stream(probe, "Workbook") or _names_stream(probe, "Book")):
        return InputError(
            _("{name} is a document of an office program, but no table. Please choose the list as xls or xlsx.").format(
                name=probe.name
            )
        )
    return InputError(
        _("The table {name} cannot be read; it may be cut off or damaged. Please download it again.").format(
            name=probe.name
        )
    )


def _names_stream(probe: Probe, name: str) -> bool:
    """Whether a compound file (xls, doc, encrypted xlsx) holds a stream of this name, wherever its directory lies."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    with probe.path.open("rb") as stream:
        before = b""
        while block := stream.read(1 << 20):
            if wanted in before + block:
                return True
            before = block[-len(wanted) :]
    return False


def _refuse_bomb(probe: Probe) -> None:
    try:
        with zipfile.ZipFile(probe.path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            names = set(archive.namelist())
            locked = any(one.flag_bits & 1 for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _unreadable(probe, error) from error
    if locked:
        raise InputError(
            _(
                "{name} is an encrypted archive. Unpack it with the app that made it, then take in what is inside."
            ).format(name=probe.name)
        )
    if not any(name.startswith("xl/") for name in names):
        raise InputError(
            _("{name} is an archive, not a table. Unpack it, then take in the files inside.").format(name=probe.name)
        )
    if unpacked > _LARGEST_UNPACKED or unpacked > _WORST_RATIO * max(probe.size, 1 << 16):
        raise InputError(
            _("The table {name} would unpack to {size} MB and was not read, for safety.").format(
                name=probe.name, size=unpacked >> 20
            )
        )


def _sheet_rows(probe: Probe, sheet: str) -> Iterator[Row]:
    from python_calamine import CalamineError

    try:
        rows = _workbook(probe).get_sheet_by_name(sheet).iter_rows()
        first = list(islice(rows, 20))
        misread = _is_misread(first)
        for number, row in enumerate(chain(first, rows), start=1):
            yield number, [cell_text(_reread(cell) if misread and isinstance(cell, str) else cell) for cell in row]
    except (CalamineError, ValueError) as error:
        raise _unreadable(probe, error) from error


def _is_misread(rows: list[list[object]]) -> bool:
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
    text = str(cell).strip()
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return (kept.group(1) or kept.group(2) or "").strip() if kept else text


def _text_rows(probe: Probe) -> Iterator[Row]:
    lines = text_lines.lines(probe)
    first = list(islice(lines, 20))
    delimiter = max(",\t;|", key="".join(first).count)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(chain(first, lines), delimiter=delimiter), start=1):
            if any(cell.count("\n") > 2 and cell.count(delimiter) > 5 for cell in cells):
                raise _open_quotation(probe, number)
            yield number, [cell_text(cell) for cell in cells]
    except csv.Error as error:
        raise _open_quotation(probe, number + 1) from error


def _open_quotation(probe: Probe, number: int) -> InputError:
    return InputError(
        _(
            "In row {row} of {name} a quotation mark opens and is not closed, so the rows after it cannot be told "
            "apart. Please download the list again, or take the mark out."
        ).format(row=number, name=probe.name)
    )
