"""The head of a message in a WhatsApp export: its date, its time, and where the rest begins, in any locale.

Android writes `5/3/24, 15:04 - Name: text`, iPhones `[5/3/24, 15:04:05] Name: text`, old iPhones
`5/3/24 15:04:05: Name: text`, Vietnamese phones and the copy of WhatsApp Web `[15:04, 5/3/2024] Name: text`; with any
separators, digits, eras and words for the halves of the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from casekit.importers.chats import whatsapp_words
from casekit.importers.chats.moments import hour_of_day

# Marks of writing direction: phones put them before and between the parts of a head, and before placeholders.
MARKS = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_NO_MARKS = dict.fromkeys(map(ord, MARKS))
# No real head is longer; blanks are bounded, since a line may be a megabyte of them.
_LONGEST = 120
_B = rf"[\s{MARKS}]{{0,4}}"
_DATE = (
    rf"(?P<era>令和|平成|民國|民国|[RH])?{_B}(?P<first>\d{{1,4}}|(?<=和|成)元){_B}[./\-‐–年년]\.?{_B}"
    rf"(?P<second>\d{{1,2}}){_B}[./\-‐–月월]{_B}(?P<third>\d{{1,4}})"
    rf"(?:{_B}(?:[日일.]|г\.?))?(?:{_B}(?P<after_era>BE|พ\.?ศ\.?))?"
)
_TIME = (
    rf"(?P<hour>\d{{1,2}}){_B}[:.：٫h時时點点시]{_B}(?P<minute>\d{{2}})(?:{_B}(?:[分분]|min(?=\s)))?"
    rf"(?:(?:{_B}[:.：٫]|(?<=[分분])|(?<=min)){_B}(?P<seconds>\d{{2}})(?:[秒초]|{_B}s(?=\s?[\]:]))?)?"
)
_BEFORE, _AFTER = (rf"{_B}[,،、]?{_B}(?P<{name}>[^\d\[\]:,]{{0,20}}?){_B}" for name in ("before", "after"))
_DATE_FIRST, _TIME_FIRST = _DATE + _BEFORE + _TIME + _AFTER, _BEFORE + _TIME + _AFTER + rf"[,،]?{_B}" + _DATE
_FORMS = tuple(
    (style, re.compile(_B + form))
    for style, form in (
        ("[", rf"\[{_B}{_DATE_FIRST}\]{_B}"),
        ("-", rf"{_DATE_FIRST}(?<=[\s{MARKS}])[-–—](?:\s{_B}|$)"),
        ("[t", rf"\[{_TIME_FIRST}{_B}\]{_B}"),
        ("-t", rf"{_TIME_FIRST}\s[-–—](?:\s{_B}|$)"),
        (":", rf"{_DATE_FIRST}:\s{_B}"),
    )
)
_CAN_BEGIN = re.compile(rf"{_B}\[?{_B}(?:令和|平成|民國|民国|[RH]|\D{{0,4}}(?=\d{{1,2}}[:.h]))?{_B}[\d元]")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `style` tells apart the shapes of heads, of which a file has one.

    `fields` are the three numbers of the date as written, `era` what stands with them, `written` the head itself;
    the rest of the line begins at `end`. `clock` is None where a word beside the time is not known: the message has
    begun, but nobody can say when.
    """

    style: str
    fields: tuple[str, str, str]
    era: str
    clock: time | None
    has_seconds: bool
    written: str
    end: int


def parse(line: str) -> Head | None:
    """The head with which a line begins, None when it begins with none."""
    if not _CAN_BEGIN.match(line):
        return None
    start = line[:_LONGEST]
    for style, form in _FORMS:
        found = form.match(start)
        if found and (head := _head(style, found)) and (head.clock is not None or ": " in line[head.end :]):
            return head
    return None


def _head(style: str, found: re.Match[str]) -> Head | None:
    if style == ":" and found["seconds"] is None:
        return None  # a line such as "5/3/24 15:04: we talked" is no head of old iPhones, which wrote seconds
    before, after = _half(found["before"]), _half(found["after"])
    clock = _clock(int(found["hour"]), int(found["minute"]), int(found["seconds"] or 0), before or after or "")
    if clock is None:
        return None
    written = without_marks(found.group()).rstrip("-–—: ")
    era = (found["era"] or found["after_era"] or "").replace(".", "")
    first, second, third = found.group("first", "second", "third")
    fields = first.replace("元", "1"), second, third
    known_clock = None if before is None or after is None else clock
    return Head(style, fields, era, known_clock, found["seconds"] is not None, written, found.end())


def without_marks(text: str) -> str:
    """A name or another short text without the marks of writing direction, its blanks plain and single."""
    return " ".join(text.translate(_NO_MARKS).split())


@lru_cache(maxsize=1000)
def _half(word: str) -> str | None:
    """The half of the day that a word beside a time means, empty for none; None when the word is not known."""
    return whatsapp_words.half_of_day(without_marks(word))


def _clock(hour: int, minute: int, second: int, half: str) -> time | None:
    hour = hour_of_day(hour, half)
    try:
        return time(0 if hour == 24 else hour, minute, second)
    except ValueError:
        return None
