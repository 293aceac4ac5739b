"""Hours of the day that a fact names, such as those agreed on or those said to be inconvenient."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from casekit.rules.frame import DAY, Array, Frame

_RANGE = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–—~至到]\s*([01]?\d|2[0-4]):([0-5]\d)")


def hours_said(said: str) -> list[tuple[int, int]]:
    """Stretches of hours given as "09:00-12:00, 14:00-17:00", in seconds since midnight; none when not given so."""
    text = unicodedata.normalize("NFKC", said)
    if re.sub(r"[\s,;、和]+", "", _RANGE.sub("", text)):
        return []
    found = [[int(part) for part in one.groups()] for one in _RANGE.finditer(text)]
    return [(h * 3600 + m * 60, to_h * 3600 + to_m * 60) for h, m, to_h, to_m in found]


def in_hours(frame: Frame, rows: Array, hours: list[tuple[int, int]]) -> tuple[Array, Array]:
    """(which rows lie inside some of the hours, which touch them)."""
    inside, touching = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for first, last in hours:
        width = (last - first - 1) % DAY + 1
        offset = (frame.second[rows] - first) % DAY
        until = offset + frame.length[rows]
        inside |= (offset > 0) & (until < width)
        touching |= (offset <= width) | (until >= DAY)
    return inside, touching
