"""Rows of text from xls, xlsx and csv, one reader for each; the file stays as it is.

Cells come out as the text a person sees: numbers without a float's ".0", dates as ISO. Formula cells give their
last value, merged cells their first one, and nothing is ever calculated.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from casekit.errors import InputError
from casekit.importers.reading import database, json_stream, sheet_reader, text_lines
from casekit.importers.source import Probe
from casekit.text import _

# An honest bill of half a million rows stays far below; a zip bomb does not.
_LARGEST_UNPACKED = 400 << 20
_WORST_RATIO = 500
_LONGEST_READING = 600
# Carriers write ="13800000000" so that spreadsheets keep the digits; people put an apostrophe before them.
_KEPT_AS_TEXT = re.compile(r'="(.*)"|\'(?=[\d+])(.*)')

Row = tuple[int, list[str]]
# Name of a sheet → whether it is hidden, and its rows as JSON.
Workbook = dict[str, tuple[bool, list[bytes]]]


def is_workbook(probe: Probe) -> bool:
    """Whether the bytes are those of an xls or an xlsx."""
    return probe.head.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04"))


def sheets(probe: Probe, *, hidden: bool = False) -> list[str]:
    """The names of the sheets that a person sees, or of the hidden ones; one empty name for a text table.

    None where the bytes are something else than a table: a database or JSON.
    """
    if not is_workbook(probe):
        return [] if hidden or database.is_database(probe) or json_stream.is_json(probe) else [""]
    return [name for name, (is_hidden, _lines) in _workbook(probe).items() if is_hidden == hidden]


def rows(probe: Probe, sheet: str = "") -> Iterator[Row]:
    """(row number from 1, cells) of one sheet, or of a text table."""
    if not is_workbook(probe):
        yield from _text_rows(probe)
        return
    _hidden, lines = _workbook(probe)[sheet]
    for number, line in enumerate(lines, start=1):
        yield number, [as_written(cell) for cell in json.loads(line)]


def _workbook(probe: Probe) -> Workbook:
    """The sheets of a workbook, read once and remembered in the probe."""
    if "workbook" not in probe.tables:
        if probe.head.startswith(b"PK"):
            _refuse_bomb(probe)
        probe.tables["workbook"] = _read_apart(probe)
    known: Workbook = probe.tables["workbook"]  # type: ignore[assignment]
    return known


def _read_apart(probe: Probe) -> Workbook:
    program = [sys.executable, "-P", str(Path(sheet_reader.__file__)), str(probe.path.resolve())]
    try:
        told = subprocess.run(
            program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=_LONGEST_READING, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unreadable(probe) from error
    sheets: Workbook = {}
    lines: list[bytes] = []
    for line in told.stdout.splitlines():
        if line.startswith(b"["):
            lines.append(line)
            continue
        said = json.loads(line)
        if "fault" in said:
            raise _unreadable(probe, said["fault"])
        lines = []
        sheets[said["sheet"]] = (said["hidden"], lines)
    if told.returncode or not sheets:
        raise _unreadable(probe)
    return sheets


def _unreadable(probe: Probe, fault: str = sheet_reader.DAMAGED) -> InputError:
    if fault == sheet_reader.PROTECTED or _names_stream(probe, "EncryptedPackage"):
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
        raise _unreadable(probe) from error
    if locked:
        raise InputError(
            _(
                "{name} is an encrypted archive. Unpack it with the app that made it, then take in what is inside."
            ).format(name=probe.name)
        )
    if "word/document.xml" in names:
        raise InputError(
            _(
                "{name} is a Word document; there is no list of calls in it. Please take in the list from the phone or "
                "the carrier (xlsx, csv, xml); what shall be kept as evidence can be added to the contact it belongs to."
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


def as_written(cell: str) -> str:
    """The text in a cell without the signs that only keep a spreadsheet from changing it."""
    text = cell.strip()
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
            yield number, [as_written(cell) for cell in cells]
    except csv.Error as error:
        raise _open_quotation(probe, number + 1) from error


def _open_quotation(probe: Probe, number: int) -> InputError:
    return InputError(
        _(
            "In row {row} of {name} a quotation mark opens and is not closed, so the rows after it cannot be told "
            "apart. Please download the list again, or take the mark out."
        ).format(row=number, name=probe.name)
    )
