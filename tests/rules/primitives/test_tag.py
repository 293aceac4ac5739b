"""What was noted of contacts."""

from __future__ import annotations

from tests.rules.looks import FRIEND, hits_of, told


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
