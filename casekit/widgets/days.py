"""Days as people type them."""

from __future__ import annotations

from datetime import date

from casekit import clock
from casekit.errors import InputError
from casekit.text import _


def typed_day(typed: str, what: str, zone: str) -> date | None:
    """The day of a field, as people write one (2026-3-1, 2026年3月1日); None where it is empty.

    Raises
    ------
    InputError
        naming the field, when it is no day
    """
    if not typed.strip():
        return None
    try:
        instant, precision = clock.read_typed(typed, zone)
    except InputError as fault:
        raise InputError(_("{field}: {why}").format(field=what, why=fault.message)) from fault
    if precision == "month":
        raise InputError(_("{field}: please give the day as well, like 2026-03-01.").format(field=what))
    return clock.to_wall_clock(instant, zone).date()
