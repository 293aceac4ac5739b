"""Durations, times and directions as carriers write them in cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

_DURATION = re.compile(
    r"(?:(?P<hours>\d+)\s*(?:小时|时|h))?\s*(?:(?P<minutes>\d+)\s*(?:分钟|分|m))?\s*(?:(?P<seconds>\d+)\s*(?:秒钟|秒|s))?"
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_WEEKDAY = r"(?:\s*(?:星期|周)[一二三四五六日天])?"
_DATES = (
    r"(?P<year>\d{4})(?P<apart>[-/.])(?P<month>\d{1,2})(?P=apart)(?P<day>\d{1,2})",
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
)
_FORMS = (
    *(re.compile(f"{day}{_WEEKDAY}(?:(?:[\\sT-]+|(?<=日)){_TIME})?") for day in _DATES),
    re.compile(
        r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:\s*(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?"
    ),
)
_CLOCK_ONLY = re.compile(_TIME)
_SHOWN_DIGITS, _KNOWN_DIGITS = 6, 15
_CUT_NUMBER = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})")
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
    """A time as it stands in a cell; `year` and the parts of the clock are None when they are not written."""

    year: int | None
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    second: int | None = None

    @property
    def precision(self) -> str:
        if self.hour is None:
            return "day"
        return "minute" if self.second is None else "second"

    def on(self, year: int) -> datetime | None:
        """The wall clock in a year; None for a day that year does not have."""
        try:
            return datetime(year, self.month, self.day, self.hour or 0, self.minute, self.second or 0)
        except ValueError:
            return None


def read_time(cell: str) -> WrittenTime | None:
    """The date, with the time of day if there is one, in a cell; None when there is none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = {key: int(value) for key, value in found.groupdict().items() if value and key != "apart"}
            return WrittenTime(parts.pop("year", None), **parts)
    return None


def at_clock(day: WrittenTime, cell: str) -> WrittenTime | None:
    """The time of a row that names only its time of day, under a day that was named before it."""
    found = _CLOCK_ONLY.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    if not found:
        return None
    hour, minute, second = found.group("hour", "minute", "second")
    return replace(day, hour=int(hour), minute=int(minute), second=int(second) if second else None)


def read_number(cell: str) -> str | None:
    """A telephone number as it stands in a cell; None when a spreadsheet has cut it short.

    Spreadsheets save a number as 1.3812E+10: with all its digits it can be restored, without them it would make
    one caller of many.
    """
    found = _CUT_NUMBER.fullmatch(cell)
    if not found:
        return cell
    digits, length = found.group(1) + (found.group(2) or ""), int(found.group(3)) + 1
    # A spreadsheet shows at most six digits of a number that it cuts, and knows fifteen at most.
    whole = len(digits) > _SHOWN_DIGITS and length <= _KNOWN_DIGITS and len(digits.rstrip("0")) <= length
    return digits.ljust(length, "0")[:length] if whole else None


def read_direction(cell: str) -> str:
    """ "in", "out", "forwarded", or "" when the words say neither or both."""
    if any(word in cell for word in _FORWARDED):
        return "forwarded"
    incoming, outgoing = any(word in cell for word in _IN), any(word in cell for word in _OUT)
    return "" if incoming == outgoing else "in" if incoming else "out"
