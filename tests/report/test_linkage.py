"""What ties a number to the institution, as papers say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.casebook import Case, create_case
from casekit.model.vocabulary import BASES
from casekit.report.linkage import linkage_of, rank_of_basis
from casekit.text import language

NUMBER = "17000000001"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case", lender="某消费金融", product="花呗")


def test_what_others_confirm_stands_before_what_the_callers_said(case: Case) -> None:
    lender = case.background().lenders()[0].id
    case.mark_number(NUMBER, party=lender, basis="stated_org", more_bases=["hotline_confirmed", "stated_org"],
                     note="1月5日回拨客服，工号012")  # fmt: skip
    linkage = linkage_of(case.background(), NUMBER)
    assert linkage.bases == ("hotline_confirmed", "stated_org")
    assert linkage.tied
    with language("zh"):
        assert linkage.words == "官方客服确认；对方自报机构"
    assert linkage.note == "1月5日回拨客服，工号012"


def test_the_users_own_word_ties_nothing(case: Case) -> None:
    case.mark_number(NUMBER, party=case.background().lenders()[0].id)
    assert not linkage_of(case.background(), NUMBER).tied


def test_of_a_number_nobody_marked_the_statement_alone_is_known(case: Case) -> None:
    case.mark_number("17000000002", attribution="not_collector", more_bases=["stated_org"])
    for number in (NUMBER, "17000000002"):
        linkage = linkage_of(case.background(), number)
        assert (linkage.bases, linkage.tied) == ((), False)
        assert linkage.words


def test_every_ground_of_the_vocabulary_has_its_weight() -> None:
    assert sorted(rank_of_basis(one) for one in BASES) == list(range(len(BASES)))
    assert rank_of_basis("") == len(BASES)
