"""What is said of a file: what it shows, which debt it is about; at keeping and afterwards, by name or hash."""

from __future__ import annotations

import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.masking import masked_view
from casekit.errors import InputError, NotFoundError
from casekit.report.exhibits import grouped_files, unplaced
from tests.casebook.test_filings import debt_of, lender_of


@pytest.fixture
def other(case: Case) -> str:
    return case.add_debt(lender_of(case), product="借呗", reference="JB-1").id


def test_the_debt_of_a_file_is_said_by_product_or_reference_and_read_back(case: Case, other: str) -> None:
    kept = case.attach(b"contract", name="合同.pdf", debt="JB-1")
    assert kept.debt == other
    assert case.amend_evidence(kept.sha256, debt="花呗").debt == debt_of(case)
    (found,) = casekit.open_case(case.folder).background().evidence
    assert found.debt == debt_of(case)
    assert case.amend_evidence(kept.sha256, debt=None).debt is None
    assert case.verify() == []


def test_a_debt_that_is_not_there_is_refused_and_nothing_kept(case: Case) -> None:
    head = case.head
    with pytest.raises(NotFoundError, match="借呗"):
        case.attach(b"contract", name="合同.pdf", debt="借呗")
    kept = case.attach(b"contract", name="合同.pdf")
    with pytest.raises(NotFoundError, match="借呗"):
        case.amend_evidence(kept.sha256, debt="借呗")
    with pytest.raises(InputError):
        case.amend_evidence(kept.sha256, size=3)
    assert case.head[0] == head[0] + 1


def test_a_file_is_named_by_its_name_or_the_beginning_of_its_hash(case: Case) -> None:
    one = case.attach(b"one", name="a.jpg")
    assert case.file_id("a.jpg") == case.file_id(one.sha256[:8]) == case.file_id(one.sha256.upper()) == one.sha256
    for none in ("b.jpg", "", one.sha256[:3], "0" * 64):
        with pytest.raises(NotFoundError):
            case.file_id(none)
    two = case.attach(b"two", name="a.jpg")
    with pytest.raises(NotFoundError, match=f"{one.sha256[:12]}, {two.sha256[:12]}"):
        case.file_id("a.jpg")


def test_saying_what_is_said_already_writes_nothing(case: Case) -> None:
    kept = case.attach(b"contract", name="合同.pdf", group="debt")
    head = case.head
    case.amend_evidence(kept.sha256, group="debt", note="", debt=None)
    assert case.head == head


def test_a_paper_about_a_debt_belongs_to_the_loan_and_is_no_longer_open(case: Case) -> None:
    kept = case.attach(b"contract", name="合同.pdf")
    assert [one.sha256 for one in unplaced(masked_view(case))] == [kept.sha256]
    case.amend_evidence(kept.sha256, debt="花呗")
    view = masked_view(case)
    assert not unplaced(view) and [one.id for one in grouped_files(view, [])] == ["debt"]


def test_about_one_debt_a_file_of_another_stays_behind(case: Case, other: str) -> None:
    case.attach(b"mine", name="one.jpg", debt="花呗")
    case.attach(b"other", name="two.jpg", debt=other)
    case.attach(b"open", name="three.jpg")
    shown = {
        debt: {one.name for one in masked_view(case, debt=debt).background.evidence} for debt in (debt_of(case), other)
    }
    assert shown == {debt_of(case): {"one.jpg", "three.jpg"}, other: {"two.jpg", "three.jpg"}}
