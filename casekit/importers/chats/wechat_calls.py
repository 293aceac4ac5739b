"""How a voice or video call in WeChat ended, from the words of its bubble: `通话时长 01:23`, `对方已取消`.

The words are those of WeChat's Chinese and English interfaces; the caller's and the callee's phone word an end
differently, which makes no difference here.
"""

from __future__ import annotations

import re

_LASTED = re.compile(
    r"(?:时长|時長|时间|duration)\D{0,5}(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d\d)(?!\d)",
    re.IGNORECASE,
)
# The more special ones first: a call may be declined on another device.
_ENDS = tuple(
    (re.compile(pattern, re.IGNORECASE), outcome)
    for pattern, outcome in (
        ("拒绝|拒絕|拒接|declined|rejected", "rejected"),
        ("忙|busy", "busy"),
        ("其[他它]设备.{0,3}接|其他裝置.{0,3}接|answered on|中断|中斷", "conversation"),
        (
            "取消|未接|[未无無]应答|[未無]應答|[无無]人|没有?接|超时|逾時|cancel|not answered|no answer|missed",
            "rang_no_answer",
        ),
    )
)
_LONGEST = 200


def ended(words: str) -> tuple[str, int | None]:
    """(outcome, seconds of talk) as in a `Record`; ("unknown", None) where the words do not tell how it ended."""
    words = words[:_LONGEST]
    if found := _LASTED.search(words):
        return "conversation", 3600 * int(found["hours"] or 0) + 60 * int(found["minutes"]) + int(found["seconds"])
    return next((outcome for pattern, outcome in _ENDS if pattern.search(words)), "unknown"), None
