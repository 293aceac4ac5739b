"""What was done about it and what it did: entered, completed, taken back, linked, masked, and never in the future."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.masking import masked_view
from casekit.errors import CaseError, InputError, NotFoundError
from tests.casebook.conftest import BEGINNING, Take, call

MOTHER = "王秀兰"


def lender_of(case: Case) -> str:
    return case.background().lenders()[0].id


def debt_of(case: Case) -> str:
    return next(iter(case.background().debts))


def tomorrow(case: Case) -> str:
    return (case.today() + timedelta(days=1)).isoformat()


def harm_of(case: Case, **details: Any) -> str:
    return case.add_harm("cost", "2026-01-21", "打印费用", **details).id


def test_a_filing_is_entered_and_completed_and_reads_back_after_opening_anew(case: Case) -> None:
    made = case.add_filing("12378", "2026-01-20", track="complaint", party=lender_of(case), receipt="A-1")
    case.update_filing(made.id, answered_on="2026-02-01", outcome="unsatisfied", answer="不予支持")
    (found,) = casekit.open_case(case.folder).background().filings
    assert (found.id, found.receipt, found.track) == (made.id, "A-1", "complaint")
    assert (str(found.answered_on), found.outcome, found.answer) == ("2026-02-01", "unsatisfied", "不予支持")
    assert found.filed_on == made.filed_on


def test_a_value_can_be_taken_out_again(case: Case) -> None:
    made = case.add_filing("lender", "2026-01-20", answered_on="2026-01-25", outcome="solved")
    case.update_filing(made.id, answered_on=None, outcome="open")
    (found,) = casekit.open_case(case.folder).background().filings
    assert found.answered_on is None and found.outcome == "open"


def test_an_update_of_nothing_writes_nothing(case: Case) -> None:
    made = case.add_filing("lender", "2026-01-20", receipt="A-1")
    head = case.head
    case.update_filing(made.id, receipt="A-1")
    assert case.head == head


@pytest.mark.parametrize("name", ["accepted_on", "extended_on", "answered_on"])
def test_nothing_comes_of_a_filing_before_it_was_filed(case: Case, name: str) -> None:
    made = case.add_filing("lender", "2026-01-20")
    head = case.head
    with pytest.raises(InputError):
        case.update_filing(made.id, **{name: "2026-01-19"})
    with pytest.raises(InputError):
        case.add_filing("lender", "2026-01-20", **{name: "2026-01-19"})
    assert case.head == head


def test_the_future_is_refused_everywhere_and_nothing_is_written(case: Case) -> None:
    later, head = tomorrow(case), case.head
    attempts = (
        lambda: case.add_filing("lender", later),
        lambda: case.add_filing("lender", "2026-01-20", answered_on=later),
        lambda: case.add_harm("cost", later, "打印费用"),
        lambda: case.add_talk(later, ours="每月还500元"),
        lambda: case.add_credit_entry("report_pulled", later),
    )
    for attempt in attempts:
        with pytest.raises(InputError, match=later):
            attempt()
    assert case.head == head


def test_today_is_not_the_future(case: Case) -> None:
    assert case.add_filing("lender", case.today()).filed_on == case.today()


@pytest.mark.parametrize(
    "enter",
    [
        lambda case: case.add_filing("no such channel", "2026-01-20"),
        lambda case: case.add_filing("lender", "2026-02-30"),
        lambda case: case.add_filing("lender", "2026-01-20", outcome="won"),
        lambda case: case.add_filing("lender", "2026-01-20", colour="red"),
        lambda case: case.add_filing("lender", "2026-01-20", party="nobody"),
        lambda case: case.add_filing("lender", "2026-01-20", debt="none"),
        lambda case: case.add_harm("boredom", "2026-01-20", "无聊"),
        lambda case: case.add_harm("cost", "2026-01-20", "   "),
        lambda case: case.add_harm("cost", "2026-01-20", "费用", amount="很多"),
        lambda case: case.add_harm("cost", "2026-01-20", "费用", amount="-5"),
        lambda case: case.add_harm("cost", "2026-01-20", "费用", person="nobody"),
        lambda case: case.add_credit_entry("no such kind", "2026-01-20"),
        lambda case: case.update_filing("no such id", receipt="1"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_nothing_is_written(case: Case, enter: Any) -> None:
    head = case.head
    with pytest.raises(CaseError) as refused:
        enter(case)
    assert str(refused.value) and case.head == head


def test_what_is_withdrawn_is_gone_with_its_reason_and_comes_back(case: Case) -> None:
    ids = [
        case.add_filing("lender", "2026-01-20").id, harm_of(case), case.add_talk("2026-01-20", ours="分期").id,
        case.add_credit_entry("report_pulled", "2026-01-20").id,
    ]  # fmt: skip
    tables = ("filings", "harms", "talks", "credit")
    for one in ids:
        case.withdraw(one, "填错了")
    assert [len(getattr(case.background(), name)) for name in tables] == [0, 0, 0, 0]
    with pytest.raises(InputError):
        case.withdraw(ids[0], "再一次")
    for one in ids:
        case.restore(one)
    background = casekit.open_case(case.folder).background()
    assert [getattr(background, name)[0].id for name in tables] == ids
    assert case.verify() == []


def test_an_agreement_is_a_settlement_and_one_that_came_before_the_loan_is_refused(case: Case) -> None:
    debt = debt_of(case)
    case.update_debt(debt, contract_date="2025-06-01")
    head = case.head
    with pytest.raises(InputError, match="2025-06-01"):
        case.add_talk("2025-05-31", debt=debt, agreed=True, theirs="分12期")
    assert case.head == head
    case.add_talk("2025-05-31", debt=debt, theirs="只是谈")
    case.add_talk("2025-06-01", debt=debt, agreed=True, theirs="分12期")
    (fact,) = case.background().facts_of("settlement", debt=debt)
    assert fact.value == "分12期" and len(case.background().talks) == 2


def test_a_file_is_linked_to_a_filing_a_harm_a_fact_and_unlinked(case: Case) -> None:
    filing, harm = case.add_filing("lender", "2026-01-20").id, harm_of(case)
    fact = case.add_fact("complaint_filed", "2026-01-20").id
    kept = case.attach(b"receipt", name="回执.jpg", incident=filing)
    for one in (harm, fact):
        case.link(kept.sha256, one)
    (file,) = casekit.open_case(case.folder).background().evidence
    assert (file.filings, file.harms, file.facts, file.incidents) == ((filing,), (harm,), (fact,), ())
    case.unlink(kept.sha256, harm)
    assert case.background().evidence[0].harms == ()


def test_a_file_is_linked_to_nothing_else(case: Case) -> None:
    kept = case.attach(b"receipt", name="回执.jpg")
    head = case.head
    for one in (case.add_talk("2026-01-20", ours="分期").id, case.add_credit_entry("report_pulled", "2026-01-20").id):
        with pytest.raises(InputError):
            case.link(kept.sha256, one)
    with pytest.raises(NotFoundError):
        case.link(kept.sha256, "no such id")
    with pytest.raises(NotFoundError):
        case.attach(b"other", name="别的.jpg", incident="no such id")
    assert len(case.background().evidence) == 1 and case.head[0] == head[0] + 2, "the two records and nothing else"


def test_what_a_file_proves_is_said_and_left_open_again(case: Case) -> None:
    kept = case.attach(b"contract", name="合同.pdf", group="debt")
    assert kept.group == "debt"
    assert case.amend_evidence(kept.sha256, group="link").group == "link"
    assert case.amend_evidence(kept.sha256, group=None).group is None
    with pytest.raises(InputError):
        case.amend_evidence(kept.sha256, group="gossip")
    with pytest.raises(InputError):
        case.attach(b"more", name="更多.pdf", group="gossip")


def test_the_first_number_that_a_paper_gave_to_a_file_stays(case: Case, tmp_path: Path) -> None:
    kept, other = (case.attach(content, name=name) for content, name in ((b"a", "a.jpg"), (b"b", "b.jpg")))
    paper = tmp_path / "report.html"
    paper.write_text("x", "utf-8")
    case.record_export(paper, "html", exhibits={kept.sha256: "8-1", "0" * 64: "8-9"})
    case.record_export(paper, "html", exhibits={kept.sha256: "3-7", other.sha256: "3-1"})
    found = {one.name: one.exhibit for one in casekit.open_case(case.folder).background().evidence}
    assert found == {"a.jpg": "8-1", "b.jpg": "3-1"}


def test_the_household_keeps_what_is_not_given_anew(case: Case) -> None:
    case.set_budget(income=[{"name": "工资", "amount": "5000"}], expenses=[{"name": "房租", "amount": "1500"}])
    case.set_budget(expenses=[{"name": "房租", "amount": "1600"}])
    budget = casekit.open_case(case.folder).background().budget
    assert [one.amount for one in (*budget.income, *budget.expenses)] == ["5000", "1600"]
    with pytest.raises(InputError):
        case.set_budget(income=[{"name": "工资", "amount": "0"}])


def test_names_and_numbers_of_third_persons_are_masked_in_every_text(case: Case) -> None:
    case.add_person(MOTHER, role="other_third_party", relation="parent", lines=["13900000012"])
    said = f"{MOTHER}（13900000012）在场"
    case.log(start="2026-01-05 09:00", number="17000000001", party=lender_of(case))
    case.add_filing("lender", "2026-01-20", clerk=said, answer=said, note=said, receipt="A-1")
    case.add_harm("family", "2026-01-20", said, note=said)
    case.add_talk("2026-01-20", clerk=said, ours=said, theirs=said, note=said)
    case.add_credit_entry("entry_found", "2026-01-20", text=said, note=said)
    for mask in ("third-parties", "all"):
        background = masked_view(case, mask).background
        shown = repr((background.filings, background.harms, background.talks, background.credit))
        assert MOTHER not in shown and "13900000012" not in shown and "A-1" in shown
    assert MOTHER in repr(masked_view(case, "none").background.harms)


def test_about_one_debt_the_filings_about_others_stay_behind(case: Case) -> None:
    mine, other = debt_of(case), case.add_debt(lender_of(case), product="借呗").id
    for debt in (mine, other, None):
        case.add_filing("lender", "2026-01-20", debt=debt)
    case.add_credit_entry("entry_found", "2026-01-20", debt=other)
    background = masked_view(case, debt=mine).background
    assert {one.debt for one in background.filings} == {mine, None} and background.credit == ()


def test_a_file_of_a_filing_that_stays_behind_stays_behind(case: Case) -> None:
    other = case.add_debt(lender_of(case), product="借呗").id
    filing = case.add_filing("lender", "2026-01-20", debt=other)
    case.attach(b"receipt", name="回执.jpg", incident=filing.id)
    assert masked_view(case, debt=debt_of(case)).background.evidence == ()
    assert len(masked_view(case).background.evidence) == 1


def test_the_records_say_how_far_they_reach(case: Case, take: Take) -> None:
    assert case.background().recorded_until is None
    batch = take(case, "phone_log", [call(0), call(3 * 86400)])
    assert case.background().recorded_until == (BEGINNING + timedelta(days=3)).date()
    case.undo(batch.id)
    assert case.background().recorded_until is None
