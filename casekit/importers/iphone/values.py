"""Values in the databases of iPhones: times since 2001, texts that may be bytes, numbers and accounts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from casekit.importers.plausible import LONGEST_CALL, is_plausible_year
from casekit.importers.reading.database import Row
from casekit.numbers import account

_APPLE_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Seconds reach this in the year 5169; what is larger counts nanoseconds.
_LARGEST_SECONDS = 1e11
# Before there were iPhones; a time that is missing is stored as 0, which is 2001.
_FIRST_YEAR = 2007
_LONGEST_RAW = 2000
# The parts of a service's id that tell whose accounts are meant.
_APPS = {"whatsapp": "WhatsApp", "tencent.xin": "微信", "tencent.mqq": "QQ", "telegra": "Telegram"}


def since_2001(value: object) -> datetime | None:
    """The instant of seconds (up to iOS 10) or nanoseconds (since iOS 11); None for what no clock can have shown."""
    number = number_in(value)
    if number is None:
        return None
    return _after(_APPLE_EPOCH, number / 1e9 if abs(number) > _LARGEST_SECONDS else number)


def since_1970(value: object) -> datetime | None:
    """The instant of Unix seconds; None for what no clock can have shown."""
    number = number_in(value)
    return None if number is None else _after(_UNIX_EPOCH, number)


def _after(epoch: datetime, seconds: float) -> datetime | None:
    try:
        moment = epoch + timedelta(seconds=math.floor(seconds))
    except OverflowError:
        return None
    return moment if is_plausible_year(moment.year, _FIRST_YEAR) else None


def number_in(value: object) -> float | None:
    """A finite number, also one that is stored as text."""
    if isinstance(value, (bytes, str)):
        try:
            value = float(text_of(value))
        except ValueError:
            return None
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


def flag(value: object) -> int | None:
    """A small whole number, None when there is none."""
    number = number_in(value)
    return None if number is None else int(number)


def call_seconds(value: object) -> int | None:
    """Whole seconds of a call; None when they are not told, negative, or longer than any call."""
    number = number_in(value)
    return int(number) if number is not None and 0 <= number <= LONGEST_CALL else None


def text_of(value: object) -> str:
    """The text in a cell, be it stored as text, as bytes (ZADDRESS in some versions) or as a number."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").replace("\0", "").strip()
    return str(value).replace("\0", "").strip()


def party(handle: str, service: str = "") -> str:
    """The other party as a `Record` names it: a number as it stands, an address of an app as an `account`."""
    app = next((name for part, name in _APPS.items() if part in service.lower()), "")
    if app:
        # WhatsApp writes 8613800000000@s.whatsapp.net: a number before the sign.
        name, _at, host = handle.partition("@")
        return f"+{name}" if host == "s.whatsapp.net" and name.isdigit() else _number_or(app, handle)
    return account("iMessage", handle) if "@" in handle else handle


def _number_or(app: str, handle: str) -> str:
    digits = handle.strip("+ -()")
    return handle if app == "WhatsApp" and digits.isdigit() and len(digits) >= 7 else account(app, handle)


class Cells:
    """One row, asked by the names of its columns in lower case; a column that this version lacks is empty."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._cells = {name.lower(): value for name, value in dict(row).items()}

    def __getitem__(self, name: str) -> object:
        return self._cells.get(name)

    def text(self, name: str) -> str:
        """The cell as text."""
        return text_of(self[name])


def raw_of(row: Row, without: Iterable[str] = ()) -> dict[str, str]:
    """The filled cells of a row as text; bytes that are no text are told by their length."""
    left_out = set(without)
    return {
        name: _shown(value) for name, value in dict(row).items() if name not in left_out and value not in (None, "", b"")
    }  # fmt: skip


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            return f"({len(value)} bytes)"
    return text_of(value)[:_LONGEST_RAW]
