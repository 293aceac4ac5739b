"""The whole case as one zip file, and links by which a file leaves the workbook."""

from __future__ import annotations

import base64
import os
import tempfile
import zipfile
from pathlib import Path

from casekit import clock
from casekit.casebook import Case
from casekit.casebook.base import LEDGER_NAME
from casekit.casebook.evidence import media_type_of
from casekit.errors import LedgerError, reason
from casekit.text import _
from casekit.widgets.markup import Html, quoted, tag
from casekit.widgets.wording import size

# A link that carries the file itself works everywhere, but browsers grow slow beyond this.
_LARGEST_LINK = 30 * 1024 * 1024


def zip_case(case: Case) -> Path:
    """Write ledger and evidence into `exports/`, as they are at this moment, even while another window writes.

    Raises
    ------
    LedgerError
        when the zip cannot be written
    """
    stamp = clock.to_wall_clock(clock.now(), case.header.zone).strftime("%Y%m%d-%H%M%S")
    path = case.export_folder / f"{case.folder.name}-{stamp}.zip"
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".waiting-") as waiting:
            copied = Path(waiting) / LEDGER_NAME
            case.ledger.copy_to(copied)
            whole = Path(waiting) / path.name
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as pack:
                pack.write(copied, f"{case.folder.name}/{LEDGER_NAME}")
                for file in sorted(case.store.folder.rglob("*")):
                    if file.is_file() and not file.name.startswith("."):
                        pack.write(file, f"{case.folder.name}/{file.relative_to(case.folder).as_posix()}")
            os.replace(whole, path)
    except OSError as error:
        raise LedgerError(
            _("The file {path} could not be written: {why}.").format(path=path, why=reason(error))
        ) from error
    return path


def download_link(path: Path, label: str) -> Html:
    """A link that saves the file where the user's browser saves things; empty when the file is too big for one."""
    return Html("") if path.stat().st_size > _LARGEST_LINK else link_of_bytes(path.read_bytes(), path.name, label)


def link_of_bytes(content: bytes, name: str, label: str) -> Html:
    """A link that saves these bytes under a name."""
    data = base64.b64encode(content).decode("ascii")
    return tag(
        "a",
        label,
        Html(" "),
        tag("span", f"({size(len(content))})", css="ck-quiet"),
        css="ck-link",
        download=name,
        href=f"data:{media_type_of(name)};base64,{data}",
    )


def where(path: Path) -> Html:
    """Where a file lies, for people who look for it with their file manager."""
    return tag("p", _("The file is here: "), tag("code", quoted(path)), css="ck-quiet")
