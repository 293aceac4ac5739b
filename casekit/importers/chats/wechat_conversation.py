"""From the messages of a WeChat file to records: who writes, which of them is the user, who stands on the other side.

The messages are passed over twice. Of the first pass only the people are kept, so memory does not grow with the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from casekit.importers.chats import wechat_calls, wechat_words
from casekit.importers.chats.participants import Participants, folded
from casekit.importers.chats.wechat_times import Moment
from casekit.importers.records import Item, Record, Skipped
from casekit.importers.source import Options
from casekit.numbers import account
from casekit.text import _

APP = "微信"
# How the user is called where a file only says "sent by me"; tools write the same.
OWN = "我"
# Not OWN: the other person may have taken that for a nickname. It stands in no record.
_USER = account(APP, "[本人]")
_MOST_WRITERS = 200_000
_LONGEST_RAW = 2000
# Nothing of these is to be seen on a screen, and people choose them for that.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800\u200b\u200c\u200d\u2060\ufeff\u00ad "


class Writer(NamedTuple):
    """Who wrote a message, as the file says it.

    `wxid` is the account, `name` what is shown; each may be empty. `chat` tells the chats of one file apart.
    `is_own` says whether the file counts it as sent by the user, None when it does not say. `partner` is the account
    or the name of the one other person in the chat, `group` is True where the chat is known to be a group.
    """

    wxid: str = ""
    name: str = ""
    chat: str = ""
    is_own: bool | None = None
    group: bool = False
    partner: str = ""
    partner_name: str = ""

    @property
    def identity(self) -> str:
        return self.wxid or self.name


@dataclass(frozen=True, slots=True)
class Message:
    """One message before it is settled on whose side it stands; `kind` as `wechat_words.kind_of` gives it."""

    where: str
    moment: Moment | None
    time_written: str
    writer: Writer
    kind: str
    content: str
    raw: dict[str, str] = field(default_factory=dict)


def shown_name(name: str) -> str:
    """A name as it can be shown: one of invisible signs becomes their code points."""
    name = name.strip()
    if name and not name.strip(_BLANK):
        return "[看不见的昵称 " + " ".join(f"U+{ord(sign):04X}" for sign in name[:4]) + "]"
    return name


def items(messages: Callable[[], Iterable[Message | Item]], options: Options) -> Iterator[Item]:
    """The records of a file whose messages can be gone through again and again."""
    cast = _Cast(messages(), options.me)
    yield from cast.people.notes()
    for one in messages():
        yield _record(one, cast) if isinstance(one, Message) else one


class _Cast:
    """The people of a file, and whether its marks of what the user sent can be believed."""

    def __init__(self, messages: Iterable[Message | Item], me: str) -> None:
        self._writers: Counter[Writer] = Counter()
        for one in messages:
            if not isinstance(one, Message) or _reason(one):
                continue
            if one.writer in self._writers or len(self._writers) < _MOST_WRITERS:
                self._writers[one.writer] += 1
        self._marks_hold = _marks_hold(self._writers) and not self._contradicts(me)
        self.people = Participants("" if self._marks_hold else me)
        for writer, count in self._writers.items():
            self._introduce(writer, count)
        if self._marks_hold:
            self.people.user(_USER)
        self._pair_silent_chats()

    def number_of(self, writer: Writer) -> str:
        """The account of a writer, as a record names it."""
        if writer.is_own and self._marks_hold:
            return _USER
        return account(APP, shown_name(writer.identity))

    def _contradicts(self, me: str) -> bool:
        """Whether the user is somebody else than the marks of the file say: the user's word stands above them."""
        wanted = folded(me.removeprefix(f"{APP}:"))
        called = {one.is_own for one in self._writers if wanted in (folded(one.wxid), folded(shown_name(one.name)))}
        return bool(wanted) and called == {False}

    def _introduce(self, writer: Writer, count: int) -> None:
        self.people.add(shown_name(writer.name), self.number_of(writer), writer.chat, count)
        if writer.group:
            self.people.group(writer.chat)
        elif writer.partner and writer.wxid:
            self.people.pair(shown_name(writer.partner_name), account(APP, shown_name(writer.partner)), writer.chat)

    def _pair_silent_chats(self) -> None:
        """Where only the user wrote, the other side is whom the file names as the chat's."""
        heard = {one.chat for one in self._writers if not one.is_own}
        for one in self._writers:
            if one.chat not in heard and one.partner and not one.group:
                self.people.pair(shown_name(one.partner_name), account(APP, shown_name(one.partner)), one.chat)


def _marks_hold(writers: Iterable[Writer]) -> bool:
    """Whether what is marked as sent by the user was: not where two people write and all carry one mark.

    With WeChat 4 some tools mark everything alike, or one account both ways.
    """
    marked = [one for one in writers if one.is_own is not None]
    marks = {one.is_own for one in marked}
    accounts: dict[str, set[bool | None]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for one in marked:
        people[one.chat].add(one.identity)
        if one.wxid:
            accounts[one.wxid].add(one.is_own)
    if not marked or any(len(both) > 1 for both in accounts.values()):
        return False
    return len(marks) > 1 or all(len(names) == 1 for names in people.values())


def _reason(message: Message) -> str:
    """Why a message is left out, empty when it is not."""
    if message.kind in (wechat_words.NOTICE, wechat_words.RECALLED):
        return _(message.kind)
    if message.moment is None:
        written = message.time_written.strip()
        return _("the time “{time}” cannot be right").format(time=written) if written else _("no time that can be read")
    return "" if wechat_words.in_words(message.kind, message.content) else _(wechat_words.EMPTY)


def _record(message: Message, cast: _Cast) -> Item:
    reason = _reason(message)
    if reason or message.moment is None:
        return Skipped(message.where, reason)
    # A spreadsheet that saved the table again may have changed the ends of the lines within a cell.
    writer, text = message.writer, wechat_words.in_words(message.kind, message.content).replace("\r\n", "\n")
    side = cast.people.side(shown_name(writer.name), cast.number_of(writer), writer.chat)
    # That somebody opened a call in a group is told like a message; who took part is not.
    ended = wechat_calls.ended(text) if message.kind == wechat_words.CALL and side.channel == "im" else None
    return Record(
        where=message.where,
        start=message.moment.start,
        precision=message.moment.precision,
        time_basis=message.moment.time_basis,
        channel="call" if ended else side.channel,
        direction=side.direction,
        outcome=ended[0] if ended else "delivered",
        number_raw=side.number_raw,
        duration_s=ended[1] if ended else None,
        text=text,
        contact_name=side.contact_name,
        raw={key: value[:_LONGEST_RAW] for key, value in message.raw.items() if value and value.strip() != text},
    )
