from __future__ import annotations

import asyncio

import pytest

from casekit.rules import Question
from casekit.widgets.charts import ChartsSection
from casekit.widgets.findings import FindingsSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, OTHER_COLLECTOR, press, section, shown


@pytest.fixture
def night_calls(imported):
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    return imported


class Asking:
    """As much of a finding as asks something."""

    def __init__(self, *questions):
        self.questions = questions


def test_before_numbers_are_named_nothing_is_found(workbook, imported):
    findings = section(workbook, FindingsSection)
    assert "no contact that counts reaches a rule" in findings._state.value
    assert "5 contacts are left out" in findings._state.value


def test_each_card_tells_basis_arithmetic_and_what_would_defeat_it(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert "appear not to comply" in findings._state.value and "not a verdict" in findings._state.value
    cards = findings._cards.value
    assert "22:00" in cards and "GB/T 45251" in cards
    for words in ("How it was counted", "What would defeat this", f"#1 2026-01-10 22:30 {COLLECTOR}"):
        assert words in cards


def test_a_changed_case_is_checked_again_by_itself(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR, words=HOSTILE)
    workbook.changed()
    assert "#6 2026-01-13 23:30" in findings._cards.value and findings.message.value == ""


def test_the_answer_to_a_save_goes_out_before_the_rules_are_run(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR)

    async def save():
        workbook.changed()
        workbook.changed()
        at_once = "#6 " in findings._cards.value, findings.message.value
        for _turn in range(100):
            await asyncio.sleep(0.05)
            if findings.message.value == "":
                break
        return at_once

    waiting, said = asyncio.run(save())
    assert not waiting and "Checking the rules" in said
    assert "#6 2026-01-13 23:30" in findings._cards.value


def test_it_is_said_how_many_contacts_rest_on_the_user_s_word(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert "3 of the 3 contacts that count rest on your own word alone" in findings._state.value
    lender = night_calls.background().lenders()[0].id
    night_calls.mark_number(COLLECTOR, party=lender, basis="sms_signature")
    workbook.changed()
    assert "own word" not in findings._state.value
    callers = night_calls.add_party("caller_group", "callers")
    night_calls.mark_number(OTHER_COLLECTOR, party=callers.id, basis="stated_amount")
    workbook.changed()
    assert "Of 1 of the 4 contacts it is not said for which lender" in findings._state.value


class TestWhichNumberWasRung:
    @pytest.fixture
    def asked(self, workbook, imported):
        """Calls of one day, too many for one number if all of them rang it."""
        imported.update_person("debtor", lines=["13800000101"])
        imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
        findings = section(workbook, FindingsSection)
        findings.questions.put([Asking(Question("line", "哪个号码", "Which number"))])
        return findings.questions

    def test_one_answer_holds_for_all_calls_of_which_it_is_not_known(self, asked):
        assert shown(asked._w_line) and "Of 3 contacts" in asked._w_line.description
        seq = asked.case.head[0]
        asked._w_line.value = "13800000101"
        press(asked._w_save)
        assert [one.line for one in asked.case.incidents()] == ["13800000101"] * 3 + ["", ""]
        assert asked.case.head[0] == seq + 1

    def test_nothing_is_supposed_where_it_was_not_always_the_same(self, asked):
        press(asked._w_save)
        assert "Nothing was chosen" in asked.message.value
        assert not any(one.line for one in asked.case.incidents())

    def test_without_an_own_number_it_says_where_to_enter_one(self, asked):
        asked.case.update_person("debtor", lines=[])
        asked.put([Asking(Question("line", "哪个号码", "Which number"))])
        assert not shown(asked._w_line) and "own numbers under" in asked._others.value


def test_the_type_of_the_lender_is_asked_and_settles(home, workbook, night_calls):
    lender = night_calls.background().lenders()[0]
    night_calls.update_party(lender.id, lender_type="unknown")
    for minute in range(0, 60, 5):
        night_calls.log(start=f"2026-01-14T10:{minute:02}", number=COLLECTOR)
    findings = section(workbook, FindingsSection)
    questions = findings.questions
    assert shown(questions.box)
    press(questions._w_save)
    assert "Nothing was chosen" in questions.message.value
    workbook.guard._served.clear()
    questions._lenders[lender.id].value = "consumer_finance"
    press(questions._w_save)
    assert night_calls.background().parties[lender.id].lender_type == "consumer_finance"
    assert lender.id not in questions._lenders and "checked again" in questions.message.value


class TestCharts:
    def test_nothing_to_draw_is_said(self, workbook, imported):
        charts = section(workbook, ChartsSection)
        assert "nothing to draw yet" in charts._state.value and charts._pictures.value == ""

    def test_pictures_come_with_their_words_and_numbers(self, workbook, night_calls):
        charts = section(workbook, ChartsSection)
        pictures = charts._pictures.value
        assert pictures.count("<figure") == 3 and pictures.count("alt=") == 3
        assert "<table" in pictures and COLLECTOR in pictures
        assert "2 contacts are left out" in charts._state.value

    def test_they_are_drawn_again_by_themselves(self, workbook, night_calls):
        charts = section(workbook, ChartsSection)
        night_calls.log(start="2026-01-13T23:30", number="17000000009")
        assert "17000000009" not in charts._pictures.value
        workbook.changed()
        assert charts.message.value == "" and "17000000009" in charts._pictures.value
