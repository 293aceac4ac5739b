"""Durations, times and directions as carriers write them in cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

_DURATION = re.compile(
    r"(?:(?P<hours>\d+)\s*(?:小时|时|h))?\s*(?:(?P<minutes>\d+)\s*(?:分钟|分|m))?\s*(?:(?P<seconds>\d+)\s*(?:秒钟|秒|s))?"
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_TIME = r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.\d+)?)?"
_FORMS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[\sT-]+" + _TIME),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*" + _TIME),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\s*(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})\s+" + _TIME),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*" + _TIME),
)
_IN = ("被叫", "呼入", "接收", "接受", "来电", "接听", "收到")
_OUT = ("主叫", "呼出", "发送", "去电", "拨出", "发出")
_FORWARDED = ("呼转", "前转", "转移")


def folded_header(cell: str) -> tuple[str, str]:
    """(name without unit, unit) of a header cell: "通话时长（秒）" gives ("通话时长", "秒")."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))
    found = re.fullmatch(r"(.+?)\((元|秒|分|分钟|角)\)", text)
    return (found.group(1), found.group(2)) if found else (text, "")


def read_duration(cell: str, unit: str = "") -> int | None:
    """Seconds from 47秒, 8分27秒, 1小时2分3秒, 00:00:38, 1:43, "38.0" or 38; None when there is none.

    A bare number is minutes when the header says so.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text or text.startswith("-"):
        return None
    if re.fullmatch(r"\d+(\.0+)?", text):
        return int(text.split(".")[0]) * (60 if unit in ("分", "分钟") else 1)
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as it stands in a cell; `year` is None when none is written."""

    year: int | None
    month: int
    day: int
    hour: int
    minute: int
    second: int | None

    @property
    def precision(self) -> str:
        return "minute" if self.second is None else "second"

    def on(self, year: int) -> datetime | None:
        """The wall clock in a year; None for a day that year does not have."""
        try:
            return datetime(year, self.month, self.day, self.hour, self.minute, self.second or 0)
        except ValueError:
            return None


def read_time(cell: str) -> WrittenTime | None:
    """The time in a cell, None when there is none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = {name: int(value) for name, value in found.groupdict().items() if value is not None}
            return WrittenTime(
                parts.get("year"), parts["month"], parts["day"], parts["hour"], parts["minute"], parts.get("second")
            )
    return None


def read_direction(cell: str) -> str:
    """ "in", "out", "forwarded", or "" when the words say neither or both."""
    if any(word in cell for word in _FORWARDED):
        return "forwarded"
    incoming, outgoing = any(word in cell for word in _IN), any(word in cell for word in _OUT)
    return "" if incoming == outgoing else "in" if incoming else "out"
