"""Days as people type them."""

from __future__ import annotations

from datetime import date

from casekit import clock
from casekit.errors import InputError
from casekit.text import _


def typed_day(typed: str, what: str) -> date | None:
    """The day of a field, as people write one (2026-3-1, 2026年3月1日); None where it is empty.

    Raises
    ------
    InputError
        naming the field, when it is no day
    """
    if not typed.strip():
        return None
    try:
        return clock.read_day(typed)
    except InputError as fault:
        raise InputError(_("{field}: {why}").format(field=what, why=fault.message)) from fault
