"""Tables of a PDF whose words can be read; the pages of a picture, or locked ones, are told in words."""

from __future__ import annotations

from casekit.errors import InputError
from casekit.importers.reading import apart, workbooks
from casekit.importers.reading.laid_sheets import LaidSheets
from casekit.importers.reading.pdf_reader import NO_TABLE, NO_WORDS, ODD_WORDS
from casekit.importers.source import Probe
from casekit.text import _

# Every PDF ends with this; a reader that does without it gives the pages that are there, and nobody sees what is not.
_END, _TAIL = b"%%EOF", 1 << 13
_READER = "casekit.importers.reading.pdf_reader"


def is_pdf(probe: Probe) -> bool:
    """Whether the bytes are those of a PDF; some programs write a line or a mark before it begins."""
    return b"%PDF-" in probe.head[:1024] and not probe.head.startswith((b"PK", b"\xd0\xcf", b"{", b"["))


def laid(probe: Probe) -> LaidSheets:
    """The tables of a PDF; one that goes on over several pages is one sheet. The rows say their page: p2:15.

    Raises
    ------
    InputError
        when it is a picture, locked or damaged, saying what to do
    """
    with probe.path.open("rb") as stream:
        stream.seek(max(0, probe.size - _TAIL))
        if _END not in stream.read():
            raise _unreadable(probe, apart.DAMAGED)
    try:
        return apart.laid_apart(probe, _READER)
    except apart.FaultError as error:
        raise _unreadable(probe, error.fault) from error


def _unreadable(probe: Probe, fault: str) -> InputError:
    if fault == apart.TOO_LARGE:
        return workbooks.too_large(probe)
    if fault == apart.PROTECTED:
        sentence = _(
            "The PDF {name} is locked with a password. Open it with the password (the app or the mail says which), "
            "print it into a new PDF without one, and take in that."
        )
    elif fault == NO_WORDS:
        sentence = _(
            "{name} is a picture inside a PDF (a scan or a photo); there are no words in it that could be read. Ask "
            "the carrier for the list as xlsx or csv, or for the PDF as it was made by its system. The picture can be "
            "kept as evidence of a contact."
        )
    elif fault == ODD_WORDS:
        sentence = _(
            "The signs in the PDF {name} cannot be read: it does not say which letters they are. Ask the carrier for "
            "the list as xlsx or csv."
        )
    elif fault == NO_TABLE:
        sentence = _(
            "casekit finds no table in the PDF {name}. If there is a list in it, copy it into a spreadsheet and save "
            "it as xlsx, or ask the carrier for the list as xlsx or csv."
        )
    else:
        sentence = _("The PDF {name} is damaged or cut off and cannot be read. Please download it again.")
    return InputError(sentence.format(name=probe.name))
