"""The key figures of page one, counted from the same rows as everything else in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background, Fact
from casekit.report.outline import part
from casekit.report.rows import Row
from casekit.text import _, _n

_NIGHT_FROM, _NIGHT_UNTIL = time(22), time(8)
_MESSAGES = ("sms", "im", "app_push", "email", "group_message")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number, what it counts, and what has to be known to read it rightly."""

    value: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of a case, of what came in; `night` is 22:00 to 8:00 on the clock of the person contacted.

    `span` is how many days lie between the first and the last, both counted; `busiest_day` the day with most contacts,
    `busiest` how many they were. `after_refusal` counts contacts with a third person after a refusal.
    """

    contacts: int
    calls: int
    connected: int
    messages: int
    visits: int
    night: int
    numbers: int
    days: int
    span: int
    busiest_day: date | None
    busiest: int
    third_persons: int
    third_contacts: int
    after_refusal: int


def count_of(rows: Sequence[Row], background: Background) -> Count:
    """The figures that report, letters and field sheets tell, so that no two papers of a pack disagree."""
    rows = [row for row in rows if row.direction == "in"]
    calls = [row for row in rows if row.is_call]
    days = Counter(row.local.date() for row in rows if row.local is not None and row.precision != "month")
    busiest = min(days.items(), key=lambda pair: (-pair[1], pair[0])) if days else (None, 0)
    return Count(
        contacts=len(rows),
        calls=len(calls),
        connected=sum(row.connected for row in calls),
        messages=sum(row.channel in _MESSAGES for row in rows),
        visits=sum(row.channel == "visit" for row in rows),
        night=sum(map(at_night, rows)),
        numbers=len({row.number for row in rows if row.number}),
        days=len(days),
        span=(max(days) - min(days)).days + 1 if days else 0,
        busiest_day=busiest[0],
        busiest=busiest[1],
        third_persons=third_persons(rows),
        third_contacts=sum(row.with_third_person for row in rows),
        after_refusal=len(after_refusal(rows, background)),
    )


def key_figures(rows: Sequence[Row], background: Background, hours: KeyFigure | None = None) -> list[KeyFigure]:
    """What the reader should know after ten seconds; `hours` stands for the night where rules draw it otherwise."""
    count = count_of(rows, background)
    others = count.contacts - count.calls - count.messages - count.visits
    figures = [
        KeyFigure(
            str(count.contacts),
            _("contacts by collectors"),
            _("{calls} calls, {messages} messages").format(calls=count.calls, messages=count.messages)
            + (
                _n(", {count} visit", ", {count} visits", count.visits).format(count=count.visits)
                if count.visits
                else ""
            )
            + (_(", {others} others").format(others=others) if others else ""),
        ),
        KeyFigure(str(count.connected), _("calls that connected"), _("of {calls} calls").format(calls=count.calls)),
        hours or KeyFigure(str(count.night), _("contacts at night"), _("between 22:00 and 8:00")),
        KeyFigure(str(count.numbers), _("numbers used"), _("list in part {part}").format(part=part("numbers"))),
    ]
    if count.days:
        figures.insert(1, KeyFigure(str(count.busiest), _("most in one day"), f"{count.busiest_day:%Y-%m-%d}"))
        figures.insert(
            2, KeyFigure(str(count.days), _("days with contacts"), _("of {days} days").format(days=count.span))
        )
    if count.third_contacts:
        contacts = _n("in {count} contact", "in {count} contacts", count.third_contacts).format(
            count=count.third_contacts
        )
        figures.append(KeyFigure(str(count.third_persons), _("third persons contacted"), contacts))
    if count.after_refusal:
        figures.append(
            KeyFigure(str(count.after_refusal), _("contacts after “stop”"), _("after they were asked to stop"))
        )
    return figures


def at_night(row: Row) -> bool:
    """Whether the contact lies wholly between 22:00 and 8:00; one that touches the edge is not counted."""
    if row.local is None or row.precision not in ("second", "minute", "hour"):
        return False
    end = row.local + PRECISION_LENGTH[row.precision]
    if row.local.time() > _NIGHT_FROM:
        return True
    return row.local.time() < _NIGHT_UNTIL and end.date() == row.local.date() and end.time() < _NIGHT_UNTIL


def third_persons(rows: Sequence[Row]) -> int:
    """How many third persons are known by name or line; those who stay unknown are not guessed at."""
    third = [row for row in rows if row.with_third_person]
    known = {row.person for row in third if row.person}
    # Somebody unnamed is at least one person more, never several.
    return len(known) + (1 if any(not row.person for row in third) else 0)


def after_refusal(rows: Sequence[Row], background: Background) -> list[Row]:
    """Contacts with a third person after that person, or somebody for them, had asked them to stop.

    A borrower's own refusal is not counted: the rules let a lender speak to the one who owes.
    """
    refusals: dict[str, list[Fact]] = {}
    for fact in background.facts_of("refused_contact"):
        refusals.setdefault(fact.person or "", []).append(fact)
    return [
        row
        for row in rows
        if row.direction == "in" and row.person and row.with_third_person
        and any(_follows(row, fact, background) for fact in refusals.get(row.person, ()))
    ]  # fmt: skip


def _follows(row: Row, fact: Fact, background: Background) -> bool:
    """Whether a contact came wholly after a refusal, from the side that was told; the same day is too close to say."""
    length = PRECISION_LENGTH.get(fact.precision, timedelta(0))
    if row.start is None or row.precision == "unknown":
        return False
    if not (row.start >= fact.at + length if length else row.start > fact.at):
        return False
    told = background.lender_told(fact)
    caller = background.lender_of(row.party)
    return told is None or caller is None or told.id == caller.id
