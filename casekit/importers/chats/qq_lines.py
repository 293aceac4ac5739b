"""The lines of QQ's text exports put together to messages, chat by chat."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

HEAD = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d) (?P<clock>\d{1,2}:\d\d:\d\d)(?: (?P<half>[AP]M))?"
    r"(?: (?P<name>.{0,120}?)(?:\((?P<number>\d{5,12})\)|<(?P<mail>[^<>@\s]{1,80}@[^<>\s]{1,80})>)?)?\s*"
)
ABOUT = re.compile(r"消息(?P<what>分组|对象|分組|對象)[:：](?P<said>.*)")
_TITLE = re.compile(r"【[^【】]{1,30}】(?=.)")
_FIRST_LINE = re.compile(r"\ufeff?消息[记記][录錄]")
_RULE = re.compile(r"={20,}\s*")
_LONGEST_TEXT = 1 << 20


def names_number(head: re.Match[str]) -> bool:
    """Whether the sender is shown with a number or an address."""
    return bool(head["number"] or head["mail"])


@dataclass(slots=True)
class Chat:
    """One chat of the file: its number there from 1, whom it is with, and in which list of contacts it stands."""

    number: int
    name: str = ""
    list_name: str = ""


@dataclass(slots=True)
class Entry:
    """A message as it stands in the file, from the number of its first line, from 1.

    `head` is None for words of a chat that stand before its first message.
    """

    line: int
    chat: Chat
    head: re.Match[str] | None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    cut: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.parts).strip("\n")

    @property
    def name(self) -> str:
        """The name shown; titles of groups stand before those with a number only."""
        if self.head is None:
            return ""
        name = (self.head["name"] or "").strip()
        return _TITLE.sub("", name, count=1) if self.head["number"] else name

    @property
    def identity(self) -> str:
        return (self.head["number"] or self.head["mail"] or "") if self.head else ""


def entries(lines: Iterable[str], numbered: Collection[int] = ()) -> Iterator[Entry]:
    """Messages as the lines give them.

    A head that names no number stands after a blank line, at the beginning, or below the name of the chat; in the
    chats that are `numbered`, where senders are shown with theirs, there is none of that kind.
    """
    chat, group, entry = Chat(0), "", None
    after_gap, held = True, ""
    for number, line in enumerate(lines, start=1):
        words = line.rstrip("\r\n")
        if held and (about := ABOUT.fullmatch(words)):
            if entry is not None:
                yield entry
            entry, after_gap, held = None, True, ""
            if about["what"] in ("对象", "對象"):
                chat = Chat(chat.number + 1, about["said"].strip(), group)
            else:
                group = about["said"].strip()
            continue
        if held and entry is not None:
            _append(entry, held)
        held = ""
        if _RULE.fullmatch(words):
            held = words
            continue
        head = HEAD.fullmatch(words)
        if head is not None and (names_number(head) or (after_gap and chat.number not in numbered)):
            if entry is not None:
                yield entry
            entry, after_gap = Entry(number, chat, head), False
            continue
        if entry is None and words.strip() and not _FIRST_LINE.match(words):
            entry = Entry(number, chat, None)
        if entry is not None:
            _append(entry, words)
        after_gap = not words.strip()
    if entry is not None:
        yield entry


def _append(entry: Entry, words: str) -> None:
    if entry.length < _LONGEST_TEXT:
        entry.parts.append(words)
        entry.length += len(words) + 1
    else:
        entry.cut = True
