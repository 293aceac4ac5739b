"""What is true of the demo story, counted from the story itself.

Nothing here reads a file, a case or a rulebook: tests hold the figures that casekit computes from the
imported files against these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from casekit.demo.cast import HUABEI, PRIVATE, QUICK, STRANGER
from casekit.demo.events import DEBTOR, Call, Message, Note
from casekit.demo.storyline import Story

COLLECTORS = (HUABEI, QUICK)  # the sides that collect
EVENING, MORNING = time(22, 0), time(8, 0)


@dataclass(frozen=True, slots=True)
class Truth:
    """The figures of the story; a side is a lender together with the agency that calls for it."""

    contacts: dict[str, int]  # of each side, everybody reached, both directions
    connected: dict[tuple[str, date], int]  # talks that a side began with the borrower
    unanswered: dict[tuple[str, date], int]  # tries of a side on the borrower's line
    night: dict[str, int]
    edge: dict[str, int]  # exactly 22:00:00 or 08:00:00
    third_persons: dict[tuple[str, date], frozenset[str]]
    callers: frozenset[str]
    contacts_after_refusal: int
    private_contacts: int
    unattributed_contacts: int

    def days_over(self, figure: str, side: str, limit: int) -> list[date]:
        """The days on which a figure of a side was above a limit."""
        counts: dict[tuple[str, date], int] = getattr(self, figure)
        return sorted(day for (whose, day), count in counts.items() if whose == side and count > limit)


def truth_of(story: Story) -> Truth:
    """Count the story."""
    calls = [*story.calls, *story.mothers_calls]
    mine: list[Call | Message | Note] = [*calls, *story.messages, *story.notes]
    incoming = [call for call in story.calls if call.side in COLLECTORS and call.direction == "in"]
    moments = [(one.side, _clock(one)) for one in mine if one.side in COLLECTORS and _direction(one) == "in"]
    refused = story.call("mother-refuses").start
    return Truth(
        contacts=dict(Counter(one.side for one in mine if one.side in COLLECTORS)),
        connected=dict(Counter((call.side, call.start.date()) for call in incoming if call.connected)),
        unanswered=dict(Counter((call.side, call.start.date()) for call in incoming if not call.connected)),
        night=dict(Counter(side for side, at in moments if at and (at > EVENING or at < MORNING))),
        edge=dict(Counter(side for side, at in moments if at in (EVENING, MORNING))),
        third_persons=_third_persons(story),
        callers=frozenset(one.number for one in mine if one.side in COLLECTORS and one.number),
        contacts_after_refusal=sum(call.side in COLLECTORS and call.start > refused for call in story.mothers_calls),
        private_contacts=sum(one.side == PRIVATE for one in mine),
        unattributed_contacts=sum(one.side == STRANGER for one in mine),
    )  # fmt: skip


def _direction(one: Call | Message | Note) -> str:
    return "in" if isinstance(one, Note) else one.direction


def _clock(one: Call | Message | Note) -> time | None:
    """The wall clock of a contact; None where only the day or hour was remembered and no hour is at night."""
    if not isinstance(one, Note):
        return one.start.time()
    return datetime.fromisoformat(one.at).time() if len(one.at) > len("2025-12-30T15") else None


def _third_persons(story: Story) -> dict[tuple[str, date], frozenset[str]]:
    reached: dict[tuple[str, date], set[str]] = defaultdict(set)
    for side, day, person in _reached(story):
        if person != DEBTOR:
            reached[side, day].add(person)
    return {key: frozenset(persons) for key, persons in reached.items()}


def _reached(story: Story) -> Iterator[tuple[str, date, str]]:
    for call in story.mothers_calls:
        if call.side in COLLECTORS:
            yield call.side, call.start.date(), call.person
    for note in story.notes:
        yield note.side, date.fromisoformat(note.day), note.person
