"""跟进: what was handed in, what came of it, and what the collecting did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casekit.text import language
from casekit.widgets import fields
from casekit.widgets.followup import FollowupSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, is_alert, press, section, shown, uploaded


@pytest.fixture
def followup(workbook, imported):
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    return section(workbook, FollowupSection)


def enter(followup, channel="12378", day="2026-03-02", receipt="A-17"):
    form = followup.filing
    form._w_channel.value, form._w_filed_on.value, form._w_receipt.value = channel, day, receipt
    press(form._w_add)
    return form


def test_without_a_filing_it_says_what_to_enter(followup):
    assert "Nothing has been handed in so far" in followup._state.value
    assert followup._calendar.value == "" or "calendar" in followup._calendar.value
    assert not shown(followup.outcome._form) and shown(followup.outcome._none)


def test_a_filing_is_entered_with_its_papers_and_its_clock_runs(followup, case):
    form = followup.filing
    form._w_clerk.value = HOSTILE
    uploaded(form.proofs._w_upload, ("papers.zip", b"PK zip"), ("receipt.png", b"\x89PNG"))
    assert "papers.zip" in form.proofs._arrived.value
    enter(followup)
    assert "2 files are kept with it" in form.message.value
    (filing,) = case.background().filings
    assert (filing.channel, filing.receipt, filing.clerk) == ("12378", "A-17", HOSTILE)
    assert filing.filed_on.isoformat() == "2026-03-02"
    kept = [one for one in case.background().evidence if filing.id in one.filings]
    assert sorted(one.name for one in kept) == ["papers.zip", "receipt.png"]
    assert "A-17" in followup._cards.value and "papers.zip" in followup._cards.value
    assert "<script>" not in followup._cards.value
    assert form._w_receipt.value == form._w_clerk.value == "" and form.proofs._w_upload.value == ()


@pytest.mark.parametrize(
    ("channel", "day", "words"),
    [
        ("", "2026-03-02", "choose where it was handed in"),
        ("12378", "", "on which day it was handed in"),
        ("12378", "some day", "Handed in on"),
        ("12378", "2026-03", "write it with its year"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(followup, case, channel, day, words):
    form = enter(followup, channel, day, "R-1")
    assert is_alert(form.message) and words in form.message.value
    assert (form._w_filed_on.value, form._w_receipt.value) == (day, "R-1")
    assert case.background().filings == ()


def test_a_day_to_come_is_refused(followup, case):
    form = enter(followup, day=(case.today() + timedelta(days=2)).isoformat())
    assert is_alert(form.message) and "still to come" in form.message.value and case.background().filings == ()


def test_days_are_taken_as_people_write_them(followup, case):
    enter(followup, day="2026年3月2日")
    assert [one.filed_on.isoformat() for one in case.background().filings] == ["2026-03-02"]


def test_what_came_of_it_is_entered_and_can_be_corrected(followup, case):
    enter(followup)
    outcome = followup.outcome
    assert shown(outcome._form) and outcome._w_receipt.value == "A-17"
    outcome._w_outcome.value, outcome._w_answered_on.value = "unsatisfied", "2026-03-20"
    outcome._w_answer.value = HOSTILE
    uploaded(outcome.proofs._w_upload, ("answer.png", b"\x89PNG"))
    press(outcome._w_save)
    (filing,) = case.background().filings
    assert (filing.outcome, filing.answer) == (
        "unsatisfied",
        HOSTILE,
    ) and filing.answered_on.isoformat() == "2026-03-20"
    assert [one.name for one in case.background().evidence if filing.id in one.filings] == ["answer.png"]
    outcome._w_answered_on.value = "2026-02-20"
    outcome.guarded(outcome.save)()
    assert is_alert(outcome.message) and outcome._w_answered_on.value == "2026-02-20"
    outcome._w_answered_on.value, outcome._w_outcome.value = "", "open"
    outcome.guarded(outcome.save)()
    assert case.background().filings[0].answered_on is None


def test_an_answer_needs_to_be_said_what_it_was(followup, case):
    enter(followup)
    followup.outcome._w_answered_on.value = "2026-03-20"
    press(followup.outcome._w_save)
    assert is_alert(followup.outcome.message) and "How it stands" in followup.outcome.message.value
    assert case.background().filings[0].answered_on is None


def test_what_came_of_it_is_asked_of_the_filing_entered_last(followup, case):
    enter(followup, "lender", "2026-03-02", "R-1")
    form = followup.filing
    form._w_channel.value, form._w_filed_on.value, form._w_receipt.value = "12378", "2026-03-20", "R-2"
    form.guarded(form.add)()  # a second press so soon would pass for one of a double click
    assert followup.outcome._w_receipt.value == "R-2"


def test_a_very_long_receipt_number_is_shortened_in_lists(followup, case):
    form = enter(followup, receipt="9" * 300)
    assert case.background().filings[0].receipt == "9" * 300
    assert "9" * 40 + "…" in form.message.value and "9" * 41 not in form.message.value


def test_an_overdue_answer_is_told_in_words_and_a_solved_one_is_not(followup, case):
    enter(followup, "lender", (case.today() - timedelta(days=40)).isoformat())
    assert ">overdue</span>" in followup._cards.value and "answer is overdue" in followup._state.value
    followup.outcome._w_outcome.value = "solved"
    followup.outcome._w_answered_on.value = case.today().isoformat()
    press(followup.outcome._w_save)
    assert ">overdue</span>" not in followup._cards.value and "No answer is overdue" in followup._state.value


def test_deadlines_ahead_go_into_a_calendar_file(followup, case):
    enter(followup, "lender", case.today().isoformat(), "R-5")
    assert followup.message.value == ""
    assert 'download="deadlines.ics"' in followup._calendar.value and "text/calendar" in followup._calendar.value


def test_a_filing_is_taken_back_with_a_reason(followup, case):
    enter(followup)
    press(followup.back._w_withdraw)
    assert is_alert(followup.back.message) and len(case.background().filings) == 1
    followup.back._w_why.value = "entered twice"
    press(followup.back._w_withdraw)
    assert case.background().filings == () and "Nothing has been handed in" in followup._state.value
    assert not shown(followup.back._fold.box)


def test_harm_is_entered_with_its_proof_and_taken_back(followup, case):
    harms = followup.harms
    harms._w_kind.value, harms._w_at.value = "cost", "2026-02-03"
    lender = case.background().lenders()[0]
    fields.choose(harms._w_party, lender.id)
    harms._w_amount.value, harms._w_text.value = "230.50", HOSTILE
    uploaded(harms.proofs._w_upload, ("bill.jpg", b"\xff\xd8jpg"))
    press(harms._w_add)
    assert "1 file is kept with it" in harms.message.value
    (harm,) = case.background().harms
    assert (harm.kind, harm.text, harm.amount, harm.person) == ("cost", HOSTILE, "230.50", "debtor")
    assert harm.party == lender.id
    assert [one.name for one in case.background().evidence if harm.id in one.harms] == ["bill.jpg"]
    assert "230.50" in harms._list.value and "<script>" not in harms._list.value and "bill.jpg" in harms._list.value
    assert "(1)" in followup._harm.title
    harms.back._w_why.value = "not because of it"
    press(harms.back._w_withdraw)
    assert case.background().harms == () and "No harm has been entered" in harms._list.value


@pytest.mark.parametrize(
    ("when", "text", "amount", "words"),
    [
        ("", "x", "", "say when it was"),
        ("2026-02-03", " ", "", "what happened"),
        ("2026-02-03", "x", "much", "much"),
        ("2099-01-01", "x", "", "2099"),
    ],
)
def test_a_harm_that_cannot_be_used_is_refused_and_stays_in_the_form(followup, case, when, text, amount, words):
    harms = followup.harms
    harms._w_at.value, harms._w_text.value, harms._w_amount.value = when, text, amount
    press(harms._w_add)
    assert is_alert(harms.message) and words in harms.message.value, harms.message.value
    assert (harms._w_at.value, harms._w_text.value, harms._w_amount.value) == (when, text, amount)
    assert case.background().harms == ()


def test_an_empty_file_is_told_and_the_harm_is_entered(followup, case):
    harms = followup.harms
    harms._w_at.value, harms._w_text.value = "2026-02-03", "missed work"
    uploaded(harms.proofs._w_upload, ("empty.jpg", b""))
    press(harms._w_add)
    assert is_alert(harms.message) and "empty.jpg" in harms.message.value and "It is entered" in harms.message.value
    assert len(case.background().harms) == 1 and "missed work" in harms._list.value


def test_another_language_keeps_what_was_typed(followup):
    followup.filing._w_channel.value, followup.filing._w_receipt.value = "12378", "R-9"
    followup.harms._w_text.value = "说到一半"
    with language("zh"):
        followup.workbook.speak("zh")
    assert (followup.filing._w_channel.value, followup.filing._w_receipt.value) == ("12378", "R-9")
    assert followup.harms._w_text.value == "说到一半" and followup.harms._w_text.description == "发生了什么，照实写"
