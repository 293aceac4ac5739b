from __future__ import annotations

import pytest

from casekit.widgets.charts import ChartsSection
from casekit.widgets.findings import FindingsSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, press, section, shown


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
    for words in ("How it was counted", "What would defeat this", "#1 #2"):
        assert words in cards


def test_a_changed_case_is_checked_again_on_asking(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert not shown(findings._w_check)
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR, words=HOSTILE)
    workbook.changed()
    assert shown(findings._w_check) and "has changed" in findings._state.value
    press(findings._w_check)
    assert not shown(findings._w_check) and "has changed" not in findings._state.value


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
    press(findings._w_check)
    assert lender.id not in questions._lenders


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

    def test_they_are_drawn_again_on_asking(self, workbook, night_calls):
        charts = section(workbook, ChartsSection)
        night_calls.log(start="2026-01-13T23:30", number="17000000009")
        workbook.changed()
        assert "has changed" in charts._state.value and "17000000009" not in charts._pictures.value
        press(charts._w_draw)
        assert "17000000009" in charts._pictures.value
