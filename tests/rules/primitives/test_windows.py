"""Sliding windows against the plainest possible counting."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from casekit.rules.frame import frame_of
from casekit.rules.hits import Hit
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of, every
from tests.rules.looks import look_at

HOUR = 3600


def hits_of(kind: str, rows: list[dict[str, Any]], at_least: int, hours: float) -> list[Hit]:
    frame = frame_of(events_of(rows), background_of())
    return PRIMITIVES[kind](look_at(frame, background_of()), {"at_least": at_least, "hours": hours, "of": "person"})


def friend(index: int, at: str | None) -> dict[str, Any]:
    return {"at": at, "person": f"friend-{index}", "role": "other_third_party"}


def test_ten_in_a_day_are_a_burst_and_nine_are_not() -> None:
    assert hits_of("burst", every(30, 9), 10, 24) == []
    (found,) = hits_of("burst", every(30, 10), 10, 24)
    assert (found.figure, len(found.rows), found.key) == (10, 10, "debtor 2026-01-05")


def test_a_window_is_open_at_its_end() -> None:
    assert hits_of("burst", every(20, 4), 4, 1) == []
    assert len(hits_of("burst", every(19.99, 4), 4, 1)) == 1


def test_windows_that_overlap_are_one_hit_with_the_densest_figure() -> None:
    rows = [*every(15, 8, "2026-01-05 09:00:00"), *every(5, 4, "2026-01-05 11:00:00")]
    (found,) = hits_of("burst", rows, 4, 1)
    assert len(found.rows) == 12
    assert found.figure == plain(rows, 4, HOUR)[1]


def test_windows_far_apart_are_hits_of_their_own() -> None:
    rows = [*every(5, 4), *every(5, 5, "2026-01-09 09:00:00")]
    assert [(len(hit.rows), hit.figure) for hit in hits_of("burst", rows, 4, 1)] == [(4, 4), (5, 5)]


def test_persons_are_rung_apart_and_nobody_is_nobody() -> None:
    two = [*every(10, 3), *every(10, 3, person="guarantor", role="guarantor")]
    assert hits_of("burst", two, 4, 1) == []
    assert [hit.unclear for hit in hits_of("burst", every(10, 4, person=None), 4, 1)] == ["person"]


def test_a_person_is_counted_once_in_a_window() -> None:
    rows = [friend(index % 2, f"2026-01-05 1{index}:00") for index in range(8)]
    assert hits_of("distinct", rows, 3, 24) == []
    (found,) = hits_of("distinct", [*rows, friend(2, "2026-01-05 18:30")], 3, 24)
    assert (found.figure, len(found.rows)) == (3, 9)


def test_persons_nobody_knows_are_never_told_apart() -> None:
    rows = [{"at": f"2026-01-05 1{index}:00", "person": None, "role": "other_third_party"} for index in range(5)]
    assert hits_of("distinct", rows, 3, 24) == []


def test_three_on_a_day_known_only_to_the_day_are_within_24_hours() -> None:
    (found,) = hits_of("distinct", [friend(index, "2026-01-05") for index in range(3)], 3, 24)
    assert (len(found.rows), found.figure) == (3, 3)


def test_what_may_be_in_a_window_is_at_the_boundary() -> None:
    rows = [friend(0, "2026-01-05 09:00:00"), friend(1, "2026-01-05 12:00:00"), friend(2, "2026-01-06")]
    (found,) = hits_of("distinct", rows, 3, 24)
    assert (found.rows.tolist(), sorted(found.boundary.tolist()), found.figure) == ([], [0, 1, 2], 3)
    too_late = [*rows[:2], friend(2, "2026-01-07")]
    assert hits_of("distinct", too_late, 3, 24) == []


def test_what_may_be_added_to_a_sure_window_stands_beside_it() -> None:
    rows = [*(friend(index, f"2026-01-05 1{index}:00:00") for index in range(3)), friend(3, "2026-01-06")]
    sure, possible = hits_of("distinct", rows, 3, 24)
    assert (sure.rows.tolist(), possible.rows.tolist(), possible.boundary.tolist()) == ([0, 1, 2], [], [3])


def test_a_time_nobody_knows_is_in_no_window() -> None:
    assert hits_of("distinct", [friend(index, None) for index in range(5)], 3, 24) == []
    assert hits_of("burst", [{}] * 12, 10, 24) == []


def plain(rows: list[dict[str, Any]], least: int, span: int) -> tuple[set[int], int]:
    """(rows that are in some window holding enough persons or contacts, the most in one) by trying every window."""
    events = events_of(rows)
    moments = [int(one.timestamp()) for one in events["start"]]
    inside: set[int] = set()
    most = 0
    for begin in moments:
        window = [place for place, moment in enumerate(moments) if begin <= moment < begin + span]
        if len(window) >= least:
            inside.update(window)
            most = max(most, len(window))
    return inside, most


def plain_persons(rows: list[dict[str, Any]], least: int, span: int) -> tuple[set[int], int]:
    """The same for different persons."""
    moments = [int(one.timestamp()) for one in events_of(rows)["start"]]
    inside: set[int] = set()
    most = 0
    for begin in moments:
        window = [place for place, moment in enumerate(moments) if begin <= moment < begin + span]
        persons = {rows[place]["person"] for place in window}
        if len(persons) >= least:
            inside.update(window)
            most = max(most, len(persons))
    return inside, most


@pytest.mark.parametrize("seed", range(12))
def test_bursts_are_those_of_plain_counting(seed: int) -> None:
    chance = Random(seed)
    rows = [
        {"at": f"2026-01-{chance.randrange(5, 9):02d} {chance.randrange(24):02d}:{chance.randrange(60):02d}:00"}
        for _one in range(60)
    ]
    for least, hours in ((4, 1), (10, 24), (3, 0.5)):
        found = hits_of("burst", rows, least, hours)
        inside, most = plain(rows, least, int(hours * HOUR))
        assert {row for hit in found for row in hit.rows.tolist()} == inside
        assert max((hit.figure for hit in found), default=0) == most
        assert len(inside) == sum(len(hit.rows) for hit in found), "no row in two hits"


@pytest.mark.parametrize("seed", range(12))
def test_distinct_persons_are_those_of_plain_counting(seed: int) -> None:
    chance = Random(seed)
    rows = [
        friend(
            chance.randrange(9),
            f"2026-01-{chance.randrange(1, 25):02d} {chance.randrange(24):02d}:{chance.randrange(60):02d}:{chance.randrange(1, 60):02d}",
        )
        for _one in range(45)
    ]
    for least, hours in ((3, 24), (5, 168), (4, 40)):
        found = hits_of("distinct", rows, least, hours)
        inside, most = plain_persons(rows, least, int(hours * HOUR))
        assert {row for hit in found for row in hit.rows.tolist()} == inside
        assert max((hit.figure for hit in found), default=0) == most


def test_a_hundred_thousand_contacts_are_counted_at_once() -> None:
    rows = every(1, 400, "2026-01-05 00:00:00")
    frame = frame_of(events_of(rows), background_of())
    many = np.tile(np.arange(len(frame)), 250)  # the same moments many times over
    (found,) = PRIMITIVES["burst"](look_at(frame, background_of(), rows=many), {"at_least": 10, "hours": 1})
    assert len(found.rows) == 100_000 and found.figure == 60 * 250
