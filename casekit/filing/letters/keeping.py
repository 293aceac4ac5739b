"""A letter kept in the folder of the case: the page to print, the Word file to edit."""

from __future__ import annotations

from pathlib import Path

from casekit.casebook import Case
from casekit.filing.letters.writing import WrittenLetter
from casekit.report.write import write_whole


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
        case.record_export(path, "letter")
    return page, document
