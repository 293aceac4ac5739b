"""Chats of WeChat as JSON: what WeFlow and its relatives, chatlog and PyWxDump write; element by element.

Fields: the writers of those tools, as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from casekit.errors import InputError
from casekit.importers.chats import wechat_times, wechat_words
from casekit.importers.chats.wechat_conversation import Message, Writer, items
from casekit.importers.chats.wechat_times import Moment
from casekit.importers.reading import json_stream
from casekit.importers.records import Item, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_SESSIONS = (b'"messages"', b'"session"', b'"createTime"')
_SENDERS = (b'"senderUsername"', b'"senderDisplayName"', b'"senderID"')
_CHATLOG = (b'"talker"', b'"sender"', b'"isSelf"', b'"content"')
_ROWS = (b'"type_name"', b'"is_sender"', b'"talker"', b'"CreateTime"')
_MOST_SENDERS = 200_000


def sniff(probe: Probe) -> bool:
    """Whether the beginning holds the fields of one of these tools."""
    return json_stream.is_json(probe) and bool(_path(probe))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the file; of one that is cut off those before the cut."""
    chat = _Chat(probe)
    yield from items(chat.messages, options)


def _path(probe: Probe) -> str:
    """Where the messages lie, as in `json_stream.elements`; empty when it is no such file."""
    head = probe.head
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        of_session = b'"weflow"' in head or all(one in head for one in _SESSIONS)
        if of_session and b'"session"' in head and any(one in head for one in (*_SENDERS, b'"messages"')):
            return "messages.item"
        return "items.item" if all(one in head for one in _CHATLOG) and b'"items"' in head else ""
    return "item" if all(one in head for one in _CHATLOG) or all(one in head for one in _ROWS) else ""


class _Chat:
    """A file and what stands in it before the messages: whose chat it is, and in compact files who the senders are."""

    def __init__(self, probe: Probe) -> None:
        self._probe, self._at = probe, _path(probe) or "item"
        self._session: Mapping[str, Any] = {}
        self._senders: dict[str, Mapping[str, Any]] = {}
        if self._at == "messages.item":
            self._session = next((one for one in self._elements("session") if isinstance(one, dict)), {})
            if b'"senderID"' in probe.head or b'"senders"' in probe.head:
                for one in self._elements("senders.item"):
                    if isinstance(one, dict) and len(self._senders) < _MOST_SENDERS:
                        self._senders[_text(one.get("senderID"))] = one

    def _elements(self, path: str) -> Iterator[Any]:
        try:
            yield from json_stream.elements(self._probe, path)
        except InputError:
            return

    def messages(self) -> Iterator[Message | Item]:
        count = 0
        try:
            for one in json_stream.elements(self._probe, self._at):
                count += 1
                if isinstance(one, dict):
                    yield self._message(str(count), one)
                else:
                    yield Skipped(str(count), _("an entry casekit does not know: {name}").format(name=_text(one)[:80]))
        except InputError:
            if not count:
                raise
            yield Warned(
                _("The file is cut off or damaged after message {count}; what stands before it was read. Please "
                  "export it again if you can.").format(count=count)
            )  # fmt: skip

    def _message(self, where: str, one: dict[str, Any]) -> Message:
        if "type_name" in one:
            kind, content, writer = _text(one["type_name"]), _text(one.get("msg")), _of_row(one)
        elif "talker" in one or "isSelf" in one:
            kind, content, writer = _text(one.get("type")), _content_of_chatlog(one), _of_chatlog(one)
        else:
            kind = _text(one.get("localType") if one.get("type") is None else one["type"])
            content, writer = _text(one.get("content")), self._of_session(one)
        content = wechat_words.out_of_json(content)
        prefixed, words = wechat_words.without_sender(content) if writer.group and not writer.is_own else ("", content)
        if prefixed and writer.wxid in ("", prefixed):
            writer, content = writer._replace(wxid=prefixed), words
        moment, written = _moment(one)
        subkind = "" if one.get("subType") is None else _text(one["subType"])
        known = wechat_words.kind_of(kind, subkind, content)
        return Message(
            where=where,
            moment=moment,
            time_written=written,
            writer=writer,
            kind=wechat_words.NOTICE if writer.wxid == "系统消息" else known,
            content=content,
            raw={key: _text(value) for key, value in one.items() if value is not None},
        )

    def _of_session(self, one: dict[str, Any]) -> Writer:
        sender = self._senders.get(_text(one.get("senderID")), {})
        wxid = _first(one, "senderUsername") or _first(sender, "wxid", "accountId", "username")
        name = _first(one, "senderDisplayName", "senderRemark", "senderNickname") or _first(
            sender, "remark", "displayName", "nickname"
        )
        partner = _first(self._session, "wxid", "accountId", "username", "userName", "id")
        group = "群" in _first(self._session, "type") or partner.endswith("@chatroom") or one.get("isGroup") is True
        is_own = _flag(one.get("isSend"))
        if not wxid and not group and is_own is False:
            wxid = partner
        shown = _first(self._session, "remark", "displayName", "nickname")
        return Writer(wxid, name, "", is_own, group, "" if group else partner or shown, shown)


def _of_row(one: dict[str, Any]) -> Writer:
    chat, talker = _first(one, "room_name"), _first(one, "talker")
    group = chat.endswith("@chatroom")
    return Writer(talker, "", chat, _flag(one.get("is_sender")), group, "" if group else chat)


def _of_chatlog(one: dict[str, Any]) -> Writer:
    chat, wxid, name = (_first(one, key) for key in ("talker", "sender", "senderName"))
    group = one.get("isChatRoom") is True or chat.endswith("@chatroom")
    return Writer(
        wxid or name, name, chat, _flag(one.get("isSelf")), group, "" if group else chat, _first(one, "talkerName")
    )


def _content_of_chatlog(one: dict[str, Any]) -> str:
    """The words; of a card, a file or a link they stand apart from the message."""
    content, more = _first(one, "content"), one.get("contents")
    if content or not isinstance(more, dict):
        return content
    return " ".join(part for part in (_first(more, "title"), _first(more, "desc")) if part)


def _moment(one: dict[str, Any]) -> tuple[Moment | None, str]:
    written = ""
    for key in ("createTime", "CreateTime", "time", "timestamp", "formattedTime"):
        text = _text(one.get(key))
        if moment := wechat_times.of_cell(text):
            return moment, text
        written = written or text
    return None, written


def _flag(value: Any) -> bool | None:
    """A mark written as true, 1 or "1"; None when there is none."""
    if isinstance(value, bool):
        return value
    return {"1": True, "0": False, "true": True, "false": False}.get(_text(value).lower())


def _first(one: Mapping[str, Any], *keys: str) -> str:
    """The first of these fields that holds words."""
    return next((text for text in (_text(one.get(key)).strip() for key in keys) if text), "")


def _text(value: Any) -> str:
    """A value as text: numbers with all their digits, nothing for what is missing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() and abs(value) < 10**18 else str(value)
    return str(value)


SOURCE = Source(
    id="wechat_json", title=N_("WeChat chat exported by a tool (JSON)"), kind="chat", sniff=sniff, read=read
)
