"""Exports of chats in a form that is not read: what they are, and in which form to export them instead."""

from __future__ import annotations

import re

from casekit.importers.reading import text_lines
from casekit.importers.source import Probe
from casekit.text import _

_QQ_PICTURES = (b"<Save by Tencent MsgMgr>", b"Tencent MsgMgr")
_TELEGRAM_PAGE = (b'class="page_wrap', b'class="history"')
_MOMENT = re.compile(
    r"\W{0,3}(?:(?:昨天|前天|今天|星期.|周.)\s?)?"
    r"(?:\d{2,4}[./\-年년] ?\d{1,2}[./\-月월] ?\d{1,4}|\d{1,2}[:時时点]\d\d).{0,40}?(?:[:：\t,，]|$)"
)
# Copied from a computer, the time may stand behind the name: `李经理 2026/3/1 21:00:00`, `李经理: 03-01 21:00:00`.
_MOMENT_LAST = re.compile(
    r"\S.{0,80}[\s:：](?:\d{4}[./\-年])?\d{1,2}[./\-月]\d{1,2}日?.{0,12}\d{1,2}:\d\d(?::\d\d)?\s*"
)
_LINES = 60
_LONGEST = 200


def refusal(probe: Probe) -> str:
    """What to do with what QQ or Telegram exports as a page; empty when it is none."""
    if any(one in probe.head[:2000] for one in _QQ_PICTURES):
        return _(
            "{name} is a chat that QQ exported as a web page with pictures (mht), which casekit does not read. Please "
            "export it once more in QQ and choose text (*.txt)."
        ).format(name=probe.name)
    if all(one in probe.head for one in _TELEGRAM_PAGE):
        return _(
            "{name} is a chat that Telegram exported as a web page. Please export it once more in Telegram Desktop, "
            "choose “Machine-readable JSON” as the format, and take in result.json."
        ).format(name=probe.name)
    return ""


def refusal_of_text(probe: Probe) -> str:
    """What to do with running text whose lines begin with times, as chats of other apps do; empty when it is none."""
    lines = [line for line in text_lines.opening(probe).split("\n", _LINES)[:_LINES] if line.strip()]
    timed = sum(bool(_MOMENT.match(line) or _MOMENT_LAST.fullmatch(line[:_LONGEST])) for line in lines)
    if len(lines) < 3 or timed < max(2, len(lines) // 4):
        return ""
    return _(
        "{name} looks like a chat, but not like one that casekit knows. It reads the text or zip that WhatsApp exports, "
        "result.json of Telegram Desktop, the text that QQ exports, and chats of WeChat as they are copied or exported. "
        "Please choose the file as the app exported it, unchanged."
    ).format(name=probe.name)


def is_clock(cell: str) -> bool:
    """Whether a cell is but a time of day, with which lines of some apps' chats begin."""
    return re.fullmatch(r"\W{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?", cell.strip()) is not None
