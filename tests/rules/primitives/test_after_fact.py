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


# How long it holds


def stated(kind: str, *times: str, **details: Any) -> Background:
    return background_of({"lender": "bank", "other": "bank"}, facts=[fact_of(kind, at, **details) for at in times])


@pytest.mark.parametrize(
    ("said", "contact", "expected"),
    [
        ("2026-01-05 10:00:00", "2026-01-07 23:59:59", "over"), ("2026-01-05 10:00:00", "2026-01-08 00:00:00", None),
        ("2026-01-05 23:59:00", "2026-01-07 23:59:59", "over"), ("2026-01-05", "2026-01-07 12:00:00", "over"),
        ("2026-01-05", "2026-01-08", None), ("2026-01-05 10:00:00", "2026-01", "edge"),
    ],
)  # fmt: skip
def test_days_are_those_of_the_calendar_its_own_the_first(said: str, contact: str, expected: str | None) -> None:
    parameters = {"fact": "written_dispute", "days": 3}
    found = hits_of("after_fact", [{"at": contact}], parameters, stated("written_dispute", said))
    assert told(found) == {"over": [([0], [], "")], "edge": [([], [0], "")], None: []}[expected]


def test_days_are_those_where_the_person_was() -> None:
    """At 01:00 on the 8th in Shanghai it is the 7th in London, the last of three days."""
    row = {"at": "2026-01-08 01:00:00", "zone": "Europe/London", "local": "2026-01-07T17:00"}
    parameters = {"fact": "written_dispute", "days": 3}
    assert told(hits_of("after_fact", [row], parameters, stated("written_dispute", "2026-01-05 12:00"))) == [
        ([0], [], "")
    ]
    assert hits_of("after_fact", [row], parameters, stated("written_dispute", "2026-01-05 07:00")) == [], (
        "there on the 4th"
    )
    assert told(hits_of("after_fact", [row], parameters, stated("written_dispute", "2026-01-05"))) == [([0], [], "")]


def test_it_holds_until_something_else_is_said() -> None:
    parameters = {"fact": "refused_contact", "until": "contact_consent"}
    facts = [fact_of("refused_contact", "2026-01-05 10:00"), fact_of("contact_consent", "2026-01-07")]
    rows = [{"at": f"2026-01-{day} 12:00:00"} for day in ("04", "06", "07", "08")]
    assert told(hits_of("after_fact", rows, parameters, background_of(facts=facts))) == [([1], [2], "")]
    again = [*facts, fact_of("refused_contact", "2026-01-07 23:00")]
    assert told(hits_of("after_fact", rows, parameters, background_of(facts=again))) == [([1, 3], [2], "")]


def test_what_one_person_or_channel_allows_ends_nothing_of_another() -> None:
    parameters = {"fact": "refused_contact", "of": "person", "until": "contact_consent"}
    refused = fact_of("refused_contact", "2026-01-05 10:00", person="friend")
    for other, ended in (
        ({"person": "aunt"}, False),
        ({"person": "friend"}, True),
        ({}, True),
        ({"channel": "sms"}, False),
    ):
        background = background_of(facts=[refused, fact_of("contact_consent", "2026-01-06 10:00", **other)])
        found = hits_of("after_fact", [{"at": "2026-01-07 10:00", **FRIEND}], parameters, background)
        assert told(found) == ([] if ended else [([0], [], "")]), other


def test_a_refused_channel_is_that_channel() -> None:
    parameters = {"fact": "channel_opt_out", "of": "channel"}
    rows = [{"at": "2026-01-06 10:00", "channel": "sms"}, {"at": "2026-01-06 11:00", "channel": "call"}]
    assert told(
        hits_of("after_fact", rows, parameters, stated("channel_opt_out", "2026-01-05 10:00", channel="sms"))
    ) == [([0], [], "")]
    assert hits_of("after_fact", rows, parameters, stated("channel_opt_out", "2026-01-05 10:00")) == []


@pytest.mark.parametrize(
    ("said", "over", "edge"),
    [
        ("09:00-12:00", [1], [0, 2]), ("９：００－１２：００", [1], [0, 2]), ("09:00至12:00、13:30–14:30", [1, 3], [0, 2]),
        ("22:00-08:00", [5], []), ("00:00-24:00", [0, 1, 2, 3, 4, 5], []),
    ],
)  # fmt: skip
def test_only_within_the_hours_that_were_named(said: str, over: list[int], edge: list[int]) -> None:
    rows = [{"at": f"2026-01-06 {clock}:00"} for clock in ("09:00", "10:00", "12:00", "14:00", "18:00", "23:00")]
    background = stated("inconvenient_time", "2026-01-05 10:00", value=said)
    found = hits_of("after_fact", rows, {"fact": "inconvenient_time", "within": "hours"}, background)
    assert told(found) == [(over, edge, "")]


@pytest.mark.parametrize("said", ["", "下午不方便", "下午2:00-4:00"])
def test_hours_that_cannot_be_read_are_asked_for(said: str) -> None:
    background = stated("inconvenient_time", "2026-01-05 10:00", value=said)
    found = hits_of(
        "after_fact", [{"at": "2026-01-06 10:00"}], {"fact": "inconvenient_time", "within": "hours"}, background
    )
    assert told(found) == [([], [0], "inconvenient_time")]


def test_so_many_for_one_person() -> None:
    parameters = {**REFUSED, "at_least": 2}
    rows = [{"at": "2026-01-06 10:00", **FRIEND}, {"at": "2026-01-05", **FRIEND}, {"at": "2026-01-07 10:00", **FRIEND}]
    background = refusal("2026-01-05 10:00")
    assert hits_of("after_fact", rows[:1], parameters, background) == []
    assert told(hits_of("after_fact", rows[:2], parameters, background)) == [([], [0, 1], "")]
    assert told(hits_of("after_fact", rows, parameters, background)) == [([0, 2], [1], "")]


def test_who_was_reached_is_asked_where_a_person_refused() -> None:
    rows = [{"at": "2026-01-06 10:00", "person": None}, {"at": "2026-01-04 10:00", "person": None}]
    assert told(hits_of("after_fact", rows, REFUSED, refusal("2026-01-05 10:00"))) == [([], [0], "person")]


def test_where_callers_stand_for_themselves_another_agency_was_not_told() -> None:
    rows = [{"at": "2026-01-06 10:00", **FRIEND, "party": party} for party in ("lender", "agency", None)]
    background = refusal("2026-01-05 10:00", party="agency")
    assert told(hits_of("after_fact", rows, REFUSED, background, through="caller")) == [([1, 2], [], "")]
    assert told(hits_of("after_fact", rows, REFUSED, background)) == [([0, 1, 2], [], "")]


def test_several_kinds_of_facts() -> None:
    parameters = {"fact": ["written_dispute", "refused_contact"]}
    found = hits_of(
        "after_fact", [{"at": "2026-01-06 10:00"}], parameters, stated("written_dispute", "2026-01-05 10:00")
    )
    assert told(found) == [([0], [], "")]


def test_person_and_channel_narrow_it_together_and_a_fact_that_names_only_one_is_none() -> None:
    parameters = {"fact": "channel_opt_out", "of": ["person", "channel"]}
    rows = [
        {"at": "2026-01-06 10:00", **whom, "channel": channel} for whom in (FRIEND, {}) for channel in ("sms", "call")
    ]
    names_both = stated("channel_opt_out", "2026-01-05 10:00", person="friend", channel="sms")
    assert told(hits_of("after_fact", rows, parameters, names_both)) == [([0], [], "")]
    for named in ({"person": "friend"}, {"channel": "sms"}, {}):
        assert hits_of("after_fact", rows, parameters, stated("channel_opt_out", "2026-01-05 10:00", **named)) == []
