from __future__ import annotations

import asyncio

import pytest

from casekit.importers.intake import import_file
from casekit.model import DEBTOR
from casekit.widgets.charts import ChartsSection
from casekit.widgets.findings import FindingsSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, OTHER_COLLECTOR, calls_xml, press, section, shown


@pytest.fixture
def night_calls(imported):
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    return imported


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
    def asked(self, workbook, case, tmp_path):
        """Unanswered calls of one day, too many if all of them rang the same number; the phone does not say which."""
        rows = [(COLLECTOR, f"2026-02-10T{hour:02}:{minute}:00", 0) for hour in range(9, 17) for minute in (10, 40)]
        import_file(case, calls_xml(tmp_path, [*rows, (OTHER_COLLECTOR, "2026-02-10T12:00:00", 0)]))
        case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
        case.update_person(DEBTOR, lines=["13800000101"])
        return section(workbook, FindingsSection).questions

    def test_one_answer_holds_for_all_calls_of_which_it_is_not_known(self, asked):
        assert shown(asked._w_line) and "Of 16 contacts" in asked._w_line.description
        seq = asked.case.head[0]
        asked._w_line.value = "13800000101"
        press(asked._w_save)
        assert [one.line for one in asked.case.incidents()] == ["13800000101"] * 16 + [""]
        assert asked.case.head[0] == seq + 1
        # It is asked no more, and that it was saved is still said.
        assert not shown(asked._inside) and shown(asked.box) and "Saved" in asked.message.value

    def test_nothing_is_supposed_where_it_was_not_always_the_same(self, asked):
        press(asked._w_save)
        assert "Nothing was chosen" in asked.message.value
        assert not any(one.line for one in asked.case.incidents())

    def test_without_an_own_number_it_says_where_to_enter_one(self, asked):
        asked.case.update_person(DEBTOR, lines=[])
        asked.workbook.changed()
        assert not shown(asked._w_line) and "own numbers under" in asked._others.value


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
