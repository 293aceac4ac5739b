"""What a parser yields: records, rows left out, and what has to be said or asked about the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, a sound or another file that came with a message.

    `path` is where its bytes were laid for the import (below `Options.scratch`); None while the file is only looked
    through.
    """

    name: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One communication as the file tells it; an aware `start` is an instant, a naive one a wall clock.

    `number_raw` is the other party's number as displayed, or its account (`casekit.numbers.account`) where a
    messenger knows no number. `line` is the own number that was rung, where each row names one; where the whole file
    has one owner, say it with `Owner`.
    """

    where: str
    start: datetime | None
    precision: str
    time_basis: str
    channel: str
    direction: str
    outcome: str
    number_raw: str
    duration_s: int | None = None
    ring_s: int | None = None
    text: str = ""
    contact_name: str = ""
    line: str = ""
    attachments: tuple[Attachment, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no communication, or cannot be read, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Declared:
    """How many rows the file says it holds."""

    count: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose list it is, as the file itself says: a telephone number."""

    number: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should know about the file as a whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the value that `Options` takes, and the words for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can settle; a blocking one must be settled before the import.

    `id` says which of the `Options` answers it: year, own_number, me, date_order, direction (then `about` is the
    word of the file that is asked about), or columns; `person` and `taken_in_as` are answered by whose list it is.
    """

    id: str
    text: str
    blocking: bool = True
    choices: tuple[Choice, ...] = ()
    about: str = ""


Item = Record | Skipped | Declared | Owner | Warned | Question
