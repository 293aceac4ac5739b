"""What no clock and no telephone can have shown, whatever the file: such rows and lengths are left out."""

from __future__ import annotations

from casekit import clock

# 1601 and 1970 are what broken clocks and empty fields give.
_FIRST_YEAR = 1990
# Seconds; no call that a phone or a carrier lists is longer.
LONGEST_CALL = 48 * 3600


def is_plausible_year(year: int, since: int = _FIRST_YEAR) -> bool:
    """Whether something can have happened in that year: not before `since`, and not after the next one."""
    return since <= year <= clock.now().year + 1
