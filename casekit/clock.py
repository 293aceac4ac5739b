"""Time: instants, wall clocks and what a user types."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casekit.errors import InputError
from casekit.text import _

DEFAULT_ZONE = "Asia/Shanghai"

# How long the interval is within which a time of this precision lies.
PRECISION_LENGTH = {
    "second": timedelta(0),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
}

# Longest form first: the precision of a typed time is what was typed.
_TYPED = (
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$"), "second"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"), "minute"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d$"), "hour"),
    (re.compile(r"^\d{4}-\d\d-\d\d$"), "day"),
    (re.compile(r"^\d{4}-\d\d$"), "month"),
)
_OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


def now() -> datetime:
    """The present instant in UTC, to the microsecond."""
    return datetime.now(UTC)


@cache
def zone_info(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as "Asia/Shanghai".

    Raises
    ------
    InputError
        when no such zone is known
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            _("The time zone “{name}” is not known. Use a name such as Asia/Shanghai.").format(name=name)
        ) from error


def iso_utc(instant: datetime) -> str:
    """An instant as the ledger writes it: "2026-03-04T14:30:00Z", with fractions only when there are any."""
    text = instant.astimezone(UTC).replace(tzinfo=None).isoformat()
    return text + "Z"


def from_iso(text: str) -> datetime:
    """Read an instant that the ledger wrote."""
    return datetime.fromisoformat(text)


def to_instant(wall_clock: datetime, zone: str) -> datetime:
    """The UTC instant of a wall clock reading in a zone; aware values are only converted."""
    if wall_clock.tzinfo is None:
        wall_clock = wall_clock.replace(tzinfo=zone_info(zone))
    return wall_clock.astimezone(UTC)


def to_wall_clock(instant: datetime, zone: str) -> datetime:
    """What the clock on the wall showed in a zone, as a naive value."""
    return instant.astimezone(zone_info(zone)).replace(tzinfo=None)


def read_typed(value: str | datetime | date, zone: str) -> tuple[datetime, str]:
    """Turn a typed time into (UTC instant, precision).

    "2026-03-04T22:30", "2026-03-04 22:30:05+08:00", "2026-03-04" and "2026-03" are understood; a
    time without an offset is wall clock in `zone`.

    Raises
    ------
    InputError
        when the text is not a date or the year is out of reach
    """
    if isinstance(value, datetime):
        precision = "second" if value.second or value.microsecond else "minute"
        return _checked(to_instant(value, zone), str(value)), precision
    if isinstance(value, date):
        return _checked(to_instant(datetime(value.year, value.month, value.day), zone), str(value)), "day"
    text = value.strip().replace("/", "-").replace("：", ":")
    text = re.sub(r"\s+", "T", text, count=1)
    bare = _OFFSET.sub("", text) if "T" in text else text
    for form, precision in _TYPED:
        if not form.match(bare):
            continue
        filled = {"hour": text.replace(bare, bare + ":00"), "month": text + "-01"}.get(precision, text)
        try:
            moment = datetime.fromisoformat(filled)
        except ValueError:
            break
        return _checked(to_instant(moment, zone), value), precision
    raise InputError(_("“{value}” is not a time casekit can read. Write it like 2026-03-04 22:30.").format(value=value))


def _checked(instant: datetime, shown: str) -> datetime:
    """Refuse years in which no collector can have rung; they come from broken clocks and slips."""
    if not 2000 <= instant.year <= now().year + 1:
        raise InputError(_("The year of “{value}” cannot be right. Please check the date.").format(value=shown))
    return instant
