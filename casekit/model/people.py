"""Who is in the case: the case itself, debts, parties, persons, marks on numbers, dated facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from casekit.clock import DEFAULT_ZONE, zone_info
from casekit.model import vocabulary
from casekit.numbers import fold

DEBTOR = "debtor"


class Record(BaseModel):
    """Something the ledger holds: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def one_of(value: str, allowed: tuple[str, ...]) -> str:
    """Pass a word of a closed list, refuse any other."""
    if value not in allowed:
        raise ValueError(f"{value!r} is none of: {', '.join(allowed)}")
    return value


class CaseHeader(Record):
    """What the case is about and how it is read."""

    complainant: str = ""
    standpoint: Literal["borrower", "relative", "agent"] = "borrower"
    zone: str = DEFAULT_ZONE
    rulebook: str = "cn"
    language: Literal["zh", "en"] = "zh"
    title: str = ""
    phone: str = ""
    address: str = ""
    demo: bool = False
    created_at: datetime | None = None

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        zone_info(value)
        return value


class Party(Record):
    """A lender, an agency that acts for one, or callers who have not said who they are."""

    id: str
    kind: Literal["lender", "agency", "caller_group"]
    name: str
    full_name: str = ""
    acts_for: str | None = None
    lender_type: str = "unknown"
    hotline: str = ""

    @field_validator("lender_type")
    @classmethod
    def _known_type(cls, value: str) -> str:
        return one_of(value, vocabulary.LENDER_TYPES)


class Debt(Record):
    """One debt, told honestly; amounts are text, as the user or the lender states them."""

    id: str
    lender: str
    product: str = ""
    reference: str = ""
    principal: str = ""
    claimed: str = ""
    overdue_since: date | None = None
    note: str = ""


class Person(Record):
    """Somebody who was contacted: the borrower, or a relative, friend, colleague …"""

    id: str
    name: str = ""
    role: str = "other_third_party"
    relation: str = "other"
    zone: str | None = None
    lines: tuple[str, ...] = ()

    @field_validator("role")
    @classmethod
    def _known_role(cls, value: str) -> str:
        return one_of(value, vocabulary.ROLES)

    @field_validator("relation")
    @classmethod
    def _known_relation(cls, value: str) -> str:
        return one_of(value, vocabulary.RELATIONS)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value:
            zone_info(value)
        return value or None

    @field_validator("lines")
    @classmethod
    def _folded(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for line in map(fold, value) if line))


class NumberMark(Record):
    """Whose a number is, as the user says, and on what basis; or that it is no collector's."""

    number: str
    party: str | None = None
    attribution: Literal["confirmed", "not_collector", "unknown"] = "confirmed"
    basis: str = "user"
    note: str = ""

    @field_validator("basis")
    @classmethod
    def _known_basis(cls, value: str) -> str:
        return one_of(value, vocabulary.BASES)


class Fact(Record):
    """Something dated that rules ask about: a refusal, a settlement, a police warning …"""

    id: str
    kind: str
    at: datetime
    precision: str = "minute"
    person: str | None = None
    party: str | None = None
    debt: str | None = None
    channel: str | None = None
    number: str | None = None
    incident: str | None = None
    value: str = ""
    note: str = ""

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        return one_of(value, vocabulary.FACT_KINDS)

    @field_validator("channel")
    @classmethod
    def _known_channel(cls, value: str | None) -> str | None:
        return one_of(value, vocabulary.CHANNELS) if value else None


class Evidence(Record):
    """A file kept as it came, named by its SHA-256."""

    sha256: str
    name: str
    size: int
    media_type: str = ""
    kind: str = "other"
    added_at: datetime | None = None
    taken_at: datetime | None = None
    time_basis: str = ""
    number: str = ""
    duration_s: int | None = None
    device: str = ""
    how_obtained: str = ""
    note: str = ""
    incidents: tuple[str, ...] = Field(default=())

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        return one_of(value, vocabulary.EVIDENCE_KINDS)


class Batch(Record):
    """One import: what it brought, what it met again, and whether it was undone."""

    id: str
    source: str
    source_kind: str
    file_name: str
    sha256: str
    imported: int = 0
    confirmed: int = 0
    skipped: int = 0
    declared: int | None = None
    read: int = 0
    first: datetime | None = None
    last: datetime | None = None
    person: str = DEBTOR
    line: str = ""
    at: datetime | None = None
    undone: bool = False
