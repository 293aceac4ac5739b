"""Contacts with others although the debtor could be reached, and what shows that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from casekit.rules.frame import frame_of
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of, fact_of
from tests.rules.looks import FRIEND, look_at, told
from tests.rules.primitives import plain

ASKED = "debtor_reachable"
RUNG = {"at": "2026-01-12 10:00:00", **FRIEND}


def hits_of(rows: list[dict[str, Any]], *facts: Any, days: int = 7) -> list[Any]:
    """What is found in the contacts with others; those with the debtor stand around them."""
    events, background = events_of(rows), background_of(facts=facts)
    frame = frame_of(events, background)
    others = frame.is_one_of("role", {"other_third_party"}).nonzero()[0]
    return PRIMITIVES["while_reachable"](
        look_at(frame, background, rows=others), {"look_back_days": days, "failed_tries": 3}
    )


def ids(hits: list[Any], name: str) -> list[int]:
    return sorted(row for hit in hits for row in getattr(hit, name).tolist())


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("2026-01-12 09:59:59", "over"), ("2026-01-12 10:00:01", "asked"), ("2026-01-05 00:00:00", "over"),
        ("2026-01-04 23:59:59", "asked"), ("2026-01-12", "edge"), ("2026-01-12 10:00", "asked"), ("2026-01-12 09:59", "over"),
        ("2026-01-11", "over"), ("2026-01-05", "over"), ("2026-01-04", "asked"), ("2026-01", "asked"), (None, "asked"),
    ],
)  # fmt: skip
def test_a_sign_before_the_contact_and_within_the_days(sign: str | None, expected: str) -> None:
    (found,) = hits_of([{"at": sign}, RUNG])
    assert (len(found.rows), len(found.boundary), found.unclear) == {
        "over": (1, 0, ""), "edge": (0, 1, ""), "asked": (0, 1, ASKED),
    }[expected]  # fmt: skip
    assert len(found.proof) == (expected == "over")


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        ({}, True), ({"direction": "out"}, True), ({"outcome": "rang_no_answer"}, False),
        ({"outcome": "rang_no_answer", "direction": "out"}, False), ({"channel": "sms", "outcome": "delivered"}, False),
        ({"channel": "sms", "outcome": "delivered", "direction": "out"}, True),
        ({"channel": "app_push", "outcome": "delivered", "direction": "out"}, True), ({"outcome": "voicemail"}, False),
        ({"person": "aunt", "role": "other_third_party"}, False), ({"person": "guarantor", "role": "guarantor"}, False),
    ],
)  # fmt: skip
def test_the_debtor_answered_rang_or_wrote(row: dict[str, Any], reached: bool) -> None:
    (found, *_others) = [
        hit for hit in hits_of([{"at": "2026-01-10 10:00:00", **row}, RUNG]) if hit.key in ("friend", "")
    ]
    assert (len(found.rows), found.unclear) == ((1, "") if reached else (0, ASKED))


def test_each_contact_has_the_latest_sign_before_it_as_proof() -> None:
    rows = [
        {"at": "2026-01-01 10:00:00"}, {"at": "2026-01-02 10:00:00"}, {**RUNG, "at": "2026-01-03 10:00:00"},
        {"at": "2026-01-04 10:00:00"}, {**RUNG, "at": "2026-01-05 10:00:00"}, {**RUNG, "at": "2026-01-06 10:00:00"},
    ]  # fmt: skip
    (found,) = hits_of(rows)
    assert (found.rows.tolist(), found.proof.tolist(), found.figure) == ([2, 4, 5], [1, 3], 3)


def test_what_the_user_says_counts_as_a_sign() -> None:
    for at, expected in (
        ("2026-01-10", [([0], [], "")]),
        ("2026-01-12", [([], [0], "")]),
        ("2026-01-04", [([], [0], ASKED)]),
    ):
        found = hits_of([RUNG], fact_of("debtor_reachable", at))
        assert told(found) == expected and not len(found[0].proof)


def test_not_reachable_any_more_until_the_next_sign() -> None:
    lost = fact_of("debtor_unreachable", "2026-01-11 10:00")
    assert hits_of([{"at": "2026-01-10 10:00:00"}, RUNG], lost) == []
    assert told(hits_of([{"at": "2026-01-11 12:00:00"}, RUNG], lost)) == [([1], [], "")]
    assert told(hits_of([{"at": "2026-01-10 10:00:00"}, RUNG], fact_of("debtor_unreachable", "2026-01-13"))) == [
        ([1], [], "")
    ]


def test_nothing_is_asked_once_it_was_answered() -> None:
    assert hits_of([RUNG], fact_of("debtor_reachable", "2026-01-12", denied=True)) == []
    assert hits_of([RUNG], fact_of("debtor_unreachable", "2026-01-01")) == []


@pytest.mark.parametrize(
    ("tries", "expected"),
    [
        (["rang_no_answer"] * 2, ([4], [], "", 1)),
        (["rang_no_answer"] * 3, ([], [4], ASKED, 4)),
        (["busy", "rejected", "blocked"], ([], [4], ASKED, 4)),
        (["voicemail", "unknown", "not_in_service"], ([], [4], ASKED, 4)),
        # The debtor took the call, and is a sign of its own only where there was a conversation.
        (["rang_no_answer", "answered_dropped", "rang_no_answer"], ([4], [], "", 1)),
        (["rang_no_answer", "rang_no_answer", "conversation"], ([4], [], "", 1)),
    ],
)  # fmt: skip
def test_calls_that_failed_since_the_sign_open_a_question(tries: list[str], expected: Any) -> None:
    rows = [{"at": "2026-01-11 18:00:00"}]
    rows += [{"at": f"2026-01-12 09:0{minute}:00", "outcome": outcome} for minute, outcome in enumerate(tries)]
    (found,) = hits_of(
        [
            *rows,
            *[{"at": "2026-01-12 09:09:00", "outcome": "rang_no_answer", "direction": "out"}] * (3 - len(tries)),
            RUNG,
        ]
    )
    assert (found.rows.tolist(), found.boundary.tolist(), found.unclear, len(found.proof)) == expected


def test_the_latest_failed_calls_are_shown_and_later_ones_do_not_count() -> None:
    rows = [{"at": "2026-01-11 18:00:00"}]
    rows += [{"at": f"2026-01-12 09:0{minute}:00", "outcome": "busy"} for minute in range(5)]
    rows += [RUNG, {"at": "2026-01-12 11:00:00"}, {**RUNG, "at": "2026-01-12 12:00:00"}]
    over, asked = hits_of(rows)
    assert (over.rows.tolist(), over.proof.tolist()) == ([8], [7])
    assert (asked.boundary.tolist(), asked.unclear, asked.proof.tolist()) == ([6], ASKED, [0, 3, 4, 5])
    later = fact_of("debtor_reachable", "2026-01-12 09:30")
    assert told(hits_of(rows[:7], later)) == [([6], [], "")]
    assert hits_of(rows[:7], fact_of("debtor_reachable", "2026-01-12", denied=True)) == []


def test_persons_are_told_apart_and_a_time_nobody_knows_is_asked_for() -> None:
    rows = [{"at": "2026-01-10 10:00:00"}, RUNG, {**RUNG, "person": "aunt"}, FRIEND]
    found = hits_of(rows)
    assert sorted(hit.key for hit in found) == ["", "aunt", "friend"]
    assert [hit.unclear for hit in found if not hit.key] == ["time"]


@settings(max_examples=60)
@given(plain.rows(person=["debtor", "friend"], direction=["in", "out"]), some.integers(1, 4))
def test_they_are_those_of_plain_counting(drawn: list[Any], days: int) -> None:
    rows = [{**row, "role": "debtor" if row["person"] == "debtor" else "other_third_party"} for row in drawn]
    rows = [{**row, "id": f"{place:016x}"} for place, row in enumerate(rows)]
    events = events_of(rows)
    frame = frame_of(events, background_of())
    others = frame.is_one_of("role", {"other_third_party"}).nonzero()[0]
    found = PRIMITIVES["while_reachable"](
        look_at(frame, background_of(), rows=others), {"look_back_days": days, "failed_tries": 3}
    )
    place = [int(one, 16) for one in frame.ids]
    signs = [row for row in rows if row["role"] == "debtor" and row["outcome"] == "conversation"]
    failed = [row for row in rows if row["role"] == "debtor" and row["outcome"] == "busy" and row["direction"] == "in"]
    expected: dict[str, set[int]] = {"over": set(), "edge": set(), "asked": set()}
    for number, row in enumerate(rows):
        if row["role"] == "debtor":
            continue
        near = [one for one in signs if plain.day(row) - timedelta(days=days) <= plain.day(one)]
        sure = [one for one in near if plain.before(one, row)]
        maybe = [one for one in near if plain.perhaps_before(one, row)]
        # The latest sign is the one that ended last, or of those that may have come before the one that began last.
        last = max((plain.interval(one)[1] for one in sure or sorted(maybe, key=plain.interval)[-1:]), default=None)
        begun = [plain.interval(one)[0] for one in failed if plain.interval(one)[0] < plain.interval(row)[0]]
        doubted = last is not None and sum(last < one for one in begun) >= 3
        expected["asked" if doubted or not maybe else "over" if sure else "edge"].add(number)
    assert {place[row] for row in ids(found, "rows")} == expected["over"]
    assert {place[row] for hit in found if not hit.unclear for row in hit.boundary.tolist()} == expected["edge"]
    assert {place[row] for hit in found if hit.unclear for row in hit.boundary.tolist()} == expected["asked"]
