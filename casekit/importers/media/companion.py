"""The JSON file that Basic Call Recorder (BCR) writes beside a recording, under the same name.

Its keys are those that BCR's own description lists: `timestamp_unix_ms`, `direction`, `sim_slot`, `calls`, `output`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casekit.importers.media.metadata import plausible, whole_seconds
from casekit.numbers import fold

_LARGEST = 1 << 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """What it says of the recording: numbers folded, `direction` "in", "out" or empty, `device` the card that was rung."""

    taken_at: datetime | None
    numbers: tuple[str, ...]
    contact_name: str
    direction: str
    duration_s: int | None
    device: str


def beside(recording: Path) -> Path | None:
    """The JSON file of the same name in the same folder, if there is one."""
    path = recording.with_suffix(".json")
    return path if path != recording and path.is_file() else None


def is_companion(path: Path) -> bool:
    """Whether a file is such a JSON file, by its content; never raises."""
    return path.suffix.lower() == ".json" and read(path) is not None


def read(path: Path) -> Said | None:
    """What the file says; None when it is something else or cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        told: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or "calls" not in told or "direction" not in told:
        return None
    calls = [one for one in _list(told["calls"]) if isinstance(one, dict)]
    names = [one.get(key) for one in calls for key in ("contact_name", "caller_name")] + [told.get("call_log_name")]
    slot = told.get("sim_slot")
    return Said(
        taken_at=_instant(told.get("timestamp_unix_ms")),
        numbers=tuple(dict.fromkeys(one for one in (fold(_text(call.get("phone_number"))) for call in calls) if one)),
        contact_name=next((_text(one) for one in names if _text(one)), ""),
        direction=told["direction"] if told["direction"] in ("in", "out") else "",
        duration_s=_length(told.get("output")),
        device=f"SIM {slot}" if isinstance(slot, int) and not isinstance(slot, bool) else "",
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    try:
        return plausible(_EPOCH + timedelta(milliseconds=value))
    except OverflowError:
        return None


def _length(output: Any) -> int | None:
    """Seconds of sound in the recording, pauses left out."""
    recording = output.get("recording") if isinstance(output, dict) else None
    if not isinstance(recording, dict):
        return None
    for name in ("duration_secs_encoded", "duration_secs_total"):
        value = recording.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return whole_seconds(value)
    return None
