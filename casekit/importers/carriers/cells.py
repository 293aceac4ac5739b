"""Durations, times, numbers and directions as carriers write them in cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from casekit.clock import zone_info

_UNITS = r"元|秒|秒钟|分|分钟|角|时|小时|条|鐘|分鐘|s|sec|secs|seconds|min|mins|minutes|时:分:秒|分:秒|时分秒|分秒|h?h:mm:ss|mm:ss"
_WITH_UNIT = re.compile(rf"(.+?)(?:[(\[【](?:单位|單位)?:?({_UNITS})[)\]】]|/(秒|分钟|元))", re.IGNORECASE)
_MINUTES = ("分", "分钟", "分鐘", "min", "mins", "minutes")
_DURATION = re.compile(
    r"(?:(?P<hours>\d+)\s*(?:小时|小時|时|時|hours?|hrs?|h))?\s*"
    r"(?:(?P<minutes>\d+)\s*(?:分钟|分鐘|分|minutes?|mins?|m|'))?\s*"
    r"(?:(?P<seconds>\d+)\s*(?:秒钟|秒鐘|秒|seconds?|secs?|s|''|\"))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_MORNING = ("凌晨", "上午", "早上", "清晨", "am")
_AFTERNOON = ("中午", "下午", "傍晚", "晚上", "pm")
_HALF = rf"(?:{'|'.join((*_MORNING[:-1], *_AFTERNOON[:-1]))}|[ap]\.?\s?m\b\.?)"
_TIME = (
    rf"(?:(?P<half>{_HALF})\s*)?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:\.\d+)?)?"
    rf"(?:\s*(?P<after>{_HALF}))?"
)
_SPELLED = r"(?P<hour>\d{1,2})[时時点點](?P<minute>\d{1,2})分(?:(?P<second>\d{1,2})秒)?"
_WEEKDAY = r"(?:\s*(?:\(?(?:星期|周|週)[一二三四五六日天]\)?))?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<named>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    r"(?P<year>\d{4})(?P<apart>[-/.])(?P<month>\d{1,2})(?P=apart)(?P<day>\d{1,2})",
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?",
    r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})",
    rf"{_NAMED}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}),?",
    rf"(?P<day>\d{{1,2}})[\s-]{_NAMED}[\s-](?P<year>\d{{4}})",
)
_BETWEEN = r"(?:[\sT-]+|(?<=日)|(?=[上下凌早清中傍晚]))"
_FORMS = (
    *(
        re.compile(f"{day}{_WEEKDAY}(?:{_BETWEEN}{clock})?", re.IGNORECASE)
        for day in _DATES
        for clock in (_TIME, _SPELLED)
    ),
    re.compile(
        r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})\s*(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:\.0+)?"
    ),
)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}})(?:,?\s*({_TIME}))?", re.IGNORECASE)
_CLOCK_ONLY = re.compile(_TIME, re.IGNORECASE)
_EPOCH = re.compile(r"(1\d{9})(?:(?:\d{3}){1,3}|\.\d+)?")
_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FRACTION = re.compile(r"0?\.\d+")
_SHOWN_DIGITS, _KNOWN_DIGITS = 6, 15
_FLOAT = re.compile(r"\d{3,}\.0+")
_CUT_NUMBER = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})")
_IN = ("被叫", "呼入", "接收", "接受", "来电", "來電", "接听", "接聽", "收到", "拨入", "撥入", "打入", "来话", "來話", "受話", "下行",
       "收短信", "已接", "未接", "拒接", "incoming", "inbound", "received", "terminat", "missed")  # fmt: skip
_OUT = ("主叫", "呼出", "发送", "發送", "去电", "去電", "拨出", "撥出", "发出", "發出", "拨打", "撥打", "打出", "去话", "去話", "發話",
        "上行", "发短信", "已拨", "已撥", "outgoing", "outbound", "dialed", "dialled", "sent", "originat")  # fmt: skip
_IN_ALONE = ("收", "入", "in", "mt", "接", "进", "進")
_OUT_ALONE = ("发", "發", "出", "out", "mo", "拨", "撥")
_FORWARDED = ("呼转", "前转", "转移", "转接", "呼轉", "前轉", "轉移", "轉接", "forward")


def folded_header(cell: str) -> tuple[str, str]:
    """(name without unit, unit) of a header cell: "通话时长（秒）" gives ("通话时长", "秒")."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))
    found = _WITH_UNIT.fullmatch(text)
    return (found.group(1), (found.group(2) or found.group(3)).lower()) if found else (text, "")


def read_duration(cell: str, unit: str = "") -> int | None:
    """Seconds from 47秒, 8分27秒, 1小时2分3秒, 00:00:38, 1:43, 2 min 5 sec, "38.0" or 38; None when there is none.

    A bare number is minutes when the header says so.
    """
    text = unicodedata.normalize("NFKC", cell).strip().replace("′", "'").replace("″", "''")
    if not text or text.startswith("-"):
        return None
    if unit in _MINUTES and re.fullmatch(r"\d{1,6}\.\d{1,9}", text):
        return round(float(text) * 60)
    if re.fullmatch(r"\d+(\.0+)?", text):
        return int(text.split(".")[0]) * (60 if unit in _MINUTES else 1)
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
    """A time as it stands in a cell; `year` and the parts of the clock are None when they are not written.

    `is_instant` tells one that was given with its offset or since 1970 from one on a wall.
    """

    year: int | None
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    second: int | None = None
    is_instant: bool = False

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


def read_time(cell: str, order: str = "") -> WrittenTime | None:
    """The date, with the time of day if there is one, in a cell; None when there is none.

    `order` is that of day and month in dates that end with their year (03/04/2026): "dmy" or "mdy"; without it only
    those are read in which the other order is impossible.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            said = found.groupdict()
            month = _MONTHS.index(said["named"].lower()) + 1 if said.get("named") else int(said["month"])
            year = int(said["year"]) if said.get("year") else None
            return _with_clock(WrittenTime(year, month, int(said["day"])), said)
    if found := _YEAR_LAST.fullmatch(text):
        day, month = int(found.group(1)), int(found.group(3))
        if order == "mdy" or (not order and month > 12):
            day, month = month, day
        elif not order and day <= 12 and day != month and found.group(2) != ".":  # with dots the day is first
            return None
        return _with_clock(WrittenTime(int(found.group(4)), month, day), found.groupdict())
    return None


def is_of_either_order(cell: str) -> bool:
    """Whether it is a date that ends with its year and in which day and month can change places."""
    found = _YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return found is not None and read_time(cell) is None


def read_instant(cell: str, zone: str) -> WrittenTime | None:
    """The time on the wall of an instant, given since 1970 in seconds (or parts of them) or as ISO 8601 with an offset.

    None for anything else.
    """
    if found := _EPOCH.fullmatch(cell):
        moment = datetime.fromtimestamp(int(found.group(1)), zone_info(zone))
    elif _WITH_OFFSET.fullmatch(cell):
        try:
            moment = datetime.fromisoformat(cell.replace(" +", "+").replace(" -", "-")).astimezone(zone_info(zone))
        except (ValueError, OverflowError):
            return None
    else:
        return None
    return WrittenTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, True)


def read_serial(cell: str) -> WrittenTime | None:
    """The time that a spreadsheet keeps as days since 1899-12-30: 43215.5; None outside the years 1990 to 2099."""
    if not _SERIAL.fullmatch(cell) or not 32874 <= float(cell) < 73051:
        return None
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(float(cell) * 86400))
    if "." not in cell:
        return WrittenTime(moment.year, moment.month, moment.day)
    return WrittenTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def at_clock(day: WrittenTime, cell: str) -> WrittenTime | None:
    """The time of a row that names only its time of day, under a day that was named before it."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if _FRACTION.fullmatch(text):  # a part of the day, as spreadsheets keep it
        seconds = min(round(float(text) * 86400), 86399)
        return replace(day, hour=seconds // 3600, minute=seconds // 60 % 60, second=seconds % 60)
    found = _CLOCK_ONLY.fullmatch(text)
    return _with_clock(day, found.groupdict()) if found else None


def _with_clock(day: WrittenTime, said: dict[str, str | None]) -> WrittenTime | None:
    """The day with the time of day that was written beside it; None where the halves of the day contradict it."""
    if not said.get("hour"):
        return replace(day, hour=None, minute=0, second=None)
    hour, second = int(said["hour"] or 0), said.get("second")
    half = re.sub(r"[.\s]", "", said.get("half") or said.get("after") or "").lower()
    if half in _MORNING:
        if hour > 12:
            return None
        hour %= 12
    elif half in _AFTERNOON:
        if half == "晚上" and hour == 12:  # midnight of which day?
            return None
        # At noon people write 11:50 and 1:05.
        hour += 12 if hour < (11 if half == "中午" else 12) else 0
    return replace(day, hour=hour, minute=int(said["minute"] or 0), second=int(second) if second else None)


def read_number(cell: str) -> str | None:
    """A telephone number as it stands in a cell; None when a spreadsheet has cut it short.

    Spreadsheets save a number as 1.3812E+10: with all its digits it can be restored, without them it would make
    one caller of many.
    """
    found = _CUT_NUMBER.fullmatch(cell)
    if not found:
        return cell.split(".")[0] if _FLOAT.fullmatch(cell) else cell
    digits, length = found.group(1) + (found.group(2) or ""), int(found.group(3)) + 1
    # A spreadsheet shows at most six digits of a number that it cuts, and knows fifteen at most.
    whole = len(digits) > _SHOWN_DIGITS and length <= _KNOWN_DIGITS and len(digits.rstrip("0")) <= length
    return digits.ljust(length, "0")[:length] if whole else None


@lru_cache(maxsize=4096)
def read_direction(cell: str) -> str:
    """ "in", "out", "forwarded", or "" when the words say neither or both."""
    text = unicodedata.normalize("NFKC", cell).strip().casefold()
    if any(word in text for word in _FORWARDED):
        return "forwarded"
    if "主被叫" in text:
        return ""
    incoming = text in _IN_ALONE or any(word in text for word in _IN)
    outgoing = text in _OUT_ALONE or any(word in text for word in _OUT)
    return "" if incoming == outgoing else "in" if incoming else "out"
