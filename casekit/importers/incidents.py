"""Parsed records as incidents of a case, and which of them the case holds already."""

from __future__ import annotations

from typing import Any

from casekit import clock
from casekit.casebook.batches import RecordIndex
from casekit.importers.records import Record
from casekit.numbers import fold

# Two exports of one log may round a time differently.
SAME_MOMENT_SECONDS = 2


def as_incident(record: Record, zone: str, person: str, line: str) -> dict[str, Any]:
    """A parsed record as the fields that the ledger stores."""
    start = None if record.start is None else clock.to_instant(record.start, zone)
    return {
        "start": start, "zone": zone, "precision": record.precision if start else "unknown",
        "time_basis": record.time_basis, "channel": record.channel, "direction": record.direction,
        "outcome": record.outcome, "duration_s": record.duration_s, "ring_s": record.ring_s,
        "number_raw": record.number_raw, "number": fold(record.number_raw), "text": record.text,
        "contact_name": record.contact_name, "person": person, "line": fold(record.line) or line,
        "row": record.where, "raw": record.raw,
    }  # fmt: skip


def take_match(index: RecordIndex, record: dict[str, Any]) -> str | None:
    """The id of the nearest record that is the same communication, taken out of the index; None if there is none.

    Each known record answers for one row, so two equal rows of one file stay two.
    """
    if record["start"] is None:
        return None
    return next(
        filter(None, (_take(known, record) for key in index.keys_of(record) if (known := index.get(key)))), None
    )


def _take(known: list[tuple[int, str, str]], record: dict[str, Any]) -> str | None:
    second, by_minute = int(record["start"].timestamp()), _tells_minute(record, record["precision"])
    usable = []
    for place, (moment, precision, _one) in enumerate(known):
        if by_minute or _tells_minute(record, precision):
            # A copied message says 13:58 where another export says 13:58:37.
            is_same = moment // 60 == second // 60
        else:
            is_same = abs(moment - second) <= SAME_MOMENT_SECONDS
        if is_same:
            usable.append((abs(moment - second), place))
    return known.pop(min(usable)[1])[2] if usable else None


def _tells_minute(record: dict[str, Any], precision: str) -> bool:
    """Whether a message is known by its words and the minute; calls without words are too alike for that."""
    return precision == "minute" and bool(record["text"])
