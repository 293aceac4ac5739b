"""Many different persons or numbers in a short time."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from casekit.rules.hits import Hit
from tests.events import events_of
from tests.rules import looks

HOUR = 3600


def hits_of(kind: str, rows: list[dict[str, Any]], at_least: int, hours: float) -> list[Hit]:
    return looks.hits_of(kind, rows, {"at_least": at_least, "hours": hours, "of": "person"})


def friend(index: int, at: str | None) -> dict[str, Any]:
    return {"at": at, "person": f"friend-{index}", "role": "other_third_party"}


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


def test_numbers_are_told_apart_as_persons_are() -> None:
    rows = [{"at": f"2026-01-05 1{index}:00", "number": f"1700000000{index % 3}"} for index in range(6)]
    parameters = {"of": "number", "hours": 24, "at_least": 3}
    (found,) = looks.hits_of("distinct", rows, parameters)
    assert (found.figure, len(found.rows)) == (3, 6)
    hidden = [{**row, "number": None} if row["number"][-1] == "2" else row for row in rows]
    assert looks.hits_of("distinct", hidden, parameters) == [], "hidden numbers are never told apart"
