"""Chats of WeChat as running text: a head with sender and time, then the words, which may hold any number of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from casekit.importers.chats import wechat_words
from casekit.importers.chats.wechat_conversation import Message, Writer
from casekit.importers.chats.wechat_times import Moment
from casekit.importers.reading import text_lines
from casekit.importers.records import Item, Skipped
from casekit.importers.source import Probe
from casekit.text import _

# WeChat takes far less in one message; a file that is no chat must not fill the memory.
_LONGEST_MESSAGE = 200_000


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the words of a message."""

    writer: Writer
    moment: Moment | None
    written: str
    notice_when_empty: bool = False


class Style(Protocol):
    """How heads are told from words. A style reads a file once, from its beginning."""

    def read(self, line: str, before: list[str]) -> Head | bool:
        """The head that a line is; True when it belongs to no message, False when it is words.

        `before` are the lines since the last head; a head that begins on them takes its part off.
        """


@dataclass(slots=True)
class _Block:
    head: Head | None = None
    number: int = 0
    lines: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, line: str) -> None:
        self.size += len(line) + 1
        if self.size <= _LONGEST_MESSAGE:
            self.lines.append(line)

    def finished(self) -> Iterator[Message | Item]:
        content = "\n".join(self.lines).strip("\n\r \t")
        if self.head is None:
            if content:
                yield Skipped(str(self.number), _("words before the first message"))
            return
        empty = self.head.notice_when_empty and not content
        yield Message(
            where=str(self.number),
            moment=self.head.moment,
            time_written=self.head.written,
            writer=self.head.writer,
            kind=wechat_words.NOTICE if empty else "",
            content=content,
            raw={"name": self.head.writer.name, "time": self.head.written},
        )
        if self.size > _LONGEST_MESSAGE:
            yield Skipped(str(self.number), _("the rest of a text that is longer than any message"))


def messages(probe: Probe, style: Style) -> Iterator[Message | Item]:
    """The messages of a file, each known by the line on which its time stands."""
    block = _Block(number=1)
    for number, line in enumerate(text_lines.lines(probe), start=1):
        words = line.rstrip("\r\n")
        found = style.read(words, block.lines)
        if isinstance(found, Head):
            yield from block.finished()
            block = _Block(found, number)
        elif not found:
            block.add(words)
    yield from block.finished()
