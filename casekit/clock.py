"""Time: instants, wall clocks and what a user types."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casekit.errors import InputError
from casekit.text import _, pick

DEFAULT_ZONE = "Asia/Shanghai"

# How long the interval is within which a time of this precision lies.
PRECISION_LENGTH = {
    "second": timedelta(0),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# The precision of a typed time is what was typed.
_TYPED = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})"
    r"(?:[-/.月](?P<day>\d{1,2})[日号]?"
    r"(?:(?:[T ]|(?<=[日号]))(?P<hour>\d{1,2})"
    r"(?:[:点时](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2}(?:\.\d+)?)秒?|分)?|[点时]整?)?)?"
    r"|月)?(?P<offset> ?(?:Z|[+-]\d\d:?\d\d))?"
)
# Days as forms and file names have them: 20260304.
_DIGITS_ALONE = re.compile(r"^(\d{4})(\d\d)(\d\d)(?!\d)")
_BLANKS_AT_UNITS = re.compile(r"\s*([年月点时分])\s*|\s+(?=[日号秒])")


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


def day_in_words(day: date | None) -> str:
    """A day as sentences write it: 2026年3月1日 or 1 March 2026; empty for none."""
    if day is None:
        return ""
    return pick(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def read_typed(value: str | datetime | date, zone: str) -> tuple[datetime, str]:
    """Turn a typed time into (UTC instant, precision).

    "2026-03-04T22:30", "2026-03-04 22:30:05+08:00", "2026/3/4 9:05", "2026年3月4日 22点30分",
    "2026-03-04", "20260304" and "2026-03" are understood; a time without an offset is wall clock in `zone`.

    Raises
    ------
    InputError
        when the text is not a date, or the year is out of reach or still to come
    """
    try:
        return _read_typed(value, zone)
    except OverflowError as error:  # the year 1 and the year 9999 have no instant in some zones
        raise _out_of_reach(str(value)) from error


def _read_typed(value: str | datetime | date, zone: str) -> tuple[datetime, str]:
    if isinstance(value, datetime):
        precision = "second" if value.second or value.microsecond else "minute"
        return _checked(to_instant(value, zone), str(value)), precision
    if isinstance(value, date):
        return _checked(to_instant(datetime(value.year, value.month, value.day), zone), str(value)), "day"
    found = _parts_of(value)
    if found is None or (found["offset"] and not found["hour"]):
        raise _not_a_time(value)
    precision = next(unit for unit in ("second", "minute", "hour", "day", "month") if found[unit])
    seconds = float(found["second"] or 0)
    try:
        wall_clock = datetime(
            int(found["year"]), int(found["month"]), int(found["day"] or 1), int(found["hour"] or 0),
            int(found["minute"] or 0), int(seconds), min(round(seconds % 1 * 1_000_000), 999_999),
        )  # fmt: skip
        if found["offset"]:
            wall_clock = datetime.fromisoformat(wall_clock.isoformat() + found["offset"].strip())
    except ValueError as error:
        raise _not_a_time(value) from error
    return _checked(to_instant(wall_clock, zone), value), precision


def _parts_of(typed: str) -> re.Match[str] | None:
    text = _DIGITS_ALONE.sub(r"\1-\2-\3", unicodedata.normalize("NFKC", typed).strip())
    return _TYPED.fullmatch(re.sub(r"\s+", " ", _BLANKS_AT_UNITS.sub(r"\1", text)))


def read_day(typed: str) -> date:
    """The day that was typed: "2026-03-04", "2026.3.4", "2026/3/4", "20260304" or "2026年3月4日".

    Raises
    ------
    InputError
        when it is no day, one without its year, or the year cannot be right
    """
    found = _parts_of(typed)
    try:
        if found is None or found["day"] is None:
            raise ValueError
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise InputError(
            _("“{value}” is not a date; write it with its year, like 2026-03-04").format(value=typed.strip())
        ) from error
    if day.year < 2000:
        raise _out_of_reach(typed.strip())
    return day


def _checked(instant: datetime, shown: str) -> datetime:
    """Refuse years in which no collector can have rung; they come from broken clocks and slips."""
    if instant.year < 2000:
        raise _out_of_reach(shown)
    if instant.year > now().year + 1:
        raise still_to_come(shown)
    return instant


def still_to_come(told: date | str) -> InputError:
    """What is said of a time that has not come."""
    return InputError(_("{day} is still to come. Please enter only what has happened.").format(day=told))


def _not_a_time(value: str) -> InputError:
    return InputError(
        _("“{value}” is not a time casekit can read. Write it like 2026-03-04 22:30.").format(value=value)
    )


def _out_of_reach(shown: str) -> InputError:
    return InputError(_("The year of “{value}” cannot be right. Please check the date.").format(value=shown))
