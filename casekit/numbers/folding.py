"""One form for one number, and the masked form that leaves the machine."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What phones and carriers write when the number was not shown (never a number, never one person).
_NOT_SHOWN = frozenset(
    {
        "", "-", "--", "---", "-1", "-2", "-3", "-4", "0", "*", "**", "***", "****", "null", "none", "nan",
        "private", "unknown", "(unknown)", "anonymous", "withheld", "restricted", "blocked", "payphone",
        "未知", "未知号码", "私人号码", "隐藏号码", "无", "号码隐藏", "对方号码", "对端号码",
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—().·\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MASKED = re.compile(r"\d+\*+\d*|\*+\d+")
# A mainland number after the country code: mobile, or area code without its zero + local number.
_MOBILE = re.compile(r"1[3-9]\d{9}")
# Accounts of messengers: the app, a colon, and a name or an id that is compared as it stands.
_APPS = ("微信", "QQ", "WhatsApp", "Telegram", "Google Voice", "iMessage")
_APP_OF = {**{app.lower(): app for app in _APPS}, "wechat": "微信"}
_ACCOUNT = re.compile(rf"({'|'.join(_APPS)}):(\S.*)", re.DOTALL)
_TYPED_ACCOUNT = re.compile(rf"({'|'.join(_APP_OF)})\s*:\s*(\S.*)", re.DOTALL | re.IGNORECASE)
_SERVICE = re.compile(r"(?:95\d{3,10}|96\d{3,6}|100\d{2,4}|[48]00\d{7}|106\d{5,17})")


def account(app: str, identity: str) -> str:
    """How somebody without a telephone number is named in place of one: `微信:wxid_a1b2`, `QQ:10001`.

    `app` is one of 微信, QQ, WhatsApp, Telegram, Google Voice, iMessage; `identity` is the app's own id of the
    account, or, where the export has none, the name shown. Empty when there is neither.
    """
    shown = " ".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", identity)).split())
    return f"{app}:{shown}" if shown else ""


def is_account(folded: str) -> bool:
    """Whether it names an account of a messenger instead of a number."""
    return _ACCOUNT.fullmatch(folded) is not None


@lru_cache(maxsize=200_000)
def fold(raw: str) -> str:
    """Fold a number to the form in which equal numbers are equal; "" when it was not shown.

    `+86 138 0000 0000`, `008613800000000` and `13800000000` become `13800000000`; `0086210000000`
    becomes `0210000000` (carriers drop the zero of the area code); short codes stay as they are; other
    countries keep `+` and their code. Letters in a sender's name are kept, folded to upper case; an `account`
    stays as it is.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if found := _TYPED_ACCOUNT.fullmatch(text):
        return f"{_APP_OF[found.group(1).lower()]}:{found.group(2)}"
    if text.lower() in _NOT_SHOWN:
        return ""
    if re.fullmatch(r"\d+\.0", text):  # a number that passed through a spreadsheet as a float
        text = text[:-2]
    text = _SEPARATORS.sub("", text)
    if text.lower() in _NOT_SHOWN:
        return ""
    if text.startswith("00"):
        text = "+" + text[2:]
    if text.startswith("+86"):
        return _domestic(text[3:])
    if text.startswith("86") and _MOBILE.fullmatch(text[2:]):
        return text[2:]
    if text.startswith("+"):
        return text
    return text if re.fullmatch(r"[\d*#]+", text) else unicodedata.normalize("NFKC", text.upper())


def _domestic(rest: str) -> str:
    if not rest or rest.startswith("0") or _MOBILE.fullmatch(rest) or _SERVICE.fullmatch(rest):
        return rest
    # The area code lost its zero: 0086 21 5555 0000 is 021 5555 0000.
    return "0" + rest if re.fullmatch(r"[1-9]\d{8,10}", rest) else rest


def mask(folded: str) -> str:
    """Hide the middle of a number: `138****1234`, `021****0000`; short codes, names and accounts keep one sign."""
    if not folded or _MASKED.fullmatch(folded):
        return folded
    if found := _ACCOUNT.fullmatch(folded):
        return f"{found.group(1)}:{found.group(2)[:1]}***"
    if len(folded) >= 10:
        return f"{folded[:3]}****{folded[-4:]}"
    if len(folded) >= 7:
        return f"{folded[:2]}***{folded[-2:]}"
    return f"{folded[:1]}***"
