"""The shipped notebooks, and the working copy that people use."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import casekit
from casekit.errors import LedgerError, reason
from casekit.text import _


def shipped_notebook(name: str) -> Path:
    """A notebook that comes with casekit: in an installed package beside the code, in a checkout above it."""
    package = Path(casekit.__file__).parent
    return next(path for path in (package / "notebooks" / name, package.parent / "notebooks" / name) if path.is_file())


def working_copy(folder: Path, name: str = "workbook.ipynb") -> Path:
    """A fresh, trusted copy of a shipped notebook in `folder`, so that what JupyterLab saves dirties no checkout.

    What is typed into the workbook lives in the case, so its copy may be renewed at each start. A copy
    whose cells somebody changed is kept beside it under another name.

    Raises
    ------
    LedgerError
        when the folder cannot be written
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    shipped = nbformat.read(shipped_notebook(name), as_version=4)
    target = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.is_file() and _sources(target) != _cells(shipped):
            target.rename(folder / f"{target.stem}-{datetime.now():%Y%m%d-%H%M%S}.ipynb")
        nbformat.write(shipped, target)
    except OSError as error:
        raise LedgerError(
            _("The workbook cannot be put into {folder}: {why}. Choose another folder with CASEKIT_HOME.").format(
                folder=folder, why=reason(error)
            )
        ) from error
    NotebookNotary().sign(shipped)
    return target


def _sources(path: Path) -> list[tuple[str, str]]:
    """Kinds and sources of the cells of a file that may be anything by now; empty when it is no notebook."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return []


def _cells(notebook: Any) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]
