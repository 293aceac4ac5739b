"""Chats that Telegram Desktop exports as JSON: one chat or all of them, alone or in a zip with what came along.

The file is passed over twice: first for the people, then for the messages. Of the messages nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from casekit.errors import InputError
from casekit.importers.chats import moments
from casekit.importers.chats.participants import Participants, folded
from casekit.importers.chats.telegram_export import Chat, Export, is_export, result_of
from casekit.importers.chats.telegram_words import as_text, file_of, in_words, lacks_file
from casekit.importers.plausible import LONGEST_CALL
from casekit.importers.reading import archive, json_stream
from casekit.importers.records import Attachment, Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import account
from casekit.text import N_, _

APP = "Telegram"
_OF_TWO = ("personal_chat", "bot_chat")
_OWN_NOTES = "saved_messages"
_LONGEST_RAW = 500
# How a call ended that nobody talked in → its outcome when it came in, when it went out.
_ENDS = {"missed": ("rang_no_answer", "rang_no_answer"), "busy": ("rejected", "busy")}


def sniff(probe: Probe) -> bool:
    """Whether the JSON begins with the fields of such an export, alone or as `result.json` in a zip."""
    try:
        if archive.is_zip(probe):
            return result_of(probe) is not None
        return json_stream.is_json(probe) and is_export(probe.head)
    except InputError:
        return False


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages and calls in the order of the file; of one that is cut off those before the cut."""
    with Export(probe) as export:
        chats = _Chats(export, options)
        yield from chats.people.notes()
        yield from chats.items()


class _Chats:
    """The chats of an export, of which only the people are kept."""

    def __init__(self, export: Export, options: Options) -> None:
        self._export, self._options = export, options
        self._alone, self._not_there = True, 0
        self.people = Participants(options.me)
        self._survey()

    def _survey(self) -> None:
        named: dict[int, Chat] = {}
        writers: dict[int, dict[str, str]] = {}
        try:
            for chat, message in self._export.messages():
                if chat.kind == _OWN_NOTES or not _is_communication(message):
                    continue
                name, number = _writer(message)
                if number:
                    self.people.add(name, number, str(chat.number))
                    if chat.kind in _OF_TWO:
                        writers.setdefault(chat.number, {}).setdefault(number, name)
                named[chat.number] = chat
        except InputError:
            pass  # said when the messages are read
        self._alone = all(chat.place == "" for chat in named.values())
        for chat in named.values():
            self._introduce(chat, writers.get(chat.number, {}))
        if self._export.user:
            self.people.user(account(APP, f"user{self._export.user}"))

    def _introduce(self, chat: Chat, writers: Mapping[str, str]) -> None:
        """Tell whose chat it is: one with somebody bears their name, and mostly their id."""
        if chat.kind not in _OF_TWO:
            if chat.kind:
                self.people.group(str(chat.number))
            return
        by_id = account(APP, f"user{chat.identity}")
        by_name = [one for one, name in writers.items() if folded(name) == folded(chat.name)]
        if by_id in writers or not by_name:
            self.people.pair(chat.name, by_id if chat.identity else account(APP, chat.name), str(chat.number))
        elif len(by_name) == 1:
            self.people.pair(chat.name, by_name[0], str(chat.number))

    def items(self) -> Iterator[Item]:
        count = 0
        try:
            for chat, message in self._export.messages():
                count += 1
                yield self._item(chat, message)
        except InputError:
            if not count:
                raise
            yield Warned(
                _("The file is cut off or damaged after message {count}; what stands before it was read. Please "
                  "export it again if you can.").format(count=count)
            )  # fmt: skip
        if self._not_there:
            yield Warned(
                _("Pictures, sounds and files that the chats name and that are not in this file: {count}. To have "
                  "them in the case, choose them when exporting, pack the whole folder of the export into a zip and "
                  "take in that.").format(count=self._not_there)
            )  # fmt: skip

    def _item(self, chat: Chat, message: Any) -> Item:
        where = str(chat.messages) if self._alone else f"{chat.number}/{chat.messages}"
        if not isinstance(message, dict):
            return Skipped(where, _("an entry casekit does not know: {name}").format(name=as_text(message)[:80]))
        if chat.kind == _OWN_NOTES:
            return Skipped(where, _("a note to oneself, kept in the saved messages"))
        if not _is_communication(message):
            return Skipped(where, _("a notice of Telegram, not a message"))
        start, basis, precision = _moment(message)
        if start is None:
            written = as_text(message.get("date_unixtime")) or as_text(message.get("date"))
            return Skipped(
                where,
                _("the time “{time}” cannot be right").format(time=written[:40])
                if written
                else _("no time that can be read"),
            )
        is_call = message.get("type") == "service"
        name, number = _writer(message)
        side = self.people.side(name, number, str(chat.number))
        duration = _seconds(message) if is_call else None
        return Record(
            where=where,
            start=start,
            precision=precision,
            time_basis=basis,
            channel="call" if is_call else side.channel,
            direction=side.direction,
            outcome=_outcome(message, duration, side.direction) if is_call else "delivered",
            number_raw=side.number_raw,
            duration_s=duration,
            text="" if is_call else in_words(message),
            contact_name=side.contact_name,
            attachments=self._attachments(message),
            raw=_raw(chat, message),
        )

    def _attachments(self, message: Mapping[str, Any]) -> tuple[Attachment, ...]:
        path = file_of(message)
        found = self._export.file(path, self._options.scratch) if path else None
        self._not_there += found is None and (bool(path) or lacks_file(message))
        return (found,) if found else ()


def _is_communication(message: Any) -> bool:
    """Whether somebody wrote it, or it was a call; anything else Telegram notes by itself."""
    if not isinstance(message, dict):
        return False
    return message.get("type") == "message" or (
        message.get("type") == "service" and message.get("action") == "phone_call"
    )


def _writer(message: Mapping[str, Any]) -> tuple[str, str]:
    """Name and account of who wrote or rang; older exports have numbers as ids, or none."""
    name = as_text(message.get("from")) or as_text(message.get("actor"))
    identity = as_text(message.get("from_id")) or as_text(message.get("actor_id"))
    return name, account(APP, f"user{identity}" if identity.isdigit() else identity or name)


def _moment(message: Mapping[str, Any]) -> tuple[datetime | None, str, str]:
    """(time, what it rests on, precision); older exports have only the wall clock of the computer that exported."""
    seconds = as_text(message.get("date_unixtime"))
    if seconds:
        return moments.of_epoch(seconds), "epoch", "second"
    written = moments.of_wall_clock(as_text(message.get("date")))
    return (written[0], "local", written[1]) if written else (None, "local", "second")


def _seconds(message: Mapping[str, Any]) -> int | None:
    written = as_text(message.get("duration_seconds"))
    seconds = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
    return seconds if seconds is None or seconds <= LONGEST_CALL else None


def _outcome(message: Mapping[str, Any], duration: int | None, direction: str) -> str:
    if duration:
        return "conversation"
    ends = _ENDS.get(as_text(message.get("discard_reason")))
    return "unknown" if ends is None else ends[direction == "out"]


def _raw(chat: Chat, message: Mapping[str, Any]) -> dict[str, str]:
    fields = {"chat": chat.name, **{str(key): as_text(value) for key, value in message.items() if key != "text"}}
    return {key[:100]: value[:_LONGEST_RAW] for key, value in fields.items() if value}


SOURCE = Source(id="telegram_json", title=N_("Telegram Desktop export (JSON)"), kind="chat", sniff=sniff, read=read)
