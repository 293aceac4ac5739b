"""Something that had to come within days of the first contact."""

from __future__ import annotations

import pytest

from tests.events import background_of, every, fact_of
from tests.rules.looks import hits_of, told

NOTICE = {"fact": "validation_notice", "days": 5}
ASKED = [([], [0], "validation_notice")]
MISSING = [([0], [], "")]


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("2026-04-06 12:00", []), ("2026-04-11 23:59", []), ("2026-04-11", []), ("2026-04-12 00:00", MISSING),
        ("2026-04-12", MISSING), ("2026-04-01", []), ("2026-04", [([], [0], "")]), (None, ASKED),
    ],
)  # fmt: skip
def test_five_days_after_the_first_are_the_last_to_come(came: str | None, expected: object) -> None:
    facts = [fact_of("validation_notice", came)] if came else []
    rows = [{"at": "2026-04-06 23:30:00"}, {"at": "2026-05-20 10:00:00"}]
    assert told(hits_of("missing_within", rows, NOTICE, background_of(facts=facts))) == expected


@pytest.mark.parametrize(("latest", "expected"), [("2026-04-11 23:59:59", []), ("2026-04-12 00:00:00", ASKED)])
def test_nothing_is_said_before_the_days_are_over(latest: str, expected: object) -> None:
    rows = [{"at": "2026-04-06 10:00:00"}, {"at": latest}]
    assert told(hits_of("missing_within", rows, NOTICE)) == expected


def test_denied_is_missing() -> None:
    facts = [fact_of("validation_notice", "2026-04-20", denied=True)]
    rows = every(1440, 20, "2026-04-06 10:00:00")
    assert told(hits_of("missing_within", rows, NOTICE, background_of(facts=facts))) == MISSING


def test_each_caller_has_a_first_contact_of_its_own() -> None:
    rows = [
        {"at": "2026-04-06 10:00:00", "party": "lender"}, {"at": "2026-04-20 10:00:00", "party": "agency"},
        {"at": "2026-05-20 10:00:00", "party": "lender"},
    ]  # fmt: skip
    facts = [fact_of("validation_notice", "2026-04-08", party="lender")]
    background = background_of(facts=facts)
    assert told(hits_of("missing_within", rows, NOTICE, background)) == []
    assert told(hits_of("missing_within", rows, NOTICE, background, through="caller")) == [
        ([], [1], "validation_notice")
    ]
    denied = background_of(facts=[*facts, fact_of("validation_notice", "2026-05-20", party="agency", denied=True)])
    assert told(hits_of("missing_within", rows, NOTICE, denied, through="caller")) == [([1], [], "")]


def test_a_caller_nobody_knows_is_asked_about() -> None:
    rows = [{"at": "2026-04-06 10:00:00", "party": None}, {"at": "2026-05-20 10:00:00", "party": None}]
    assert told(hits_of("missing_within", rows, NOTICE, through="caller")) == [([], [0], "party")]


def test_a_first_contact_known_to_the_month_gives_the_latest_last_day() -> None:
    rows = [{"at": "2026-03"}, {"at": "2026-04-06 10:00:00"}]
    assert told(hits_of("missing_within", rows, NOTICE)) == ASKED
    facts = [fact_of("validation_notice", "2026-04-06")]
    assert told(hits_of("missing_within", rows, NOTICE, background_of(facts=facts))) == MISSING
    assert hits_of("missing_within", [{}], NOTICE) == []
