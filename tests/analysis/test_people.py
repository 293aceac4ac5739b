"""Different third persons per day."""

from __future__ import annotations

from casekit.analysis.people import third_persons_per_day
from tests.events import events_of


def friend(index: int | None, at: str, role: str = "other_third_party") -> dict[str, object]:
    return {"at": at, "person": None if index is None else f"friend-{index}", "role": role}


def counts(rows: list[dict[str, object]]) -> dict[str, tuple[int, int]]:
    days = third_persons_per_day(events_of(rows))
    return {str(day.Index.date()): (int(day.persons), int(day.contacts)) for day in days.itertuples()}


def test_nothing_gives_an_empty_table() -> None:
    assert counts([]) == {} and list(third_persons_per_day(events_of([])).columns) == ["persons", "contacts"]


def test_a_person_is_one_however_often_contacted() -> None:
    rows = [
        friend(0, "2026-01-05 09:00"),
        friend(0, "2026-01-05 10:00"),
        friend(1, "2026-01-05"),
        friend(0, "2026-01-06 09:00"),
    ]
    assert counts(rows) == {"2026-01-05": (2, 3), "2026-01-06": (1, 1)}


def test_the_unnamed_are_at_least_one_and_never_told_apart() -> None:
    rows = [friend(None, "2026-01-05 09:00"), friend(None, "2026-01-05 10:00"), friend(0, "2026-01-05 11:00")]
    assert counts(rows) == {"2026-01-05": (2, 3)}


def test_who_owes_is_no_third_person_and_who_was_named_in_the_contract_is() -> None:
    roles = ("debtor", "guarantor", "co_debtor_spouse", "preagreed_contact", "other_third_party")
    assert counts([friend(index, "2026-01-05 09:00", role) for index, role in enumerate(roles)]) == {
        "2026-01-05": (2, 2)
    }


def test_what_has_no_day_is_in_no_day() -> None:
    assert counts([{**friend(0, "2026-01")}, {**friend(0, "2026-01-05"), "at": None}]) == {}
