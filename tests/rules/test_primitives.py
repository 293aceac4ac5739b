"""Each primitive on its own: what counts, what is at the boundary, what cannot be said."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.model import Background
from casekit.rules.frame import Frame, frame_of
from casekit.rules.hits import Hit
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of, every, fact_of
from tests.rules.looks import look_at

NIGHT = {"allowed": [{"from": "08:00", "to": "22:00"}]}
TALKS = {"days": 1, "per": "person", "limit": 3, "outcomes": ["conversation"], "maybe": ["unknown"]}
TRIES = {"days": 1, "per": "line", "limit": 2, "outcomes": ["busy"]}
REFUSED = {"fact": "refused_contact", "of": "person"}
FRIEND = {"person": "friend", "role": "other_third_party"}

# Parameters with which each primitive finds something in calls that never end.
ANYTHING: dict[str, dict[str, Any]] = {
    "time_outside": NIGHT, "on_holiday": {"days": ["mon", "tue"]}, "count_over": TALKS, "relation": {},
    "cooldown": {"after": {"outcome": ["conversation"]}, "days": 7, "outcomes": ["conversation"]},
    "tag": {"tags": ["insult"]}, "after_fact": REFUSED, "missing_within": {"fact": "validation_notice", "days": 1},
    "while_reachable": {"look_back_days": 7}, "burst": {"at_least": 3, "hours": 24},
    "distinct": {"of": "number", "at_least": 1, "hours": 24},
}  # fmt: skip


def hits_of(
    kind: str, rows: list[dict[str, Any]], parameters: dict[str, Any], background: Background | None = None
) -> list[Hit]:
    background = background or background_of()
    frame = frame_of(events_of(rows), background)
    return PRIMITIVES[kind](look_at(frame, background), parameters)


def told(hits: list[Hit]) -> list[tuple[list[int], list[int], str]]:
    return [(hit.rows.tolist(), hit.boundary.tolist(), hit.unclear) for hit in hits]


@pytest.mark.parametrize("kind", PRIMITIVES)
def test_no_rows_no_hits(kind: str) -> None:
    assert hits_of(kind, [], ANYTHING[kind]) == []


# time_outside


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


# count_over


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


# tag


def test_tags_are_told_person_by_person() -> None:
    rows = [
        {"at": "2026-01-05 09:00", "tags": ["insult"]}, {"at": "2026-01-05 10:00", "tags": ["insult", "obscene"], **FRIEND},
        {"at": "2026-01-05 11:00", "tags": ["refuse_identity"]}, {"at": "2026-01-05 12:00", "tags": ["obscene"]},
    ]  # fmt: skip
    found = hits_of("tag", rows, {"tags": ["insult", "obscene"]})
    assert sorted((hit.key, hit.rows.tolist(), hit.figure) for hit in found) == [
        ("debtor", [0, 3], 2),
        ("friend", [1], 1),
    ]


def test_at_least_counts_over_all_persons() -> None:
    rows = [{"at": "2026-01-05 09:00", "tags": ["insult"]}, {"at": "2026-01-05 10:00", "tags": ["insult"], **FRIEND}]
    assert hits_of("tag", rows, {"tags": ["insult"], "at_least": 3}) == []
    found = hits_of("tag", [*rows, {"at": "2026-02-05 10:00", "tags": ["insult"]}], {"tags": ["insult"], "at_least": 3})
    assert {hit.figure for hit in found} == {3} and len(found) == 2


def test_a_tag_needs_no_time() -> None:
    assert told(hits_of("tag", [{"tags": ["insult"]}], {"tags": ["insult"]})) == [([0], [], "")]


# after_fact


def refusal(at: str, **details: Any) -> Background:
    return background_of(
        {"lender": "bank", "other": "bank"}, facts=[fact_of("refused_contact", at, person="friend", **details)]
    )


@pytest.mark.parametrize(
    ("refused", "contact", "expected"),
    [
        ("2026-01-05 10:00:00", "2026-01-05 09:59:59", None), ("2026-01-05 10:00:00", "2026-01-05 10:00:00", "edge"),
        ("2026-01-05 10:00:00", "2026-01-05 10:00:01", "over"), ("2026-01-05 10:00", "2026-01-05 10:00:59", "edge"),
        ("2026-01-05 10:00", "2026-01-05 10:01:00", "over"), ("2026-01-05", "2026-01-05 23:59:59", "edge"),
        ("2026-01-05", "2026-01-06 00:00:00", "over"), ("2026-01-05 10:00:00", "2026-01-05", "edge"),
        ("2026-01-05 10:00:00", "2026-01-06", "over"), ("2026-01-05 10:00:00", "2026-01-04", None),
    ],
)  # fmt: skip
def test_before_at_and_after_a_refusal(refused: str, contact: str, expected: str | None) -> None:
    found = hits_of("after_fact", [{"at": contact, **FRIEND}], REFUSED, refusal(refused))
    assert told(found) == {"over": [([0], [], "")], "edge": [([], [0], "")], None: []}[expected]


def test_the_contact_in_which_they_refused_is_not_after_it() -> None:
    rows = [{"at": "2026-01-05 10:00", **FRIEND, "id": "own"}, {"at": "2026-01-06 10:00", **FRIEND}]
    background = refusal("2026-01-05 10:00", incident="own")
    assert told(hits_of("after_fact", rows, REFUSED, background)) == [([1], [], "")]
    assert told(hits_of("after_fact", rows, {**REFUSED, "including": True}, background)) == [([0, 1], [], "")]


def test_a_refusal_told_with_another_record_of_the_same_call() -> None:
    rows = [
        {"at": "2026-01-05 10:00", **FRIEND, "id": "bill", "contact": "bill"},
        {"at": "2026-01-05 10:00", **FRIEND, "id": "note", "contact": "bill", "primary": False},
    ]
    assert hits_of("after_fact", rows, REFUSED, refusal("2026-01-05 10:00", incident="note")) == []


def test_a_refusal_binds_the_side_that_was_told() -> None:
    rows = [
        {"at": "2026-01-06 10:00", **FRIEND, "party": "other"},
        {"at": "2026-01-06 11:00", **FRIEND, "party": "agency"},
    ]
    assert told(hits_of("after_fact", rows, REFUSED, refusal("2026-01-05 10:00", party="lender"))) == [([1], [], "")]
    assert told(hits_of("after_fact", rows, REFUSED, refusal("2026-01-05 10:00", party="agency"))) == [([1], [], "")]
    assert told(hits_of("after_fact", rows, REFUSED, refusal("2026-01-05 10:00"))) == [([0, 1], [], "")]


def test_a_refusal_is_one_persons() -> None:
    assert hits_of("after_fact", [{"at": "2026-01-06 10:00"}], REFUSED, refusal("2026-01-05 10:00")) == []


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
