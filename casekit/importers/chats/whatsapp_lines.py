"""The lines of a WhatsApp export put together to messages, and who wrote each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.importers.chats import whatsapp_words
from casekit.importers.chats.participants import folded
from casekit.importers.chats.whatsapp_head import MARKS, Head, parse, without_marks

_LONGEST_BODY = 1 << 20
_LONGEST_NAME = 100
_MOST_NAMES = 200_000
_QUOTES = (("“", "”"), ("「", "」"), ("«", "»"))
_SHOWN_AS_NUMBER = re.compile(r"\+[\d\s().\-‐‑]{7,24}|1[3-9]\d{9}")


@dataclass(slots=True)
class Entry:
    """What stands from one head to the next: the number of its first line from 1, its head, and the rest as written.

    `head` is None for what stands before the first message; `cut` says that the rest was too long to be kept.
    """

    line: int
    head: Head | None
    rest: str
    cut: bool = False


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Messages and notices in their order; a line with a head of another shape than the first one belongs to a text.

    Somebody may have pasted a chat into a chat: its heads look otherwise when it came from elsewhere.
    """
    shape: tuple[str, bool] | None = None
    entry = Entry(1, None, "")
    parts: list[str] = []
    length = 0
    for number, line in enumerate(lines, start=1):
        words = line.rstrip("\r\n")
        head = parse(words)
        if head is not None and shape in (None, _shape(head)):
            shape = _shape(head)
            yield _closed(entry, parts)
            entry, parts, length = Entry(number, head, ""), [words[head.end :]], 0
        elif length < _LONGEST_BODY:
            parts.append(words)
            length += len(words) + 1
        else:
            entry.cut = True
    yield _closed(entry, parts)


def _shape(head: Head) -> tuple[str, bool]:
    return head.style, len(head.fields[0]) == 4


def _closed(entry: Entry, parts: list[str]) -> Entry:
    entry.rest = "\n".join(parts).rstrip("\n")
    return entry


@dataclass(frozen=True, slots=True)
class Message:
    """A message of somebody, or, without a name, a notice; `is_marked` says that nobody typed it."""

    name: str
    text: str
    is_marked: bool


class Names:
    """Which beginnings of lines are names of people; first `see` every entry, then `split` them.

    A notice may have a colon in it too: `Ann changed the subject to "Plan: B"`. `title` is how iPhones name the chat
    before its notices, `is_group` whether a notice tells that it is a group.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        # Before a colon without a blank behind it stand names that are known from elsewhere, or anything.
        self._doubtful: Counter[str] = Counter()
        self._shown: dict[str, str] = {}
        self.title = ""
        self.is_group = False

    def see(self, rest: str) -> None:
        """Take the rest of an entry as evidence."""
        name, is_name, text = _divided(rest)
        if not is_name:
            self.is_group = self.is_group or whatsapp_words.tells_of_group(rest)
            self._count(self._doubtful, rest.partition(":")[0][:_LONGEST_NAME])
        elif _is_marked(text) and whatsapp_words.is_notice(text):
            self.is_group = self.is_group or whatsapp_words.tells_of_group(text)
            self.title = self.title or without_marks(name)
        else:
            self._count(self._counts, name)

    def _count(self, counter: Counter[str], name: str) -> None:
        key = folded(name)
        if key in counter or len(counter) < _MOST_NAMES:
            counter[key] += 1
            if counter is self._counts:
                self._shown.setdefault(key, without_marks(name))

    def people(self) -> Iterator[tuple[str, int]]:
        """Everybody who wrote, as shown, with the number of their messages."""
        for key, name in self._shown.items():
            if self._is_person(key):
                yield name, self._counts[key] + self._doubtful[key]

    def _is_person(self, key: str) -> bool:
        return self._counts[key] > 1 or (self._counts[key] == 1 and not whatsapp_words.is_notice(key))

    def split(self, rest: str) -> Message:
        """The name and the text of an entry."""
        name, is_name, text = _divided(rest)
        if not is_name or not self._is_person(folded(name)):
            name, colon, text = rest.partition(":")
            if not colon or not self._is_person(folded(name[: _LONGEST_NAME + 1])):
                return Message("", rest.strip(MARKS + " \n"), True)
        return Message(without_marks(name), text.strip(MARKS), _is_marked(text))


def _is_marked(text: str) -> bool:
    return text.startswith("\u200e")


def _divided(rest: str) -> tuple[str, bool, str]:
    """What stands before the first colon with a blank behind it, whether it can be a name, and what stands behind."""
    line, end, more = rest.partition("\n")
    name, colon, text = line.partition(": ")
    if not colon and line.rstrip().endswith(":"):
        name, colon, text = line.rstrip()[:-1], ":", ""
    is_name = bool(colon) and 0 < len(folded(name[: _LONGEST_NAME + 1])) <= _LONGEST_NAME and _closes_quotes(name)
    return name, is_name, text + end + more


def _closes_quotes(name: str) -> bool:
    return name.count('"') % 2 == 0 and all(name.count(begin) == name.count(end) for begin, end in _QUOTES)


def number_of(name: str) -> str:
    """The telephone number that stands in place of a name, empty when it is a name."""
    words = folded(name).removeprefix("~").strip()
    return words if _SHOWN_AS_NUMBER.fullmatch(words) else ""
