"""Whether a row of a carrier's list is a call, a message or mobile data, by the words of its kind."""

from __future__ import annotations

from functools import lru_cache

_MESSAGE = ("短信", "彩信", "短消息", "点对点", "簡訊", "短訊", "多媒体消息", "sms", "mms", "text message")
_CALL = ("语音", "通话", "电话", "語音", "通話", "電話", "voice")
_DATA = ("流量", "上网", "数据", "gprs", "data", "上網", "數據")


@lru_cache(maxsize=4096)
def read_channel(cell: str) -> str:
    """ "sms", "call", "data" (mobile data), or "" when the words say nothing of it."""
    text = cell.casefold()
    for channel, words in (("sms", _MESSAGE), ("call", _CALL), ("data", _DATA)):
        if any(word in text for word in words):
            return channel
    return ""
