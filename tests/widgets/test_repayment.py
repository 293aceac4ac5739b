"""The section about repayment: household, plans, talks and the credit record, as somebody uses them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import ipywidgets as w
import pytest

from casekit.casebook.payments import read_payments
from casekit.widgets.repayment import RepaymentSection
from casekit.widgets.session import Workbook
from tests.widgets.conftest import HOSTILE, is_alert, press, refused, section, shown, uploaded


@pytest.fixture
def made(workbook, imported) -> RepaymentSection:
    (debt,) = imported.background().debts
    imported.update_debt(debt, principal="12000 元", claimed="13,600.00", overdue_since="2026-01-10")
    return section(workbook, RepaymentSection)


def again(workbook: Workbook, button: w.Button) -> None:
    """Press as soon as one likes after the press before: here nobody clicks twice by mistake."""
    workbook.guard._served.clear()
    press(button)


def entered(made: RepaymentSection, income: str = "工资 6000", expenses: str = "房租 2000\n吃饭 2000") -> None:
    made.household._w_income.value, made.household._w_expenses.value = income, expenses
    again(made.workbook, made.household._w_save)


def test_the_debt_is_shown_with_its_amounts_and_days(made):
    assert "12000 元" in made._debts.value and "13,600.00" in made._debts.value and "2026-01-10" in made._debts.value
    assert "What the loan costs a year" in made._debts.value, "where payments are entered"
    made.case.update_debt(
        next(iter(made.case.background().debts)),
        payments=read_payments("2025-01-01 received 10000\n2026-01-01 due 12500"),
    )
    made.refresh()
    assert "25.00%" in made._debts.value


def test_a_household_is_saved_and_what_can_be_paid_is_shown(made):
    assert made.household._result.value == ""
    entered(made)
    assert [one.name for one in made.case.background().budget.expenses] == ["房租", "吃饭"]
    assert "<strong>1,800.00</strong>" in made.household._result.value
    made.household._w_reserve.value = "0"
    again(made.workbook, made.household._w_save)
    assert "<strong>2,000.00</strong>" in made.household._result.value


def test_a_line_that_cannot_be_read_is_named_and_what_was_typed_stays(made):
    entered(made, expenses="房租\n吃饭 2000")
    assert is_alert(made.household.message) and "line 1" in made.household.message.value
    assert made.household._w_expenses.value == "房租\n吃饭 2000"
    assert made.case.background().budget.income == ()
    made.household._w_expenses.value, made.household._w_reserve.value = "房租 2000", "200"
    again(made.workbook, made.household._w_save)
    assert "no share" in made.household.message.value and made.household._w_reserve.value == "200"


def test_a_household_with_nothing_left_is_told_so_plainly(made):
    entered(made, expenses="房租 7000")
    assert "nothing is left" in made.household._result.value
    again(made.workbook, made.plans._w_reckon)
    assert "nothing is left" in made.plans._table.value


def test_plans_are_reckoned_and_the_shortest_that_fits_is_preselected(made):
    entered(made)
    assert not shown(made.plans._letter)
    again(made.workbook, made.plans._w_reckon)
    assert "Plans for 13,600.00" in made.plans._table.value and "shortest" in made.plans._table.value
    assert made.plans._w_months.value == 8 and shown(made.plans._letter)
    made.plans._w_basis.value = "principal"
    made.plans._w_rate.value = "7.3"
    again(made.workbook, made.plans._w_reckon)
    assert "Plans for 12,000.00" in made.plans._table.value and "7.3% a year" in made.plans._table.value
    entered(made, expenses="房租 5500")  # the table follows the household
    assert made.plans._draft is not None and made.plans._draft.household.affordable == Decimal(450)


def test_without_a_household_plans_are_there_and_nothing_is_said_to_fit(made):
    again(made.workbook, made.plans._w_reckon)
    assert "Can be carried" not in made.plans._table.value
    assert not shown(made.plans._w_household)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("rate", "abc", "no yearly rate"), ("first", "soon", "not a date"), ("first", "2020-01-01", "lies in the past"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_stays_typed(made, field, value, words):
    typed = getattr(made.plans, f"_w_{field}")
    typed.value = value
    refused(made.plans.message, lambda: again(made.workbook, made.plans._w_reckon), words)
    assert typed.value == value


def test_another_amount_is_asked_for_only_when_it_is_wanted(made):
    assert not shown(made.plans._w_amount)
    made.plans._w_basis.value = "other"
    assert shown(made.plans._w_amount)
    refused(made.plans.message, lambda: again(made.workbook, made.plans._w_reckon), "type the amount")
    made.plans._w_amount.value = "1万"
    again(made.workbook, made.plans._w_reckon)
    assert "Plans for 10,000.00" in made.plans._table.value


def test_a_debt_of_which_no_sum_is_told_asks_for_the_amount_at_once(made):
    (debt,) = made.case.background().debts
    made.case.update_debt(debt, claimed="", principal="不记得了")
    made.workbook.changed()
    assert [value for _name, value in made.plans._w_basis.options] == ["other"]
    assert shown(made.plans._w_amount)


def test_the_letter_holds_the_chosen_plan_and_is_kept_with_the_case(made):
    entered(made)
    again(made.workbook, made.plans._w_reckon)
    made.plans._w_language.value, made.plans._w_months.value = "zh", 24
    again(made.workbook, made.plans._w_letter)
    assert not is_alert(made.plans.message), made.plans.message.value
    page, document = (made.case.export_folder / one["name"] for one in made.case.exports()[-2:])
    text = page.read_text("utf-8")
    assert page.suffix == ".html" and document.suffix == ".docx" and document.stat().st_size > 5000
    assert "24" in text and "566.67元" in text and "13,600.00元" in text and "1,800.00元" in text
    made.plans._w_household.value = False
    again(made.workbook, made.plans._w_letter)
    assert "1,800.00元" not in page.read_text("utf-8"), "the household stays out when it is not wanted"


def test_a_plan_that_cannot_be_carried_is_written_with_a_warning(made):
    entered(made)
    again(made.workbook, made.plans._w_reckon)
    made.plans._w_months.value = 6
    again(made.workbook, made.plans._w_letter)
    assert "cannot be carried" in made.plans._written.value
    written = made.plans._written.value
    made.speak()
    assert made.plans._written.value == written, "the links stay, because the files do"


def test_a_talk_is_entered_listed_and_taken_back(made):
    talks = made.talks
    talks._w_at.value, talks._w_ours.value, talks._w_theirs.value = "2026-01-20 15:00", "24 期", HOSTILE
    again(talks.workbook, talks._w_add)
    assert "24 期" in talks._list.value and "<script>" not in talks._list.value
    assert made.case.background().facts == () and talks._w_ours.value == ""
    assert "(1)" in made._folds[2].title
    talks.back._w_entry.value = made.case.background().talks[0].id
    talks.back._w_why.value = "记错了"
    again(talks.workbook, talks.back._w_withdraw)
    assert made.case.background().talks == ()


def test_an_agreement_is_a_fact_and_reminded_of_until_it_is_in_writing(made):
    talks = made.talks
    assert not shown(talks.proofs.box)
    for day, files in (("2026-01-20", ()), ("2026-01-21", (("协议.pdf", b"%PDF-1.4 demo"),))):
        talks._w_at.value, talks._w_theirs.value, talks._w_agreed.value = day, "同意 24 期", True
        assert shown(talks.proofs.box)
        if files:
            uploaded(talks.proofs._w_upload, *files)
        again(talks.workbook, talks._w_add)
        assert "in writing" in talks.message.value and not talks._w_agreed.value
    assert [one.kind for one in made.case.background().facts] == ["settlement", "settlement"]
    assert "2026-01-20 is not in writing" in talks._reminder.value
    assert "2026-01-21" not in talks._reminder.value


def test_a_talk_that_cannot_have_been_is_refused_and_stays_typed(made):
    talks = made.talks
    made.case.update_debt(next(iter(made.case.background().debts)), contract_date="2025-06-01")
    talks._w_theirs.value, talks._w_agreed.value = "同意", True
    refused(talks.message, lambda: again(talks.workbook, talks._w_add), "Please say when it was")
    talks._w_at.value = "2025-05-01"
    refused(talks.message, lambda: again(talks.workbook, talks._w_add), "earlier than the loan")
    talks._w_at.value = str(made.case.today() + timedelta(days=3))
    refused(talks.message, lambda: again(talks.workbook, talks._w_add), "still to come")
    assert talks._w_theirs.value == "同意" and made.case.background().talks == ()
    talks._w_theirs.value = ""
    talks._w_at.value = "2026-01-02"
    refused(talks.message, lambda: again(talks.workbook, talks._w_add), "what was offered or answered")


def test_the_credit_record_is_logged_and_an_objection_shows_its_clock(made):
    credit = made.credit
    assert "20" in credit._clocks.value and "30" in credit._clocks.value
    credit._w_kind.value, credit._w_at.value = "entry_found", "2026-01-15"
    credit._w_institution.value, credit._w_text.value = "示例征信", "逾期一笔，不是我的"
    again(credit.workbook, credit._w_add)
    assert "逾期一笔" in credit._list.value and "(1)" in made._folds[3].title
    made.case.add_filing("credit_bureau", "2026-01-16", track="objection")
    made.refresh()
    assert "2026-02-05" in credit._clocks.value and "overdue" in credit._clocks.value
    refused(credit.message, lambda: again(credit.workbook, credit._w_add), "on which day")


def test_what_is_typed_stays_when_the_language_changes(made):
    made.household._w_income.value, made.plans._w_rate.value = "工资 6000", "7.3"
    made.talks._w_ours.value, made.credit._w_text.value = "24 期", "逾期"
    made.speak()
    assert made.household._w_income.value == "工资 6000" and made.plans._w_rate.value == "7.3"
    assert made.talks._w_ours.value == "24 期" and made.credit._w_text.value == "逾期"


def test_a_relative_is_told_that_the_section_is_the_borrower_s(workbook, imported):
    def said(made: RepaymentSection) -> str:
        return "".join(str(getattr(one, "value", "")) for one in made.box.children[1].children)

    made = section(workbook, RepaymentSection)
    assert "This section is for the borrower" not in said(made)
    imported.update_header(standpoint="relative")
    made.rebuild()
    assert "This section is for the borrower" in said(made)
