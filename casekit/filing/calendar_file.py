"""Deadlines as a calendar file (.ics) that a phone or a computer takes in.

A calendar is often shared, and its reminders show on a locked screen: titles say nothing of debts, complaints or places.
Whoever opens an event reads the channel and the receipt number there, and no name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from casekit.text import _, current_language, in_a_row, pick

if TYPE_CHECKING:
    from icalendar import Event

    from casekit.channels.deadlines import Deadline
    from casekit.model import CaseHeader

# Days before at which a calendar reminds; what the user has to do needs time. An event of a whole day begins at midnight,
# so the hour is added: nobody is woken.
_REMIND, _REMIND_ME = (1,), (14, 7, 2)
_AT = timedelta(hours=9)


def calendar_bytes(deadlines: Iterable[Deadline], case: CaseHeader) -> bytes:
    """An iCalendar file of all-day events in the language of the moment; the same deadlines give the same bytes.

    An event keeps its UID when its day changes, so that taking the file in again replaces it; those of two cases differ.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//casekit//deadlines//" + current_language().upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("Days to keep"))
    for one in deadlines:
        calendar.add_component(_event(one, case))
    return bytes(calendar.to_ical())


def _event(one: Deadline, case: CaseHeader) -> Event:
    from icalendar import Alarm, Event

    title = _title(one)
    event = Event()
    event.add("uid", f"{one.filing.id if one.filing else _own_id(one, case)}-{one.limit.id}@casekit")
    event.add("dtstamp", datetime.combine(one.since, time(), UTC))
    event.add("dtstart", one.due)
    event.add("dtend", one.due + timedelta(days=1))
    event.add("summary", title)
    event.add("description", in_a_row(one.channel.name + pick(zh="：", en=": ") + pick(one.words), _receipt(one)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for days in _REMIND_ME if one.mine else _REMIND:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", _AT - timedelta(days=days))
        event.add_component(alarm)
    return event


def _title(one: Deadline) -> str:
    if one.mine:
        return _("My own time limit ends (see notes)")
    if one.certain:
        return _("An answer is due (see notes)")
    return _("An answer is usual by now (see notes)")


def _own_id(one: Deadline, case: CaseHeader) -> str:
    """What tells a clock without a filing from that of another case, without telling anything of it."""
    began = case.created_at.isoformat() if case.created_at else ""
    return f"{one.channel.id}-{sha256(began.encode()).hexdigest()[:12]}"


def _receipt(one: Deadline) -> str:
    number = one.filing.receipt if one.filing else ""
    return _("Receipt number: {number}.").format(number=number) if number else ""
