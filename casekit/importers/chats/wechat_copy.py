"""Messages that the user took out of WeChat itself: chosen several at once and copied, or sent by mail.

The copy has the nickname, below it the time (`2026年09月29日 13:58`, sometimes in back-ticks), below it the words; the
mail has a line for each day and heads of a name and a time of day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from casekit.errors import InputError
from casekit.importers.chats import wechat_blocks, wechat_times
from casekit.importers.chats.wechat_blocks import Head
from casekit.importers.chats.wechat_conversation import Message, Writer, items
from casekit.importers.reading import text_lines
from casekit.importers.records import Item, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_LONGEST_NAME = 100
_LONGEST_HEAD = 400
_LOOKED_AT = 60
_MOST_NAMES = 200_000
_RULE = "[—–―─━\\-]{3,}"
_DAY = re.compile(rf"{_RULE}\s*(\d{{4}}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}\s?日?)\s*{_RULE}")
_HEAD = re.compile(r"(?P<name>\S.*?)(?: {2,}|\t+)(?P<clock>(?:[上下中]午|凌晨|早上|晚上)?\s?\d{1,2}:\d{2})")
_WITHOUT_YEAR = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2}|昨天|前天|今天|(?:星期|周)[一二三四五六日天])\s*(?:[上下中]午|凌晨|早上|晚上)?\s?\d{1,2}:\d{2}"
)
_TITLE = re.compile(r"(?P<who>.*)的聊天记录如下.*")
_PAIR = re.compile(r"(?P<one>.+) 和 (?P<other>.+?) ?在微信上")
# A carrier's list, pasted with each cell on a line of its own, has such words where a chat has names.
_OF_A_LIST = re.compile(r"主叫|被叫|时间|\A[\d\s+*-]+\Z")
# The computer's WeChat copies names and words, but no times.
_NAME_ONLY = re.compile(r"\S.{0,40}[:：]\s*")


def sniff(probe: Probe) -> bool:
    """Whether among the first lines a time stands alone below a name, or a day between two rules above a head."""
    lines = _opening(probe)
    above = [lines[:place] for place, line in enumerate(lines) if wechat_times.is_shown(line)]
    named = [before[place] for before in above if (place := _place_of_name(before)) is not None]
    return _is_mail(lines) or not all(_OF_A_LIST.search(name) for name in named)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the copy."""
    if _is_mail(_opening(probe)):
        yield from items(lambda: wechat_blocks.messages(probe, _Mail()), options)
        return
    passes: list[_Copy] = []

    def messages() -> Iterator[Message | Item]:
        passes[:] = [_Copy()]
        return wechat_blocks.messages(probe, passes[0])

    yield from items(messages, options)
    yield from _doubts(passes[0], probe)


def _doubts(copy: _Copy, probe: Probe) -> Iterator[Warned]:
    """What may have been cut up wrongly: times of another form, quoted chats, and times that name no year."""
    if copy.odd:
        yield Warned(
            _("“{time}” is written in another form than the times of the other messages and was taken as words. If it "
              "begins a message, write it like the others in a copy of the file, and take in that.").format(
                time=copy.odd)
        )  # fmt: skip
    if not copy.ascends:
        yield Warned(
            _("The times do not ascend everywhere. Where a message quotes another copied chat, the quoted messages "
              "were taken as messages of their own: please look through them.")
        )  # fmt: skip
    lines = enumerate(text_lines.lines(probe), start=1)
    short = ((number, line.strip(" `\t\r\n")) for number, line in lines if len(line) < _LONGEST_NAME)
    without_year = next((number for number, line in short if _WITHOUT_YEAR.fullmatch(line)), 0)
    if without_year:
        yield Warned(
            _("Line {line} looks like a time without a year and was taken as words. If it begins a message, write it "
              "like 2026-03-01 22:15 in a copy of the file, and take in that.").format(line=without_year)
        )  # fmt: skip


def lacks_times(probe: Probe) -> bool:
    """Whether it is a copy made on a computer: names and words, but no times."""
    lines = text_lines.opening(probe).splitlines()[:_LOOKED_AT]
    heads = [place for place, line in enumerate(lines) if _NAME_ONLY.fullmatch(line)]
    apart = all(place == 0 or not lines[place - 1].strip() for place in heads)
    return heads[:1] == [0] and len(heads) > 1 and apart and all("".join(lines[place + 1 :][:1]) for place in heads)


def no_times(name: str) -> InputError:
    """The error for such a copy: how to copy with times."""
    return InputError(
        _(
            "{name} looks like messages copied from WeChat on a computer: there are names and words, but no times. "
            "Please choose the messages on the phone (多选) and copy or mail them from there."
        ).format(name=name)
    )


class _Copy:
    """The time stands alone on its line; the line before it is the name.

    WeChat itself writes 2026年09月29日 13:58. In a copy that begins so, a line of another form below an unknown name is
    taken for words; the first such is kept in `odd`. `ascends` says whether each time follows the one before.
    """

    def __init__(self) -> None:
        self.odd, self.ascends = "", True
        self._last: datetime | None = None
        self._form: tuple[str, ...] | None = None
        self._names: set[str] = set()

    def read(self, line: str, before: list[str]) -> Head | bool:
        if not wechat_times.is_shown(line):
            return False
        place = _place_of_name(before)
        name = before[place].strip(" \t") if place is not None else ""
        form = ("`" if "`" in line else "", *re.findall(r"[年/.-]", line)[:1], f"{line.count(':') + line.count('：')}")
        if self._form is not None and "年" in self._form and form != self._form and name not in self._names:
            self.odd = self.odd or line.strip()
            return False
        if self._form is None:
            self._form = form
        if place is not None:
            del before[place:]
        if len(self._names) < _MOST_NAMES:
            self._names.add(name)
        moment = wechat_times.of_shown(line)
        if moment and moment.start:
            self.ascends = self.ascends and (self._last is None or moment.start >= self._last)
            self._last = moment.start
        return Head(Writer("", name), moment, line.strip(" `\t"))


class _Mail:
    """A day between rules; below it heads of a name and the time of day. The title names both, or the group."""

    def __init__(self) -> None:
        self._day, self._title, self._group = "", "", False

    def read(self, line: str, before: list[str]) -> Head | bool:
        if len(line) > _LONGEST_HEAD:
            return False
        line = unicodedata.normalize("NFKC", line).replace("\u200e", "").strip()
        if found := _DAY.fullmatch(line):
            self._day = (
                re.sub(r"\s", "", found.group(1)).removesuffix("日").translate({ord(one): "-" for one in "年月/."})
            )
            return True
        if not self._day:
            if found := _TITLE.fullmatch(line):
                self._title = found["who"]
                self._group = "群" in self._title and not _PAIR.match(self._title)
            return bool(found) or line in ("", "Dear:", "Dear：")
        found = _HEAD.fullmatch(line)
        if not found or not self._may_write(found["name"]):
            return False
        written = f"{self._day} {found['clock']}"
        return Head(Writer("", found["name"], group=self._group), wechat_times.of_shown(written), written)

    def _may_write(self, name: str) -> bool:
        """In a chat of two, only who is named in the title; so 明天  10:30 stays words."""
        pair = _PAIR.match(self._title)
        if not pair:
            return len(name) <= _LONGEST_NAME
        title = self._title.removesuffix("在微信上").strip()
        return title.startswith(f"{name} 和 ") or title.endswith(f" 和 {name}")


def _opening(probe: Probe) -> list[str]:
    lines = text_lines.opening(probe).splitlines()[:_LOOKED_AT]
    return [line.strip()[:_LONGEST_HEAD] for line in lines]


def _is_mail(lines: list[str]) -> bool:
    days = [place for place, line in enumerate(lines) if _DAY.fullmatch(unicodedata.normalize("NFKC", line))]
    return any(
        _HEAD.fullmatch(unicodedata.normalize("NFKC", line)) for place in days[:1] for line in lines[place + 1 :]
    )


def _place_of_name(before: list[str]) -> int | None:
    """The line before the time; in a text with an empty line after each, the one before that. None without a name."""
    place = len(before) - 1
    if place >= 1 and not before[place].strip() and (place == 1 or not before[place - 2].strip()):
        place -= 1
    is_name = place >= 0 and before[place].strip(" \t") and len(before[place]) <= _LONGEST_NAME
    return place if is_name else None


SOURCE = Source(
    id="wechat_copy", title=N_("messages copied or mailed from WeChat"), kind="chat", sniff=sniff, read=read
)
