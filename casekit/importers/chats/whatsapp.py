"""Chats that WhatsApp exports: a text, alone or in a zip with the pictures and sounds that came along.

The text is passed over twice: first for the people and the order of its dates, then for the messages.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from casekit.errors import InputError
from casekit.importers.chats import whatsapp_words
from casekit.importers.chats.participants import Participants, folded
from casekit.importers.chats.whatsapp_dates import DateOrder
from casekit.importers.chats.whatsapp_head import Head, parse
from casekit.importers.chats.whatsapp_lines import Entry, Message, Names, entries, number_of
from casekit.importers.chats.whatsapp_media import Media
from casekit.importers.reading import archive, text_lines
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import account
from casekit.text import N_, _

APP = "WhatsApp"
# A chat may begin with a notice that has no head.
_LINES_BEFORE = 5
_LONGEST_RAW = 500
# An archive with more texts than this holds something else, and looking into each would take its time.
_MOST_TEXTS = 20
# What stands in the journal of a program where a chat names people.
_JOURNAL = re.compile(
    r"(?:[\w.\- ]{1,60}[. ])?(?:TRACE|DEBUG|VERBOSE|INFO|NOTICE|WARN|WARNING|ERR|ERROR|FATAL|CRITICAL|SEVERE|ALERT)"
    r"|kernel|[\w./\-]{1,40}\[\d{1,10}\]"
)
_BLANKS = r"[\s_]*"


def sniff(probe: Probe) -> bool:
    """Whether the text begins as such a chat, or exactly one text in the zip does."""
    try:
        if archive.is_zip(probe):
            return chat_text(probe) is not None
        return _begins_as_chat(text_lines.opening(probe))
    except InputError:
        return False


def _begins_as_chat(text: str) -> bool:
    lines = [line for line in text.split("\n", 50)[:50] if line.strip()]
    heads = [(head, line) for line in lines[: _LINES_BEFORE + 1] if (head := parse(line.rstrip("\r")))]
    heads += [(head, line) for line in lines[_LINES_BEFORE + 1 :] if heads and (head := parse(line.rstrip("\r")))]
    if heads and whatsapp_words.tells_of_encryption(heads[0][1]):
        return True
    told = [
        (head, line[head.end :].partition(": ")[0].rstrip(": "))
        for head, line in heads
        if head.clock is not None and (": " in line[head.end :] or line.rstrip().endswith(":"))
    ]
    return sum(_of_a_journal(*one) for one in told) * 2 < len(told)


def _of_a_journal(head: Head, name: str) -> bool:
    """Whether a program noted it: `[2026-03-01 12:00:00] ERROR: no such file`."""
    return head.has_seconds and len(head.fields[0]) == 4 and _JOURNAL.fullmatch(name) is not None


def chat_text(probe: Probe) -> archive.Member | None:
    """The text of the chat in a zip that WhatsApp made; None when there is none, or several chats."""
    if "whatsapp" not in probe.tables:
        probe.tables["whatsapp"] = _find_text(probe)
    known: archive.Member | None = probe.tables["whatsapp"]  # type: ignore[assignment]
    return known


def _find_text(probe: Probe) -> archive.Member | None:
    texts = [one for one in archive.members(probe) if one.base.casefold().endswith(".txt")]
    # A text that somebody sent lies there too; the chat itself has one of the names that WhatsApp gives.
    named = [one for one in texts if one.base == "_chat.txt" or "whatsapp" in one.base.casefold()]
    if len(named or texts) > _MOST_TEXTS:
        return None
    found = [one for one in named or texts if _begins_as_chat(_opening_of(probe, one))]
    return found[0] if len(found) == 1 else None


def _opening_of(probe: Probe, member: archive.Member) -> str:
    with archive.opened(probe, member) as stream:
        head = stream.read(1 << 14)
    return text_lines.opening(Probe(probe.path, member.base, member.size, head))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages of the chat in its order."""
    with ExitStack() as open_while_read:
        text, titles, media = probe, [probe.name], Media(options.scratch)
        if archive.is_zip(probe):
            member = chat_text(probe)
            if member is None:
                raise InputError(
                    _("In the archive {name} there is no chat of WhatsApp, or more than one. Please take in the zip "
                      "that WhatsApp itself made, one for each chat.").format(name=probe.name)
                )  # fmt: skip
            folder = open_while_read.enter_context(tempfile.TemporaryDirectory(prefix="casekit-"))
            text, titles = archive.inside(probe, member, Path(folder)), [probe.name, member.base]
            media = Media(options.scratch, probe, open_while_read.enter_context(archive.kept_open(probe)), member)
        yield from _Chat(text, titles, media, options).items()


class _Chat:
    """One chat while it is read; of its messages nothing is kept."""

    def __init__(self, text: Probe, titles: list[str], media: Media, options: Options) -> None:
        self._text, self._media = text, media
        self._names, self._dates = Names(), DateOrder(options.date_order)
        self._people = Participants(options.me)
        self._partner = ""
        self._is_settled = bool(options.me)
        self._survey(titles)
        self._cut = 0

    def items(self) -> Iterator[Item]:
        yield from self._people.notes()
        if (asked := self._dates.question()) is not None:
            yield asked
        written, day = self._dates.contradicted()
        if day:
            yield Warned(
                _("The date {written} in this file can only be {day}. So all its dates were read, not in the order that "
                  "was chosen.").format(written=written, day=day)
            )  # fmt: skip
        if self._partner and not self._is_settled:
            yield Warned(
                _("By the title of the chat, {name} is the other side; the other messages count as yours.").format(
                    name=self._partner
                )
            )
        for entry in entries(text_lines.lines(self._text)):
            if entry.head is not None:
                yield self._item(entry)
            elif entry.rest.strip():
                yield Skipped(str(entry.line), _("stands before the first message"))
            self._cut += entry.cut
        if self._cut:
            yield Warned(
                _("Values longer than any words, of which only the beginning was kept: {count}.").format(
                    count=self._cut
                )
            )
        yield from self._media.notes()

    def _survey(self, titles: list[str]) -> None:
        """The first pass: names, people, and what tells of the order of the dates."""
        for entry in entries(text_lines.lines(self._text)):
            if entry.head is not None:
                self._names.see(entry.rest)
                self._dates.see(entry.head)
        writers = []
        for name, count in self._names.people():
            self._people.add(name, identity(name), count=count)
            writers.append(name)
        if self._names.is_group:
            self._people.group()
        else:
            self._find_partner(writers, titles)

    def _find_partner(self, writers: list[str], titles: list[str]) -> None:
        """In a chat of two, the one after whom it is named is not the user."""
        if len(writers) > 2:
            return
        title = self._names.title
        if title and (len(writers) < 2 or folded(title) in map(folded, writers)):
            self._partner = title
        else:
            named = [one for one in writers if any(_names_chat(one, told) for told in titles)]
            self._partner = named[0] if len(named) == 1 else ""
        if self._partner:
            self._people.pair(self._partner, identity(self._partner))

    def _item(self, entry: Entry) -> Item:
        assert entry.head is not None
        where, message, head = str(entry.line), self._names.split(entry.rest), entry.head
        rang = whatsapp_words.call(message.text) if message.is_marked else None
        if rang is None and _is_notice(message):
            return Skipped(where, _("a notice of WhatsApp, not a message"))
        moments = self._dates.readings(head)
        if not moments:
            return Skipped(where, _("the time “{time}” cannot be right").format(time=head.written))
        side = self._people.side(message.name, identity(message.name)) if message.name else self._people.opposite()
        return Record(
            where=where,
            start=moments[0] if len(moments) == 1 else None,
            precision="second" if head.has_seconds else "minute",
            time_basis="local",
            channel="call" if rang else side.channel,
            direction=side.direction,
            outcome=rang[0] if rang else "delivered",
            number_raw=side.number_raw,
            duration_s=rang[1] if rang else None,
            text=message.text,
            contact_name=side.contact_name,
            attachments=self._media.of(message.text),
            raw={"head": head.written, "name": message.name[:_LONGEST_RAW]},
        )


def _is_notice(message: Message) -> bool:
    return not message.name or (message.is_marked and whatsapp_words.is_notice(message.text))


def identity(name: str) -> str:
    """A person of the chat as a record names it: the number that is shown for somebody unknown, else the account."""
    return number_of(name) or account(APP, name)


def _names_chat(name: str, title: str) -> bool:
    """Whether the name of a file ends in this person's: `WhatsApp Chat with Ann.txt`, `与小张的 WhatsApp 聊天.txt`."""
    stem = folded(PurePosixPath(title).stem if title.casefold().endswith((".txt", ".zip")) else title)
    begin, end = r"(?:(?:^|[\s_\-–])|(?<=[与與和]))", rf"(?:$|{_BLANKS}\(\d+\)$|-\d+$|{_BLANKS}(?:的|님과|さん|との))"
    return "whatsapp" in stem.casefold() and re.search(begin + re.escape(folded(name)) + end, stem) is not None


SOURCE = Source(id="whatsapp", title=N_("WhatsApp chat"), kind="chat", sniff=sniff, read=read)
