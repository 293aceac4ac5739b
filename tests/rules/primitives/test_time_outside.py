"""Contacts outside the hours that are allowed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from casekit.model import Background
from casekit.model.people import Person
from casekit.rules.frame import frame_of
from casekit.rules.primitives import PRIMITIVES
from casekit.rules.primitives.time_outside import WEEKDAYS
from tests.events import background_of, events_of
from tests.rules.looks import hits_of, look_at, told
from tests.rules.primitives import plain

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


# Weekdays

WEEK = {"allowed": [{"from": "08:00", "to": "20:00", "days": ["mon", "tue", "wed", "thu", "fri", "sat"]}]}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-10 19:59:59", None), ("2026-01-10 20:00:00", "edge"), ("2026-01-10 20:00:01", "over"),  # Saturday
        ("2026-01-10 23:59", "over"), ("2026-01-11 00:00:00", "over"), ("2026-01-11", "over"), ("2026-01-11 23:59", "over"),
        ("2026-01-12 00:00:00", "over"), ("2026-01-12 07:59:59", "over"), ("2026-01-12 08:00:00", "edge"),  # Monday
        ("2026-01-12 08:00:01", None), ("2026-01-09 21:00:00", "over"), ("2026-01-10 07:00:00", "over"),
    ],
)  # fmt: skip
def test_from_saturday_evening_to_monday_morning_is_one_stretch(at: str, expected: str | None) -> None:
    found = hits_of("time_outside", [{"at": at}], WEEK)
    assert told(found) == {"over": [([0], [], "")], "edge": [([], [0], "")], None: []}[expected]


def test_hours_may_differ_from_day_to_day_and_several_windows_stand_on_one() -> None:
    week = [
        {"from": "07:30", "to": "21:00", "days": ["mon", "tue", "wed", "thu", "fri"]},
        {"from": "09:00", "to": "12:00", "days": ["sat", "sun"]}, {"from": "11:00", "to": "21:00", "days": ["sat", "sun"]},
    ]  # fmt: skip
    rows = [
        {"at": f"2026-01-{day} {clock}:00"} for day in ("09", "10") for clock in ("08:00", "11:59", "20:00", "22:00")
    ]
    assert told(hits_of("time_outside", rows, {"allowed": week})) == [([3], [], ""), ([4, 7], [], "")]


def test_allowed_around_the_clock_is_never_outside() -> None:
    rows = [{"at": at} for at in ("2026-01-11 00:00:00", "2026-01-12", "2026-01", "2026-01-12 23:59:59")]
    assert hits_of("time_outside", rows, {"allowed": [{"from": "00:00", "to": "24:00"}]}) == []


# Several zones


def somewhere(*zones: str) -> Background:
    return background_of(persons=[Person(id="friend", role="guarantor", zone="America/New_York", other_zones=zones)])


def in_new_york(at: str) -> dict[str, Any]:
    """A contact with somebody whose number is of New York, at a wall clock there."""
    local = pd.Timestamp(at)
    start = local.tz_localize("America/New_York").tz_convert("UTC").to_pydatetime()
    return {"at": at, "start": start, "local": local, "person": "friend", "zone": "America/New_York"}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-05 08:30:00", "over"), ("2026-01-05 11:00:00", "edge"), ("2026-01-05 11:00:01", None),
        ("2026-01-05 20:59:59", None), ("2026-01-05 21:00:00", "edge"), ("2026-01-05 21:30:00", "over"),
        # A summer on which both clocks are an hour ahead, and the hours in which only one of them is.
        ("2026-07-05 10:59:59", "over"), ("2026-07-05 11:00:01", None), ("2026-03-08 03:30:00", "over"),
    ],
)  # fmt: skip
def test_a_contact_must_be_inside_in_every_zone(at: str, expected: str | None) -> None:
    """An eastern number and a pacific address leave 11:00 to 21:00 of the east."""
    parameters = {"allowed": [{"from": "08:00", "to": "21:00"}], "zones": "every"}
    found = hits_of("time_outside", [in_new_york(at)], parameters, somewhere("America/Los_Angeles"))
    assert told(found) == {"over": [([0], [], "")], "edge": [([], [0], "")], None: []}[expected]


def test_other_zones_do_not_matter_unless_every_one_does() -> None:
    row = in_new_york("2026-01-05 08:30:00")
    allowed = [{"from": "08:00", "to": "21:00"}]
    assert hits_of("time_outside", [row], {"allowed": allowed}, somewhere("America/Los_Angeles")) == []
    assert hits_of("time_outside", [row], {"allowed": allowed, "zones": "own"}, somewhere("America/Los_Angeles")) == []
    assert hits_of("time_outside", [row], {"allowed": allowed, "zones": "every"}, somewhere()) == []


def test_zones_that_change_their_clocks_on_other_days() -> None:
    """In March London is four hours ahead of New York for three weeks, five otherwise."""
    parameters = {"allowed": [{"from": "08:00", "to": "21:00"}], "zones": "every"}
    background = somewhere("Europe/London")
    assert hits_of("time_outside", [in_new_york("2026-03-20 16:30:00")], parameters, background) == []
    assert told(hits_of("time_outside", [in_new_york("2026-04-20 16:30:00")], parameters, background)) == [
        ([0], [], "")
    ]


@settings(max_examples=60)
@given(
    some.lists(some.tuples(some.integers(0, 6), some.integers(0, 8), some.integers(9, 24)), min_size=1, max_size=5),
    plain.rows(15, days=9),
)
def test_they_are_those_of_plain_counting(windows: list[tuple[int, int, int]], rows: list[Any]) -> None:
    allowed = [
        {"from": f"{first:02d}:00", "to": f"{last:02d}:00", "days": [WEEKDAYS[day]]} for day, first, last in windows
    ]
    found = hits_of("time_outside", rows, {"allowed": allowed})

    def outside(moment: datetime) -> bool:
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        return not any(
            (day == moment.weekday() and first * 3600 <= second <= last * 3600)
            or (last == 24 and second == 0 and day == (moment.weekday() - 1) % 7)
            for day, first, last in windows
        )

    over = {row for hit in found for row in hit.rows.tolist()}
    edge = {row for hit in found for row in hit.boundary.tolist()}
    for place, row in enumerate(rows):
        first, last = plain.interval(row)
        minutes = pd.date_range(first, last + timedelta(seconds=1 if last > first else 0), freq="1min")
        judged = {outside(moment.to_pydatetime()) for moment in minutes}
        assert (place in over) == (judged == {True})
        if judged == {True, False}:
            assert place in edge
        elif place in edge:  # inside, and at one end of the hours
            assert any(outside(moment + timedelta(seconds=way)) for moment in (first, last) for way in (-1, 1))
