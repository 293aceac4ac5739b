"""Contacts found by what people know of them, and those that may be one that is being typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from casekit.analysis.search import KINDS, contacts, matching, without_line
from casekit.errors import InputError
from tests.events import events_of

CALLER, OTHER, FRIEND = "16200000001", "17000000002", "13900000003"
ROWS: list[dict[str, Any]] = [
    {"at": "2026-01-10 22:30", "number": CALLER, "batch": "b"},
    {"at": "2026-01-10 22:40", "number": CALLER, "batch": "b", "outcome": "rang_no_answer"},
    {"at": "2026-01-11 09:00", "number": CALLER, "batch": "b"},
    {"at": "2026-01-12 10:00", "number": OTHER, "batch": "b", "person": "mother"},
    {"at": "2026-01-12 20:00", "number": FRIEND, "batch": "b", "attribution": "not_collector"},
]


def found(rows: list[dict[str, Any]] = ROWS, **wanted: Any) -> list[int]:
    numbers: list[int] = contacts(events_of(rows), **wanted)["no"].tolist()
    return numbers


def test_by_day_month_number_and_end_of_number() -> None:
    assert found(everybody=True) == [5, 4, 3, 2, 1]
    assert found(when="2026-01-10") == [2, 1]
    assert found(when="2026-01") == [4, 3, 2, 1] and found(when="2026-02") == []
    assert found(number=CALLER) == [3, 2, 1] and found(number="0003", everybody=True) == [5]
    assert found(number="没有") == [] and found(person="mother") == [4]


def test_only_collectors_are_found_unless_everybody_is_wanted() -> None:
    assert found() == [4, 3, 2, 1] and found(number=FRIEND) == []


def test_a_december_ends_with_its_year() -> None:
    assert found([{"at": "2025-12-31 23:59"}, {"at": "2026-01-01 00:00"}], when="2025-12") == [1]


def test_a_bad_day_is_an_error_of_input() -> None:
    with pytest.raises(InputError):
        found(when="2026-13-40")


def test_by_kind() -> None:
    rows = [
        {"at": "2026-01-10 12:00", "outcome": "rang_no_answer"},
        {"at": "2026-01-11 23:00", "outcome": "conversation"},
        {"at": "2026-01-12", "channel": "visit", "outcome": "unknown", "note": "两个人在门口"},
        {"at": "2026-01-13 12:00", "channel": "sms", "outcome": "delivered", "text": "【某机构】"},
        {"at": None, "outcome": "conversation"},
    ]
    events = events_of(rows)
    events.at[0, "evidence"] = ["a" * 64]
    kinds = {kind: sorted(contacts(events, kind=kind)["no"]) for kind in KINDS}
    assert kinds == {"answered": [2, 5], "night": [2], "with_files": [1], "with_words": [3, 4], "visit": [3]}
    assert all(contacts(events_of([]), kind=kind).empty for kind in KINDS)


def test_a_match_is_near_in_time_or_of_the_number() -> None:
    events = events_of(ROWS)
    assert matching(events, datetime(2026, 1, 10, 22, 36), "")["no"].tolist() == [2, 1]
    assert matching(events, datetime(2026, 1, 10, 12, 0), CALLER)["no"].tolist() == [1, 2]
    assert matching(events, datetime(2026, 1, 10, 22, 36), FRIEND).empty
    assert matching(events, None, CALLER).empty


@pytest.mark.parametrize(
    ("apart", "number", "is_match"),
    [("22:30", "", True), ("22:31", "", False), ("10:00", CALLER, True), ("09:59", CALLER, False)],
)
def test_half_an_hour_without_and_half_a_day_with_the_number(apart: str, number: str, is_match: bool) -> None:
    rows = [{"at": "2026-01-10 22:00", "number": CALLER, "batch": "b"}]
    start = datetime.fromisoformat(f"2026-01-10T{apart}")
    assert (not matching(events_of(rows), start, number).empty) == is_match


def test_a_typed_contact_is_no_match() -> None:
    assert matching(events_of([{"at": "2026-01-10 22:30"}]), datetime(2026, 1, 10, 22, 30), "").empty


def test_calls_of_which_the_own_number_is_not_known() -> None:
    rows = [
        {"at": "2026-01-10 22:30", "line": None},
        {"at": "2026-01-10 22:31"},
        {"at": "2026-01-10 22:32", "line": None, "direction": "out"},
        {"at": "2026-01-10 22:33", "line": None, "channel": "visit"},
        {"at": "2026-01-10 22:34", "line": None, "person": "mother"},
        {"at": "2026-01-10 22:35", "line": None, "attribution": "unknown"},
        {"at": "2026-01-10 22:36", "line": None, "channel": "sms"},
    ]
    assert without_line(events_of(rows), "debtor")["no"].tolist() == [1, 7]
