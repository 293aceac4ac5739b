"""The errors a user can meet.

Each carries a finished sentence in the user's language: what happened, where, and what to do.
Whoever shows it prints the sentence and the list of faults, never a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and the place where it is."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


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


class LedgerError(CaseError):
    """Raised when the case folder cannot be read or written."""


class NewerLedgerError(LedgerError):
    """Raised when a case was written by a later release than this one."""
