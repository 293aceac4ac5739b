"""Times as chats write them: seconds since 1970, or the wall clock of the computer that exported."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from casekit.importers.plausible import is_plausible_year

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WRITTEN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?")


def plausible(moment: datetime) -> bool:
    """Whether a message can have been written then."""
    return is_plausible_year(moment.year)


def hour_of_day(hour: int, half: str) -> int:
    """The hour of 24 for one of 12: `half` is morning, afternoon, noon, night, or empty where none is written.

    中午12点 is noon and 中午11点 before it, 夜里12点 midnight, 晚上9点 in the evening and 夜里3点 before dawn.
    """
    if not half or not 1 <= hour <= 12:
        return hour
    hour %= 12
    late = {"afternoon": True, "noon": hour < 6, "night": hour > 4}.get(half, False)
    return hour + 12 if late else hour


def of_epoch(seconds: str | float) -> datetime | None:
    """The instant of seconds since 1970; None for what no clock can have shown."""
    try:
        moment = _EPOCH + timedelta(seconds=float(seconds))
    except (OverflowError, ValueError):
        return None
    return moment if plausible(moment) else None


def of_wall_clock(text: str) -> tuple[datetime, str] | None:
    """The wall clock written like 2026-03-04 05:06:07, with its precision; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    return (moment, "second" if found[6] else "minute") if plausible(moment) else None
