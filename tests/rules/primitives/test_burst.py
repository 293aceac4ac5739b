"""Many contacts with one person in a short time."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from casekit.rules.frame import frame_of
from casekit.rules.hits import Hit
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of, every
from tests.rules import looks
from tests.rules.looks import look_at

HOUR = 3600


def hits_of(kind: str, rows: list[dict[str, Any]], at_least: int, hours: float) -> list[Hit]:
    return looks.hits_of(kind, rows, {"at_least": at_least, "hours": hours, "of": "person"})


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


def test_a_hundred_thousand_contacts_are_counted_at_once() -> None:
    rows = every(1, 400, "2026-01-05 00:00:00")
    frame = frame_of(events_of(rows), background_of())
    many = np.tile(np.arange(len(frame)), 250)  # the same moments many times over
    (found,) = PRIMITIVES["burst"](look_at(frame, background_of(), rows=many), {"at_least": 10, "hours": 1})
    assert len(found.rows) == 100_000 and found.figure == 60 * 250
