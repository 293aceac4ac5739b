"""Values in the databases of iPhones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casekit.importers.iphone import values


@pytest.mark.parametrize(
    "value", [794067300, 794067300.9, "794067300", b"794067300", 794067300 * 10**9, 794067300 * 10**9 + 900_000_000]
)
def test_seconds_and_nanoseconds_since_2001(value: object) -> None:
    assert values.since_2001(value) == datetime(2026, 3, 1, 14, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", [None, "", 0, "0", 1e8, "soon", float("nan"), float("inf"), -(10**18), 10**18 * 9, b"\xff"]
)
def test_what_no_clock_can_have_shown(value: object) -> None:
    assert values.since_2001(value) is None


@pytest.mark.parametrize(
    ("value", "seconds"), [(0.9, 0), (65.9, 65), ("12", 12), (-1, None), (172801, None), (None, None)]
)
def test_seconds_of_a_call(value: object, seconds: int | None) -> None:
    assert values.call_seconds(value) == seconds


@pytest.mark.parametrize(
    ("handle", "service", "party"),
    [
        ("+86 170 0000 0001", "com.apple.Telephony", "+86 170 0000 0001"),
        ("li@example.com", "com.apple.FaceTime", "iMessage:li@example.com"),
        ("8617000000001@s.whatsapp.net", "net.whatsapp.WhatsApp", "+8617000000001"),
        ("+8617000000001", "net.whatsapp.WhatsApp", "+8617000000001"),
        ("10001", "com.tencent.mqq", "QQ:10001"),
        ("123456789", "ABCDE.ph.telegra.Telegraph", "Telegram:123456789"),
        ("", "com.tencent.xin", ""),
    ],
)
def test_who_the_other_party_is(handle: str, service: str, party: str) -> None:
    assert values.party(handle, service) == party
