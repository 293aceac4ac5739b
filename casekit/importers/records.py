"""What a parser yields: records, rows left out, and what has to be said or asked about the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from casekit.clock import DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class Record:
    """One communication as the file tells it; an aware `start` is an instant, a naive one a wall clock."""

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
class Question:
    """Something only the user can settle; a blocking one must be settled before the import."""

    id: str
    text: str
    blocking: bool = True


Item = Record | Skipped | Declared | Owner | Warned | Question


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has settled before reading."""

    year: int | None = None
    zone: str = DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file: how it is recognised and how it is read."""

    id: str
    title: str
    kind: str
    sniff: Callable[[Probe], bool]
    read: Callable[[Probe, Options], Iterator[Item]]


@dataclass(slots=True)
class Probe:
    """A file to be recognised: its name as the user knows it, its first bytes, what was found out of its table.

    `columns` says which header stands over which column (a key of `headers.yaml`), where the user named them.
    """

    path: Path
    name: str
    size: int
    head: bytes
    columns: dict[str, str] = field(default_factory=dict)
    tables: dict[str, object] = field(default_factory=dict)
