"""The key figures of page one, counted from the same rows as everything else in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background, Fact
from casekit.report.parts import part
from casekit.report.rows import Row
from casekit.text import _, _n

_NIGHT_FROM, _NIGHT_UNTIL = time(22), time(8)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number, what it counts, and what has to be known to read it rightly."""

    value: str
    name: str
    note: str = ""


def key_figures(rows: Sequence[Row], background: Background, hours: KeyFigure | None = None) -> list[KeyFigure]:
    """What the reader should know after ten seconds; `hours` stands for the night where rules draw it otherwise."""
    rows = [row for row in rows if row.direction == "in"]
    calls = [row for row in rows if row.is_call]
    messages = [row for row in rows if row.channel in ("sms", "im", "app_push", "email", "group_message")]
    visits = [row for row in rows if row.channel == "visit"]
    others = len(rows) - len(calls) - len(messages) - len(visits)
    connected = [row for row in calls if row.connected]
    days = Counter(row.local.date() for row in rows if row.local is not None and row.precision != "month")
    third = [row for row in rows if row.with_third_person]
    night = [row for row in rows if at_night(row)]
    numbers = {row.number for row in rows if row.number}
    figures = [
        KeyFigure(
            str(len(rows)),
            _("contacts by collectors"),
            _("{calls} calls, {messages} messages").format(calls=len(calls), messages=len(messages))
            + (_n(", {count} visit", ", {count} visits", len(visits)).format(count=len(visits)) if visits else "")
            + (_(", {others} others").format(others=others) if others else ""),
        ),
        KeyFigure(str(len(connected)), _("calls that connected"), _("of {calls} calls").format(calls=len(calls))),
        hours or KeyFigure(str(len(night)), _("contacts at night"), _("between 22:00 and 8:00")),
        KeyFigure(str(len(numbers)), _("numbers used"), _("list in part {part}").format(part=part("numbers"))),
    ]
    if days:
        busiest, most = min(days.items(), key=lambda pair: (-pair[1], pair[0]))
        figures.insert(1, KeyFigure(str(most), _("most in one day"), f"{busiest:%Y-%m-%d}"))
        figures.insert(
            2,
            KeyFigure(str(len(days)), _("days with contacts"), _("of {days} days").format(days=_span(days))),
        )
    if third:
        people = third_persons(rows)
        contacts = _n("in {count} contact", "in {count} contacts", len(third)).format(count=len(third))
        figures.append(KeyFigure(str(people), _("third persons contacted"), contacts))
    refused = after_refusal(rows, background)
    if refused:
        figures.append(KeyFigure(str(len(refused)), _("contacts after “stop”"), _("after they were asked to stop")))
    return figures


def _span(days: Counter[date]) -> int:
    return (max(days) - min(days)).days + 1


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
