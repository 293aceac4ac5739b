"""Contacts within days of an event that should have been followed by quiet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.events import every
from tests.rules.looks import FRIEND, hits_of, told
from tests.rules.primitives import plain

# A conversation by telephone, whoever rang, begins seven days of which its own is the first.
QUIET = {
    "after": {"channel": ["call"], "outcome": ["conversation"]}, "days": 7, "per": ["party", "person"],
    "outcomes": ["conversation", "voicemail", "rang_no_answer"],
}  # fmt: skip
TALK = {"at": "2026-04-06 10:00:00", "outcome": "conversation"}


def rung(*times: str, **details: Any) -> list[dict[str, Any]]:
    return [{"at": at, "outcome": "rang_no_answer", **details} for at in times]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-04-06 09:59:59", None), ("2026-04-06 10:00:00", None), ("2026-04-06 10:00:01", "over"),
        ("2026-04-06 18:00:00", "over"), ("2026-04-09 10:00:00", "over"), ("2026-04-12 23:59:59", "over"),
        ("2026-04-13 00:00:00", None), ("2026-04-06 10:00", "edge"), ("2026-04-06 10:01", "over"),
        ("2026-04-06", "edge"), ("2026-04-07", "over"), ("2026-04-12", "over"), ("2026-04-13", None), ("2026-04-05", None),
        ("2026-04", "edge"), ("2026-05", None), (None, None),
    ],
)  # fmt: skip
def test_the_day_of_the_event_is_the_first_of_seven(at: str | None, expected: str | None) -> None:
    found = hits_of("cooldown", [TALK, {"at": at, "outcome": "rang_no_answer"}], QUIET)
    assert told(found) == {"over": [([1], [], "")], "edge": [([], [1], "")], None: []}[expected]
    assert all(hit.proof.tolist() == [0] and hit.key == "2026-04-06" for hit in found)


def test_each_call_of_a_week_after_monday_and_none_on_the_next() -> None:
    (found,) = hits_of("cooldown", [TALK, *every(1440, 8, "2026-04-06 18:00:00", outcome="voicemail")], QUIET)
    assert (found.rows.tolist(), found.figure) == ([1, 2, 3, 4, 5, 6, 7], 7)


def test_a_call_of_the_debtors_own_begins_the_days_and_is_no_call_within_them() -> None:
    rows = [
        {**TALK, "direction": "out"},
        *rung("2026-04-08 10:00:00", "2026-04-09 10:00:00", "2026-04-10 10:00:00"),
        {"at": "2026-04-11 10:00:00", "direction": "out"},
    ]
    (found,) = hits_of("cooldown", rows, QUIET)
    assert (found.rows.tolist(), found.figure) == ([1, 2, 3], 3)


def test_a_conversation_within_the_days_counts_and_begins_them_anew() -> None:
    rows = [TALK, {**TALK, "at": "2026-04-08 10:00:00"}, *rung("2026-04-14 10:00:00", "2026-04-15 10:00:00")]
    assert told(hits_of("cooldown", rows, QUIET)) == [([1], [], ""), ([2], [], "")]


def test_what_is_no_event_begins_nothing() -> None:
    later = rung("2026-04-07 10:00:00")
    for other in ({"outcome": "voicemail"}, {"channel": "sms"}, {"at": "2026-04"}, {"at": None}):
        found = hits_of("cooldown", [{**TALK, **other}, *later], {**QUIET, "outcomes": ["rang_no_answer"]})
        assert found == [], other


def test_only_outcomes_named_count_and_others_may() -> None:
    rows = [TALK, {"at": "2026-04-07 10:00:00", "outcome": "busy"}, {"at": "2026-04-07 11:00:00", "outcome": "unknown"}]
    assert hits_of("cooldown", rows, QUIET) == []
    assert told(hits_of("cooldown", rows, {**QUIET, "maybe": ["unknown"]})) == [([], [2], "")]


def test_each_collector_and_each_person_has_days_of_its_own() -> None:
    for other in ({"party": "agency"}, FRIEND):
        assert hits_of("cooldown", [TALK, *rung("2026-04-07 10:00:00", **other)], QUIET) == []
        assert len(hits_of("cooldown", [TALK, *rung("2026-04-07 10:00:00", **other)], {**QUIET, "per": []})) == 1


def test_whose_it_was_is_asked_where_it_decides() -> None:
    nobody = {"party": None, "person": None}
    assert told(hits_of("cooldown", [TALK, *rung("2026-04-07 10:00:00", person=None)], QUIET)) == [([], [1], "person")]
    assert told(hits_of("cooldown", [{**TALK, "party": None}, *rung("2026-04-07 10:00:00")], QUIET)) == [
        ([], [1], "party")
    ]
    assert told(hits_of("cooldown", [{**TALK, **nobody}, *rung("2026-04-07 10:00:00", **nobody)], QUIET)) == [
        ([], [1], "party")
    ]
    other = rung("2026-04-07 10:00:00", person=None, party="agency")
    assert hits_of("cooldown", [TALK, *other], QUIET) == [], "another collector's, whoever it reached"
    known = rung("2026-04-07 10:00:00")
    assert told(hits_of("cooldown", [TALK, {**TALK, "party": None, "at": "2026-04-06 11:00:00"}, *known], QUIET)) == [
        ([2], [], ""), ([], [1], "party"),
    ]  # fmt: skip


def test_two_known_to_the_same_day_are_at_the_boundary_of_each_other() -> None:
    talks = [{"at": "2026-04-06", "outcome": "conversation"}] * 2
    assert sorted(told(hits_of("cooldown", talks, QUIET))) == [([], [0], ""), ([], [1], "")]
    assert hits_of("cooldown", talks[:1], QUIET) == [], "a contact does not come after itself"


def test_an_earlier_event_makes_sure_what_a_rough_one_leaves_open() -> None:
    rows = [TALK, {"at": "2026-04-08", "outcome": "conversation"}, *rung("2026-04-08 09:00:00")]
    found = hits_of("cooldown", rows, {**QUIET, "outcomes": ["rang_no_answer"]})
    assert told(found) == [([2], [], "")] and found[0].proof.tolist() == [0]


def test_the_days_are_those_of_the_person_contacted() -> None:
    """At 00:30 on the 13th in Shanghai it is the 12th in Kolkata, the last of the days."""
    moments = ("2026-04-06 12:00:00", "2026-04-13 00:30:00")
    rows = [{"at": at, "outcome": "conversation"} for at in moments]
    assert hits_of("cooldown", rows, QUIET) == []
    india = [{**row, "local": local} for row, local in zip(rows, ("2026-04-06T09:30", "2026-04-12T22:00"), strict=True)]
    assert told(hits_of("cooldown", india, QUIET)) == [([1], [], "")]


@settings(max_examples=60)
@given(
    plain.rows(person=["debtor", "friend"], direction=["in", "out"]),
    some.integers(1, 8),
    some.sampled_from([[], ["person"]]),
)
def test_they_are_those_of_plain_counting(rows: list[Any], days: int, per: list[str]) -> None:
    parameters = {
        "after": {"outcome": ["conversation"]},
        "days": days,
        "per": per,
        "outcomes": ["conversation", "busy"],
    }
    found = hits_of("cooldown", rows, parameters)
    over, edge = set(), set()
    for place, row in enumerate(rows):
        events = [
            one
            for other, one in enumerate(rows)
            if other != place and one["outcome"] == "conversation" and all(one[name] == row[name] for name in per)
            if timedelta(0) <= plain.day(row) - plain.day(one) < timedelta(days=days)
        ]
        if row["direction"] == "in" and any(plain.before(one, row) for one in events):
            over.add(place)
        elif row["direction"] == "in" and any(plain.perhaps_before(one, row) for one in events):
            edge.add(place)
    assert {row for hit in found for row in hit.rows.tolist()} == over
    assert {row for hit in found for row in hit.boundary.tolist()} == edge
    assert sum(len(hit.rows) + len(hit.boundary) for hit in found) == len(over | edge)
