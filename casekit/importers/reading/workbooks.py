"""xls, xlsx and ods: what must not be opened is told before, what cannot be read is told in words."""

from __future__ import annotations

import zipfile

from casekit.errors import InputError
from casekit.importers.reading import apart
from casekit.importers.reading.laid_sheets import LaidSheets
from casekit.importers.source import Probe
from casekit.text import _

# An honest bill of half a million rows stays far below; a zip bomb does not.
_LARGEST_UNPACKED = 400 << 20
_WORST_RATIO = 500
_READER = "casekit.importers.reading.sheet_reader"
# An ods says what it is in its first member, which is not packed.
_OPEN_DOCUMENT, _MARKED = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 200


def is_workbook(probe: Probe) -> bool:
    """Whether the bytes are those of an xls, an xlsx or an ods."""
    return probe.head.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04"))


def laid(probe: Probe) -> LaidSheets:
    """The sheets of a workbook.

    Raises
    ------
    InputError
        saying what the file is instead, or what is wrong with it
    """
    if probe.head.startswith(b"PK"):
        _refuse_bomb(probe)
    try:
        return apart.laid_apart(probe, _READER)
    except apart.FaultError as error:
        raise _unreadable(probe, error.fault) from error


def _unreadable(probe: Probe, fault: str = apart.DAMAGED) -> InputError:
    if fault == apart.TOO_LARGE:
        return too_large(probe)
    if fault == apart.PROTECTED or _names_stream(probe, "EncryptedPackage"):
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
        with probe.path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            names = set(archive.namelist())
            locked = any(one.flag_bits & 1 for one in archive.infolist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
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
    if not any(name.startswith("xl/") for name in names) and _OPEN_DOCUMENT not in probe.head[:_MARKED]:
        raise InputError(
            _("{name} is an archive, not a table. Unpack it, then take in the files inside.").format(name=probe.name)
        )
    if unpacked > _LARGEST_UNPACKED or unpacked > _WORST_RATIO * max(probe.size, 1 << 16):
        raise too_large(probe)


def too_large(probe: Probe) -> InputError:
    """The error for a file whose tables come to far more than the file holds."""
    return InputError(
        _("The tables in {name} would come to far more than a list ever holds; they were not read, for safety.").format(
            name=probe.name
        )
    )
