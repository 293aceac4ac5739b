"""What the letters to a lender say: whom they are about, what they ask, what stays out of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casekit.casebook import Case
from casekit.errors import InputError, NotFoundError
from casekit.filing.dossier import dossier_of
from casekit.filing.letters.catalog import letters_of
from casekit.filing.letters.writing import write_letter
from casekit.text import language
from tests.filing.letters.cases import AUNT, case_called, dossier_called, words_of_page
from tests.report.samples import COLLEAGUE, MOTHER, MOTHER_LINE


def _words(case: Case, letter: str, *, tongue: str = "zh", mask: str = "third-parties", person: str = "") -> str:
    signer = case.find_person(person) if person else None
    with language(tongue):
        dossier = dossier_of(case, mask=mask)
        return words_of_page(write_letter(dossier, letter, person=signer.id if signer else None).html)


@pytest.fixture
def filed(folder: Path) -> Case:
    return case_called("filed", folder)


def test_a_complaint_is_about_the_lender_it_goes_to(folder: Path) -> None:
    text = _words(case_called("demo", folder), "lender_complaint")
    assert "演示消费金融有限公司" in text
    assert "示例小额贷款" not in text and "示例速贷" not in text


def test_a_letter_can_be_about_the_other_lender(folder: Path) -> None:
    case = case_called("demo", folder)
    debt = next(one.id for one in case.background().debts.values() if "速贷" in one.product)
    with language("zh"):
        text = words_of_page(write_letter(dossier_of(case, debt=debt), "lender_complaint").html)
    assert "致：示例小额贷款有限公司" in text and "的“花呗”" not in text and "演示消费金融" not in text


def test_the_debt_is_acknowledged_by_a_borrower_and_left_to_the_borrower_by_a_relative(
    filed: Case, folder: Path
) -> None:
    assert "承认依法应当偿还的债务" in _words(filed, "lender_complaint")
    relative = _words(case_called("relative", folder), "lender_complaint")
    assert "承认依法应当偿还的债务" not in relative and "不是借款人" in relative


def test_a_complaint_lists_what_was_done_before(filed: Case) -> None:
    text = _words(filed, "lender_complaint")
    assert "TS-0001" in text and "2026年1月20日答复" in text


def test_each_number_is_listed_with_what_ties_it_to_the_lender(filed: Case) -> None:
    text = _words(filed, "agency_and_source_demand")
    assert "17000000000" in text and "短信签名" in text and "号码从何处、于何时取得" in text


@pytest.mark.parametrize(
    ("kind", "there", "absent"),
    [
        ("consumer_finance", "GB/T45251-2025", "第六十八条"),
        ("bank_credit_card", "第六十八条", "GB/T45251-2025"),
    ],
)
def test_how_long_recordings_are_kept_depends_on_the_kind_of_lender(
    tmp_path: Path, kind: str, there: str, absent: str
) -> None:
    from casekit.casebook import create_case

    with language("zh"):
        case = create_case(tmp_path / "case", complainant="张三", lender="某机构", lender_type=kind)
    text = _words(case, "recordings_preservation")
    assert there in text and absent not in text
    assert "至少保存2年" in text
    assert "5年" not in text


def test_consent_is_withdrawn_and_the_contract_is_not(filed: Case) -> None:
    text = _words(filed, "withdrawal_of_consent")
    assert "不影响借款合同的效力" in text and "第十四条、第十五条" in text and "通讯录" in text


def test_a_request_for_data_asks_for_recordings_before_erasure(filed: Case) -> None:
    text = _words(filed, "personal_data_request")
    assert "第四十四条至第四十八条" in text and "第五十条" in text
    assert "不在删除之列" in text


def test_a_third_person_signs_for_their_own_contacts_only(filed: Case) -> None:
    text = _words(filed, "third_person_refusal", mask="none", person=MOTHER)
    assert MOTHER in text and MOTHER_LINE in text
    assert "共2次" in text and "此后贵方或者受托机构仍联系本人1次" in text
    assert "已经向对方明确表示不要再联系" in text
    for hidden in (COLLEAGUE, "花呗", "8,600", "HB-0000-1", "跪着来求我", "统计项目"):
        assert hidden not in text


def test_what_a_third_person_was_told_is_quoted(filed: Case) -> None:
    assert "你儿子欠了9412元" in _words(filed, "third_person_refusal", mask="none", person=MOTHER)


def test_who_is_masked_signs_by_hand(filed: Case) -> None:
    text = _words(filed, "third_person_refusal", person=MOTHER)
    assert MOTHER not in text and MOTHER_LINE not in text and "来函人王*" not in text and "共2次" in text


def test_without_a_person_the_refusal_is_a_form(filed: Case) -> None:
    text = _words(filed, "third_person_refusal", mask="none")
    assert "曾用下列号码联系本人" in text and MOTHER not in text and COLLEAGUE not in text


def test_somebody_who_was_never_contacted_is_refused(filed: Case) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        write_letter(dossier_of(filed), "third_person_refusal", person="nobody")


def test_the_borrower_is_no_third_person(filed: Case) -> None:
    with pytest.raises(NotFoundError):
        write_letter(dossier_of(filed), "third_person_refusal", person="debtor")


def test_abroad_a_refusal_cites_the_law_there(folder: Path) -> None:
    text = _words(case_called("us", folder), "third_person_refusal", tongue="en", mask="none", person=AUNT)
    assert "1692c" in text and "Refusalofcontact" in text and AUNT.replace(" ", "") in text


def test_a_proposal_acknowledges_the_debt_and_offers_one_plan(filed: Case) -> None:
    from casekit.repayment.household import Household
    from casekit.repayment.offer import Offer
    from casekit.repayment.plans import make_plan

    debt = next(one for one in filed.background().debts.values() if one.product == "花呗")
    plan = make_plan(Decimal("8600"), Decimal(0), 12, date(2026, 12, 5))
    household = Household(Decimal("6000"), Decimal("4000"), Decimal("500"), Decimal("0.10"))
    with language("zh"):
        written = write_letter(
            dossier_of(filed), "repayment_proposal", plan=Offer(debt.id, plan, household, "principal")
        )
    text = words_of_page(written.html)
    assert "承认上述债务" in text and "8,600.00元（本金）" in text and "12个月" in text
    assert "2026年12月5日" in text and "6,000.00元" in text and "1,350.00元" in text


def test_a_proposal_without_a_plan_is_a_form(filed: Case) -> None:
    text = _words(filed, "repayment_proposal")
    assert "每期还款" in text and "元，最后一期" not in text


@pytest.mark.parametrize("letter", ["repayment_proposal", "withdrawal_of_consent", "credit_objection"])
def test_a_relative_acknowledges_no_debt_and_uses_no_right_of_the_borrower(folder: Path, letter: str) -> None:
    case_called("relative", folder)
    with language("zh"), pytest.raises(InputError, match="借款人本人"):
        write_letter(dossier_called("relative", str(folder), "zh"), letter)
    assert letter not in {one.id for one in letters_of("CN", "relative")}
    assert letter in {one.id for one in letters_of("CN", "agent")}


def test_a_relative_asks_for_their_own_data_only(folder: Path) -> None:
    text = _words(case_called("relative", folder), "personal_data_request")
    assert "只涉及请求人本人的个人信息" in text
    assert "借款合同" not in text and "请求人的借款信息" not in text and "第三人" not in text


def test_what_binds_by_agreement_alone_is_not_listed_as_law(filed: Case) -> None:
    for tongue, kinds in (
        ("zh", ("贷后催收风控指引》（推荐性国家标准）：", "催收工作指引（试行）》（行业自律规范）：")),
        ("en", ("(recommendednationalstandard):", "(industryself-discipline):")),
    ):
        text = _words(filed, "recordings_preservation", tongue=tongue)
        assert all(kind in text for kind in kinds), tongue
