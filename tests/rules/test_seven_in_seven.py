"""The call frequencies of Regulation F, 12 CFR 1006.14(b), counted as its sources describe it.

Dates are of April 2026, in which the 6th and the 13th are Mondays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casekit.model.people import Fact, Person
from casekit.rules import Finding, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, fact_of

BOOK = load_rulebook("us")
Rows = list[dict[str, Any]]
PERSONS = [
    Person(id="mother", name="M", relation="parent"),
    Person(id="cosigner", name="C", role="guarantor", relation="friend"),
    Person(id="lawyer", name="L", relation="attorney"),
]


def calls(count: int, day: int, **details: Any) -> Rows:
    """Calls on one day of April, an hour apart, that rang unanswered unless told otherwise."""
    fields = {"party": "agency", "outcome": "rang_no_answer", **details}
    return [{"at": f"2026-04-{day:02d} {8 + index}:30", **fields} for index in range(count)]


def daily(first: int, last: int, **details: Any) -> Rows:
    """One call on each of some days."""
    return [row for day in range(first, last + 1) for row in calls(1, day, **details)]


def talk(day: int, **details: Any) -> Rows:
    """A telephone conversation in the early morning."""
    return [{"at": f"2026-04-{day:02d} 08:05", "party": "agency", "outcome": "conversation", **details}]


def found(rule: str, rows: Rows, debts: tuple[str, ...] = ("debt",), facts: list[Fact] | None = None) -> list[Finding]:
    people = {one.id: {"role": one.role, "relation": one.relation} for one in PERSONS}
    known = [{"relation": "self", **people.get(row.get("person", ""), {}), **row} for row in rows]
    background = background_of(
        {"lender": "bank"}, agencies={"agency": "lender", "second": "lender"}, debts=dict.fromkeys(debts, "lender"),
        facts=facts or [], persons=PERSONS,
    )  # fmt: skip
    return check(events_of(known), background, replace(BOOK, rules=(BOOK.rule(rule),)))


def presumed(rule: str, rows: Rows, **case: Any) -> int:
    """How many calls raise the presumption, over all debts."""
    return sum(one.count for one in found(rule, rows, **case) if one.status == "over")


# More than seven calls within seven consecutive days


@pytest.mark.parametrize(
    ("told", "rows", "counted"),
    [
        ("one call a day from the 1st to the 7th", daily(1, 7), 0),
        ("and one more on the 7th", [*daily(1, 7), *calls(1, 7, outcome="voicemail")], 8),
        ("and instead one more on the 8th", daily(1, 8), 0),
        ("ten busy signals", calls(10, 6, outcome="busy"), 0),
        ("ten numbers out of service", calls(10, 6, outcome="not_in_service"), 0),
        ("seven unanswered", calls(7, 6), 0),
        ("eight unanswered", calls(8, 6), 8),
        ("eight that reached the voicemail", calls(8, 6, outcome="voicemail"), 8),
        ("eight answered and dropped", calls(8, 6, outcome="answered_dropped"), 8),
        ("eight the phone declined", calls(8, 6, outcome="rejected"), 8),
        ("five calls and five texts", [*calls(5, 6), *calls(5, 7, channel="sms", outcome="delivered")], 0),
        ("eight e-mails", calls(8, 6, channel="email", outcome="delivered"), 0),
        ("four to the mobile and four to the line at work", [*calls(4, 6), *calls(4, 7, line="13800000002")], 8),
        ("seven to the consumer and seven to a co-signer", [*daily(1, 7), *daily(1, 7, person="cosigner")], 0),
        ("eight to the mother", calls(8, 6, person="mother"), 8),
        ("eight to the consumer's own lawyer", calls(8, 6, person="lawyer"), 0),
        ("agency A six and agency B six", [*calls(6, 6), *calls(6, 7, party="second")], 0),
        ("agency A eight and agency B six", [*calls(8, 6), *calls(6, 7, party="second")], 8),
        ("the consumer rings eight times", calls(8, 6, direction="out", outcome="conversation"), 0),
        ("a Thursday to the next Wednesday, not a week of the calendar", [*calls(4, 9), *calls(4, 15)], 8),
        ("four on the 9th and four on the 16th", [*calls(4, 9), *calls(4, 16)], 0),
        ("the creditor itself, eight times", calls(8, 6, party="lender"), 0),
    ],
)  # fmt: skip
def test_seven_in_seven(told: str, rows: Rows, counted: int) -> None:
    assert presumed("us.calls.7in7", rows) == counted, told


def test_three_debts_with_seven_calls_each_raise_no_presumption_and_show_as_a_pattern_over_all() -> None:
    debts = ("debt", "second", "third")
    rows = [row for debt in debts for row in daily(1, 7, debt=debt)]
    assert len(rows) == 21
    assert presumed("us.calls.7in7", rows, debts=debts) == 0
    (pattern,) = found("us.calls.intent", rows, debts=debts)
    assert (pattern.severity, pattern.figure, pattern.threshold, pattern.debt) == ("evaluative", 21, 15, None)
    assert "reference value" in pattern.defeated_by["en"]


def test_calls_of_which_the_debt_is_not_known_give_a_lower_and_an_upper_bound() -> None:
    rows = [*calls(8, 6, debt="debt"), *calls(2, 7, debt=None)]
    (finding,) = found("us.calls.7in7", rows, debts=("debt", "second"))
    assert (finding.debt, finding.count, finding.count_upper) == ("debt", 8, 10)


def test_seven_calls_about_one_debt_and_one_about_no_known_one_are_asked_about() -> None:
    rows = [*calls(7, 6, debt="debt"), *calls(1, 7, debt=None)]
    (finding,) = found("us.calls.7in7", rows, debts=("debt", "second"))
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["debt"])


def test_a_call_of_unknown_outcome_may_be_the_eighth() -> None:
    (finding,) = found("us.calls.7in7", [*calls(7, 6), *calls(1, 7, outcome="unknown")])
    assert (finding.status, finding.count, len(finding.boundary_incidents)) == ("boundary", 0, 8)


# Within seven days after a telephone conversation


@pytest.mark.parametrize(
    ("told", "rows", "counted"),
    [
        ("a conversation on Monday, then a call on each day to Sunday", [*talk(6), *daily(6, 12)], 7),
        ("a conversation on Monday and a call on the next Monday", [*talk(6), *daily(13, 13)], 0),
        ("the consumer rings on Monday, the collector on Wednesday to Friday", [*talk(6, direction="out"), *daily(8, 10)], 3),
        ("a call before the conversation", [*daily(5, 5), *talk(6)], 0),
        ("a voicemail is no conversation", [*talk(6, outcome="voicemail"), *daily(7, 8)], 0),
        ("a busy signal after the conversation", [*talk(6), *calls(1, 8, outcome="busy")], 0),
        ("a text after the conversation", [*talk(6), *calls(1, 8, channel="sms", outcome="delivered")], 0),
        ("a conversation with a visitor starts nothing", [*talk(6, channel="visit"), *daily(8, 8)], 0),
        ("another agency calls", [*talk(6), *daily(8, 8, party="second")], 0),
        ("somebody else is called", [*talk(6), *daily(8, 8, person="cosigner")], 0),
        ("every later conversation starts anew", [*talk(6), *talk(13), *daily(14, 14)], 1),
    ],
)  # fmt: skip
def test_seven_days_of_quiet(told: str, rows: Rows, counted: int) -> None:
    assert presumed("us.calls.cooldown7", rows) == counted, told


def test_a_conversation_about_one_debt_leaves_another_debt_free() -> None:
    rows = [*talk(6, debt="debt"), *daily(8, 8, debt="second")]
    assert presumed("us.calls.cooldown7", rows, debts=("debt", "second")) == 0


# Consent


@pytest.mark.parametrize("rule", ["us.calls.7in7", "us.calls.cooldown7"])
def test_consent_given_to_the_collector_takes_calls_out_for_seven_days_its_own_the_first(rule: str) -> None:
    consent = [fact_of("contact_consent", "2026-04-06 08:10", party="agency")]
    within, later = [*talk(6), *calls(8, 12)], [*talk(6), *talk(12), *calls(8, 13)]
    assert presumed(rule, within, facts=consent) == 0
    assert presumed(rule, later, facts=consent) == 8


def test_consent_ends_with_the_conversation_it_was_for() -> None:
    consent = [fact_of("contact_consent", "2026-04-06 08:10", party="agency")]
    rows = [*calls(3, 6), *talk(7), *calls(1, 8)]
    assert presumed("us.calls.cooldown7", rows, facts=consent) == 1


def test_consent_given_to_another_collector_takes_nothing_out() -> None:
    consent = [fact_of("contact_consent", "2026-04-06 08:10", party="second")]
    assert presumed("us.calls.7in7", calls(8, 7), facts=consent) == 8


# Words


def test_it_is_told_as_a_presumption_and_never_as_a_limit() -> None:
    for rule, rows in (("us.calls.7in7", calls(8, 6)), ("us.calls.cooldown7", [*talk(6), *daily(8, 8)])):
        (finding,) = found(rule, rows)
        assert finding.severity == "presumption" and finding.status_name == "presumption raised"
        assert "presumed" in finding.explanation["en"] and "推定" in finding.explanation["zh"]
        assert "appears not to comply" not in finding.explanation["en"] and "涉嫌" not in finding.explanation["zh"]
        told = " ".join([*finding.conduct.values(), finding.explanation["en"], finding.unit["en"]])
        assert "it is not a limit" in told or "limit" not in told
        assert "agency" in finding.applies["en"] and "third-party collection agency" in finding.applies["en"]
