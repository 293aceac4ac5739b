"""Chats of WeChat as plain text from tools: WeChatMsg and WeFlow (time, then name), chatlog (name with account, then
time). Heads as those tools write them; what follows, up to the next head, is the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.errors import InputError
from casekit.importers.chats import wechat_blocks, wechat_times
from casekit.importers.chats.wechat_blocks import Head
from casekit.importers.chats.wechat_conversation import OWN, Writer, items
from casekit.importers.chats.wechat_times import Moment
from casekit.importers.reading import text_lines
from casekit.importers.records import Item, Question
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_LOOKED_AT = 200
_TIME_FIRST = re.compile(r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?P<name>\S.{0,200})")
# Programs of QQ write the number or the mail address behind the name.
_OF_QQ = re.compile(r".*(?:\(\d{5,12}\)|<[^<>]+@[^<>]+>)")
_NAME_FIRST = re.compile(
    r"(?!> )(?:(?P<name>.{0,200})\((?P<wxid>[\w@.-]{1,60})\)|(?P<bare>[\w@.-]{1,60}))"
    r"(?: \[(?:(?P<room>.{0,200})\()?(?P<room_id>[\w@.-]{1,60})\)?\])?"
    r" (?P<year>\d{4}-)?(?P<day>\d\d-\d\d )?(?P<clock>\d\d:\d\d:\d\d)"
)
_OF_WECHAT = ("(wxid_", f"({OWN})", "@chatroom", "(gh_", f"{OWN} ")


def sniff(probe: Probe) -> bool:
    """Whether the first line is a head of one of these tools, and words follow below heads."""
    lines = text_lines.opening(probe).lstrip("\r\n").splitlines()[:_LOOKED_AT]
    return _times_come_first(lines) or _names_come_first(lines)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the file."""
    lines = text_lines.opening(probe).lstrip("\r\n").splitlines()[:_LOOKED_AT]
    if not _names_come_first(lines):
        yield from items(lambda: wechat_blocks.messages(probe, _TimeFirst()), options)
        return
    dates = _Dates(probe, options.year)
    if dates.asked:
        yield Question("year", _("The rows of this list name no year. In which year does the list end?"))
    yield from items(lambda: wechat_blocks.messages(probe, _NameFirst(dates.first_year)), options)


def _times_come_first(lines: list[str]) -> bool:
    """Heads with an empty line before and words below, unlike the lines of a program's journal."""
    times = [place for place, line in enumerate(lines) if _TIME_FIRST.fullmatch(line)]
    heads = [place for place in times if place == 0 or not lines[place - 1].strip()]
    if heads[:1] != [0] or len(times) > 2 * len(heads) or any(_OF_QQ.fullmatch(lines[place]) for place in heads):
        return False
    return any("".join(lines[place + 1 :][:1]).strip() for place in heads if place + 1 not in times)


def _names_come_first(lines: list[str]) -> bool:
    return (
        len(lines) > 1
        and _NAME_FIRST.fullmatch(lines[0]) is not None
        and any(
            one in line or line.startswith(f"{OWN} ")
            for line in lines if _NAME_FIRST.fullmatch(line) for one in _OF_WECHAT[:-1]
        )
    )  # fmt: skip


def _after_gap(before: list[str]) -> bool:
    return bool(before) and not before[-1].strip()


class _TimeFirst:
    """`2026-03-01 22:15:00 name`, the name in quotation marks by some; a head without words is a notice."""

    def __init__(self) -> None:
        self._begun = False

    def read(self, line: str, before: list[str]) -> Head | bool:
        found = _TIME_FIRST.fullmatch(line)
        if not found or (self._begun and not _after_gap(before)):
            return False
        self._begun = True
        name, is_own = found["name"], None
        if len(name) > 2 and name[0] == name[-1] == "'":
            # Who writes names so calls the user 我 in chats of two.
            name = name[1:-1]
            is_own = name == OWN
        return Head(
            Writer("", name, is_own=is_own), wechat_times.of_shown(found["time"]), found["time"], notice_when_empty=True
        )


class _NameFirst:
    """`name(account) [group(account)] 03-01 22:15:00`; the user's account is written 我."""

    def __init__(self, year: int | None) -> None:
        self._year, self._last, self._begun = year, "", False

    def read(self, line: str, before: list[str]) -> Head | bool:
        found = _NAME_FIRST.fullmatch(line)
        if not found or (self._begun and not _after_gap(before)):
            return False
        self._begun = True
        wxid, room = found["wxid"] or found["bare"], found["room_id"] or ""
        own = wxid == OWN
        writer = Writer(
            "" if own else wxid, found["name"] or (OWN if own else ""), room, own, room.endswith("@chatroom")
        )
        day = (found["day"] or "").strip()
        if found["year"]:
            written = f"{found['year']}{day} {found['clock']}"
            return Head(writer, wechat_times.of_shown(written), written)
        if self._last and day < self._last and self._year is not None:
            self._year += 1
        self._last = day
        written = f"{day} {found['clock']}"
        if self._year is None:
            return Head(writer, Moment(None, "second", "year_inferred"), written)
        moment = wechat_times.of_shown(f"{self._year}-{written}")
        return Head(writer, moment and moment._replace(time_basis="year_inferred"), written)


class _Dates:
    """What the heads of a file say of days: whether years are missing, and in which year it then begins.

    Raises
    ------
    InputError
        when there are times of day only: they cannot be placed
    """

    def __init__(self, probe: Probe, year: int | None) -> None:
        turns, last, gap, self.asked = 0, "", True, False
        for line in text_lines.lines(probe):
            found = _NAME_FIRST.fullmatch(line.rstrip("\r\n")) if gap else None
            gap = not line.strip()
            if not found or found["year"]:
                continue
            if not found["day"]:
                raise InputError(
                    _("The messages in {name} have times of day but no dates. Please export a period of more than "
                      "one day, so that dates are written too.").format(name=probe.name)
                )  # fmt: skip
            turns += bool(last) and found["day"] < last
            last, self.asked = found["day"], True
        self.first_year = None if year is None else year - turns
        self.asked = self.asked and year is None


SOURCE = Source(
    id="wechat_text", title=N_("WeChat chat exported by a tool (text)"), kind="chat", sniff=sniff, read=read
)
