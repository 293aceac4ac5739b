"""Who rings whom and when: four months of invented life, the same for every run of one seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from casekit.demo import cast, scenes
from casekit.demo.cast import FIRST_DAY, HUABEI, LAST_DAY, MOTHER, PEOPLE, PRIVATE, QUICK, STRANGER
from casekit.demo.events import DEBTOR, Call, Message, Note

SEED = 20251101
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that happens, in time order."""

    calls: tuple[Call, ...]  # of the borrower's phone
    mothers_calls: tuple[Call, ...]
    messages: tuple[Message, ...]
    notes: tuple[Note, ...]

    def call(self, scene: str) -> Call:
        """The call of a scene."""
        return next(call for call in (*self.calls, *self.mothers_calls) if call.scene == scene)


@dataclass(frozen=True, slots=True)
class Phase:
    """How the collectors behave from a day on: choices per day, the chance of a night call, their hours."""

    since: date
    connected: tuple[int, ...]
    unanswered: tuple[int, ...]
    night: float
    hours: tuple[int, int] = (9, 20)


PHASES = (
    Phase(date(2025, 11, 1), (0, 0, 1), (0, 0, 1), 0.0, (9, 17)),
    Phase(date(2025, 11, 16), (0, 1, 1, 2), (0, 1, 2), 0.08),
    Phase(date(2025, 12, 11), (1, 2, 2, 3), (1, 2, 3), 0.2),
    Phase(date(2026, 1, 6), (0, 1, 2, 3), (1, 1, 2, 4), 0.15),
    Phase(date(2026, 2, 1), (0, 1, 1, 2), (1, 2, 3, 4), 0.15),
)
# The worst days, as totals of the day; on all others both stay at or below what the rules name.
CONNECTED = {
    date(2025, 12, 12): 5, date(2025, 12, 18): 4, date(2025, 12, 22): 6, date(2026, 1, 8): 5, date(2026, 1, 15): 5,
    date(2026, 1, 21): 3, date(2026, 2, 5): 7,
}  # fmt: skip
UNANSWERED = {
    date(2025, 12, 19): 9, date(2026, 1, 13): 8, date(2026, 2, 3): 8, date(2026, 2, 10): 11, date(2026, 2, 16): 9,
}  # fmt: skip
# Two lenders on one day: together over three connected calls, each of them not.
QUICK_CONNECTED = {date(2026, 1, 21): 2}
QUICK_SINCE = date(2025, 12, 1)
# The mother's operator shows the last months only, in periods from the 27th to the 26th.
MOTHERS_PERIODS = (
    (date(2025, 11, 27), date(2025, 12, 26)),
    (date(2025, 12, 27), date(2026, 1, 26)),
    (date(2026, 1, 27), date(2026, 2, 26)),
)
MOST_CONNECTED, MOST_UNANSWERED = 3, 5


class _Lines:
    """Keeps two calls of one line from overlapping, and calls from standing on an edge of the clock."""

    def __init__(self, calls: tuple[Call, ...], chance: Random) -> None:
        self.chance = chance
        self._busy: dict[tuple[str, date], list[tuple[datetime, datetime]]] = {}
        for call in calls:
            self.note(call.person, call.start, call.ring_s + call.duration_s)

    def note(self, person: str, start: datetime, seconds: int) -> None:
        """Remember that a line is in use."""
        # A redial within two minutes would leave open which record is which call; one scene does that on purpose.
        margin = timedelta(seconds=120)
        spans = self._busy.setdefault((person, start.date()), [])
        spans.append((start - margin, start + timedelta(seconds=seconds) + margin))

    def moment(self, day: date, hours: tuple[int, int], seconds: int, person: str = DEBTOR) -> datetime:
        """A free moment of the day between two hours."""
        while True:
            second = self.chance.randrange(hours[0] * 3600, hours[1] * 3600)
            start = datetime.combine(day, time()) + timedelta(seconds=second)
            end = start + timedelta(seconds=seconds)
            busy = self._busy.get((person, day), [])
            if not _near_an_edge(start) and all(end < since or start > until for since, until in busy):
                self.note(person, start, seconds)
                return start


def _near_an_edge(start: datetime) -> bool:
    """Whether phone and bill could show this call on different sides of 22:00, 08:00 or midnight."""
    edges = (start.replace(hour=hour, minute=0, second=0) for hour in (8, 22))
    midnight = datetime.combine(start.date() + DAY, time())
    return any(abs(start - edge) < timedelta(seconds=60) for edge in (*edges, midnight))


@cache
def tell(seed: int = SEED) -> Story:
    """The whole story; a seed gives the same one every time."""
    chance = Random(seed)
    lines = _Lines(scenes.CALLS + scenes.MOTHERS_CALLS, chance)
    calls = list(scenes.CALLS)
    for day in days():
        calls += _huabei(day, lines)
        calls += _quick(day, lines)
        calls += _private(day, lines)
    mothers = [*scenes.MOTHERS_CALLS, *_mothers_private(calls, lines)]
    messages = [*scenes.MESSAGES, *_messages(chance)]
    return Story(
        calls=tuple(sorted(calls, key=lambda call: (call.start, call.number))),
        mothers_calls=tuple(sorted(mothers, key=lambda call: call.start)),
        messages=tuple(sorted(messages, key=lambda message: (message.start, message.number))),
        notes=scenes.NOTES,
    )


def days() -> Iterator[date]:
    """Every day of the story."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        yield day
        day += DAY


def _scripted(day: date, connected: bool, side: str = HUABEI) -> int:
    return sum(
        1
        for call in scenes.CALLS
        if call.start.date() == day and call.direction == "in" and call.connected == connected and call.side == side
    )


def _huabei(day: date, lines: _Lines) -> Iterator[Call]:
    chance = lines.chance
    phase = next(phase for phase in reversed(PHASES) if phase.since <= day)
    connected = CONNECTED.get(day) or min(MOST_CONNECTED, chance.choice(phase.connected))
    unanswered = UNANSWERED.get(day) or min(MOST_UNANSWERED, chance.choice(phase.unanswered))
    for _one in range(max(0, connected - _scripted(day, connected=True))):
        yield _incoming(day, _huabei_number(day, chance), HUABEI, lines, phase)
    for _one in range(max(0, unanswered - _scripted(day, connected=False))):
        # The phone keeps a refused call apart from one that rang out; most days hold only the latter.
        refused = day not in UNANSWERED and chance.random() < 0.15
        outcome = "rejected" if refused else "rang_no_answer"
        yield _incoming(day, _huabei_number(day, chance), HUABEI, lines, phase, outcome)


def _incoming(day: date, number: str, side: str, lines: _Lines, phase: Phase, outcome: str = "conversation") -> Call:
    chance = lines.chance
    hours = phase.hours
    if chance.random() < phase.night:
        hours = chance.choice(((6, 8), (22, 24)))
    talk = chance.randrange(8, 150) if outcome == "conversation" else 0
    ring = chance.randrange(2, 20) if talk else 0
    return Call(lines.moment(day, hours, talk + ring), number, side, outcome=outcome, duration_s=talk, ring_s=ring)


def _huabei_number(day: date, chance: Random) -> str:
    """The lender itself at first, then its agency with two or three numbers a week."""
    if day < PHASES[1].since:
        return cast.HUABEI_HOTLINE
    week = (day - PHASES[1].since).days // 6
    return cast.AGENCY_NUMBERS[min(week + chance.randrange(3), len(cast.AGENCY_NUMBERS) - 1)]


def _quick(day: date, lines: _Lines) -> Iterator[Call]:
    chance = lines.chance
    if day < QUICK_SINCE:
        return
    phase = Phase(QUICK_SINCE, (0, 0, 1), (0, 0, 1), 0.03, (9, 19))
    month = (day.year - QUICK_SINCE.year) * 12 + day.month - QUICK_SINCE.month
    numbers = (cast.QUICK_HOTLINE, *cast.QUICK_NUMBERS[month : month + 2])
    for _one in range(QUICK_CONNECTED.get(day) or chance.choice(phase.connected)):
        yield _incoming(day, chance.choice(numbers), QUICK, lines, phase)
    for _one in range(chance.choice(phase.unanswered)):
        yield _incoming(day, chance.choice(numbers), QUICK, lines, phase, "rang_no_answer")


def _private(day: date, lines: _Lines) -> Iterator[Call]:
    """Family late in the evening, couriers, the kindergarten, advertisers: life goes on."""
    chance = lines.chance
    family = [PEOPLE[MOTHER].line] * 3 + [PEOPLE[who].line for who in ("sister", "friend", "colleague")]
    habits = (
        (0.55, family, (18, 23), 900, PRIVATE),
        (0.5, [courier.number for courier in cast.COURIERS], (9, 20), 40, PRIVATE),
        (0.08, [cast.KINDERGARTEN.number, cast.LANDLORD.number], (9, 18), 200, PRIVATE),
        (0.15, list(cast.ADVERTISERS), (10, 19), 20, STRANGER),
    )
    for likely, numbers, hours, longest, side in habits:
        if chance.random() >= likely:
            continue
        number = chance.choice(numbers)
        outgoing = side == PRIVATE and longest > 100 and chance.random() < 0.4
        missed = not outgoing and chance.random() < 0.2
        talk = 0 if missed else chance.randrange(6, longest)
        ring = chance.randrange(2, 15) if talk else 0
        yield Call(
            lines.moment(day, hours, talk + ring), number, side, direction="out" if outgoing else "in",
            outcome="rang_no_answer" if missed else "conversation", duration_s=talk, ring_s=ring,
        )  # fmt: skip


def _mothers_private(calls: list[Call], lines: _Lines) -> Iterator[Call]:
    """The same talks between mother and daughter from the mother's side, and those with her own friends."""
    first, last = MOTHERS_PERIODS[0][0], MOTHERS_PERIODS[-1][1]
    for call in calls:
        if call.number == PEOPLE[MOTHER].line and call.connected and first <= call.start.date() <= last:
            other_way = "in" if call.direction == "out" else "out"
            yield Call(
                call.start, cast.OWN_LINE, PRIVATE, MOTHER, other_way, duration_s=call.duration_s, ring_s=call.ring_s
            )
            lines.note(MOTHER, call.start, call.ring_s + call.duration_s)
    for day in days():
        if first <= day <= last and lines.chance.random() < 0.35:
            talk = lines.chance.randrange(20, 600)
            way = lines.chance.choice(("in", "out"))
            start = lines.moment(day, (8, 21), talk, MOTHER)
            yield Call(start, lines.chance.choice(cast.MOTHERS_FRIENDS), PRIVATE, MOTHER, way, duration_s=talk)


def _messages(chance: Random) -> Iterator[Message]:
    for day in days():
        late = (day - cast.DEBTS[HUABEI].overdue_since).days
        if late % 6 == 4:
            body = f"【演示消金】林女士您好，您的花呗账单已逾期{late}天，请尽快还款。如已还款请忽略本短信。"
            yield _text(day, (9, 18), cast.HUABEI_PORT, HUABEI, body, chance)
        if day >= QUICK_SINCE and day.day in (5, 15, 25):
            body = "【示例速贷】您的借款已逾期，请于今日还款，详询客服9500004。"
            yield _text(day, (9, 18), cast.QUICK_PORT, QUICK, body, chance)
        for likely, everyday in ((0.2, cast.BANK), (0.3, cast.LOCKER)):
            if chance.random() < likely:
                yield _text(day, (8, 22), everyday.number, PRIVATE, chance.choice(everyday.texts), chance)
        if chance.random() < 0.15:
            body = chance.choice(cast.MOTHERS_TEXTS)
            yield _text(day, (17, 23), PEOPLE[MOTHER].line, PRIVATE, body, chance, chance.choice(("in", "out")))


def _text(
    day: date, hours: tuple[int, int], number: str, side: str, body: str, chance: Random, direction: str = "in"
) -> Message:
    start = datetime.combine(day, time()) + timedelta(seconds=chance.randrange(hours[0] * 3600, hours[1] * 3600))
    return Message(start, number, side, body, direction)
