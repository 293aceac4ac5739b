"""Contacts after something was said or done."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.model import Background
from tests.events import background_of, fact_of
from tests.rules.looks import FRIEND, hits_of, told

REFUSED = {"fact": "refused_contact", "of": "person"}


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
