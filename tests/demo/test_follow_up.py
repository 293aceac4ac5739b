"""What the demo case tells beyond the contacts: filings with receipts, harm with proof, and papers that say they are invented."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from casekit.casebook.masking import masked_view
from casekit.channels.catalog import channel_ids
from casekit.demo import cast, follow_up
from casekit.demo.build import build_demo
from casekit.demo.drawing import PAPER_FOLDER, paper_comment
from casekit.report.gathering import material_of
from casekit.text import language


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with language("zh"):
        return build_demo(tmp_path_factory.mktemp("home") / "demo")


def test_every_filing_of_the_story_is_in_the_case_with_its_receipt_and_papers(case):
    background = case.background()
    assert [one.channel for one in background.filings] == [one.channel for one in follow_up.FILED]
    for filing, told in zip(background.filings, follow_up.FILED, strict=True):
        names = {file.name for file in background.evidence if filing.id in file.filings}
        assert filing.receipt and names == {follow_up.PAPERS[name].name for name in told.papers} and names
        assert filing.channel in channel_ids()


def test_the_channels_of_further_papers_are_still_free(case):
    assert not {"nifa", "12378", "police", "court"} & {one.channel for one in case.background().filings}


def test_every_harm_has_its_proof_and_the_money_adds_up(case):
    background = case.background()
    assert all(any(one.id in file.harms for file in background.evidence) for one in background.harms)
    assert sum(Decimal(one.amount or 0) for one in background.harms) == Decimal("346.00")


def test_each_file_of_the_demo_stands_in_the_group_it_proves(case):
    with language("zh"):
        marks = material_of(case, with_charts=False).file_marks
    by_name = {one.name: marks[one.sha256].partition("-")[0] for one in case.background().evidence}
    papers = {name: by_name[paper.name] for name, paper in follow_up.PAPERS.items()}
    assert papers == {
        "contract": "一", "loan": "一", "complaint": "八", "answer": "八", "carrier": "八", "spam": "八", "letter": "八",
        "work": "七", "leave": "七", "copies": "七",
    }  # fmt: skip


def test_institutions_have_an_address_and_a_number_that_no_register_can_hold(case):
    for party in case.background().parties.values():
        assert "虚构" in party.address and len(party.registration) == 18
        assert "O" in party.registration, "a letter that real numbers never have"


def test_the_contract_the_payments_and_the_principal_agree(case):
    debt = next(one for one in case.background().debts.values() if one.payments)
    owed, paid = ({one.amount for one in debt.payments if one.kind == kind} for kind in ("due", "paid"))
    assert owed == paid and len(owed) == 1 and debt.payments[0].at == debt.contract_date
    left, monthly = Decimal(debt.payments[0].amount), Decimal("0.015")
    for one in debt.payments:
        if one.kind == "paid":
            left = left * (1 + monthly) - Decimal(one.amount)
    assert abs(left - Decimal(debt.principal.partition(" ")[0])) < Decimal("0.05")


def test_household_talks_and_credit_record_are_there_and_nothing_was_agreed(case):
    background = case.background()
    income, needed = (
        sum(Decimal(one.amount) for one in lines) for lines in (background.budget.income, background.budget.expenses)
    )
    assert income > needed
    assert len(background.talks) == 2 and not background.facts_of("settlement")
    assert {one.kind for one in background.credit} == {"report_pulled", "entry_found"}


@pytest.mark.parametrize("name", follow_up.PAPERS)
def test_a_paper_says_that_it_is_invented_and_names_no_third_person(name):
    paper = follow_up.PAPERS[name]
    content = (PAPER_FOLDER / f"{name}.jpg").read_bytes()
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert picture.info["comment"] == paper_comment(paper), "drawn anew when its words change"
    shown = paper_comment(paper).decode() + paper.name
    assert cast.MARK in shown and len(content) < 60_000
    assert not [one.name for one in cast.PEOPLE.values() if one.name in shown or one.line in shown]


def test_third_persons_are_masked_in_what_was_done_about_it(case):
    background = masked_view(case).background
    shown = repr((background.filings, background.harms, background.talks, background.credit, background.evidence))
    assert not [one.name for one in cast.PEOPLE.values() if one.name in shown or one.line in shown]
