"""What holds of every primitive."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.rules.frame import Frame, frame_of
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of, every, fact_of
from tests.rules.looks import hits_of, look_at

# Parameters with which each primitive finds something in calls that never end.
ANYTHING: dict[str, dict[str, Any]] = {
    "time_outside": {"allowed": [{"from": "08:00", "to": "22:00"}]}, "on_holiday": {"days": ["mon", "tue"]}, "count_over": {"days": 1, "per": "person", "limit": 3, "outcomes": ["conversation"]}, "relation": {},
    "cooldown": {"after": {"outcome": ["conversation"]}, "days": 7, "outcomes": ["conversation"]},
    "tag": {"tags": ["insult"]}, "after_fact": {"fact": "refused_contact", "of": "person"}, "missing_within": {"fact": "validation_notice", "days": 1},
    "while_reachable": {"look_back_days": 7, "failed_tries": 3}, "burst": {"at_least": 3, "hours": 24},
    "distinct": {"of": "number", "at_least": 1, "hours": 24},
}  # fmt: skip


@pytest.mark.parametrize("kind", PRIMITIVES)
def test_no_rows_no_hits(kind: str) -> None:
    assert hits_of(kind, [], ANYTHING[kind]) == []


def test_no_primitive_goes_through_the_rows_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of a row is looked up once a hit at most, whatever the number of rows."""
    looked_up = []
    original = Frame.value
    monkeypatch.setattr(
        Frame, "value", lambda frame, column, row: looked_up.append(row) or original(frame, column, row)
    )
    rows = every(1, 3000, "2026-01-05 00:00:00", tags=["insult"], outcome="conversation")
    background = background_of(facts=[fact_of("refused_contact", "2026-01-04 10:00", person="debtor")])
    frame = frame_of(events_of(rows), background)
    for kind, primitive in PRIMITIVES.items():
        looked_up.clear()
        hits = primitive(look_at(frame, background), ANYTHING[kind])
        assert hits and len(looked_up) <= len(hits), kind
