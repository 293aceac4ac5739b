"""Messages of an iPhone (sms.db, on a Mac chat.db): SMS, RCS and iMessage, with groups and attachments.

Times count seconds since 2001 up to iOS 10 and nanoseconds since; a database that went through both holds both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from casekit.errors import InputError
from casekit.importers.iphone import values
from casekit.importers.iphone.attachments import Attachments
from casekit.importers.iphone.call_history import damaged_after, unsaved_rows
from casekit.importers.iphone.wording import Wording, wording_of
from casekit.importers.reading import database
from casekit.importers.reading.database import Connection
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import account
from casekit.text import N_, _

_NEEDED = {"date", "text", "is_from_me", "handle_id"}
_GROUP_STYLE = 43
# associated_message_type: 2000 to 2006 are reactions to a message, 3000 and up take them back.
_REACTIONS = range(2000, 4000)
# Bodies stand in `text`; a blob is of no use to a reader.
_NOT_RAW = ("text", "attributedBody", "message_summary_info", "payload_data", "chat_row", "subject")


def sniff(probe: Probe) -> bool:
    """Whether the database holds the messages of an iPhone or a Mac."""
    tables = database.columns(probe)
    return _NEEDED.issubset(tables.get("message", ())) and "id" in tables.get("handle", ())


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the database; a damaged one gives the rows before the damage."""
    if not sniff(probe):
        raise InputError(_("{name} is not the database of an iPhone's messages.").format(name=probe.name))
    count = 0
    reading = _Reading(probe, options)
    try:
        with database.opened(probe) as connection:
            for item in reading.items(connection):
                count += 1
                yield item
    except InputError:
        if not count:
            raise
        yield damaged_after(count)
    yield from reading.notes()
    if database.has_unsaved_rows(probe):
        yield unsaved_rows(probe.name)


@dataclass(slots=True)
class _Chat:
    """A conversation: with one person, whose handle it is, or of a group with a name."""

    identifier: str = ""
    name: str = ""
    is_group: bool = False
    handles: list[str] = field(default_factory=list)


class _Reading:
    """The messages of one database while they are read; of the chats only who is in them is kept."""

    def __init__(self, probe: Probe, options: Options) -> None:
        self._tables = database.columns(probe)
        self._attachments = Attachments(probe, options.scratch, self._tables)
        self._chats: dict[object, _Chat] = {}
        self._unread = self._taken_back = self._edited = 0

    def items(self, connection: Connection) -> Iterator[Item]:
        self._chats = self._read_chats(connection)
        before: object = None
        for row in connection.execute(self._query()):
            cells = values.Cells(row)
            # One that was moved lies in two chats and comes twice.
            if cells["row_number"] != before:
                before = cells["row_number"]
                yield self._item(cells, connection)

    def notes(self) -> Iterator[Warned]:
        """What has to be said of the whole: words that cannot be read, taken back or edited, files that are missing."""
        if self._unread:
            yield Warned(_("Messages whose words could not be read: {count}. They came in without words.").format(
                count=self._unread))  # fmt: skip
        if self._taken_back:
            yield Warned(
                _("Messages that were taken back after sending: {count}. Time and sender are kept; the phone no longer "
                  "holds all of the words.").format(count=self._taken_back)
            )  # fmt: skip
        if self._edited:
            yield Warned(
                _("Messages that were changed after sending: {count}. The earlier words stand among the raw cells.")
                .format(count=self._edited)
            )  # fmt: skip
        yield from self._attachments.notes()

    def _query(self) -> str:
        joined = "chat_id" in self._tables.get("chat_message_join", ())
        return (
            f"SELECT m.ROWID AS row_number, m.*, h.id AS handle, {'j.chat_id' if joined else 'NULL'} AS chat_row "
            "FROM message AS m LEFT JOIN handle AS h ON h.ROWID = m.handle_id "
            + ("LEFT JOIN chat_message_join AS j ON j.message_id = m.ROWID " if joined else "")
            + "ORDER BY m.ROWID"
        )

    def _read_chats(self, connection: Connection) -> dict[object, _Chat]:
        chats: dict[object, _Chat] = {}
        if "chat_identifier" not in self._tables.get("chat", ()):
            return chats
        for row in connection.execute("SELECT ROWID AS row_number, * FROM chat"):
            cells = values.Cells(row)
            chats[cells["row_number"]] = _Chat(
                cells.text("chat_identifier"),
                cells.text("display_name") or cells.text("room_name"),
                values.flag(cells["style"]) == _GROUP_STYLE or bool(cells.text("room_name")),
            )
        if {"chat_id", "handle_id"}.issubset(self._tables.get("chat_handle_join", ())):
            for chat_row, handle in connection.execute(
                "SELECT c.chat_id, h.id FROM chat_handle_join AS c JOIN handle AS h ON h.ROWID = c.handle_id"
            ):
                if chat_row in chats:
                    chats[chat_row].handles.append(values.text_of(handle))
        for chat in chats.values():
            chat.is_group = chat.is_group or len(set(chat.handles)) > 1
        return chats

    def _item(self, cells: values.Cells, connection: Connection) -> Item:
        where = f"message {values.text_of(cells['row_number'])}"
        reason = _no_message(cells)
        if reason:
            return Skipped(where, reason)
        start = values.since_2001(cells["date"])
        if start is None:
            return Skipped(where, _("the time “{time}” cannot be right").format(time=cells.text("date")[:40]))
        wording = wording_of(cells)
        files = self._attachments.of(connection, cells["row_number"])
        self._count(wording, bool(files))
        chat = self._chats.get(cells["chat_row"], _Chat())
        outgoing = bool(values.flag(cells["is_from_me"]))
        number, name = _other_party(cells.text("handle"), chat, outgoing=outgoing)
        is_sms = cells.text("service").upper() in ("SMS", "RCS", "")
        return Record(
            where=where,
            start=start,
            precision="second",
            time_basis="epoch",
            channel="group_message" if chat.is_group else "sms" if is_sms else "im",
            direction="out" if outgoing else "in",
            outcome="delivered",
            number_raw=number,
            text=wording.text,
            contact_name=name,
            attachments=files,
            raw={
                **values.raw_of(cells.row, without=("row_number", *_NOT_RAW)),
                **({"conversation": chat.name or chat.identifier} if chat.is_group else {}),
                **wording.raw(),
            },
        )

    def _count(self, wording: Wording, has_files: bool) -> None:
        self._unread += wording.is_unreadable and not has_files
        self._taken_back += wording.is_taken_back
        self._edited += bool(wording.earlier)


def _no_message(cells: values.Cells) -> str:
    """Why a row is no message that went over the line; empty when it is one."""
    if values.flag(cells["item_type"]):
        return _("a notice in the conversation (somebody joined, a new title), no message")
    if (values.flag(cells["associated_message_type"]) or 0) in _REACTIONS:
        return _("a reaction to a message (such as a thumb up), no message of its own")
    if values.flag(cells["is_from_me"]) and values.flag(cells["error"]) and not values.flag(cells["is_sent"]):
        return _("a message that was never sent ({why})").format(why=_("sending failed"))
    return ""


def _other_party(handle: str, chat: _Chat, *, outgoing: bool) -> tuple[str, str]:
    """(number or account, name shown): who wrote, or to whom one's own message went; the phone tells no other names."""
    if chat.is_group and (outgoing or not handle):
        return account("iMessage", chat.name or chat.identifier), chat.name
    if not handle and not chat.is_group:
        handle = chat.handles[0] if len(chat.handles) == 1 else chat.identifier
    return values.party(handle), ""


SOURCE = Source(
    id="iphone_messages", title=N_("Messages of an iPhone (sms.db)"), kind="phone_log", sniff=sniff, read=read
)
