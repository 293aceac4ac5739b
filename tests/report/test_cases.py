"""Other cases than the usual one: masked, of one debt, of a relative, of an agent, with nothing in it."""

from __future__ import annotations

import pytest

from casekit.casebook import create_case
from casekit.report.sections import SECTIONS
from casekit.text import language
from tests.report.reading import written
from tests.report.samples import COLLEAGUE, COLLEAGUE_LINE, GRANDMOTHER, MOTHER, MOTHER_LINE, OWN_LINE


@pytest.mark.parametrize("mask", ["third-parties", "all"])
def test_what_is_masked_is_nowhere_in_the_bytes(case, tmp_path, mask):
    for lang in ("zh", "en"):
        found = written(case, tmp_path, mask=mask, lang=lang).everything
        for secret in (MOTHER, MOTHER_LINE, COLLEAGUE, COLLEAGUE_LINE, GRANDMOTHER, "外婆"):
            assert secret not in found, secret
        assert "不在本文件之中" in found or "not contained in this file" in found
        if mask == "all":
            assert OWN_LINE not in found and "张三" not in found and "1700000000" not in found


def test_a_report_without_masks_says_so(case, tmp_path):
    report = written(case, tmp_path, mask="none")
    assert "Nothing is masked" in report.text("masking") and MOTHER in report.page


def test_a_report_of_one_debt_leaves_the_other_out(case, tmp_path):
    debt = next(iter(case.background().debts))
    one = written(case, tmp_path, debt=debt)
    assert [row[1] for row in one.rows("debts")] == ["花呗"]
    assert "另一小贷" not in one.text("parties")


def test_an_empty_case_makes_a_whole_report(tmp_path):
    with language("zh"):
        report = written(create_case(tmp_path / "case"), tmp_path, lang="zh")
    assert len(report.titles()) == len(SECTIONS) + 1
    assert report.figures()["催收联系总次数"][0] == "0"
    assert all(report.text(name) for name, _title, _section in SECTIONS) and report.text("appendix")


def relatives_case(folder):
    """The mother complains herself; the borrower is then a third person."""
    case = create_case(
        folder, complainant=MOTHER, standpoint="relative", lender="某消费金融", lender_type="consumer_finance"
    )
    case.add_person(MOTHER, role="other_third_party", relation="parent", lines=[MOTHER_LINE])
    case.update_person("debtor", name="张三")
    for day in (10, 11, 12):
        case.log(start=f"2026-01-{day}T21:20", number="17000000001", person=MOTHER, words="张三欠了钱，你替他还。",
                 tags=["debt_disclosed", "pay_demand_to_third_party"], asked_to_stop=day == 10)  # fmt: skip
    return case


def test_a_relative_complains_in_her_own_name(tmp_path):
    report = written(relatives_case(tmp_path / "case"), tmp_path, lang="zh")
    assert MOTHER in report.text("parties") and "被骚扰的亲友" in report.text("parties")
    assert "投诉人不是借款人" in report.text("request") and "停止联系投诉人及其他与债务无关的人" in report.text(
        "request"
    )
    assert "张三" not in report.everything and "张*欠了钱" in report.text("worst")
    assert report.figures()["拒绝后仍联系"][0] == "2"


def test_an_agent_signs_beside_the_complainant(tmp_path):
    case = create_case(tmp_path / "case", complainant="张三", standpoint="agent", lender="某消费金融")
    report = written(case, tmp_path)
    assert "Representative (signature):" in report.text("declaration")
    assert "Complainant (signature):" in report.text("declaration") and "Representative" in report.text("parties")
    assert "volunteer" not in report.text("parties")


def test_a_borrowers_own_refusal_is_no_figure(tmp_path):
    case = create_case(tmp_path / "case", lender="某消费金融", own_numbers=[OWN_LINE])
    for day in (10, 11, 12):
        case.log(start=f"2026-01-{day}T12:00", number="17000000001", asked_to_stop=day == 10)
    assert "contacts after “stop”" not in written(case, tmp_path).figures()


def test_calls_back_are_listed_and_counted_nowhere(tmp_path):
    case = create_case(tmp_path / "case", lender="某消费金融", own_numbers=[OWN_LINE])
    case.log(start="2026-01-10T12:00", number="17000000001", outcome="conversation")
    case.log(start="2026-01-10T13:00", number="17000000001", outcome="conversation", direction="out")
    case.log(start="2026-01-10T14:00", number="950000", direction="out", note="called the hotline")
    report = written(case, tmp_path)
    assert report.figures()["contacts by collectors"][0] == report.figures()["numbers used"][0] == "1"
    assert [row[5] for row in report.rows("numbers")] == ["1and 1 outgoing"]
    assert [row[4] for row in report.rows("everything")] == [
        "call, connected", "call (out), connected", "call (out)",
    ]  # fmt: skip
    assert [row[7] for row in report.rows("everything")] == ["borrower", "the other side", "the other side"]
    assert "2 contacts were made from the complainant's side" in report.text("counting")
