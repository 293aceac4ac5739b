"""Folding: one number has one form, unlike numbers keep unlike forms, what was not shown is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.numbers import account, fold, is_account, mask

SAME = {
    "13800001111": ("13800001111", "+8613800001111", "8613800001111", "008613800001111", "+86 138-0000-1111", "138 0000 1111",
                    "１３８００００１１１１", "\u202d13800001111\u202c", "13800001111.0", "(+86)13800001111", "138\u200b0000\u00a01111"),
    "02155550000": ("02155550000", "021-55550000", "(021) 5555 0000", "+862155550000", "00862155550000", "008602155550000"),
    "0663555000": ("0663555000", "0086663555000"),
    "01055550000": ("010 5555 0000", "+861055550000"),
    "95188": ("95188", "+8695188", "008695188"),
    "4008001234": ("4008001234", "400-800-1234", "+864008001234"),
    "10690000123456": ("10690000123456", "+8610690000123456"),
    "10086": ("10086", "+8610086"),
    "+85291234567": ("+85291234567", "00852 9123 4567", "+852-9123-4567"),
    "CMBCHINA": ("cmbchina", "CMBChina"),
    "138****1234": ("138****1234", "+86138****1234"[3:]),
    "#31#": ("#31#",),
}  # fmt: skip
NOT_SHOWN = (
    "", " ", "-", "--", "---", "-1", "-2", "-3", "-4", "0", "*", "***", "****", "null", "None", "NaN", "Private", "unknown", "(Unknown)",
    "anonymous", "未知", "未知号码", "私人号码", "隐藏号码", "无", "对方号码", "\u200e", "－１",
)  # fmt: skip


@pytest.mark.parametrize(("folded", "written"), [(folded, one) for folded, all_ in SAME.items() for one in all_])
def test_one_number_has_one_form(folded: str, written: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize("written", NOT_SHOWN)
def test_what_was_not_shown_is_no_number(written: str) -> None:
    assert fold(written) == ""


def test_dial_prefixes_are_not_cut_off_by_force() -> None:
    assert fold("1795113800001111") == "1795113800001111"
    assert fold("12593 138 0000 1111") == "1259313800001111"


@given(st.text(max_size=30))
def test_any_text_can_be_folded_and_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("folded", "masked"),
    [("13800001234", "138****1234"), ("02155550000", "021****0000"), ("95188", "9***"), ("5555000", "55***00"), ("+85291234567", "+85****4567"),
     ("138****1234", "138****1234"), ("", ""), ("CMBCHINA", "CM***NA")],
)  # fmt: skip
def test_masked_forms(folded: str, masked: str) -> None:
    assert mask(folded) == masked


@given(st.from_regex(r"\+?[0-9]{3,20}", fullmatch=True))
def test_a_masked_number_cannot_be_read_back(folded: str) -> None:
    masked = mask(folded)
    assert masked != folded and "**" in masked
    assert sum(sign.isdigit() for sign in masked) <= 7
    assert mask(masked) == masked or folded.startswith("+")


@pytest.mark.parametrize(
    ("app", "identity", "named"),
    [("微信", "wxid_A1b2", "微信:wxid_A1b2"), ("QQ", "10001", "QQ:10001"), ("WhatsApp", " Li\u200e  Hua ", "WhatsApp:Li Hua"),
     ("Telegram", "李经理（催收）", "Telegram:李经理(催收)"), ("微信", " \u2060 ", ""), ("微信", "", "")],
)  # fmt: skip
def test_an_account_is_named_by_its_app_and_its_own_name(app: str, identity: str, named: str) -> None:
    assert account(app, identity) == named
    assert fold(named) == named
    assert is_account(named) == bool(named)


@pytest.mark.parametrize("typed", ["微信: 李经理", "微信：李经理", " WeChat:李经理", "wechat ： 李经理"])
def test_an_account_that_was_typed_otherwise_is_the_same(typed: str) -> None:
    assert fold(typed) == "微信:李经理"


def test_an_account_is_no_number_and_keeps_its_case() -> None:
    assert fold("QQ:10001") != fold("10001")
    assert fold("微信:wxid_a") != fold("微信:WXID_A")
    assert not is_account("13800001111") and not is_account("CMBCHINA") and not is_account("说:好")


def test_a_masked_account_keeps_the_app_and_one_sign() -> None:
    assert mask("微信:wxid_a1b2") == "微信:w***"
    assert mask("QQ:10001") == "QQ:1***"
