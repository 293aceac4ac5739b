"""What a recording or a picture tells in its own metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from casekit import clock
from casekit.importers.plausible import is_plausible_year

_ISO = re.compile(
    r"(\d{4})[-:/](\d\d)[-:/](\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in a file: when it was made (an aware instant), how long it plays, and what is wrong with it.

    `may_be_end` says that the time is that of the beginning or of the end, whichever the app chose to write.
    `fault` is a sentence, empty for a file that is in order.
    """

    taken_at: datetime | None = None
    precision: str = "unknown"
    may_be_end: bool = False
    duration_s: int | None = None
    fault: str = ""


def plausible(moment: datetime) -> datetime | None:
    """The moment, unless it is of a year that only a clock that was never set can have written."""
    return moment if is_plausible_year(moment.year, since=2000) else None


def written_time(text: str, zone: str, offset: str = "") -> datetime | None:
    """The instant of a time as metadata write it: ISO 8601, with colons as EXIF does, or as in a letter's head.

    Without an offset it is the wall clock of `zone`: recorders write the time that they show. A day alone is no time.
    """
    text = text.strip().strip("\0")
    found = _ISO.fullmatch(text)
    try:
        if found is None:
            moment = parsedate_to_datetime(text)
        else:
            year, month, day, hour, minute = (int(one) for one in found.groups()[:5])
            moment = datetime(year, month, day, hour, minute, int(found[6] or 0))
            said = (found[7] or offset.strip().strip("\0")).upper().replace("Z", "+00:00")
            if re.fullmatch(r"[+-]\d\d:?\d\d", said):
                moment = datetime.fromisoformat(moment.isoformat() + said)
        return plausible(clock.to_instant(moment, zone))
    except (ValueError, TypeError, OverflowError):
        return None


def whole_seconds(length: float) -> int | None:
    """A length in whole seconds; None when there is none, or when it is longer than two days."""
    if not 0 < length <= 48 * 3600:  # also false for what is no number
        return None
    return max(1, round(length))
