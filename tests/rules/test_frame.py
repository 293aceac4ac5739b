"""Which rows rules see, and how they are told apart."""

from __future__ import annotations

import numpy as np

from casekit.rules.frame import distinct, frame_of
from tests.events import background_of, events_of, fact_of, instant


def test_rules_see_each_contact_of_a_collector_once() -> None:
    rows = [
        {"at": "2026-01-05 09:00", "id": "confirmed"}, {"at": "2026-01-05 09:00", "id": "claimed", "attribution": "claimed"},
        {"at": "2026-01-05 09:00", "attribution": "unknown"}, {"at": "2026-01-05 09:00", "attribution": "not_collector"},
        {"at": "2026-01-05 09:00", "primary": False},
    ]  # fmt: skip
    frame = frame_of(events_of(rows), background_of())
    assert frame.ids.tolist() == ["confirmed", "claimed"] and len(frame) == 2


def test_times_become_seconds_and_intervals() -> None:
    rows = [
        {"at": at} for at in ("2026-01-05 09:00:07", "2026-01-05 09:00", "2026-01-05T09", "2026-01-05", "2026-01", None)
    ]
    frame = frame_of(events_of(rows), background_of())
    assert frame.length.tolist() == [0, 31 * 86_400, 86_400, 60, 3600, 0], "in the order of time"
    assert frame.known.tolist() == [False] + [True] * 5
    assert frame.instant[5] == instant("2026-01-05 09:00:07").timestamp()
    assert frame.second[5] - frame.instant[5] == 8 * 3600
    assert frame.first_day[1:].tolist() == [20454, 20458, 20458, 20458, 20458]
    assert frame.last_day[1:].tolist() == [20484, 20458, 20458, 20458, 20458]


def test_values_that_are_missing_match_nothing() -> None:
    frame = frame_of(
        events_of([{"at": "2026-01-05"}, {"at": "2026-01-05", "person": None, "role": None, "line": None}]),
        background_of(),
    )
    assert frame.is_one_of("role", ["debtor"]).tolist() == [True, False]
    assert frame.is_missing("role").tolist() == [False, True]
    assert (frame.value("person", 0), frame.value("person", 1)) == ("debtor", None)


def test_tags_are_found_in_sets() -> None:
    frame = frame_of(events_of([{"tags": ["insult", "obscene"]}, {"tags": []}, {"tags": ["obscene"]}]), background_of())
    assert frame.has_tag(["insult", "threat_family"]).tolist() == [True, False, False]
    assert frame.has_tag(["obscene"]).tolist() == [True, False, True]


def test_an_agency_stands_for_its_lender() -> None:
    frame = frame_of(events_of([{"party": "lender"}, {"party": "agency"}, {"party": None}]), background_of())
    assert [frame.lenders[place] if place >= 0 else None for place in frame.lender] == ["lender", "lender", None]


def test_a_fact_finds_the_contact_of_the_record_it_names() -> None:
    rows = [
        {"id": "bill", "contact": "bill"},
        {"id": "phone", "contact": "bill", "primary": False},
        {"id": "private", "attribution": "unknown"},
    ]
    facts = [
        fact_of("refused_contact", "2026-01-05", person="friend", incident=one) for one in ("phone", "private", "gone")
    ]
    frame = frame_of(events_of(rows), background_of(facts=facts))
    assert frame.row_of == {"phone": 0}


def test_sets_of_rows() -> None:
    frame = frame_of(events_of([{"at": "2026-01-05"}] * 6), background_of())
    assert frame.union([np.array([4, 1]), np.array([1, 2])]).tolist() == [1, 2, 4]
    assert frame.union([]).tolist() == []
    assert frame.without(np.array([1, 2, 4]), np.array([2, 5])).tolist() == [1, 4]


def test_different_numbers_are_counted() -> None:
    assert distinct(np.array([], dtype=np.int64)) == 0
    assert distinct(np.array([-1, 5, 5, 20_000])) == 3


def test_rows_with_values_are_found_once_for_all_rules() -> None:
    rows = [
        {"tags": ["insult"], "relation": "self"}, {"channel": "sms", "relation": "self"}, {"relation": "spouse"},
        {"person": None, "role": None, "relation": None},
    ]  # fmt: skip
    frame = frame_of(events_of(rows), background_of())
    assert frame.where({}).tolist() == [True] * 4
    assert frame.where({"tags": ["insult"], "channel": ["call"]}).tolist() == [True, False, False, False]
    assert frame.where({"not_tags": ["insult"], "channel": ["call"]}).tolist() == [False, False, True, True]
    assert frame.where({"not_relation": ["self"]}).tolist() == [False, False, True, False]
    assert frame.where({"not_relation": ["spouse"]}, whoever=True).tolist() == [True, True, False, True]
    assert frame.where({"role": ["guarantor"]}, whoever=True).tolist() == [False, False, False, True]
    assert frame.where({"role": ["guarantor"]}).tolist() == [False] * 4
    assert frame.where({"role": ["debtor"]}) is frame.where({"role": ["debtor"]})


def test_what_a_third_person_is_to_the_borrower_is_not_known_from_the_role_alone() -> None:
    roles = ["guarantor", "preagreed_contact", "other_third_party", "other_third_party"]
    rows = [
        {"person": None, "role": role, "relation": relation}
        for role, relation in zip(roles, [None, None, None, "friend"], strict=True)
    ]
    frame = frame_of(events_of(rows), background_of())
    assert frame.is_stranger(["role"]).tolist() == [False] * 4
    assert frame.is_stranger(["role", "relation"]).tolist() == [False, True, True, False]
    assert frame.where({"not_relation": ["attorney"]}).tolist() == [True, False, False, True], (
        "a guarantor owes as well"
    )
    assert frame.where({"not_relation": ["attorney"]}, whoever=True).tolist() == [True] * 4
    assert frame.where({"relation": ["employer"]}).tolist() == [False] * 4
    assert frame.where({"relation": ["employer"]}, whoever=True).tolist() == [False, True, True, False]


def test_the_ids_of_the_same_rows_are_gathered_once() -> None:
    frame = frame_of(events_of([{"at": f"2026-01-0{day}"} for day in (7, 5, 6)]), background_of())
    assert frame.ids_of(np.array([0, 2])) == (f"{1:016x}", f"{0:016x}"), "in the order of time"
    assert frame.ids_of(np.array([0, 2])) is frame.ids_of(np.array([0, 2]))
    assert frame.ids_of(np.array([2, 0])) == (f"{0:016x}", f"{1:016x}")


def test_what_is_worked_out_of_the_same_rows_is_worked_out_once() -> None:
    frame = frame_of(events_of([{"at": "2026-01-05"}] * 6), background_of())
    made: list[int] = []

    def count(rows: np.ndarray) -> int:
        return frame.kept("count", rows, lambda: made.append(len(rows)) or len(rows))  # type: ignore[func-returns-value]

    assert [count(np.array([0, 2, 4])), count(np.array([0, 2, 4])), count(np.array([0, 2, 5]))] == [3, 3, 3]
    assert count(np.array([0, 1, 2, 4])) == 4 and count(np.array([], dtype=np.int64)) == 0
    assert made == [3, 3, 4, 0]
    assert frame.kept("other", np.array([0, 2, 4]), lambda: "other") == "other"


def test_rows_that_a_mark_stands_on() -> None:
    frame = frame_of(
        events_of([{"at": "2026-01-05", "role": role} for role in ("debtor", None, "debtor")]), background_of()
    )
    rows = np.array([1, 2])
    assert frame.among(rows, frame.is_one_of("role", ["debtor"])).tolist() == [2]
    assert frame.among(rows, frame.is_one_of("role", ["guarantor"])).tolist() == []
    assert frame.among(rows, frame.where({})) is rows


def test_what_is_not_known_of_rows() -> None:
    details = [{"at": "2026-01-05", "duration_s": 7}, {"at": "2026-01-06", "line": None}, {"at": None, "duration_s": 0}]
    frame = frame_of(events_of(details), background_of())
    rows = np.array([frame.ids.tolist().index(f"{place:016x}") for place in range(3)])
    assert frame.duration[rows].tolist() == [7, -1, 0]
    assert frame.is_unknown("duration", rows).tolist() == [False, True, False]
    assert frame.is_unknown("time", rows).tolist() == [False, False, True]
    assert frame.is_unknown("line", rows).tolist() == [False, True, False]
    assert frame.is_unknown("refused_contact", rows) is None
