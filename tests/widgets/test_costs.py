"""The card about what a loan costs."""

from __future__ import annotations

import pytest

from casekit.casebook.payments import read_payments
from casekit.widgets.casefile import CaseFileSection
from casekit.widgets.costs import Costs
from tests.widgets.conftest import is_alert, press, section

PAYMENTS = "2026-01-05 received 10000\n2026-02-05 paid 3500\n2026-03-05 paid 3500\n2026-04-05 due 3500"


@pytest.fixture
def costs(workbook, imported):
    found = section(workbook, CaseFileSection).costs
    (lender,) = found.case.background().lenders()
    found.case.update_party(lender.id, lender_type="microloan")
    return found


def test_payments_are_saved_and_appraised(costs):
    costs._w_payments.value, costs._w_contract_date.value = PAYMENTS, "2026-01-05"
    press(costs._w_save)
    (debt,) = costs.case.background().debts.values()
    assert len(debt.payments) == 4 and str(debt.contract_date) == "2026-01-05"
    assert "All-in cost of microloans" in costs._told.value and "above the yardstick" in costs._told.value
    assert "was not checked" in costs._told.value, "the courts' 24 % is shown here only"


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_lost(costs):
    costs._w_payments.value = f"{PAYMENTS}\nsome day 5"
    press(costs._w_save)
    assert is_alert(costs.message) and "line 5" in costs.message.value
    (debt,) = costs.case.background().debts.values()
    assert debt.payments == () and "some day 5" in costs._w_payments.value


def test_what_is_known_is_shown_again(costs):
    (debt,) = costs.case.background().debts
    costs.case.update_debt(debt, payments=read_payments(PAYMENTS), lpr="3.1")
    again = Costs(costs.workbook)
    assert read_payments(again._w_payments.value) == read_payments(PAYMENTS) and again._w_lpr.value == "3.1"


def test_what_is_missing_is_asked(costs):
    costs._w_payments.value = PAYMENTS
    press(costs._w_save)
    assert "On which day was the contract concluded" in costs._told.value
