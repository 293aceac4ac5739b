"""The errors a user can meet.

Each carries a finished sentence in the user's language: what happened, where, and what to do.
Whoever shows it prints the sentence and the list of faults, never a traceback.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass

from casekit.text import N_, _

# The system speaks of itself in English, whatever the user reads.
_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the file is too large for this disk"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EACCES: N_("access is not allowed"),
    errno.EPERM: N_("access is not allowed"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("it exists already"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: N_("another program is using it"),
    errno.ETXTBSY: N_("another program is using it"),
    errno.EIO: N_("the disk reports an error"),
}


def reason(error: OSError) -> str:
    """Why the system refused, in the language of the user where the reason is a common one."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else str(error.strerror or error)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and the place where it is."""

    where: str
    what: str

    def __str__(self) -> str:
        return _("{where}: {what}").format(where=self.where, what=self.what) if self.where else self.what


class CaseError(Exception):
    """Raised when casekit cannot do what it was asked to; the root of all its errors."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"- {fault}" for fault in self.faults)])


class InputError(CaseError):
    """Raised when a value or a file that was handed in cannot be used."""


class NotFoundError(CaseError):
    """Raised when something the case does not hold was asked for."""


class StoppedError(CaseError):
    """Raised inside long work when the user has asked to stop it; what was begun is taken back on its way out."""


class LedgerError(CaseError):
    """Raised when the case folder cannot be read or written."""


class NewerLedgerError(LedgerError):
    """Raised when a case was written by a later release than this one."""
