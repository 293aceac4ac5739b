"""The inbox folder of a case: where uploads land, and where files too big for the upload button are dropped."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from casekit.casebook import Case
from casekit.casebook.evidence import kind_of, sha256_of
from casekit.errors import InputError, LedgerError, reason
from casekit.importers.media.facts import look_at
from casekit.importers.media.keeping import Choice, Kept, keep
from casekit.model import Batch, Incident
from casekit.text import _

FOLDER_NAME = "inbox"
ASIDE_NAME = "put-aside"


def folder_of(case: Case) -> Path:
    """The inbox folder of a case."""
    return case.folder / FOLDER_NAME


def ready(case: Case) -> Path:
    """The inbox folder, made if need be.

    Raises
    ------
    LedgerError
        when the case folder cannot be written
    """
    folder = folder_of(case)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LedgerError(
            _("The inbox folder {folder} cannot be made: {why}.").format(folder=folder, why=reason(error))
        ) from error
    return folder


def waiting(case: Case, *, folders: bool = False) -> list[Path]:
    """The files in the inbox, or the folders that were dropped into it, by name."""
    folder = folder_of(case)
    lying = sorted(one for one in folder.iterdir() if not one.name.startswith(".")) if folder.is_dir() else []
    if folders:
        return [one for one in lying if one.is_dir() and one.name != ASIDE_NAME]
    return [one for one in lying if one.is_file()]


def put(case: Case, name: str, content: bytes | Path) -> Path:
    """Lay an uploaded file, or a copy of one, into the inbox; one of the same name with other content gets a number."""
    if not content:
        raise InputError(_("The file {name} is empty. Nothing was taken in.").format(name=name))
    folder = ready(case)
    safe = name.replace("/", "_").replace("\\", "_").lstrip(".") or "file"
    try:
        handle, waiting_path = tempfile.mkstemp(dir=folder, prefix=".waiting-")
        try:
            with os.fdopen(handle, "wb") as stream:
                if isinstance(content, Path):
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, stream)
                else:
                    stream.write(content)
            path = _place(folder, safe, lambda there: filecmp.cmp(there, waiting_path, shallow=False))
            os.replace(waiting_path, path)
        finally:
            Path(waiting_path).unlink(missing_ok=True)
    except OSError as error:
        raise LedgerError(
            _("The file {name} could not be kept in {folder}: {why}.").format(
                name=name, folder=folder, why=reason(error)
            )
        ) from error
    return path


def _place(folder: Path, name: str, is_the_same: Callable[[Path], bool]) -> Path:
    """Where a file of this name can lie: under a number when another file has the name already."""
    path, count = folder / name, 1
    while path.exists() and not is_the_same(path):
        count += 1
        path = folder / f"{Path(name).stem} ({count}){Path(name).suffix}"
    return path


def put_aside(path: Path) -> None:
    """Move a file that is not wanted out of the way; nothing of the user's is deleted."""
    aside = path.parent / ASIDE_NAME
    try:
        aside.mkdir(exist_ok=True)
        os.replace(path, _place(aside, path.name, lambda there: filecmp.cmp(there, path, shallow=False)))
    except OSError as error:
        raise LedgerError(
            _("The file {name} could not be moved: {why}.").format(name=path.name, why=reason(error))
        ) from error


def taken_in(case: Case, path: Path, batch: Batch) -> None:
    """Clear a file out of the inbox once its bytes lie, checked, in the evidence folder."""
    if case.store.is_unchanged(batch.sha256):
        path.unlink(missing_ok=True)


def keep_as_evidence(case: Case, name: str, content: bytes | Path, incident: Incident) -> None:
    """Keep a recording or a screenshot with its contact; time and number are read from it where it has them.

    Raises
    ------
    CaseError
        when it cannot be kept; what was uploaded then waits in the inbox
    """
    path = content if isinstance(content, Path) else put(case, name, content)
    (kept,) = keep(case, [Choice(look_at(path, name, case.header.zone), incident.id)])
    if kept.evidence is None:
        raise InputError(kept.error)
    clear(case, kept)


def is_evidence(path: Path) -> bool:
    """Whether a file is a recording, a picture or a paper rather than a list of calls."""
    return kind_of(path.name) != "other"


def keep_waiting(case: Case, path: Path) -> None:
    """Keep a waiting paper as evidence."""
    (kept,) = keep(case, [Choice(look_at(path, zone=case.header.zone))])
    if kept.evidence is None:
        raise InputError(kept.error)
    clear(case, kept)


def clear(case: Case, kept: Kept) -> None:
    """Take a kept file, and what the recording app wrote beside it, out of the inbox once its bytes lie, checked, in
    the evidence folder."""
    folder = folder_of(case)
    for path in (kept.media.path, kept.media.companion):
        if path is not None and path.parent == folder and path.is_file():
            sha256 = sha256_of(path)
            if sha256 in case.refresh().evidence and case.store.is_unchanged(sha256):
                path.unlink(missing_ok=True)
