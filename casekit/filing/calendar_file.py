"""Deadlines as a calendar file (.ics) that a phone or a computer takes in.

A calendar is often kept with somebody else, so it holds no name and nothing of the case but the channel and the receipt
number.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from casekit.text import _, current_language, in_a_row, pick

if TYPE_CHECKING:
    from icalendar import Event

    from casekit.channels.deadlines import Deadline

# Days before at which a calendar reminds; what the user has to do needs time.
_REMIND, _REMIND_ME = (1,), (14, 7, 2)


def calendar_bytes(deadlines: Iterable[Deadline]) -> bytes:
    """An iCalendar file of all-day events in the language of the moment; the same deadlines give the same bytes.

    An event keeps its UID when its day changes, so that taking the file in again replaces it.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//casekit//deadlines//" + current_language().upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("Complaint deadlines"))
    for one in deadlines:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Deadline) -> Event:
    from icalendar import Alarm, Event

    title = _title(one)
    event = Event()
    event.add("uid", f"{one.filing.id if one.filing else one.channel.id}-{one.limit.id}@casekit")
    event.add("dtstamp", datetime.combine(one.since, time(), UTC))
    event.add("dtstart", one.due)
    event.add("dtend", one.due + timedelta(days=1))
    event.add("summary", title)
    event.add("description", in_a_row(pick(one.words), _receipt(one)))
    event.add("transp", "TRANSPARENT")
    for days in _REMIND_ME if one.mine else _REMIND:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _title(one: Deadline) -> str:
    if one.mine:
        return _("{channel}: your own time limit ends").format(channel=one.channel.name)
    if one.certain:
        return _("{channel}: an answer is due").format(channel=one.channel.name)
    return _("{channel}: an answer is usual by now").format(channel=one.channel.name)


def _receipt(one: Deadline) -> str:
    number = one.filing.receipt if one.filing else ""
    return _("Receipt number: {number}.").format(number=number) if number else ""
