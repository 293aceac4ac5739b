"""One lender's matter apart from the others of a case: what another lender is told of is in no part of the view."""

from __future__ import annotations

import pytest

from casekit.casebook import Case
from casekit.casebook.masking import masked_view
from casekit.errors import InputError
from tests.casebook.test_masking import everything_in

NUMBER, OTHER_NUMBER = "17000000011", "17000000022"


@pytest.fixture
def two(case: Case) -> Case:
    """A case with the matters of two lenders, both told of wherever the user writes something."""
    mine = case.background().lenders()[0]
    other = case.add_party("lender", "别家速贷（虚构）", full_name="别家小额贷款有限公司", lender_type="microloan")
    agency = case.add_party("agency", "丙催收", acts_for=other.id)
    case.add_debt(other.id, product="别家速贷（虚构）", reference="BJ-77")
    case.mark_number(NUMBER, party=mine.id, basis="user", note="不是别家速贷的")
    case.mark_number(OTHER_NUMBER, party=agency.id, basis="user")
    case.update_header(title="两家：别家速贷和花呗")
    first = case.log(
        start="2026-01-06", number=NUMBER, party=mine.id, note="同一天别家速贷也打了", words="你还欠别家速贷吧"
    )
    second = case.log(start="2026-01-07", number=OTHER_NUMBER, party=agency.id, words="别的话")
    case.add_filing("lender", "2026-01-10", party=mine.id, receipt="MINE-1", note="没有提BJ-77")
    case.add_filing("lender", "2026-01-11", party=other.id, receipt="OTHER-1")
    case.add_harm("job", "2026-01-12", f"{mine.name}和丙催收都打到单位")
    case.add_harm("health", "2026-01-13", "丙催收来电后失眠")
    case.add_harm("cost", "2026-01-14", "话费", party=agency.id)
    case.add_harm("family", "2026-01-15", "和家人争吵", party=mine.id)
    case.attach(b"1", name="one.jpg", incident=first.id)
    case.attach(b"2", name="two.jpg", incident=second.id)
    case.attach(b"3", name="both.jpg", incident=first.id)
    case.link(next(one.sha256 for one in case.background().evidence if one.name == "both.jpg"), second.id)
    case.attach(b"7", name="别家速贷也在里面.jpg", incident=first.id)
    case.attach(b"4", name="别家速贷合同.jpg", group="debt")
    case.attach(b"5", name="page.jpg", group="debt")
    return case


def test_nothing_of_another_lender_is_in_the_view(two: Case) -> None:
    mine = two.background().lenders()[0]
    view = masked_view(two, "none", lender=mine.id)
    shown = everything_in(view) + repr([view.background.filings, view.background.harms, view.background.header])
    words = shown.replace("你还欠别家速贷吧", "")  # what a caller said is evidence, and the caller knows it
    for secret in ("别家", "丙催收", OTHER_NUMBER, "OTHER-1", "BJ-77", "别的话", "two.jpg", "失眠", "话费"):
        assert secret not in words, secret
    assert "MINE-1" in shown and NUMBER in shown and "你还欠别家速贷吧" in shown
    assert [one.text for one in view.background.harms] == [
        f"{mine.name}和another institution都打到单位", "和家人争吵",
    ]  # fmt: skip
    assert view.header.title == ""  # a title is not half
    assert view.lender == mine.id and view.left_out.other_debts == 1


def test_the_other_lender_gets_its_own_matter_only(two: Case) -> None:
    other = two.background().lenders()[1]
    view = masked_view(two, "none", lender=other.id)
    assert [one.receipt for one in view.background.filings] == ["OTHER-1"]
    assert "话费" in [one.text for one in view.background.harms]
    assert "和家人争吵" not in [one.text for one in view.background.harms]
    assert list(view.events["words"]) == ["别的话"]
    assert {one.name for one in view.background.evidence} == {"two.jpg", "both.jpg", "别家速贷合同.jpg", "page.jpg"}


def test_files_that_may_show_another_matter_too_are_told(two: Case) -> None:
    view = masked_view(two, lender=two.background().lenders()[0].id)
    names = {one.sha256: one.name for one in view.background.evidence}
    assert {names[one] for one in view.shared} == {"both.jpg", "page.jpg", "another institution也在里面.jpg"}


def test_a_file_named_after_the_lender_is_no_doubt(two: Case) -> None:
    mine = two.background().lenders()[0]
    two.attach(b"6", name=f"{mine.name}合同.jpg", group="debt")
    view = masked_view(two, lender=mine.id)
    assert f"{mine.name}合同.jpg" not in [one.name for one in view.background.evidence if one.sha256 in view.shared]


def test_the_debt_of_a_file_says_whose_it_is_whatever_its_name(two: Case) -> None:
    mine, other = two.background().lenders()
    for name in ("page.jpg", "both.jpg"):
        two.amend_evidence(name, debt="BJ-77")
    two.attach(b"8", name="第一页.jpg", debt="花呗")
    view = masked_view(two, lender=mine.id)
    names = {one.sha256: one.name for one in view.background.evidence}
    assert {"page.jpg", "both.jpg"}.isdisjoint(names.values()) and "第一页.jpg" in names.values()
    assert "第一页.jpg" not in {names[one] for one in view.shared}, "nothing to look into"
    theirs = masked_view(two, lender=other.id)
    names = {one.sha256: one.name for one in theirs.background.evidence}
    assert {"page.jpg", "both.jpg"} <= set(names.values()) and "第一页.jpg" not in names.values()
    assert {names[one] for one in theirs.shared} == {"both.jpg"}, "it shows a contact that stays behind as well"


@pytest.fixture
def collectors(case: Case) -> Case:
    """A creditor that calls itself, and two agencies of it."""
    creditor = case.background().lenders()[0]
    first = case.add_party("agency", "First Recovery", acts_for=creditor.id)
    second = case.add_party("agency", "Second Recovery", acts_for=creditor.id)
    for party, number in ((first, NUMBER), (second, OTHER_NUMBER), (creditor, "17000000033")):
        case.mark_number(number, party=party.id, basis="user")
        case.log(start="2026-01-06", number=number, party=party.id, words=f"calling for {party.name}")
        case.add_filing("lender", "2026-01-10", party=party.id, receipt=f"to {party.name}")
        case.add_fact("written_cease", "2026-01-08", party=party.id, value=f"told {party.name}")
    case.add_harm("job", "2026-01-12", "Second Recovery rang the office")
    return case


def test_of_one_collector_there_is_nothing_of_another_nor_of_the_creditor_calling(collectors: Case) -> None:
    first = collectors.find_party("First Recovery")
    creditor = collectors.background().lenders()[0]
    assert first is not None
    view = masked_view(collectors, "none", caller=first.id)
    assert list(view.events["words"]) == ["calling for First Recovery"]
    shown = everything_in(view) + repr([view.background.filings, view.background.facts, view.background.harms])
    for secret in ("Second Recovery", OTHER_NUMBER, "17000000033", f"to {creditor.name}"):
        assert secret not in shown, secret
    assert set(view.background.parties) == {first.id, creditor.id}
    assert len(view.background.debts) == 1 and view.lender == first.id
    # What the creditor was told is about the same debt.
    assert {one.value for one in view.background.facts} == {"told First Recovery", f"told {creditor.name}"}


def test_the_creditor_that_calls_itself_is_one_collector_too(collectors: Case) -> None:
    creditor = collectors.background().lenders()[0]
    view = masked_view(collectors, "none", caller=creditor.id)
    assert list(view.events["words"]) == [f"calling for {creditor.name}"]
    assert set(view.background.parties) == {creditor.id}


def test_a_whole_case_names_no_lender(two: Case) -> None:
    view = masked_view(two, "none")
    assert view.lender is None and not view.shared and "别家速贷合同.jpg" in everything_in(view)


def test_a_lender_nobody_knows_is_refused(two: Case) -> None:
    with pytest.raises(InputError, match="nothing with the id"):
        masked_view(two, lender="nonsense")
