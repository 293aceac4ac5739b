"""Times in exports and copies of WeChat: an instant, or a wall clock as the app shows it."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from casekit.importers.chats import moments

_LONGEST = 60
_MILLISECONDS_FROM = 10**11
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_SHOWN = re.compile(
    r"(?P<year>\d{4})\s?(?:年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日|"
    r"(?P<apart>[-/.])(?P<month2>\d{1,2})(?P=apart)(?P<day2>\d{1,2}))"
    r"[\s,]*(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?[\sT,]*"
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜|半夜|[AaPp][Mm])?\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<after>[AaPp][Mm])?"
)
_HALVES = {
    "凌晨": "morning", "清晨": "morning", "早上": "morning", "早晨": "morning", "上午": "morning", "am": "morning",
    "中午": "noon", "下午": "afternoon", "傍晚": "afternoon", "pm": "afternoon", "晚上": "night", "夜里": "night",
    "深夜": "night", "半夜": "night",
}  # fmt: skip


class Moment(NamedTuple):
    """When a message was sent, how exactly and from where that is known, as in a `Record`."""

    start: datetime | None
    precision: str
    time_basis: str


def of_epoch(text: str) -> Moment | None:
    """The instant of seconds or milliseconds since 1970; None for anything else, as for a cut 1.7E+09."""
    text = text.strip() if len(text) <= _LONGEST else ""
    if not text.isascii() or not _EPOCH.fullmatch(text):
        return None
    number = float(text)
    start = moments.of_epoch(number / 1000 if number >= _MILLISECONDS_FROM else number)
    return Moment(start, "second", "epoch") if start else None


def of_zoned(text: str) -> Moment | None:
    """The instant of an ISO time that names its zone."""
    try:
        start = datetime.fromisoformat(text.strip())
        usable = start.tzinfo is not None and moments.plausible(start) and start.timestamp() > 0
    except (ValueError, OverflowError):
        return None
    return Moment(start, "second", "epoch") if usable else None


def is_shown(text: str) -> bool:
    """Whether it has the form of a time that the app shows, though there may be no such day."""
    return len(text) <= _LONGEST and _SHOWN.fullmatch(_cleared(text)) is not None


def of_shown(text: str) -> Moment | None:
    """The wall clock of 2026年09月29日 13:58, 2026/9/29 下午1:58, 2026-09-29 13:58:05 and their like."""
    if len(text) > _LONGEST:
        return None
    found = _SHOWN.fullmatch(_cleared(text))
    if not found:
        return None
    half = _HALVES.get((found["part"] or found["after"] or "").lower(), "")
    hour = moments.hour_of_day(int(found["hour"]), half)
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    try:
        start = datetime(
            int(found["year"]), int(month), int(day), hour, int(found["minute"]), int(found["second"] or 0)
        )
    except ValueError:
        return None
    if not moments.plausible(start):
        return None
    return Moment(start, "second" if found["second"] else "minute", "local")


def of_cell(text: str) -> Moment | None:
    """The time in a cell, whichever of these forms it has."""
    return of_epoch(text) or of_shown(text) or of_zoned(text)


def _cleared(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" `'\u200e\t\r\n")
