"""What happens in the demo story: calls, messages, and contacts that somebody wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from casekit.demo.cast import HUABEI

DEBTOR = "debtor"


@dataclass(frozen=True, slots=True)
class Call:
    """One real call; `start` is the wall clock at the first ring, `number` is empty when it was hidden."""

    start: datetime
    number: str
    side: str
    person: str = DEBTOR
    direction: str = "in"
    outcome: str = "conversation"
    duration_s: int = 0
    ring_s: int = 0
    scene: str = ""

    @property
    def connected(self) -> bool:
        return self.outcome == "conversation"

    @property
    def picked_up(self) -> datetime:
        """When it was answered: the start on a carrier's bill and in the name of a recording."""
        return self.start + timedelta(seconds=self.ring_s)


@dataclass(frozen=True, slots=True)
class Message:
    """One text message."""

    start: datetime
    number: str
    side: str
    body: str
    direction: str = "in"
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A contact that is in no file and was written down; `at` is as exact as it was remembered."""

    scene: str
    at: str
    person: str
    words: str
    note: str
    tags: tuple[str, ...] = ()
    channel: str = "call"
    text: str = ""
    side: str = HUABEI
    number: str = ""
    duration_s: int | None = None
    told_at: str = ""
    claimed_org: str = ""
    identified: str = "unknown"
    number_source: str = "unknown"
    place: str = ""
    people_count: int | None = None
    id_shown: bool | None = None
    police_called: bool | None = None

    @property
    def day(self) -> str:
        return self.at[:10]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a call or message that a file already holds."""

    scene: str
    words: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    claimed_org: str = ""
    claimed_agent: str = ""
    identified: str = "unknown"
    told_at: str = ""
    number_source: str = ""
    recording: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated fact that rules ask about."""

    kind: str
    at: str
    person: str = ""
    institution: str = ""
    scene: str = ""
    value: str = ""
