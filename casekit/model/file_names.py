"""What the name of a recording or a screenshot tells: number, name, time.

The time in a name is that of recording or saving, not of the call or message itself, and is labelled so.
Patterns: names that phone makers' own apps write, collected from their sources and from issues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath
from zoneinfo import ZoneInfo

from casekit.clock import DEFAULT_ZONE
from casekit.numbers import fold

_STAMP14 = r"(?P<stamp>20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)"
_NUMBER = r"(?P<number>\+?\d[\d \-]{2,24}\d)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What browsers and file managers put behind the name of a second copy.
_COPY = re.compile(r"\s*(?:\(\d{1,2}\)|- ?副本|- ?Copy)$")


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says: the other side's number and name, and when; `taken_at` is an aware instant or None."""

    number: str = ""
    name: str = ""
    taken_at: datetime | None = None
    precision: str = "unknown"


# The longest form first: a shorter one would match inside it.
_RECORDINGS = (
    # BCR
    r"(?P<day>20\d{6})_(?P<clock>\d{6})(?:\.\d+)?(?P<offset>[+-]\d{4})_(?:in|out|conference)(?:_" + _NUMBER + r")?"
    r"(?:_(?P<name>.+))?",
    # MIUI
    r"(?:通话录音|Call|Вызов)@(?P<name>.*?)\(" + _NUMBER + r"(?:_[\dps]+)*\)_" + _STAMP14,
    r"(?P<name>[^@]+?)\(" + _NUMBER + r"\)_" + _STAMP14,
    # Huawei, Honor
    r"(?P<name>[^@]+)@" + _NUMBER + "_" + _STAMP14,
    # LG
    r"[01]d(?P<day>20\d{6})(?P<clock>\d{6})p(?:null|(?P<number>\+?\d+))",
    # crDroid, GrapheneOS
    r"CallRecord_(?P<day>20\d{6})-(?P<clock>\d{6})(?:_" + _NUMBER + ")?",
    # Samsung
    r"(?:Call recording|通话录音)[ _](?:" + _NUMBER + r"|(?P<name>.+?))_(?P<short>\d{6}_\d{6})",
    # LineageOS
    _NUMBER + r"_(?P<short>\d{6}_\d{6})\d{3}",
    # Huawei, Honor
    _NUMBER + "_" + _STAMP14,
    # ColorOS
    r"(?:" + _NUMBER + r"|(?P<name>.+))-(?P<minutes>\d{10})",
)
# What may stand behind the time is the name of the app that was open.
_PICTURES = (
    # MIUI
    r"Screenshot_(?P<dashed>20\d\d-\d\d-\d\d-\d\d-\d\d-\d\d)-\d{3}(?:_.+)?",
    # Huawei, Honor
    r"Screenshot_(?P<day>20\d{6})_(?P<clock>\d{6})(?:_.+)?",
    # Android
    r"(?:Screenshot|截屏|屏幕截图)[_ ](?P<day>20\d{6})-(?P<clock>\d{6})(?:_.+)?",
    # WeChat, QQ
    r"(?:mmexport|wx_camera_)(?:[0-9a-f]{32}_)?(?P<epoch>1\d{12})",
    r"mmexport[0-9a-f]{32}",
    r"微信图片_" + _STAMP14 + r"(?:_.*)?",
    r"QQ图片" + _STAMP14,
    # WhatsApp
    r"IMG-(?P<only>20\d{6})-WA\d+",
    r"WhatsApp Image (?P<spoken>20\d\d-\d\d-\d\d at \d\d\.\d\d\.\d\d).*",
    # Android, iPhone
    r"IMG_(?P<day>20\d{6})_(?P<clock>\d{6}).*",
    r"IMG_\d{4}",
)
_NAMES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_RECORDINGS, *_PICTURES))
_FORMATS = (
    ("stamp", "%Y%m%d%H%M%S", "second"),
    ("short", "%y%m%d_%H%M%S", "second"),
    ("minutes", "%y%m%d%H%M", "minute"),
    ("dashed", "%Y-%m-%d-%H-%M-%S", "second"),
    ("spoken", "%Y-%m-%d at %H.%M.%S", "second"),
    ("only", "%Y%m%d", "day"),
)


def read_name(name: str, zone: str = DEFAULT_ZONE) -> NameFacts | None:
    """What a file name tells; None when it follows no known pattern."""
    stem = _COPY.sub("", PurePath(name).stem)
    for pattern in _NAMES:
        found = pattern.fullmatch(stem)
        if found is None:
            continue
        parts = {key: value for key, value in found.groupdict().items() if value}
        try:
            taken_at, precision = _moment(parts, zone)
        except (ValueError, OverflowError):
            continue
        number = fold(parts.get("number", ""))
        spoken = parts.get("name", "").strip()
        if not number and fold(spoken).isdigit():
            number, spoken = fold(spoken), ""
        return NameFacts(number, spoken, taken_at, precision)
    return None


def _moment(parts: dict[str, str], zone: str) -> tuple[datetime | None, str]:
    if "epoch" in parts:
        return _EPOCH + timedelta(milliseconds=int(parts["epoch"])), "second"
    where: timezone | ZoneInfo = ZoneInfo(zone)
    if "offset" in parts:
        sign = -1 if parts["offset"][0] == "-" else 1
        hours, minutes = int(parts["offset"][1:3]), int(parts["offset"][3:])
        where = timezone(sign * timedelta(hours=hours, minutes=minutes))
    if "day" in parts:
        wall = datetime.strptime(parts["day"] + parts["clock"], "%Y%m%d%H%M%S")
        return wall.replace(tzinfo=where).astimezone(UTC), "second"
    for key, form, precision in _FORMATS:
        if key in parts:
            wall = datetime.strptime(parts[key], form)
            return wall.replace(tzinfo=where).astimezone(UTC), precision
    return None, "unknown"
