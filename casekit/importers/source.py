"""One kind of file: how it is recognised and read, and what the user has settled before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casekit.clock import DEFAULT_ZONE
from casekit.importers.records import Item

# Orders of day, month and year in a date such as 03/04/2026.
DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has settled before reading.

    `year` is that in which a list ends whose rows name none; `own_numbers` are folded; `me` is the name or account of
    the user in a chat, "-" when they wrote nothing; `date_order` is "dmy", "mdy" or "ymd"; `directions` says what a
    word of the file means that tells neither or both: "in", "out", or "leave" for a row that shall be left out.
    `scratch` is a folder to lay attachments into, None while the file is only looked through.
    """

    year: int | None = None
    zone: str = DEFAULT_ZONE
    own_numbers: tuple[str, ...] = ()
    me: str = ""
    date_order: str = ""
    directions: Mapping[str, str] = field(default_factory=dict)
    scratch: Path | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file: how it is recognised and how it is read; `kind` is a word of `SOURCE_KINDS`."""

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
