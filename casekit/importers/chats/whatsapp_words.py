"""What words in a WhatsApp export mean: halves of the day, notices nobody wrote, calls, names of files that came along."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from casekit.data_files import data_of

# Before what nobody typed, phones put such a mark.
_MARK = "\u200e"
_HALVES = ("morning", "afternoon", "noon", "night")
_NOT_COMPARED = re.compile(r"[\s.'’‘\"״׳\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# <attached: 00000012-PHOTO-….jpg>, <附件：…>, <adjunto: …> on iPhones; IMG-….jpg (file attached), （文件已附加） on Android.
_ATTACHED = (
    re.compile(r"<[^<>:：\n]{1,40}[:：]\s?(?P<file>[^<>\n/\\]{1,200}\.\w{1,10})>"),
    re.compile(r"\u200e*(?P<file>[^\n/\\<>:]{1,200}\.\w{1,10}) ?[(（][^()（）\n]{2,40}[)）]\s*(?:\n|$)"),
)
_LONGEST_NOTICE = 500
_HOURS = "hours?|hrs?|h|小时|小時|時間|시간|std|ч|horas?|heures?|ore?|uur|jam|saat|giờ"
_MINUTES = "minutes?|mins?|分钟|分鐘|分|분|мин|minutos?|minuti|menit|dk|phút"
_SECONDS = "seconds?|secs?|s|秒钟|秒鐘|秒|초|sek|сек|с|segundos?|seg|secondi|detik|sn|giây"
_LASTS = re.compile(
    rf"(?P<count>\d{{1,4}})\s*(?:(?P<h>{_HOURS})|(?P<min>{_MINUTES})|(?P<s>{_SECONDS}))(?![^\W\d])\.?", re.IGNORECASE
)
_UNITS = {"h": 3600, "min": 60, "s": 1}


@cache
def _words() -> dict[str, Any]:
    known: dict[str, Any] = data_of("casekit.importers.chats", "whatsapp.yaml")
    return known


def _compared(word: str) -> str:
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", word)).casefold()


@cache
def _meanings() -> dict[str, str]:
    halves = {_compared(word): half for half in _HALVES for word in _words()[half]}
    return halves | {_compared(word): "" for word in ("", *_words()["between"])}


def half_of_day(word: str) -> str | None:
    """morning, afternoon, noon or night; empty for a word without such a meaning, None for one that is not known."""
    parts = [word, *word.split()]
    known = [_meanings()[key] for key in map(_compared, parts) if key in _meanings()]
    whole = _compared(word) in _meanings()
    return next(filter(None, known), "") if whole or len(known) == len(parts) - 1 else None


def eras() -> dict[str, int]:
    """The year before the first one of an era, by how it is written."""
    return {str(era): int(year) for era, year in _words()["eras"].items()}


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _words()[kind]), re.IGNORECASE)


def is_notice(text: str) -> bool:
    """Whether these words are a notice of WhatsApp."""
    known = _patterns("notices").search(text[:_LONGEST_NOTICE]) is not None
    return known or tells_of_encryption(text) or tells_of_group(text)


def tells_of_encryption(text: str) -> bool:
    """Whether it is the notice with which chats begin."""
    return _patterns("encryption_notices").search(text[:_LONGEST_NOTICE]) is not None


def tells_of_group(text: str) -> bool:
    """Whether a notice is one that only groups have."""
    return _patterns("group_notices").search(text[:_LONGEST_NOTICE]) is not None


def call(text: str) -> tuple[str, int | None] | None:
    """Outcome and seconds of the call that a line stands for; None when it is anything else."""
    words = text.replace(_MARK, "").strip().rstrip(".。")
    if len(words) > 80 or "\n" in words:
        return None
    if found := _patterns("missed_calls").match(words):
        rest = words[found.end() :].strip(" .,，。")
        return ("rang_no_answer", None) if not rest or _among("no_answer", rest) or _is_clock(rest) else None
    found = _patterns("calls").match(words)
    if not found:
        return None
    rest = words[found.end() :].strip(" .,，。、:：")
    if _among("no_answer", rest):
        return "rang_no_answer", None
    if _among("declined", rest):
        return "rejected", None
    seconds = sum(int(one["count"]) * _UNITS[one.lastgroup or ""] for one in _LASTS.finditer(rest))
    return ("conversation", seconds) if seconds and not _LASTS.sub("", rest).strip(" ,，、") else None


def _among(kind: str, rest: str) -> bool:
    return any(rest.casefold().startswith(word.casefold()) for word in _words()[kind])


def _is_clock(rest: str) -> bool:
    """Whether it is the time of a missed call, as some phones add: "at 22:15"."""
    return re.fullmatch(r"\D{0,12}\d{1,2}[:.]\d\d\D{0,8}", rest) is not None


def attached(text: str) -> str:
    """The name of the file that came with a message, empty when none is named."""
    found = _ATTACHED[0].search(text) or _ATTACHED[1].match(text)
    return found["file"].replace(_MARK, "").strip() if found else ""
