"""What the name of a recording or a screenshot tells: number, name, direction, time.

The time in a name is that of recording or saving, not of the call or message itself, and is labelled so.
Patterns: names that phone makers' own apps write, collected from their sources and from issues. What follows none of
them is searched for a moment and, if it is a recording, for a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath
from zoneinfo import ZoneInfo

from casekit.clock import DEFAULT_ZONE, now
from casekit.numbers import fold

_STAMP14 = r"(?P<stamp>20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)"
_NUMBER = r"(?P<number>\+?\d[\d \-]{1,24}\d)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What browsers, file managers and editors put behind the name of a second copy.
_COPY = re.compile(
    r"\s*(?:[(（]\d{1,3}[)）]|~\d{1,2}|[-_ ]*(?:副本|复制|拷贝|copy)(?: ?[(（]?\d{1,3}[)）]?)?)$", re.IGNORECASE
)
_SOUNDS = (
    ".mp3", ".m4a", ".amr", ".awb", ".3gp", ".3gpp", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac", ".wma", ".mp4",
    ".mov", ".mkv", ".webm",
)  # fmt: skip
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".bmp", ".avif")


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says: the other side's number and name, and when; `taken_at` is an aware instant or None.

    `others` are the further numbers of a conference; `direction` is "in", "out", or empty where the name tells none.
    """

    number: str = ""
    name: str = ""
    taken_at: datetime | None = None
    precision: str = "unknown"
    direction: str = ""
    others: tuple[str, ...] = ()


# The longest form first: a shorter one would match inside it.
_RECORDINGS = (
    # BCR, ShizuCallRecorder
    r"(?P<day>20\d{6})_(?P<clock>\d{6})(?:\.\d+)?(?P<offset>[+-]\d{4})(?:_(?P<way>in|out|conference))?(?:_sim\d)?"
    r"(?:_" + _NUMBER + r"?)?(?:_(?P<name>.+))?",
    # MIUI; a "+" of the number is written as 00, "," as p, "*" as s, and several are joined by "_"
    r"(?:通话录音|通話錄音|Call|Вызов)@(?P<name>.*?)\((?P<several>[^()]*)\)(?P<more>(?:_[^()]*\([^()]*\))*)_"
    + _STAMP14,
    r"(?P<name>[^@]+?)\((?P<several>[+\d][\d _\-+ps]*)\)(?P<more>(?:_[^()]*\([^()]*\))*)_" + _STAMP14,
    # Huawei, Honor
    r"(?P<name>[^@]*)@" + _NUMBER + "?_" + _STAMP14,
    # LG: 1 for outgoing calls
    r"(?P<way>[01])d(?P<day>20\d{6})(?P<clock>\d{6})p(?:null|(?P<number>\+?\d+))",
    # crDroid, GrapheneOS
    r"CallRecord_(?P<day>20\d{6})-(?P<clock>\d{6})(?:_(?:" + _NUMBER + r"|(?P<name>.+)))?",
    # LineageOS
    _NUMBER + r"_(?P<short>\d{6}_\d{6})\d{3}",
    # Samsung; the words before the number follow the language of the phone
    r"(?:(?:(?P<lead>.*[^\d+]) )?" + _NUMBER + r"|(?P<name>.+?))_(?P<short>\d{6}_\d{6})",
    # MIUI of later years, Huawei, Honor
    r"(?:(?:(?P<lead>.*[^\d+])[ _])?" + _NUMBER + r"|(?P<name>.+))_" + _STAMP14,
    # ColorOS
    r"(?:" + _NUMBER + r"|(?P<name>.+))-(?P<minutes>\d{10})",
)
_MAKERS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _RECORDINGS)
# How names begin that phones and apps give to screenshots and saved pictures and videos; never a number in them.
_PICTURE = re.compile(
    r"(?:Screenshot|Screen[ _]?Shot|Screen[ _]?record(?:er|ing)?|截屏|截图|屏幕截图|屏幕快照|螢幕擷取|录屏|屏幕录制|SVID|mmexport|"
    r"wx_camera|微信图片|微信截图|微信视频|微信编辑|WeChat|QQ图片|QQ截图|QQ视频|TIM图片|TIM截图|IMG|VID|PXL|MVIMG|PHOTO|VIDEO|Photo|AUD|PTT|"
    r"WhatsApp (?:Image|Video|Audio|Ptt))(?![a-z])",
    re.IGNORECASE,
)
_EPOCH_MS = re.compile(r"(?<!\d)1[3-9]\d{11}(?!\d)")
_MOMENT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-._年]?(?P<month>[01]\d|\d(?=月))[-._月]?(?P<day>[0-3]\d|\d(?=[日号]))[日号]?"
    r"(?:[T_ \-.,]{0,3}(?:at )?(?P<half>上午|下午)?(?P<hour>[0-2]?\d)[-.:：_ 时點点]?(?P<minute>[0-5]\d)"
    r"(?:[-.:：_ 分]?(?P<second>[0-5]\d)秒?)?分?(?:[-._]?\d{3})?(?!\d)(?:\s?(?P<noon>[AP]M))?|(?=-WA\d))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<!\d)(?P<short>\d{6}_\d{6})(?:\d{3})?(?!\d)")
_SOME_NUMBER = re.compile(r"(?<![\da-z])\+?\d(?:[ \-]?\d){4,19}(?![\da-z])", re.IGNORECASE)
# Digits that can be nothing but a number, where no moment stands beside them.
_SURELY_NUMBER = re.compile(r"\+\d{7,}|1[3-9]\d{9}|0[1-9]\d{8,10}|95\d{3,10}|96\d{3,6}|[48]00\d{7}|106\d{5,17}")
_WAYS = {
    "in": "in", "incoming": "in", "呼入": "in", "来电": "in", "被叫": "in", "↓": "in", "0": "in",
    "out": "out", "outgoing": "out", "呼出": "out", "去电": "out", "拨出": "out", "主叫": "out", "↑": "out", "1": "out",
}  # fmt: skip
# Words that stand in the names of recordings and name nobody.
_WORDS = re.compile(
    r"通话录音|通話錄音|通話録音|电话录音|录音文件|标准录音|录音|通话|call[ _-]?record(?:ing|er|ed)?s?|record(?:ing)?|rec|voice|audio|"
    r"통화 ?녹음|запись вызова|вызов|call|sim ?[12]|conference|未知号码|未知|陌生号码|unknown|private(?: number)?|null|новая запись",
    re.IGNORECASE,
)
_FORMATS = (
    ("stamp", "%Y%m%d%H%M%S", "second"),
    ("short", "%y%m%d_%H%M%S", "second"),
    ("minutes", "%y%m%d%H%M", "minute"),
)


def read_name(name: str, zone: str = DEFAULT_ZONE) -> NameFacts | None:
    """What a file name tells; None when it tells neither a number nor a moment and follows no known pattern."""
    path = PurePath(name)
    stem, ending = path.stem, path.suffix.lower()
    while (shorter := _COPY.sub("", stem)) != stem:
        stem = shorter
    if ending in _IMAGES or _PICTURE.match(stem):
        moment, precision, _rest = _found_moment(stem, zone)
        known = _PICTURE.match(stem) and any(sign.isdigit() for sign in stem)
        return NameFacts("", "", moment, precision) if moment or known else None
    for pattern in _MAKERS:
        found = pattern.fullmatch(stem)
        if found is None:
            continue
        parts = {key: value for key, value in found.groupdict().items() if value}
        taken_at, precision = _moment(parts, zone)
        if taken_at is not None:
            numbers, spoken = _numbers(parts)
            way = _WAYS.get(parts.get("way", "").lower(), "")
            lead = parts.get("lead", "").strip(" _-").lower()
            if lead in _WAYS and not lead.isdigit():  # 来电_17000000001_…
                way, spoken = _WAYS[lead], ""
            return NameFacts(numbers[0] if numbers else "", spoken, taken_at, precision, way, tuple(numbers[1:]))
    return _searched(stem, zone) if ending in _SOUNDS else None


def _numbers(parts: dict[str, str]) -> tuple[list[str], str]:
    """(the numbers of the other side, the name); a name that is nothing but a number is one."""
    several = [*parts.get("several", "").split("_"), *re.findall(r"\(([^()]*)\)", parts.get("more", ""))]
    shown = [_as_dialled(one) for one in several] if "several" in parts else [parts.get("number", "")]
    numbers = [one for one in dict.fromkeys(map(fold, shown)) if _is_number(one)]
    lead = parts.get("lead", "")
    spoken = parts.get("name", lead if re.fullmatch("[\u4e00-\u9fff·]{2,10}", lead) else "").strip()
    if not numbers and _is_number(fold(spoken)):
        numbers, spoken = [fold(spoken)], ""
    spoken = "" if _WORDS.fullmatch(spoken) else _without_lead(spoken)
    return numbers, "" if _WORDS.fullmatch(spoken) else spoken


def _as_dialled(written: str) -> str:
    """A number as MIUI writes it into a name: "s" is a star, and behind "p" or "," stands what was dialled after it."""
    return re.split(r"[p,;]", written.strip(), maxsplit=1)[0].replace("s", "*")


def _is_number(folded: str) -> bool:
    return re.fullmatch(r"\+?[\d*#]{2,24}", folded) is not None and any(sign.isdigit() for sign in folded)


def _without_lead(spoken: str) -> str:
    """A name without the words that stand before each: 通话录音 张三 is 张三."""
    lead = _WORDS.match(spoken)
    return (
        spoken[lead.end() :].strip(" _-") if lead and spoken[lead.end() : lead.end() + 1] in (" ", "_", "-") else spoken
    )


def _moment(parts: dict[str, str], zone: str) -> tuple[datetime | None, str]:
    """(instant, precision) of a maker's pattern; (None, "unknown") for a moment that cannot be."""
    where: timezone | ZoneInfo = ZoneInfo(zone)
    try:
        if "offset" in parts:
            sign = -1 if parts["offset"][0] == "-" else 1
            where = timezone(sign * timedelta(hours=int(parts["offset"][1:3]), minutes=int(parts["offset"][3:])))
        if "day" in parts:
            return _plausible(datetime.strptime(parts["day"] + parts["clock"], "%Y%m%d%H%M%S"), where, "second")
        for key, form, precision in _FORMATS:
            if key in parts:
                return _plausible(datetime.strptime(parts[key], form), where, precision)
    except ValueError:
        pass
    return None, "unknown"


def _plausible(wall: datetime, where: timezone | ZoneInfo, precision: str) -> tuple[datetime | None, str]:
    """The instant of a wall clock; none for a year to come, which a broken clock wrote."""
    if not 2000 <= wall.year <= now().year + 1:
        return None, "unknown"
    return wall.replace(tzinfo=where).astimezone(UTC), precision


def _found_moment(stem: str, zone: str) -> tuple[datetime | None, str, str]:
    """(instant, precision, what is left of the name) of the first moment that stands anywhere in a name."""
    for found in _EPOCH_MS.finditer(stem):
        moment = _EPOCH + timedelta(milliseconds=int(found[0]))
        if moment.year <= now().year + 1:
            return moment, "second", stem[: found.start()] + " " + stem[found.end() :]
    where: timezone | ZoneInfo = UTC if stem.upper().startswith("PXL_") else ZoneInfo(zone)  # Pixels write UTC
    for found in _MOMENT.finditer(stem):
        said = {key: int(value) for key, value in found.groupdict().items() if value and value.isdigit()}
        hour, precision = said.get("hour", 0), "second" if "second" in said else "minute" if "hour" in said else "day"
        if found["half"] or found["noon"]:
            hour = hour % 12 + (12 if found["half"] == "下午" or (found["noon"] or "").upper() == "PM" else 0)
        try:
            wall = datetime(
                said["year"], said["month"], said["day"], hour, said.get("minute", 0), said.get("second", 0)
            )
        except ValueError:
            continue
        moment_of_it, precision = _plausible(wall, where, precision)
        if moment_of_it is not None:
            return moment_of_it, precision, stem[: found.start()] + " " + stem[found.end() :]
    for found in _SHORT.finditer(stem):
        moment_of_it, precision = _moment({"short": found["short"]}, zone)
        if moment_of_it is not None:
            return moment_of_it, precision, stem[: found.start()] + " " + stem[found.end() :]
    return None, "unknown", stem


def _searched(stem: str, zone: str) -> NameFacts | None:
    """A recording whose name follows no maker's pattern: the moment and the number wherever they stand."""
    moment, precision, rest = _found_moment(stem, zone)
    found = {fold(one[0]): one[0] for one in _SOME_NUMBER.finditer(rest)}
    number = max((one for one in found if moment or _SURELY_NUMBER.fullmatch(one)), key=len, default="")
    if moment is None:
        return NameFacts(number) if number else None  # the rest is what the user called the file
    if number:
        rest = rest.replace(found[number], " ")
    words = [one for one in re.split(r"[\s_@()（）\[\]【】.,，、\-]+", _WORDS.sub(" ", rest)) if one]
    ways = {_WAYS[one.lower()] for one in words if one.lower() in _WAYS and not one.isdigit()}
    spoken = " ".join(one for one in words if one.lower() not in _WAYS and not re.fullmatch(r"[+\d]+|[a-zA-Z]", one))
    return NameFacts(number, spoken, moment, precision, ways.pop() if len(ways) == 1 else "")
