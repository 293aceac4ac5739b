"""Contacts outside the hours that are allowed."""

from __future__ import annotations

import pytest

from casekit.rules.frame import frame_of
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of
from tests.rules.looks import hits_of, look_at, told

NIGHT = {"allowed": [{"from": "08:00", "to": "22:00"}]}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-05 21:59:59", None), ("2026-01-05 22:00:00", "edge"), ("2026-01-05 22:00:01", "over"),
        ("2026-01-05 23:59:59", "over"), ("2026-01-06 00:00:00", "over"), ("2026-01-06 07:59:59", "over"),
        ("2026-01-06 08:00:00", "edge"), ("2026-01-06 08:00:01", None), ("2026-01-06 12:00:00", None),
        ("2026-01-05 21:58", None), ("2026-01-05 21:59", "edge"), ("2026-01-05 22:00", "edge"),
        ("2026-01-05 22:01", "over"), ("2026-01-06 07:58", "over"), ("2026-01-06 07:59", "edge"),
        ("2026-01-06 08:00", "edge"), ("2026-01-06 08:01", None), ("2026-01-05T20", None), ("2026-01-05T21", "edge"),
        ("2026-01-05T22", "edge"), ("2026-01-05T23", "over"), ("2026-01-06T06", "over"), ("2026-01-06T07", "edge"),
        ("2026-01-06T08", "edge"), ("2026-01-06T09", None), ("2026-01-05", "edge"), ("2026-01", "edge"),
    ],
)  # fmt: skip
def test_an_interval_is_inside_at_the_edge_or_outside(at: str, expected: str | None) -> None:
    found = hits_of("time_outside", [{"at": at}], NIGHT)
    wanted = {"over": [([0], [], "")], "edge": [([], [0], "")], None: []}[expected]
    assert told(found) == wanted


def test_nights_are_grouped_by_the_natural_day() -> None:
    found = hits_of(
        "time_outside",
        [{"at": "2026-01-05 23:00:00"}, {"at": "2026-01-06 01:00:00"}, {"at": "2026-01-06 23:00:00"}],
        NIGHT,
    )
    assert [(hit.key, hit.figure) for hit in found] == [("2026-01-05", 1), ("2026-01-06", 2)]


def test_of_a_time_nobody_knows_nothing_is_said() -> None:
    assert told(hits_of("time_outside", [{}], NIGHT)) == [([], [0], "time")]


def test_the_wall_clock_of_the_person_decides() -> None:
    kashgar = {"at": "2026-01-05 21:00:00", "local": None}
    events = events_of([kashgar])
    assert told(hits_of("time_outside", [{"at": "2026-01-05 21:00:00"}], NIGHT)) == []
    events["local"] = events["start"].dt.tz_convert("Asia/Tokyo").dt.tz_localize(None)
    frame = frame_of(events, background_of())
    assert len(PRIMITIVES["time_outside"](look_at(frame, background_of()), NIGHT)) == 1


def test_hours_need_not_run_over_midnight() -> None:
    noon = {"allowed": [{"from": "14:00", "to": "24:00"}, {"from": "00:00", "to": "12:00"}]}
    rows = [{"at": f"2026-01-05 {clock}"} for clock in ("11:59:59", "12:00:00", "13:00:00", "14:00:00", "14:00:01")]
    assert told(hits_of("time_outside", rows, noon)) == [([2], [1, 3], "")]
