"""More contacts than allowed: whose, in which windows, and what may be one too many."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.events import every
from tests.rules.looks import FRIEND, hits_of, told
from tests.rules.primitives import plain

TALKS = {"days": 1, "per": "person", "limit": 3, "outcomes": ["conversation"], "maybe": ["unknown"]}
TRIES = {"days": 1, "per": "line", "limit": 2, "outcomes": ["busy"]}


def test_more_than_the_limit_on_one_day() -> None:
    assert hits_of("count_over", every(60, 3), TALKS) == []
    (found,) = hits_of("count_over", every(60, 4), TALKS)
    assert (found.key, found.figure, found.rows.tolist()) == ("2026-01-05 debtor", 4, [0, 1, 2, 3])


def test_days_end_at_midnight() -> None:
    assert hits_of("count_over", every(1, 6, "2026-01-05 23:57:30"), TALKS) == []


def test_what_may_count_makes_a_boundary_and_stands_beside_what_does() -> None:
    unsure = {"at": "2026-01-05 20:00", "outcome": "unknown"}
    assert told(hits_of("count_over", [*every(60, 3), unsure], TALKS)) == [([], [0, 1, 2, 3], "")]
    assert told(hits_of("count_over", [*every(60, 4), unsure], TALKS)) == [([0, 1, 2, 3], [4], "")]


def test_persons_and_lines_are_counted_apart() -> None:
    rows = [*every(60, 3), *every(60, 3, person="guarantor", role="guarantor")]
    assert hits_of("count_over", rows, TALKS) == []
    busy = [*every(60, 2, outcome="busy"), *every(60, 2, outcome="busy", line="13800000002")]
    assert hits_of("count_over", busy, TRIES) == []
    assert [hit.key for hit in hits_of("count_over", [*busy, *every(60, 1, outcome="busy")], TRIES)] == [
        "2026-01-05 13800000001"
    ]


def test_a_line_nobody_knows_belongs_to_no_line_but_may_to_any() -> None:
    lost = every(60, 3, outcome="busy", line=None)
    assert told(hits_of("count_over", lost, TRIES)) == [([], [0, 1, 2], "line")]
    known = every(60, 2, outcome="busy")
    assert told(hits_of("count_over", [*known, *lost[:1]], TRIES)) == [([], [0, 1, 2], "line")]
    assert hits_of("count_over", [*known, *every(60, 1, "2026-01-06 09:00:00", outcome="busy", line=None)], TRIES) == []
    certain = every(60, 3, outcome="busy")
    assert told(hits_of("count_over", [*certain, *lost[:1]], TRIES)) == [([0, 1, 2], [], "")]


def test_a_day_is_exact_enough_a_month_is_not() -> None:
    assert len(hits_of("count_over", [{"at": "2026-01-05"}] * 4, TALKS)) == 1
    assert hits_of("count_over", [{"at": "2026-01"}] * 4, TALKS) == []


# Windows


SEVEN = {"days": 7, "per": ["party", "person"], "limit": 7}


def test_seven_days_slide_over_the_calendar() -> None:
    week = every(1440, 7, "2026-04-01 12:00:00")
    assert hits_of("count_over", week, SEVEN) == []
    (found,) = hits_of("count_over", [*week, {"at": "2026-04-07 23:59:59"}], SEVEN)
    assert (found.figure, found.key) == (8, "2026-04-01 lender debtor")
    assert hits_of("count_over", [*week, {"at": "2026-04-08 00:00:00"}], SEVEN) == [], "not 168 hours"


def test_a_window_of_days_is_none_of_hours() -> None:
    rows = [*every(1, 7, "2026-04-01 00:00:00"), {"at": "2026-04-07 23:59:59"}]
    assert [hit.figure for hit in hits_of("count_over", rows, SEVEN)] == [8]


def test_windows_that_share_contacts_are_one_hit_with_the_fullest() -> None:
    rows = [
        *every(1, 4, "2026-04-01 12:00:00"),
        *every(1, 5, "2026-04-07 12:00:00"),
        *every(1, 4, "2026-04-13 12:00:00"),
    ]
    (found,) = hits_of("count_over", rows, SEVEN)
    assert (len(found.rows), found.figure) == (13, 9)
    apart = [*every(1, 8, "2026-04-01 12:00:00"), *every(1, 9, "2026-04-08 12:00:00")]
    daily = {**SEVEN, "days": 1}
    assert [hit.figure for hit in hits_of("count_over", apart, daily)] == [8, 9]


def test_hours_are_open_at_their_end() -> None:
    parameters = {"hours": 1, "per": "person", "limit": 3}
    assert hits_of("count_over", every(20, 4), parameters) == []
    assert told(hits_of("count_over", every(19.99, 4), parameters)) == [([0, 1, 2, 3], [], "")]


def test_hours_with_what_may_count_and_with_nobody() -> None:
    parameters = {**TALKS, "hours": 24}
    del parameters["days"]
    unsure = {"at": "2026-01-05 20:00", "outcome": "unknown"}
    assert told(hits_of("count_over", [*every(60, 3), unsure], parameters)) == [([], [0, 1, 2, 3], "")]
    assert told(hits_of("count_over", [*every(60, 4), unsure], parameters)) == [([0, 1, 2, 3], [4], "")]
    assert told(hits_of("count_over", [*every(60, 3), {"at": "2026-01-05 20:00", "person": None}], parameters)) == [
        ([], [0, 1, 2, 3], "person")
    ]


def test_a_month_is_that_of_the_calendar() -> None:
    parameters = {"month": True, "per": "person", "limit": 3}
    rows = [{"at": "2026-02-01 00:00:00"}, {"at": "2026-02-28 23:59:59"}, {"at": "2026-02"}]
    assert (
        hits_of("count_over", [*rows, {"at": "2026-01-31 23:59:59"}, {"at": "2026-03-01 00:00:00"}], parameters) == []
    )
    assert [hit.figure for hit in hits_of("count_over", [*rows, {"at": "2026-02-14"}], parameters)] == [4]


def test_without_a_window_all_are_counted_whenever_they_were() -> None:
    parameters = {"per": "person", "limit": 1}
    rows = [{"at": "2024-01-05 10:00", **FRIEND}, {**FRIEND}]
    assert told(hits_of("count_over", rows, parameters)) == [([0, 1], [], "")]
    assert hits_of("count_over", rows[:1], parameters) == []


def test_without_owners_all_are_counted_together() -> None:
    rows = [*every(60, 2), {"at": "2026-01-05 20:00", **FRIEND}, {"at": "2026-01-05 21:00", "person": None}]
    (found,) = hits_of("count_over", rows, {"days": 1, "limit": 3})
    assert (found.figure, found.key) == (4, "2026-01-05")


def test_the_limit_may_be_none_at_all() -> None:
    assert told(hits_of("count_over", every(60, 1), {"days": 1, "per": "person", "limit": 0})) == [([0], [], "")]


def test_the_day_is_that_of_the_person_contacted() -> None:
    late = [{"at": f"2026-01-05 {clock}"} for clock in ("20:00:00", "21:00:00", "22:30:00", "23:30:00")]
    assert len(hits_of("count_over", late, TALKS)) == 1
    tokyo = [{**row, "local": pd.Timestamp(str(row["at"])) + pd.Timedelta(hours=1)} for row in late]
    assert hits_of("count_over", tokyo, TALKS) == [], "there it was past midnight"


# Owners


def test_several_owners_make_a_smaller_unit() -> None:
    two = [*every(10, 4, party="lender"), *every(10, 4, party="agency")]
    assert hits_of("count_over", two, SEVEN) == []
    assert [hit.figure for hit in hits_of("count_over", two, {**SEVEN, "per": "person"})] == [8]


def test_what_is_known_of_a_row_tells_whose_it_cannot_be() -> None:
    agencys = every(10, 5, party="agency")
    nobodys = every(10, 3, "2026-01-05 18:00:00", party="lender", person=None)
    assert hits_of("count_over", [*agencys, *nobodys], SEVEN) == []
    assert told(hits_of("count_over", [*agencys, *({**row, "party": "agency"} for row in nobodys)], SEVEN)) == [
        ([], list(range(8)), "person")
    ]
    assert told(hits_of("count_over", [*agencys, *({**row, "party": None} for row in nobodys)], SEVEN)) == [
        ([], list(range(8)), "party")
    ]


def test_nobodys_rows_beside_a_full_window_change_nothing() -> None:
    rows = [*every(10, 8), {"at": "2026-01-05 20:00", "person": None}]
    assert told(hits_of("count_over", rows, SEVEN)) == [(list(range(8)), [], "")]


# The count of Regulation F, from its sources: local dates, sliding, voicemail counts, busy and out of service do not.

REG_F = {
    "days": 7, "limit": 7, "per": ["party", "person"],
    "outcomes": ["conversation", "answered_dropped", "voicemail", "rang_no_answer", "rejected", "blocked"],
}  # fmt: skip
DAILY = every(1440, 7, "2026-04-01 12:00:00", outcome="rang_no_answer")


@pytest.mark.parametrize(
    ("rows", "figure"),
    [
        (DAILY, None),
        ([*DAILY, {"at": "2026-04-07 18:00:00", "outcome": "voicemail"}], 8),
        ([*DAILY, {"at": "2026-04-08 12:00:00", "outcome": "voicemail"}], None),
        (every(60, 10, outcome="busy"), None),
        (every(60, 10, outcome="not_in_service"), None),
        (every(60, 8, outcome="rang_no_answer"), 8),
        (every(60, 8, outcome="voicemail"), 8),
        ([*every(60, 6, party="lender"), *every(60, 6, party="agency")], None),
        ([*every(60, 4), *every(60, 4, line="13800000002")], 8),
        ([*every(60, 4), *every(60, 4, **FRIEND)], None),
        ([*every(60, 7), *every(60, 3, direction="out")], None),
    ],
)
def test_seven_calls_in_seven_days(rows: list[dict[str, Any]], figure: int | None) -> None:
    assert [hit.figure for hit in hits_of("count_over", rows, REG_F)] == ([figure] if figure else [])


# Against plain counting


@settings(max_examples=60)
@given(
    plain.rows(person=["debtor", "friend"], party=["lender", "agency"]),
    some.integers(1, 8),
    some.integers(0, 4),
    some.sampled_from([[], ["person"], ["party", "person"]]),
)
def test_windows_of_days_are_those_of_plain_counting(rows: list[Any], days: int, limit: int, per: list[str]) -> None:
    found = hits_of("count_over", rows, {"days": days, "limit": limit, "per": per, "outcomes": ["conversation"]})
    taken = [place for place, row in enumerate(rows) if row["outcome"] == "conversation"]
    expected: set[int] = set()
    most = 0
    for last in taken:
        end = plain.day(rows[last])
        window = [
            place
            for place in taken
            if end - timedelta(days=days - 1) <= plain.day(rows[place]) <= end
            and all(rows[place][name] == rows[last][name] for name in per)
        ]
        if len(window) > limit:
            expected.update(window)
            most = max(most, len(window))
    assert {row for hit in found for row in hit.rows.tolist()} == expected
    assert sum(len(hit.rows) for hit in found) == len(expected), "no row in two hits"
    assert max((hit.figure for hit in found), default=0) == most
    assert all(not len(hit.boundary) and not hit.unclear for hit in found)


@settings(max_examples=40)
@given(plain.rows(8, days=2, person=["debtor", "friend", None], party=["lender", "agency", None]), some.integers(0, 2))
def test_no_answer_to_what_is_not_known_surprises(rows: list[Any], limit: int) -> None:
    """Sure windows stay whatever is answered, and nothing is found then that was neither sure nor asked about."""
    parameters = {"days": 1, "limit": limit, "per": ["party", "person"]}
    found = hits_of("count_over", rows, parameters)
    sure = {row for hit in found if not hit.unclear for row in hit.rows.tolist()}
    unclear = {row for hit in found if hit.unclear for row in hit.boundary.tolist()}
    for party, person in product(("lender", "agency"), ("debtor", "friend")):
        answered = [{**row, "party": row["party"] or party, "person": row["person"] or person} for row in rows]
        windows = [set(hit.rows.tolist()) for hit in hits_of("count_over", answered, parameters)]
        assert sure <= {row for window in windows for row in window}
        assert all(window & (sure | unclear) for window in windows)


def test_what_lasted_too_short_is_not_counted_and_of_what_decides_it_is_asked_how_long_it_was() -> None:
    parameters = {"days": 1, "limit": 2, "outcomes": ["conversation"], "at_least_s": 10}

    def of(*lengths: int | None) -> list[tuple[list[int], list[int], str]]:
        rows = [{"at": f"2026-01-05 {9 + hour:02d}:00:00", "duration_s": length} for hour, length in enumerate(lengths)]
        return told(hits_of("count_over", rows, parameters))

    assert of(10, 60, 9) == []
    assert of(10, 60, 11) == [([0, 1, 2], [], "")]
    assert of(10, 60, None) == [([], [0, 1, 2], "duration")]
    assert of(10, 60, 11, None, 3) == [([0, 1, 2], [3], "")], "it stands, and the one beside may come in addition"
    assert of(10, None) == []
