"""What every file that leaves a case has in common: it is in a language casekit writes, it is there whole or not at all,
and no cell of it is a formula."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from casekit.errors import InputError, LedgerError, reason
from casekit.text import LANGUAGES, _

# A spreadsheet takes a cell for a formula that begins with one of these, behind blanks and in full width too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = ("\t", "\r", "\n")


def checked_language(tag: str) -> str:
    """The language of a paper as it was asked for, such as "zh" or "en_US".

    Raises
    ------
    InputError
        when it is none of those that casekit writes
    """
    if tag.lower()[:2] not in LANGUAGES:
        raise InputError(_("casekit writes zh (Chinese) and en (English), not “{tag}”.").format(tag=tag))
    return tag


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; an older one then stays as it was.

    Raises
    ------
    LedgerError
        when the folder cannot be written or the disk is full
    """
    waiting = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, waiting = tempfile.mkstemp(dir=path.parent, prefix=".waiting-", suffix=path.suffix)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(waiting, 0o644)
        os.replace(waiting, path)
    except OSError as error:
        raise LedgerError(
            _(
                "The file {path} could not be written: {why}. Choose another place or name, or make room, then try again."
            ).format(path=path, why=reason(error))
        ) from error
    finally:
        if waiting and os.path.exists(waiting):
            os.unlink(waiting)


def no_formula(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet could take it for a formula."""
    dangerous = text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if dangerous else text
