"""What must be so for a rule to apply, what takes contacts out of it, and what is asked of either."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casekit.model import Background
from casekit.model.people import Debt
from casekit.rules import Finding, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, every, fact_of
from tests.rules.looks import FRIEND
from tests.rules.trial import book

ANY = {"kind": "relation"}
TWO = {"lenders": {"lender": "bank", "other": "bank"}, "debts": {"debt": "lender", "second": "other"}}
CALL = {"at": "2026-04-10 10:00:00"}


def clause(**fields: Any) -> dict[str, Any]:
    return {"zh": "另有约定；", "en": "That it was agreed otherwise;", **fields}


def found(
    rows: list[dict[str, Any]], *facts: Any, through: str = "lender", background: Background | None = None, **rule: Any
) -> list[Finding]:
    """The findings of one rule about the lender, in the order of debts."""
    background = background or background_of(**TWO, facts=facts)
    findings = check(events_of(rows), background, book({"test": [ANY], **rule}, through=through))
    return [one for one in findings if one.lender == "lender"]


def places(findings: list[Finding]) -> list[int]:
    return [int(one, 16) for finding in findings for one in finding.incidents]


# requires


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ([], "cannot_tell"),
        ([fact_of("payoff", "2026-01-01")], "over"),
        ([fact_of("payoff", "2026-01-01", party="lender")], "over"),
        ([fact_of("payoff", "2026-01-01", party="other")], "cannot_tell"),
        ([fact_of("payoff", "2026-01-01", debt="second")], "cannot_tell"),
        ([fact_of("payoff", "2026-01-01", denied=True)], None),
        ([fact_of("payoff", "2026-01-01", denied=True, party="other")], "cannot_tell"),
        ([fact_of("written_dispute", "2026-01-01")], None),
        ([fact_of("written_dispute", "2026-01-01", party="other")], "cannot_tell"),
        ([fact_of("written_dispute", "2026-01-01"), fact_of("payoff", "2026-01-02")], "over"),
    ],
)
def test_what_a_rule_requires(facts: list[Any], status: str | None) -> None:
    requires = [{"fact": "payoff", "denied_by": ["written_dispute"]}]
    findings = found([CALL], *facts, requires=requires)
    assert [one.status for one in findings] == ([status] if status else [])
    asked = [question.id for one in findings for question in one.questions]
    assert asked == (["payoff"] if status == "cannot_tell" else [])


def test_what_one_test_of_a_rule_requires_leaves_the_others() -> None:
    tests = [{"kind": "tag", "tags": ["insult"]}, {"kind": "relation", "requires": [{"fact": "payoff"}]}]
    rows = [CALL, {**CALL, "tags": ["insult"]}]
    sure = found(rows, test=tests)
    assert [(one.status, places([one]), [asked.id for asked in one.questions]) for one in sure] == [
        ("over", [1], ["payoff"])
    ]
    assert places(found(rows, fact_of("payoff", "2026-01-01"), test=tests)) == [0, 1]
    assert places(found(rows, fact_of("payoff", "2026-01-01", denied=True), test=tests)) == [1]
    (open_finding,) = found([CALL], test=tests)
    assert (open_finding.status, [asked.id for asked in open_finding.questions]) == ("cannot_tell", ["payoff"])
    assert found([CALL], fact_of("payoff", "2026-01-01", denied=True), test=tests) == []
    assert [asked.dated for one in (*sure, open_finding) for asked in one.questions] == [False, False], "of no day"


# not_if


@pytest.mark.parametrize(
    ("details", "left"),
    [
        ({}, []), ({"party": "lender"}, []), ({"party": "agency"}, []), ({"party": "other"}, [0, 1, 2]),
        ({"debt": "debt"}, []), ({"debt": "second"}, [0, 1, 2]), ({"person": "friend"}, [0, 2]), ({"channel": "sms"}, [0, 1]),
    ],
)  # fmt: skip
def test_an_exception_reaches_as_far_as_what_was_said(details: dict[str, Any], left: list[int]) -> None:
    rows = [CALL, {**CALL, **FRIEND}, {**CALL, "channel": "sms"}]
    agreed = fact_of("agreed_hours", "2026-04-01", **details)
    assert places(found(rows, agreed, not_if=[clause(fact="agreed_hours")])) == left


def test_an_exception_of_a_person_that_names_nobody_is_the_borrowers() -> None:
    rows = [CALL, {**CALL, **FRIEND}]
    exception = [clause(fact="contact_consent", per="person")]
    assert places(found(rows, fact_of("contact_consent", "2026-04-01"), not_if=exception)) == [1]
    assert places(found(rows, fact_of("contact_consent", "2026-04-01", person="friend"), not_if=exception)) == [0]


def test_an_exception_holds_from_its_time_on() -> None:
    rows = [{"at": f"2026-04-10 {clock}"} for clock in ("09:59:59", "10:00:00", "10:00:01")]
    agreed = fact_of("agreed_hours", "2026-04-10 10:00:00")
    assert places(found(rows, agreed, not_if=[clause(fact="agreed_hours")])) == [0]
    assert places(found([{**FRIEND}], agreed, not_if=[clause(fact="agreed_hours")])) == [0], "of a time nobody knows"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("", []), ("whenever you like", []), ("09:00-12:00", [2]), ("9:00–10:30，17:00～18:00", [2]),
        ("21:00-22:00", [0, 1]), ("20:00-10:00", [0, 1]),
    ],
)  # fmt: skip
def test_an_exception_within_hours_reaches_as_far_as_the_hours_that_were_named(said: str, left: list[int]) -> None:
    rows = [{"at": f"2026-04-10 {clock}"} for clock in ("10:05:00", "10:20:00", "21:30:00")]
    agreed = fact_of("agreed_hours", "2026-04-01", value=said)
    assert places(found(rows, agreed, not_if=[clause(fact="agreed_hours", within="hours")])) == left


PARTS = {name: {"zh": f"{name}：{{count}} 次", "en": f"{name}: {{count}}"} for name in ("night", "rude")}


def test_an_exception_of_a_part_takes_contacts_out_of_the_tests_of_that_part_alone() -> None:
    night = {"kind": "time_outside", "part": "night", "allowed": [{"from": "08:00", "to": "22:00"}]}
    rude = {"kind": "tag", "part": "rude", "tags": ["insult"]}
    rows = [{"at": "2026-04-10 23:00:00"}, {"at": "2026-04-11 23:00:00", "tags": ["insult"]}]
    rule = {"test": [night, rude], "not_if": [clause(fact="agreed_hours", parts=["night"])], "parts": PARTS}
    assert places(found(rows, **rule)) == [0, 1]
    (asked,), (unasked,) = found(rows, **rule), found([{**rows[1], "at": "2026-04-11 10:00:00"}], **rule)
    assert [one.id for one in asked.exceptions] == ["agreed_hours"]
    assert not unasked.exceptions and "agreed otherwise" not in unasked.defeated_by["en"], "the night was not found"
    assert places(found(rows, fact_of("agreed_hours", "2026-04-01"), **rule)) == [1]


def test_what_is_not_known_of_an_exception_stands_beside_the_finding() -> None:
    exception = [clause(fact="agreed_hours")]
    (finding,) = found([CALL], not_if=exception)
    assert finding.status == "over" and [one.id for one in finding.exceptions] == ["agreed_hours"]
    assert finding.defeated_by["en"].startswith("That it was agreed otherwise;")
    (finding,) = found([CALL], fact_of("agreed_hours", "2026-04-20", denied=True), not_if=exception)
    assert not finding.exceptions and not finding.defeated_by["en"].startswith("That it was agreed otherwise;")
    (finding,) = found([CALL], fact_of("agreed_hours", "2026-04-20", denied=True, party="other"), not_if=exception)
    assert [one.id for one in finding.exceptions] == ["agreed_hours"]


# Consent for seven days, its date the first, that ends with the conversation it was given for

CONSENT = [clause(fact="contact_consent", per="person", days=7, until="conversation")]
DAILY = every(1440, 9, "2026-04-06 18:00:00", outcome="rang_no_answer")


def consent(at: str, **details: Any) -> Any:
    return fact_of("contact_consent", at, person="debtor", **details)


def test_consent_is_for_seven_days_of_the_calendar() -> None:
    assert places(found(DAILY, consent("2026-04-06 10:00"), not_if=CONSENT)) == [7, 8]
    assert places(found(DAILY, consent("2026-04-06 23:00"), not_if=CONSENT)) == [0, 7, 8]
    assert places(found(DAILY, consent("2026-04-06"), not_if=CONSENT)) == [7, 8]
    edge = [{"at": "2026-04-12 23:59:59"}, {"at": "2026-04-13 00:00:00"}]
    rings = [{**row, "outcome": "voicemail"} for row in edge]
    assert places(found(rings, consent("2026-04-06 03:00"), not_if=CONSENT)) == [1], (
        "days where the person is, not of UTC"
    )


def test_consent_days_are_those_where_the_person_was() -> None:
    """At 01:00 on the 13th in Shanghai it is the 12th in New York, the last of the days."""
    row = {"at": "2026-04-13 01:00:00", "outcome": "voicemail", "zone": "America/New_York", "local": "2026-04-12T13:00"}
    assert found([row], consent("2026-04-06 22:00"), not_if=CONSENT) == []
    assert places(found([row], consent("2026-04-06 10:00"), not_if=CONSENT)) == [0], "there it was the 5th"


def test_consent_ends_with_the_conversation_it_was_for() -> None:
    rows = [
        {"at": "2026-04-07 10:00:00", "outcome": "voicemail"}, {"at": "2026-04-08 10:00:00", "outcome": "conversation"},
        {"at": "2026-04-08 10:00:01", "outcome": "voicemail"}, {"at": "2026-04-09 10:00:00", "outcome": "conversation"},
    ]  # fmt: skip
    assert places(found(rows, consent("2026-04-06 10:00"), not_if=CONSENT)) == [2, 3]


def test_the_conversation_in_which_consent_was_given_does_not_end_it() -> None:
    rows = [{"at": "2026-04-06 10:00:00"}, {"at": "2026-04-07 10:00:00", "outcome": "voicemail"}]
    named = consent("2026-04-06 10:00:00", incident=f"{0:016x}")
    for given in (named, consent("2026-04-06 10:00:00"), consent("2026-04-06 10:00"), consent("2026-04-06")):
        assert found(rows, given, not_if=CONSENT) == [], given.id


def test_another_persons_conversation_ends_no_consent() -> None:
    rows = [{"at": "2026-04-07 10:00:00", **FRIEND}, {"at": "2026-04-08 10:00:00", "outcome": "voicemail"}]
    assert places(found(rows, consent("2026-04-06 10:00"), not_if=CONSENT)) == [0]


def test_where_callers_stand_for_themselves_consent_is_one_callers() -> None:
    rows = [{**CALL, "party": party, "outcome": "voicemail"} for party in ("lender", "agency", None)]
    given = consent("2026-04-09", party="agency")
    assert places(found(rows, given, not_if=CONSENT, through="caller")) == [0]
    assert places(found(rows, given, not_if=CONSENT)) == []


# Days overdue


@pytest.mark.parametrize(("since", "left"), [("2026-03-26", [0]), ("2026-03-25", []), (None, [0])])
def test_a_debt_overdue_for_more_than_so_many_days(since: str | None, left: list[int]) -> None:
    background = background_of()
    debt = Debt(id="debt", lender="lender", overdue_since=since)
    background = Background(header=background.header, debts={"debt": debt}, parties=background.parties)
    findings = found([CALL], background=background, not_if=[clause(overdue_over=15)])
    assert places(findings) == left
    assert [one.id for finding in findings for one in finding.exceptions] == (
        ["overdue_since"] if since is None else []
    )


# Who is bound where each collector is bound by what it is itself


@pytest.mark.parametrize(
    ("binds", "party", "status"),
    [
        ("third_party_agency", "agency", "over"), ("third_party_agency", "lender", None), ("bank", "lender", "over"),
        ("bank", "agency", None), ("third_party_agency", None, "cannot_tell"),
    ],
)  # fmt: skip
def test_each_collector_is_bound_by_what_it_is(binds: str, party: str | None, status: str | None) -> None:
    findings = found([{**CALL, "party": party}], through="caller", binds=[binds])
    assert [one.status for one in findings] == ([status] if status else [])


# Columns that say what is not wanted


def test_persons_of_whom_nothing_is_known_may_be_others() -> None:
    where = {"not_relation": ["spouse", "self"]}
    rows = [
        {**CALL, "relation": "spouse"}, {**CALL, "relation": "friend"},
        {**CALL, "person": None, "role": None, "relation": None},
    ]  # fmt: skip
    (finding,) = found(rows, where=where)
    assert (finding.status, places([finding]), [one.id for one in finding.questions]) == ("over", [1], ["person"])
    (finding,) = found(rows[2:], where=where)
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["person"])
    (finding,) = found(rows[2:], test=[{**ANY, "where": where}])
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["person"])


def test_what_was_not_noted_needs_no_person() -> None:
    rows = [{**CALL, "tags": ["insult"]}, {**CALL, "person": None, "role": None}]
    assert places(found(rows, where={"not_tags": ["insult"]})) == [1]


@pytest.mark.parametrize(("standpoint", "asked"), [("borrower", False), ("relative", True), ("agent", True)])
def test_nobody_who_writes_their_own_case_is_asked_whether_they_live(standpoint: str, asked: bool) -> None:
    home = background_of()
    background = replace(home, header=home.header.model_copy(update={"standpoint": standpoint}))
    rows = [{"at": "2026-01-05 10:00"}, {"at": "2026-01-05 11:00", "person": "friend", "role": "other_third_party"}]
    mainland = load_rulebook("cn")
    alone = replace(mainland, rules=(mainland.rule("GBT45251-CONTACT-PRECOND"),))
    (finding,) = check(events_of(rows), background, alone)
    assert ("debtor_dead_or_incapable" in {one.id for one in finding.exceptions}) == asked
