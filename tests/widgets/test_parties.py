from __future__ import annotations

import pytest

from casekit.widgets.casefile import CaseFileSection
from tests.widgets.conftest import HOSTILE, press, refused, section, shown


@pytest.fixture
def file(workbook):
    return section(workbook, CaseFileSection)


def test_a_lender_is_completed(file):
    parties = file.parties
    lender = file.case.background().lenders()[0]
    parties._w_party.value = lender.id
    assert parties._w_name.value == "Example Finance" and not shown(parties._w_kind)
    parties._w_full_name.value, parties._w_hotline.value = HOSTILE, "95000"
    press(parties._w_save)
    known = file.case.background().parties[lender.id]
    assert (known.full_name, known.hotline) == (HOSTILE, "95000")
    assert "<script>" not in file._tables.value and "&lt;script&gt;" in file._tables.value


def test_an_agency_is_entered_for_its_lender(file):
    parties = file.parties
    parties._w_kind.value = "agency"
    assert shown(parties._w_acts_for) and not shown(parties._w_lender_type)
    refused(parties.message, lambda: press(parties._w_save), "give the institution a name")
    parties._w_name.value = "某催收"
    parties._w_acts_for.value = file.case.background().lenders()[0].id
    press(parties._w_save)
    assert file.case.background().lender_of(file.case.find_party("某催收").id).name == "Example Finance"
    assert parties._w_party.value == file.case.find_party("某催收").id


def test_amounts_of_a_debt_are_words_as_told(file):
    debts = file.debts
    (known,) = file.case.background().debts.values()
    debts._w_debt.value = known.id
    debts._w_claimed.value, debts._w_overdue_since.value = "大约两万三", "2025-10-28"
    press(debts._w_save)
    (known,) = file.case.background().debts.values()
    assert (known.claimed, known.overdue_since.isoformat()) == ("大约两万三", "2025-10-28")


def test_a_day_that_is_none_is_refused_and_kept(file):
    debts = file.debts
    (known,) = file.case.background().debts.values()
    debts._w_debt.value = known.id
    debts._w_overdue_since.value = "last autumn"
    refused(debts.message, lambda: press(debts._w_save), "cannot be used")
    assert debts._w_overdue_since.value == "last autumn"


def test_a_further_debt_is_entered_and_asked_for_from_then_on(file):
    from casekit.widgets.notes import NotesSection

    notes = section(file.workbook, NotesSection)
    assert not shown(notes.new.account._w_debt)
    file.debts._w_product.value = "借呗"
    press(file.debts._w_save)
    assert [one.product for one in file.case.background().debts.values()] == ["花呗", "借呗"]
    assert shown(notes.new.account._w_debt)


def test_a_lender_just_entered_stands_in_the_form_of_a_further_debt(file):
    file.parties._w_kind.value = "lender"
    file.parties._w_name.value = "示例速贷"
    press(file.parties._w_save)
    file.debts._w_product.value = "速贷"
    press(file.debts._w_save)
    background = file.case.background()
    *_before, debt = background.debts.values()
    assert background.parties[debt.lender].name == "示例速贷"


def test_a_debt_needs_a_lender(home):
    from casekit.casebook import create_case
    from casekit.widgets.session import Workbook

    workbook = Workbook()
    workbook.open(create_case(home / "bare"))
    file = section(workbook, CaseFileSection)
    refused(file.debts.message, lambda: press(file.debts._w_save), "enter the lender first")
