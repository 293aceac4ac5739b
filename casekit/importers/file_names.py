"""What the name of a recording or a screenshot tells: number, time, direction, maker.

The time in a name is that of recording or saving, not of the call or message itself, and is labelled so.
Patterns: names that phone makers' own apps write, collected from their sources and from issues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from casekit.clock import DEFAULT_ZONE
from casekit.model.vocabulary import CALL_CHANNELS
from casekit.numbers import fold

if TYPE_CHECKING:
    from casekit.casebook import Case

_STAMP14 = r"(?P<stamp>20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)"
_NUMBER = r"(?P<number>\+?\d[\d \-]{2,24}\d)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What browsers and file managers put behind the name of a second copy.
_COPY = re.compile(r"\s*(?:\(\d{1,2}\)|- ?副本|- ?Copy)$")
# A recording begins when the call is picked up, or later, when somebody pressed the button.
_SAME_CALL = timedelta(minutes=5)
_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says; `taken_at` is an aware instant or None."""

    kind: str
    maker: str
    number: str = ""
    name: str = ""
    taken_at: datetime | None = None
    precision: str = "unknown"
    direction: str = ""


def _patterns(kind: str, *rows: tuple[str, str]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((kind, maker, re.compile(pattern, re.IGNORECASE)) for maker, pattern in rows)


# The longest form first: a shorter one would match inside it.
_NAMES = (
    *_patterns(
        "recording",
        (
            "BCR",
            r"(?P<day>20\d{6})_(?P<clock>\d{6})(?:\.\d+)?(?P<offset>[+-]\d{4})_(?P<way>in|out|conference)"
            r"(?:_" + _NUMBER + r")?(?:_(?P<name>.+))?",
        ),
        ("MIUI", r"(?:通话录音|Call|Вызов)@(?P<name>.*?)\(" + _NUMBER + r"(?:_[\dps]+)*\)_" + _STAMP14),
        ("MIUI", r"(?P<name>[^@]+?)\(" + _NUMBER + r"\)_" + _STAMP14),
        ("Huawei/Honor", r"(?P<name>[^@]+)@" + _NUMBER + "_" + _STAMP14),
        ("LG", r"(?P<way>[01])d(?P<day>20\d{6})(?P<clock>\d{6})p(?:null|(?P<number>\+?\d+))"),
        ("crDroid/GrapheneOS", r"CallRecord_(?P<day>20\d{6})-(?P<clock>\d{6})(?:_" + _NUMBER + ")?"),
        ("Samsung", r"(?:Call recording|通话录音)[ _](?:" + _NUMBER + r"|(?P<name>.+?))_(?P<short>\d{6}_\d{6})"),
        ("LineageOS", _NUMBER + r"_(?P<short>\d{6}_\d{6})\d{3}"),
        ("Huawei/Honor", _NUMBER + "_" + _STAMP14),
        ("ColorOS", r"(?:" + _NUMBER + r"|(?P<name>.+))-(?P<minutes>\d{10})"),
    ),
    *_patterns(
        "screenshot",
        ("MIUI", r"Screenshot_(?P<dashed>20\d\d-\d\d-\d\d-\d\d-\d\d-\d\d)-\d{3}(?:_(?P<name>.+))?"),
        ("Huawei/Honor", r"Screenshot_(?P<day>20\d{6})_(?P<clock>\d{6})(?:_(?P<name>.+))?"),
        ("Android", r"(?:Screenshot|截屏|屏幕截图)[_ ](?P<day>20\d{6})-(?P<clock>\d{6})(?:_(?P<name>.+))?"),
        ("WeChat", r"(?:mmexport|wx_camera_)(?:[0-9a-f]{32}_)?(?P<epoch>1\d{12})"),
        ("WeChat", r"mmexport[0-9a-f]{32}"),
        ("WeChat", r"微信图片_" + _STAMP14 + r"(?:_.*)?"),
        ("QQ", r"QQ图片" + _STAMP14),
        ("WhatsApp", r"IMG-(?P<only>20\d{6})-WA\d+"),
        ("WhatsApp", r"WhatsApp Image (?P<spoken>20\d\d-\d\d-\d\d at \d\d\.\d\d\.\d\d).*"),
        ("Android", r"IMG_(?P<day>20\d{6})_(?P<clock>\d{6}).*"),
        ("iPhone", r"IMG_\d{4}"),
    ),
)  # fmt: skip
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
    for kind, maker, pattern in _NAMES:
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
        way = {"in": "in", "out": "out", "0": "in", "1": "out"}.get(parts.get("way", ""), "")
        return NameFacts(kind, maker, number, spoken if kind == "recording" else "", taken_at, precision, way)
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


def facts_of_name(case: Case, name: str) -> dict[str, Any]:
    """What a file name says, as `Case.attach` takes it: number, and the time of recording or saving.

    A name that holds only the day gives no time, because evidence has no precision.
    """
    facts = read_name(name, case.header.zone)
    if facts is None:
        return {}
    known: dict[str, Any] = {"number": facts.number} if facts.number else {}
    if facts.taken_at is not None and facts.precision in ("second", "minute"):
        known.update(taken_at=facts.taken_at, time_basis="file_name")
    return known


def matching_call(case: Case, facts: dict[str, Any]) -> str | None:
    """The id of the one call that a recording belongs to, by number and time; None when it is not clear.

    A call during which the recording began goes before one whose edge is a minute away, and that before one that
    only lies within five minutes.
    """
    if "taken_at" not in facts or "number" not in facts:
        return None
    events = case.events()
    calls = events[
        events["primary"] & (events["number"] == facts["number"]) & events["channel"].isin(CALL_CHANNELS)
    ]  # fmt: skip
    since = facts["taken_at"] - calls["start"]
    length = calls["duration_s"].fillna(0).astype("int64").astype("timedelta64[s]")
    during = (since >= timedelta(0)) & (since <= length)
    about = (since >= -_SLACK) & (since <= length + _SLACK)
    for nearness in (during, about, since.abs() <= _SAME_CALL):
        found = calls[nearness]["id"]
        if len(found):
            return str(found.iloc[0]) if len(found) == 1 else None
    return None
