"""One record of one communication, as it is written into the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field, field_validator, model_validator

from casekit.model import lists, vocabulary
from casekit.model.people import Record
from casekit.text import _

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
    zone: lists.Zone | None = None  # of the person contacted; the case's when not stored
    precision: lists.Precision = "unknown"
    time_basis: lists.TimeBasis = "typed"
    channel: lists.Channel = "call"
    direction: lists.Direction = "in"
    outcome: lists.Outcome = "unknown"
    duration_s: int | None = Field(default=None, ge=0, le=48 * 3600)
    ring_s: int | None = Field(default=None, ge=0, le=48 * 3600)
    number_raw: str = ""
    number: str = ""
    line: str = ""
    party: str | None = None
    attribution: lists.Attribution | None = None
    claimed_org: str = ""
    claimed_agent: str = ""
    identified: lists.Identified = "unknown"
    debt: str | None = None
    person: str | None = None
    role: lists.Role | None = None  # of a person who is not named; a named one has it in the list of persons
    relation: lists.Relation | None = None
    number_source: lists.NumberSource = "unknown"
    tags: tuple[lists.Tag, ...] = ()
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

    @field_validator("tags", mode="before")
    @classmethod
    def _as_they_are_called_here(cls, value: Any) -> Any:
        """One tag or many; words of older notes and of other books become ours."""
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple | set | frozenset):
            return value
        return [vocabulary.TAG_SYNONYMS.get(tag, tag) if isinstance(tag, str) else tag for tag in listed]

    @field_validator("tags")
    @classmethod
    def _sorted(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value)))

    @model_validator(mode="after")
    def _time_and_precision_agree(self) -> Incident:
        if self.start is None and self.precision != "unknown":
            raise ValueError(_("There is no time, so it cannot be said how exact it is. Please give the time too."))
        if self.start is not None and self.precision == "unknown":
            raise ValueError(_("Please also say how exact the time is; leave the time empty when it is not known."))
        return self
