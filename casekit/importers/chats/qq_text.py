"""Chats that QQ for Windows exports as text: one chat, or all of them one after another in a file.

A message is a line with time and sender, then its words, then a blank line; each chat has its name above it. The file
is passed over twice: first for the people, then for the messages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from casekit.importers.chats import moments
from casekit.importers.chats.participants import Participants, folded
from casekit.importers.chats.qq_lines import ABOUT, HEAD, Chat, Entry, entries, names_number
from casekit.importers.reading import text_lines
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import account
from casekit.text import N_, _

APP = "QQ"
_BEGIN = re.compile(r"\s*消息[记記][录錄]|\s*={20,}\s*\r?\n\s*消息")
_NAME_AND_NUMBER = re.compile(r"(?P<name>.{1,120})[(（](?P<number>\d{5,12})[)）]")
# Accounts under which QQ itself writes.
_OF_THE_SYSTEM = ("10000", "1000000")
_LINES_LOOKED_AT, _MOST_WRITERS = 40, 200_000


def sniff(probe: Probe) -> bool:
    """Whether the text begins with QQ's header, or, where that was taken off, with a sender and their number."""
    text = text_lines.opening(probe)
    lines = [line.rstrip("\r") for line in text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT] if line.strip()]
    if _BEGIN.match(text):
        return any(ABOUT.fullmatch(line) or HEAD.fullmatch(line) for line in lines)
    head = HEAD.fullmatch(lines[0]) if lines else None
    return head is not None and names_number(head)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the file."""
    export = _Export(probe, options)
    yield from export.people.notes()
    if name := export.people.concluded():
        yield Warned(_("From whom the chats are with it follows that you are {name}.").format(name=name))
    yield from export.items()


class _Export:
    """A file while it is read; of its messages nothing is kept."""

    def __init__(self, probe: Probe, options: Options) -> None:
        self._probe = probe
        self._numbered: set[int] = set()
        self._numbers: dict[str, str] = {}
        self.people = Participants(options.me)
        self._survey()

    def _survey(self) -> None:
        """The first pass: who writes in which chat, and in which of them senders are shown with their numbers."""
        chats: dict[int, Chat] = {}
        writers: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        count = 0
        for entry in entries(text_lines.lines(self._probe)):
            if entry.head is None:
                continue
            writer = entry.name, entry.identity
            chats[entry.chat.number] = entry.chat
            count += writer not in writers[entry.chat.number]
            if count <= _MOST_WRITERS and entry.identity not in _OF_THE_SYSTEM:
                writers[entry.chat.number][writer] += 1
        self._numbers = _numbers_by_name(writer for counts in writers.values() for writer in counts)
        for number, counts in writers.items():
            shown = sum(times for (_name, identity), times in counts.items() if identity)
            if shown * 2 > counts.total():
                self._numbered.add(number)
            self._introduce(chats[number], counts)

    def _introduce(self, chat: Chat, counts: Counter[tuple[str, str]]) -> None:
        key = str(chat.number)
        present = [one for one in counts if one[1] or chat.number not in self._numbered]
        for name, identity in present:
            if number := self._number_of(name, identity):
                self.people.add(name, number, key, count=counts[name, identity])
        if "群" in chat.list_name:
            self.people.group(key)
            return
        accounts = {self._number_of(*one) for one in present}
        named = _NAME_AND_NUMBER.fullmatch(chat.name)
        wanted = (folded(named["name"]), named["number"]) if named else (folded(chat.name), "")
        partners = {
            self._number_of(name, identity)
            for name, identity in present
            if folded(name) == wanted[0] or (identity and identity == wanted[1])
        }
        if len(accounts) <= 2 and len(partners) == 1:
            self.people.pair(chat.name, partners.pop(), key)

    def _number_of(self, name: str, identity: str) -> str:
        """The account as a record names it: by number, also where only the name is shown but the number is known."""
        return account(APP, identity or self._numbers.get(folded(name), name))

    def items(self) -> Iterator[Item]:
        cut = 0
        for entry in entries(text_lines.lines(self._probe), self._numbered):
            cut += entry.cut
            yield self._item(entry)
        if cut:
            yield Warned(
                _("Values longer than any words, of which only the beginning was kept: {count}.").format(count=cut)
            )

    def _item(self, entry: Entry) -> Item:
        where = str(entry.line)
        if entry.head is None:
            return Skipped(where, _("stands before the first message"))
        written = entry.head.group().strip()
        if entry.identity in _OF_THE_SYSTEM:
            return Skipped(where, _("a notice of QQ, not a message"))
        start = _moment(entry.head)
        if start is None:
            return Skipped(where, _("the time “{time}” cannot be right").format(time=written[:19]))
        side = self.people.side(entry.name, self._number_of(entry.name, entry.identity), str(entry.chat.number))
        return Record(
            where=where,
            start=start,
            precision="second",
            time_basis="local",
            channel=side.channel,
            direction=side.direction,
            outcome="delivered",
            number_raw=side.number_raw,
            text=entry.text,
            contact_name=side.contact_name,
            raw={
                key: said
                for key, said in (("head", written), ("chat", entry.chat.name), ("list", entry.chat.list_name))
                if said
            },
        )


def _numbers_by_name(writers: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The number behind a name, where all who bear it in the file have the same one."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, identity in writers:
        if name and identity:
            found[folded(name)].add(identity)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _moment(head: re.Match[str]) -> datetime | None:
    found = moments.of_wall_clock(f"{head['day']} {head['clock']}")
    if found is None:
        return None
    half = {"AM": "morning", "PM": "afternoon"}.get(head["half"] or "", "")
    return found[0].replace(hour=moments.hour_of_day(found[0].hour, half))


SOURCE = Source(id="qq_text", title=N_("QQ chat exported as text"), kind="chat", sniff=sniff, read=read)
