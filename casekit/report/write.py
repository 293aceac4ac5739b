"""The doors of the report: write it as HTML, keep its notebook, write the list as a spreadsheet."""

# mypy: disable-error-code="no-untyped-call"
# (nbformat and nbconvert carry hardly any types)
from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.casebook.evidence import sha256_of
from casekit.casebook.masker import checked_masking
from casekit.casebook.one_party import one_party_of
from casekit.errors import InputError
from casekit.outgoing import checked_language, write_whole
from casekit.text import _, language, normal_language

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.report.material import Material

Place = Path | str | None


def write_report(
    case: Case,
    path: Place = None,
    *,
    lang: str = "zh",
    mask: str = "third-parties",
    debt: str | None = None,
    lender: str | None = None,
) -> Path:
    """Write the HTML case report: one file, complete in itself; gives its path.

    Parameters
    ----------
    path
        where to write; `exports/` of the case otherwise
    lang
        "zh" or "en"
    mask
        "third-parties" (the default), "all" or "none"
    debt, lender
        the id of a debt or of a lender, for a report about that one only; where each collector answers for itself, of a
        collector

    Raises
    ------
    InputError
        when the masking, the debt or the lender is not known
    LedgerError
        when the file cannot be written; an older report then stays as it was
    """
    from casekit.report.gathering import material_of

    with _papers(case, lang, mask, debt, lender):
        material = material_of(case, mask=mask, debt=debt, lender=lender)
        content = report_page(material)
    target = _target(case, path, "report", lang, mask, debt or lender, ".html")
    return _keep(case, target, content, "report", material.exhibits)


def save_notebook(
    case: Case,
    path: Place = None,
    *,
    lang: str = "zh",
    mask: str = "third-parties",
    debt: str | None = None,
    lender: str | None = None,
) -> Path:
    """Save the report as a notebook, to be edited in JupyterLab; gives its path.

    A notebook that was edited meanwhile is never written over: the new one gets a number.
    `jupyter nbconvert --to casereport` makes the same HTML of it as `write_report`.
    """
    from casekit.report.compose import notebook_of
    from casekit.report.gathering import material_of
    from casekit.report.notebook_libraries import without_iri_grammar

    with without_iri_grammar():
        import nbformat

    with _papers(case, lang, mask, debt, lender):
        material = material_of(case, mask=mask, debt=debt, lender=lender)
        content = nbformat.writes(notebook_of(material)) + "\n"
    target = _beside_edits(case, _target(case, path, "report", lang, mask, debt or lender, ".ipynb"))
    return _keep(case, target, content.encode("utf-8"), "notebook", material.exhibits)


def write_list(
    case: Case,
    path: Place = None,
    *,
    lang: str = "zh",
    mask: str = "third-parties",
    debt: str | None = None,
    lender: str | None = None,
) -> Path:
    """Write every contact that counts as a spreadsheet (xlsx), for those who want to sort and sum; gives its path."""
    from casekit.report.contact_list import contact_list_bytes
    from casekit.report.gathering import material_of

    with _papers(case, lang, mask, debt, lender):
        material = material_of(case, mask=mask, debt=debt, lender=lender, with_charts=False)
        content = contact_list_bytes(material)
    target = _target(case, path, "contacts", lang, mask, debt or lender, ".xlsx")
    return _keep(case, target, content, "list", material.exhibits)


# What `write` makes, by the ending of the name.
_WRITERS = {".html": write_report, ".htm": write_report, ".ipynb": save_notebook, ".xlsx": write_list}


def write(
    case: Case,
    path: Place = None,
    *,
    lang: str = "zh",
    mask: str = "third-parties",
    debt: str | None = None,
    lender: str | None = None,
) -> Path:
    """Write the report (.html), its notebook (.ipynb) or its list of contacts (.xlsx), by the ending of the name.

    Raises
    ------
    InputError
        when nothing is written under such a name, besides what the three raise
    """
    suffix = Path(path).suffix.lower() if path is not None else ".html"
    writer = _WRITERS.get(suffix)
    if writer is None:
        raise InputError(
            _(
                "“{name}” ends in none of .html, .ipynb and .xlsx. Use .html for the report, .ipynb to edit it as a notebook, "
                "and .xlsx for the list of contacts. For a PDF, open the .html in a browser and print it to a file."
            ).format(name=Path(str(path)).name)
        )
    return writer(case, path, lang=lang, mask=mask, debt=debt, lender=lender)


def report_page(material: Material, *, to: str = "") -> bytes:
    """The HTML of the report in the language of the moment; `to` is whom it is for, where that is known."""
    from casekit.report.compose import notebook_of
    from casekit.report.exporter import CaseReportExporter

    page, _resources = CaseReportExporter().from_notebook_node(notebook_of(material, to=to))
    return str(page).encode("utf-8")


@contextmanager
def _papers(case: Case, lang: str, mask: str, debt: str | None, lender: str | None) -> Iterator[None]:
    """Speak the language of the papers; what is refused is said in the user's, before anything is made."""
    checked_language(lang)
    checked_masking(mask)
    one_party_of(case.background(), debt=debt, lender=lender)
    with language(lang):
        yield


def _target(case: Case, path: Place, name: str, lang: str, mask: str, whose: str | None, suffix: str) -> Path:
    if path is not None:
        return Path(path).expanduser()
    parts = [name, normal_language(lang), "" if mask == "third-parties" else mask, whose or ""]
    return case.export_folder / ("-".join(part for part in parts if part) + suffix)


def _beside_edits(case: Case, path: Path) -> Path:
    """The path, or a numbered one beside it when what lies there was edited since it was written."""
    written = {one["sha256"] for one in case.exports() if one["kind"] == "notebook"}
    place, count = path, 1
    while place.is_file() and sha256_of(place) not in written:
        count += 1
        place = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return place


def _keep(case: Case, path: Path, content: bytes, kind: str, exhibits: Mapping[str, str]) -> Path:
    """Write the whole file or nothing, then note in the ledger what was handed out."""
    write_whole(path, content)
    note_export(case, path, kind, exhibits)
    return path


def note_export(case: Case, path: Path, kind: str, exhibits: Mapping[str, str]) -> None:
    """Note in the ledger what was handed out, and under which numbers it names files.

    A case on a read-only disk keeps no such note; a paper can be written elsewhere all the same.
    """
    if all(os.access(place, os.W_OK) for place in (case.ledger.path, case.ledger.path.parent)):
        case.record_export(path, kind, exhibits)
