"""What the name of a recording or a screenshot tells about a case: what it is kept with, and its call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from casekit.model.file_names import read_name
from casekit.model.vocabulary import CALL_CHANNELS

if TYPE_CHECKING:
    from casekit.casebook import Case

# A recording begins when the call is picked up, or later, when somebody pressed the button.
_SAME_CALL = timedelta(minutes=5)
_SLACK = timedelta(minutes=1)


def facts_of_name(case: Case, name: str) -> dict[str, Any]:
    """What a file name says, as `Case.attach` takes it: number, and the time of recording or saving.

    A name that holds only the day gives no time, because evidence has no precision.
    """
    facts = read_name(name, case.header.zone)
    if facts is None:
        return {}
    known: dict[str, Any] = {"number": facts.number} if facts.number else {}
    if facts.taken_at is not None and facts.precision in ("second", "minute"):
        known.update(taken_at=facts.taken_at, time_basis="file_name")
    return known


def matching_call(case: Case, facts: dict[str, Any]) -> str | None:
    """The id of the one call that a recording belongs to, by number and time; None when it is not clear.

    A call during which the recording began goes before one whose edge is a minute away, and that before one that
    only lies within five minutes.
    """
    if "taken_at" not in facts or "number" not in facts:
        return None
    events = case.events()
    calls = events[
        events["primary"] & (events["number"] == facts["number"]) & events["channel"].isin(CALL_CHANNELS)
    ]  # fmt: skip
    since = facts["taken_at"] - calls["start"]
    length = calls["duration_s"].fillna(0).astype("int64").astype("timedelta64[s]")
    during = (since >= timedelta(0)) & (since <= length)
    about = (since >= -_SLACK) & (since <= length + _SLACK)
    for nearness in (during, about, since.abs() <= _SAME_CALL):
        found = calls[nearness]["id"]
        if len(found):
            return str(found.iloc[0]) if len(found) == 1 else None
    return None
