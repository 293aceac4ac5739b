"""Rows of text from xls, xlsx and csv, one reader for each; the file stays as it is.

Cells come out as the text a person sees: numbers without a float's ".0", dates as ISO. Formula cells give their
last value, merged cells their first one, and nothing is ever calculated.
"""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path

from casekit.errors import InputError
from casekit.importers.records import Probe
from casekit.text import _

# An honest bill of half a million rows stays far below; a zip bomb does not.
_LARGEST_UNPACKED = 400 << 20
_WORST_RATIO = 500
_LONGEST_CELL = 1 << 20

Row = tuple[int, list[str]]


def is_workbook(probe: Probe) -> bool:
    """Whether the bytes are those of an xls or an xlsx."""
    return probe.head.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04"))


def sheets(probe: Probe) -> list[str]:
    """The names of the sheets of a workbook; one empty name for a text table."""
    if not is_workbook(probe):
        return [""]
    from python_calamine import CalamineError

    try:
        return [str(name) for name in _workbook(probe).sheet_names]
    except CalamineError as error:
        raise _unreadable(probe, error) from error


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
    if "assword" in str(error) or b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in probe.head:
        return InputError(
            _("The table {name} is protected by a password. Open it with the password and save it without one.").format(
                name=probe.name
            )
        )
    return InputError(
        _("The table {name} cannot be read; it may be cut off or damaged. Please download it again.").format(
            name=probe.name
        )
    )


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
        table = _workbook(probe).get_sheet_by_name(sheet)
        rows = table.iter_rows()
        first = [[cell_text(cell) for cell in row] for row in islice(rows, 20)]
        misread = _is_misread(first)
        for number, cells in enumerate(chain(first, ([cell_text(cell) for cell in row] for row in rows)), start=1):
            yield number, [_reread(cell) for cell in cells] if misread else cells
    except (CalamineError, ValueError) as error:
        raise _unreadable(probe, error) from error


def _is_misread(rows: list[list[str]]) -> bool:
    """Whether 16-bit texts came out as single bytes, as with xls files that name the wrong code page."""
    cells = [cell for row in rows for cell in row if cell]
    odd = sum(any((sign < " " and sign not in "\t\r\n") or "\x7f" < sign < "\xa0" for sign in cell) for cell in cells)
    return odd * 3 > len(cells)


def _reread(cell: str) -> str:
    """The text that was meant: the single bytes taken two by two."""
    data = b"".join(_byte(sign) for sign in cell)
    return data.decode("utf-16-le", "replace").strip() if len(data) % 2 == 0 else cell


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
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def encoding_of(path: Path) -> str:
    """The encoding of a text file: by its mark, else UTF-8 if all of it is, else GB18030.

    Raises
    ------
    UnicodeDecodeError
        when it is neither; nothing is guessed further
    """
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
    for encoding in ("utf-8", "gb18030"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            if encoding == "gb18030":
                raise
        else:
            return encoding
    raise AssertionError("not reached")


def _text_rows(probe: Probe) -> Iterator[Row]:
    try:
        encoding = encoding_of(probe.path)
    except UnicodeDecodeError as error:
        raise InputError(
            _("The text of {name} mixes encodings or is no text. Open it in a spreadsheet and save it as xlsx.").format(
                name=probe.name
            )
        ) from error
    previous = csv.field_size_limit(_LONGEST_CELL)
    try:
        with probe.path.open(encoding=encoding, newline="") as stream:
            delimiter = _delimiter(stream.read(1 << 14))
            stream.seek(0)
            lines = (line.replace("\0", "") for line in stream)
            for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
                yield number, [cell.strip().strip("\ufeff").strip() for cell in cells]
    except csv.Error as error:
        raise _unreadable(probe, error) from error
    finally:
        csv.field_size_limit(previous)


def _delimiter(sample: str) -> str:
    """The sign that separates most cells in the first lines."""
    first = "\n".join(sample.splitlines()[:20])
    return max(",\t;|", key=first.count)
