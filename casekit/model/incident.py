"""One record of one communication, as it is written into the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from casekit.model import vocabulary
from casekit.model.people import Record, one_of

# Order of the columns that the ledger stores for each incident; what is derived is not among them.
STORED_FIELDS = (
    "id", "start", "zone", "precision", "time_basis", "channel", "direction", "outcome", "duration_s", "ring_s",
    "number_raw", "number", "line", "party", "attribution", "claimed_org", "claimed_agent", "identified", "debt",
    "person", "role", "relation", "number_source", "tags", "words", "text", "note", "told_by", "told_at", "place",
    "people_count", "id_shown", "police_called", "source", "source_kind", "batch", "contact_name", "file", "row",
)  # fmt: skip


class Incident(Record):
    """One call, message, letter or visit. Unknown stays unknown; nothing borrows a value."""

    id: str
    no: int = 0
    start: datetime | None = None
    zone: str | None = None  # of the person contacted; the case's when not stored
    precision: str = "unknown"
    time_basis: str = "typed"
    channel: str = "call"
    direction: Literal["in", "out"] = "in"
    outcome: str = "unknown"
    duration_s: int | None = Field(default=None, ge=0, le=48 * 3600)
    ring_s: int | None = Field(default=None, ge=0, le=48 * 3600)
    number_raw: str = ""
    number: str = ""
    line: str = ""
    party: str | None = None
    attribution: str | None = None
    claimed_org: str = ""
    claimed_agent: str = ""
    identified: Literal["yes", "no", "unknown"] = "unknown"
    debt: str | None = None
    person: str | None = None
    role: str | None = None  # of a person who is not named; a named one has it in the list of persons
    relation: str | None = None
    number_source: str = "unknown"
    tags: tuple[str, ...] = ()
    words: str = ""
    text: str = ""
    note: str = ""
    told_by: str = ""
    told_at: datetime | None = None
    place: str = ""
    people_count: int | None = Field(default=None, ge=0, le=1000)
    id_shown: bool | None = None
    police_called: bool | None = None
    source: str = "typed"
    source_kind: str = "typed"
    batch: str | None = None
    contact_name: str = ""
    file: str = ""
    row: str = ""
    recorded_at: datetime | None = None
    withdrawn: bool = False
    evidence: tuple[str, ...] = ()
    machine_values: dict[str, Any] = Field(default_factory=dict)

    @field_validator("channel")
    @classmethod
    def _known_channel(cls, value: str) -> str:
        return one_of(value, vocabulary.CHANNELS)

    @field_validator("outcome")
    @classmethod
    def _known_outcome(cls, value: str) -> str:
        return one_of(value, vocabulary.OUTCOMES)

    @field_validator("precision")
    @classmethod
    def _known_precision(cls, value: str) -> str:
        return one_of(value, vocabulary.PRECISIONS)

    @field_validator("time_basis")
    @classmethod
    def _known_time_basis(cls, value: str) -> str:
        return one_of(value, vocabulary.TIME_BASES)

    @field_validator("attribution")
    @classmethod
    def _known_attribution(cls, value: str | None) -> str | None:
        return one_of(value, vocabulary.ATTRIBUTIONS) if value else None

    @field_validator("role")
    @classmethod
    def _known_role(cls, value: str | None) -> str | None:
        return one_of(value, vocabulary.ROLES) if value else None

    @field_validator("relation")
    @classmethod
    def _known_relation(cls, value: str | None) -> str | None:
        return one_of(value, vocabulary.RELATIONS) if value else None

    @field_validator("number_source")
    @classmethod
    def _known_number_source(cls, value: str) -> str:
        return one_of(value, vocabulary.NUMBER_SOURCES)

    @field_validator("tags", mode="before")
    @classmethod
    def _known_tags(cls, value: object) -> tuple[str, ...]:
        listed = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()
        named = {vocabulary.TAG_SYNONYMS.get(tag, tag) for tag in listed}
        return tuple(sorted(one_of(tag, vocabulary.TAGS) for tag in named))

    @model_validator(mode="after")
    def _time_and_precision_agree(self) -> Incident:
        if (self.start is None) != (self.precision == "unknown"):
            raise ValueError("a time needs a precision, and no time has the precision 'unknown'")
        return self
