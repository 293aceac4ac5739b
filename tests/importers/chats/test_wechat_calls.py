"""Calls in WeChat: how they ended, told from the words of their bubbles."""

from __future__ import annotations

import pytest

from casekit.importers.chats.wechat_calls import ended


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("[通话] 通话时长 01:23", ("conversation", 83)), ("[语音通话] 聊天时长 1:02:03", ("conversation", 3723)),
        ("通话时长: 00:07", ("conversation", 7)), ("Duration: 12:00", ("conversation", 720)),
        ("[通话] 对方已取消", ("rang_no_answer", None)), ("已取消", ("rang_no_answer", None)),
        ("对方未应答", ("rang_no_answer", None)), ("Call not answered", ("rang_no_answer", None)),
        ("对方无应答", ("rang_no_answer", None)), ("未接听", ("rang_no_answer", None)),
        ("已拒绝", ("rejected", None)), ("对方已拒绝", ("rejected", None)), ("已在其他设备拒绝", ("rejected", None)),
        ("对方忙线中", ("busy", None)), ("忙线未应答", ("busy", None)), ("已在其它设备接听", ("conversation", None)),
        ("通话中断", ("conversation", None)), ("通话中断 通话时长 00:40", ("conversation", 40)),
        ("[通话]", ("unknown", None)), ("连接失败", ("unknown", None)), ("", ("unknown", None)),
    ],
)  # fmt: skip
def test_outcome_and_seconds_follow_from_the_words(words: str, wanted: tuple[str, int | None]) -> None:
    assert ended(words) == wanted
