"""Calls, messages and mobile data by the words that carriers use for them."""

from __future__ import annotations

import pytest

from casekit.importers.carriers.channels import read_channel


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        ("短信", "sms"), ("国内彩信", "sms"), ("点对点短消息", "sms"), ("短信主叫", "sms"), ("语音电话", "call"), ("国内通话", "call"),
        ("上网", "data"), ("GPRS流量", "data"), ("主叫", ""), ("国内被叫", ""), ("", ""),
    ],
)  # fmt: skip
def test_calls_messages_and_mobile_data(cell: str, channel: str) -> None:
    assert read_channel(cell) == channel
