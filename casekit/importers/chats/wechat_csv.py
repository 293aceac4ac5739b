"""Chats of WeChat as tables: what WeChatMsg (with and without names), MemoTrace, PyWxDump, WeClone, WeFlow and chatlog
write as CSV, also when a spreadsheet saved it again.

Columns: headers of those tools' exports. The file is read record by record; a body may hold lines, commas, quotation
marks and XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import PurePath

from casekit.errors import InputError
from casekit.importers.chats import wechat_table, wechat_times, wechat_words
from casekit.importers.chats.wechat_conversation import OWN, Message, Writer, items
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

Row = dict[str, str]
_folded = lru_cache(maxsize=1000)(wechat_table.folded)
# Rows above the header: whose chat it is and when it was exported, or "sep=," for a spreadsheet.
_HEADER_ROWS = 10
# So WeChatMsg names the file of one contact: 小王_utf8.csv.
_OF_ONE = "_utf8"
_BY_NUMBER = " TalkerId "
_OWN_WORDS = frozenset({"1", "true", "是", "yes", "1.0"})
_OTHER_WORDS = frozenset({"0", "false", "否", "no", "0.0"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns by which a table is known, and what its rows say; `more` names cells beyond the header."""

    needed: frozenset[str]
    time: tuple[str, ...]
    kind: tuple[str, ...]
    content: tuple[str, ...]
    writer: Callable[[Row, str], Writer]
    more: str = ""


def sniff(probe: Probe) -> bool:
    """Whether one of the first rows is the header of such a table."""
    try:
        return any(_find(rows) for _sheet, rows in wechat_table.openings(probe))
    except InputError:  # an open quotation before any such header: a table of somebody else
        return False


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the messages in the order of the file."""
    nameless = False
    for one in items(lambda: _messages(probe), options):
        nameless = nameless or (isinstance(one, Record) and _BY_NUMBER in one.number_raw)
        yield one
    if nameless:
        yield Warned(
            _("This export names nobody: people are told apart by the number that the tool gave their chat (TalkerId).")
        )


def _find(rows: Iterator[wechat_table.Row]) -> tuple[int, _Layout, list[str]] | None:
    """(row of the header, layout, names of the columns) of a table."""
    for number, cells in islice(rows, _HEADER_ROWS):
        names = [wechat_table.folded(cell) for cell in cells]
        for layout in _LAYOUTS:
            if layout.needed <= set(names) and any(one in names for one in layout.content):
                return number, layout, [cell.strip() for cell in cells]
    return None


def _messages(probe: Probe) -> Iterator[Message | Item]:
    stem = PurePath(probe.name).stem
    for sheet in wechat_table.sheets(probe):
        found = _find(wechat_table.rows(probe, sheet))
        if found is None:
            continue
        header, layout, names = found
        for number, cells in wechat_table.rows(probe, sheet):
            where = f"{sheet}!{number}" if sheet else str(number)
            if number <= header or not any(cell.strip() for cell in cells):
                continue
            if [cell.strip() for cell in cells[: len(names)]] == names:
                yield Skipped(where, _("the header once more"))
            else:
                yield _message(where, cells, names, layout, stem)


def _message(where: str, cells: list[str], names: list[str], layout: _Layout, stem: str) -> Message:
    raw: Row = {}
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else layout.more if place == len(names) else ""
        raw[name if name and name not in raw else f"{name} {place + 1}".strip()] = cell
    row = {_folded(name): cell for name, cell in raw.items()}
    moments = ((wechat_times.of_cell(row[one]), row[one]) for one in layout.time if row.get(one))
    moment, written = next((one for one in moments if one[0]), (None, _first(row, *layout.time)))
    writer = layout.writer(row, stem)
    content = wechat_words.out_of_json(_first(row, *layout.content))
    prefixed, words = wechat_words.without_sender(content) if _may_be_prefixed(writer) else ("", content)
    if prefixed:
        writer, content = writer._replace(wxid=prefixed, name=writer.name if writer.wxid else "", group=True), words
    kind = wechat_words.kind_of(_first(row, *layout.kind), row.get("subtype", ""), content)
    return Message(
        where=where,
        moment=moment,
        time_written=written,
        writer=writer,
        kind=wechat_words.NOTICE if writer.identity == "系统消息" else kind,
        content=content,
        raw=raw,
    )


def _may_be_prefixed(writer: Writer) -> bool:
    """In groups others' words may begin with their account; in chats of two nobody's do."""
    return not writer.is_own and (writer.group or not writer.partner)


def _first(row: Row, *names: str) -> str:
    """The first cell of these columns that holds something."""
    return next((row[one] for one in names if row.get(one, "").strip()), "")


def _is_own(cell: str) -> bool | None:
    word = cell.strip().lower()
    return True if word in _OWN_WORDS else False if word in _OTHER_WORDS else None


def _is_group(chat: str) -> bool:
    return chat.strip().endswith("@chatroom")


def _of_wechatmsg(row: Row, stem: str) -> Writer:
    """By the number that the tool gave a chat; names stand in later versions only, the sender in groups only."""
    chat, is_own = row.get("talkerid", "").strip(), _is_own(row.get("issender", ""))
    shown, sender = _first(row, "remark", "nickname"), row.get("sender", "").strip()
    # Without a name, the number of the chat and the file are all that tells people apart.
    nobody = stem.removesuffix(_OF_ONE) if stem.endswith(_OF_ONE) else f"{stem}{_BY_NUMBER}{chat}"
    if is_own:
        named = "" if shown in (OWN, "自己") else shown
        return Writer("", OWN, chat, True, partner=named or nobody, partner_name=named or nobody)
    name = shown if not sender or _looks_like_id(sender) else sender
    return Writer(sender if _looks_like_id(sender) else "", name or nobody, chat, is_own)


def _looks_like_id(text: str) -> bool:
    return text.startswith(("wxid_", "gh_")) or "@" in text


def _of_memotrace(row: Row, _stem: str) -> Writer:
    """By the name of the sender; the tool does not say which of them is the user."""
    sender, shown = row.get("发送人", "").strip(), _first(row, "备注", "昵称")
    return Writer(sender, shown or sender) if sender else Writer("", shown)


def _of_weclone(row: Row, _stem: str) -> Writer:
    """By the account of the sender where the chat's is given (`room_name`), else by the name of the sender."""
    chat, talker, is_own = (
        row.get("room_name", "").strip(),
        row.get("talker", "").strip(),
        _is_own(row.get("is_sender", "")),
    )
    if not chat:
        return Writer("", talker, "", is_own)
    group = _is_group(chat)
    name = "" if _looks_like_id(talker) else talker
    return Writer(talker, name, chat, is_own, group, "" if group else chat, "" if _looks_like_id(chat) else chat)


def _of_chatlog(row: Row, _stem: str) -> Writer:
    """By the account of the sender; in a chat of two the other side is the one whose chat it is."""
    chat, wxid, name = (row.get(one, "").strip() for one in ("talker", "sender", "sendername"))
    group = _is_group(chat)
    return Writer(
        wxid or name or OWN, name, chat, None, group, "" if group else chat, row.get("talkername", "").strip() or chat
    )


def _of_weflow_sheet(row: Row, _stem: str) -> Writer:
    """By the account, in the compact form by the role: in chats of two the user is called 我 there."""
    wxid, role = row.get("发送者微信id", "").strip(), row.get("发送者身份", "").strip()
    return Writer(wxid, _first(row, "发送者备注", "发送者昵称") or role, "", role == OWN)


_LAYOUTS = (
    _Layout(
        frozenset({"localid", "talkerid", "type", "issender"}), ("createtime", "strtime"), ("type",), ("strcontent",),
        _of_wechatmsg, more="MsgSvrID",
    ),
    _Layout(frozenset({"消息id", "类型", "发送人", "时间"}), ("时间",), ("类型",), ("内容",), _of_memotrace),
    _Layout(frozenset({"时间", "发送者身份", "消息类型"}), ("时间",), ("消息类型",), ("内容",), _of_weflow_sheet),
    _Layout(
        frozenset({"type_name", "is_sender", "talker", "createtime"}), ("createtime",), ("type_name",),
        ("msg", "content"), _of_weclone,
    ),
    _Layout(frozenset({"time", "sender", "talker"}), ("time",), ("type", "msgtype"), ("content",), _of_chatlog),
)  # fmt: skip

SOURCE = Source(
    id="wechat_csv", title=N_("WeChat chat exported by a tool (table)"), kind="chat", sniff=sniff, read=read
)
