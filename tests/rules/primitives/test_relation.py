"""Whom contacts reached: the rule's columns select, the primitive tells them person by person."""

from __future__ import annotations

from tests.rules.looks import FRIEND, hits_of, told


def test_every_row_selected_is_one_person_by_person() -> None:
    rows = [{"at": "2026-01-05 10:00", **FRIEND}, {"at": "2026-01-05 11:00"}, {**FRIEND}]
    found = hits_of("relation", rows, {})
    assert sorted((hit.key, hit.rows.tolist(), hit.figure) for hit in found) == [
        ("debtor", [1], 1),
        ("friend", [0, 2], 2),
    ]


def test_persons_nobody_knows_are_told_together() -> None:
    assert told(hits_of("relation", [{"person": None}, {"person": None}], {})) == [([0, 1], [], "")]


def test_at_least_counts_over_all_persons() -> None:
    rows = [{"at": "2026-01-05 10:00", **FRIEND}, {"at": "2026-01-05 11:00"}]
    assert hits_of("relation", rows, {"at_least": 3}) == []
    assert {hit.figure for hit in hits_of("relation", rows, {"at_least": 2})} == {2}
