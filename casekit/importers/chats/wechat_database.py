"""WeChat's own databases: recognised to be refused in words, because they are encrypted or no export."""

from __future__ import annotations

import re

from casekit.importers.reading import database
from casekit.importers.source import Probe
from casekit.text import _

# Windows: MSG, Name2ID; Android: message, rcontact; Mac and iPhone: Chat_…, since version 4 Msg_… with a digest.
_TABLES = ({"msg", "name2id"}, {"message", "rcontact"}, {"contact", "contactheadimgurl"}, {"session", "chatroom"})
_OF_A_CHAT = re.compile(r"(?:chat|msg)_[0-9a-f]{32}")
_NAMED = re.compile(
    r"(?:en_?micromsg|micromsg|msg\d*|fts\w*|message_\d+|mm|wccontact\w*|mediamsg\d*|publicmsg|contact|session)"
    r"\.(?:db|sqlite)", re.IGNORECASE,
)  # fmt: skip


def is_wechat(probe: Probe) -> bool:
    """Whether it is a database of WeChat: readable by its tables, encrypted by what WeChat calls its files."""
    if database.is_database(probe):
        tables = set(database.columns(probe))
        return any(known <= tables for known in _TABLES) or any(map(_OF_A_CHAT.fullmatch, tables))
    return b"\x00" in probe.head and _NAMED.fullmatch(probe.name.strip()) is not None


def refusal(probe: Probe) -> str:
    """What to do instead, in words."""
    return _(
        "{name} is a database of WeChat itself; it is encrypted or made for WeChat alone, and casekit does not open it. "
        "In WeChat, choose the messages (long press, then 多选) and copy them into a text file or send them by mail, or "
        "take in the CSV or JSON that the tool you use exports."
    ).format(name=probe.name)
