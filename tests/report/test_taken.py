"""Steps taken and harm in the report: from filings and entries, each once, with exhibits, waiting time and sums."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casekit import clock
from casekit.casebook import Case, create_case
from casekit.report.gathering import material_of
from casekit.report.sections import harm, steps
from casekit.text import language
from tests.report.reading import Report

MOTHER = "王秀兰"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(clock, "now", lambda: clock.from_iso("2026-03-31T04:00:00Z"))
    made = create_case(
        tmp_path / "case", complainant="张三", lender="某消费金融", lender_type="consumer_finance", product="花呗"
    )
    made.log(start="2026-01-05 09:00", number="17000000001", party=lender_of(made))
    return made


def lender_of(case: Case) -> str:
    return case.background().lenders()[0].id


def text(case: Case, section: Callable[..., str], tongue: str = "en", mask: str = "third-parties") -> str:
    with language(tongue):
        return " ".join(
            Report(f"<div>{section(material_of(case, mask=mask, with_charts=False))}</div>").everything.split()
        )


def test_without_steps_and_harm_it_says_so(case: Case) -> None:
    assert "No step is recorded so far." in text(case, steps.section)
    assert "没有登记损害。" in text(case, harm.section, "zh")


def test_an_answered_filing_tells_receipt_clerk_answer_and_how_long_it_took(case: Case) -> None:
    case.add_filing("lender", "2026-03-01", party=lender_of(case), receipt="TS-1", clerk="工号7", note="停止夜间来电",
                    answered_on="2026-03-10", outcome="unsatisfied", answer="不予支持")  # fmt: skip
    shown = text(case, steps.section, "zh")
    for part in ("2026-03-01", "某消费金融", "受理编号：TS-1", "经办人：工号7", "停止夜间来电", "不予支持",
                 "2026-03-10 答复，历时 9 天，结果：已答复，不满意。"):  # fmt: skip
        assert part in shown
    assert "答复期限" not in shown


def test_an_answer_that_came_late_is_said_with_the_time_limit(case: Case) -> None:
    case.add_filing("lender", "2026-03-02", party=lender_of(case), answered_on="2026-03-18", outcome="solved")
    assert "The answer was due by 2026-03-17" in text(case, steps.section)


def test_a_missing_answer_is_said_with_the_days_and_the_time_limit_once_it_has_passed(case: Case) -> None:
    case.add_filing("lender", "2026-03-02", party=lender_of(case))
    shown = text(case, steps.section)
    assert "No answer by 2026-03-31, 29 days after filing." in shown and "due by 2026-03-17" in shown
    case.add_filing("lender", "2026-03-30", party=lender_of(case))
    assert text(case, steps.section).count("was due by") == 1


def test_of_a_time_that_is_not_sure_nothing_is_said_to_be_due(case: Case) -> None:
    case.add_filing("nifa", "2026-01-06", party=lender_of(case))
    shown = text(case, steps.section)
    assert "No answer by 2026-03-31" in shown and "due by" not in shown


def test_a_withdrawn_filing_is_no_step(case: Case) -> None:
    case.add_filing("12378", "2026-03-02", outcome="withdrawn", receipt="X-9")
    assert "X-9" not in text(case, steps.section)


def test_a_complaint_that_is_a_filing_and_a_fact_is_told_once(case: Case) -> None:
    case.add_fact("complaint_filed", "2026-03-01T10:00", party=lender_of(case), value="电话投诉过")
    assert "电话投诉过" in text(case, steps.section)
    case.add_filing("lender", "2026-03-01", party=lender_of(case), receipt="TS-1")
    shown = text(case, steps.section)
    assert "电话投诉过" not in shown and "TS-1" in shown
    case.add_fact("complaint_filed", "2026-03-02T10:00", party=lender_of(case), value="又投诉一次")
    assert "又投诉一次" in text(case, steps.section)


def test_steps_stand_in_the_order_of_time(case: Case) -> None:
    case.add_filing("12321", "2026-03-05", receipt="SECOND")
    case.add_fact("police_warning", "2026-03-01", value="FIRST")
    case.add_fact("lawyer_appointed", "2026-03-07", value="THIRD")
    shown = text(case, steps.section)
    assert shown.index("FIRST") < shown.index("SECOND") < shown.index("THIRD")


def test_files_of_a_filing_and_of_harm_are_named_by_their_exhibit_numbers(case: Case) -> None:
    filing = case.add_filing("lender", "2026-03-01", party=lender_of(case))
    case.attach(b"receipt", name="回执.jpg", incident=filing.id)
    suffered = case.add_harm("cost", "2026-03-02", "打印费用", amount="36.5")
    case.attach(b"bill", name="收据.jpg", incident=suffered.id)
    assert "八-1" in text(case, steps.section, "zh") and "七-1" in text(case, harm.section, "zh")


def test_harm_tells_who_what_and_the_money_in_all(case: Case) -> None:
    mother = case.add_person(MOTHER, role="other_third_party", relation="parent")
    case.add_harm("cost", "2026-03-02", "打印费用", amount="1,036.5")
    case.add_harm("family", "2026-03-01", f"{MOTHER}一夜未睡", person=mother.id)
    case.add_harm("job", "2026-03-03", "请假半天", amount="160")
    shown = text(case, harm.section, "zh")
    assert "金钱损失合计：1,196.50元。" in shown and shown.index("2026-03-01") < shown.index("2026-03-02")
    assert MOTHER not in shown and "王*" in shown and "张三" in shown
    assert MOTHER in text(case, harm.section, "zh", mask="none")


def test_without_money_lost_there_is_no_sum(case: Case) -> None:
    case.add_harm("health", "2026-03-02", "失眠")
    assert "合计" not in text(case, harm.section, "zh")


def test_what_people_type_does_nothing_to_the_page(case: Case) -> None:
    nasty = "<script>alert(1)</script>"
    case.add_filing("lender", "2026-03-01", receipt=nasty, clerk=nasty, note=nasty, answer=nasty)
    case.add_harm("other", "2026-03-01", nasty, note=nasty)
    with language("en"):
        material = material_of(case, with_charts=False)
        assert "<script" not in steps.section(material) + harm.section(material)
