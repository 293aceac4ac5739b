"""A letter kept as files: the page to print, the Word file to edit."""

from __future__ import annotations

from pathlib import Path

from casekit.casebook import Case
from casekit.errors import InputError
from casekit.filing.letters.writing import WrittenLetter
from casekit.outgoing import write_whole
from casekit.report.write import note_export
from casekit.text import _


def keep_letter(case: Case, letter: WrittenLetter, stem: str) -> tuple[Path, Path]:
    """Write a letter into `exports/` under a name without ending, and note in the ledger what was handed out.

    Gives the page and the Word file.

    Raises
    ------
    LedgerError
        when the folder cannot be written or the disk is full
    """
    page, document = (case.export_folder / f"{stem}{ending}" for ending in (".html", ".docx"))
    write_whole(page, letter.html.encode("utf-8"))
    write_whole(document, letter.docx)
    for path in (page, document):
        note_export(case, path, "letter", letter.exhibits)
    return page, document


def save_letter(case: Case, letter: WrittenLetter, path: Path) -> Path:
    """Write a letter where the user wants it, as a page (.html) or a Word file (.docx) by the ending of the name.

    Raises
    ------
    InputError
        when nothing is written under such a name
    LedgerError
        when the file cannot be written; an older one then stays as it was
    """
    contents = {".html": letter.html.encode("utf-8"), ".htm": letter.html.encode("utf-8"), ".docx": letter.docx}
    content = contents.get(path.suffix.lower())
    if content is None:
        raise InputError(
            _("“{name}” ends in neither .html nor .docx. Use .html for a page to print, .docx for a Word file.").format(
                name=path.name
            )
        )
    write_whole(path, content)
    note_export(case, path, "letter", letter.exhibits)
    return path
