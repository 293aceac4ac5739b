"""The commands that complete what papers ask for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.casebook import Case, create_case
from casekit.cli.main import main
from casekit.text import language


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case", lender="某消金", lender_type="consumer_finance", product="花呗")


def run(*arguments: str) -> int:
    with language("en"), pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_who_complains_is_completed_piece_by_piece(case: Case) -> None:
    assert run("complainant", str(case.folder), "--name", "张三", "--phone", "13800000001") == 0
    assert run("complainant", str(case.folder), "--address", "重庆市某路1号") == 0
    header = case.refresh().header
    assert (header.complainant, header.phone, header.address) == ("张三", "13800000001", "重庆市某路1号")


def test_nothing_to_save_is_said(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("complainant", str(case.folder)) == 1
    assert "--name" in capsys.readouterr().err


def test_a_lender_gets_its_full_name_and_address(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("party", str(case.folder), "某消金", "--full-name", "某消费金融有限公司", "--address", "某市",
               "--registration", "9100", "--json") == 0  # fmt: skip
    assert json.loads(capsys.readouterr().out)["registration"] == "9100"
    lender = case.background().lenders()[0]
    assert (lender.full_name, lender.address, lender.lender_type) == ("某消费金融有限公司", "某市", "consumer_finance")


def test_a_lender_nobody_knows_is_said(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("party", str(case.folder), "别家", "--address", "某市") == 1
    assert "别家" in capsys.readouterr().err


def test_a_further_lender_its_agency_and_its_debt_are_entered(case: Case) -> None:
    assert run("party", str(case.folder), "乙银行", "--new", "lender", "--lender-type", "bank") == 0
    assert run("party", str(case.folder), "丙公司", "--new", "agency", "--acts-for", "乙银行") == 0
    assert run("debt", str(case.folder), "--new", "乙银行", "--product", "信用卡", "--claimed", "9000") == 0
    background = case.refresh() and case.background()
    bank, agency = case.find_party("乙银行"), case.find_party("丙公司")
    assert bank is not None and agency is not None
    assert (bank.kind, bank.lender_type, agency.kind, agency.acts_for) == ("lender", "bank", "agency", bank.id)
    assert [(one.product, one.claimed) for one in background.debts_of(bank.id)] == [("信用卡", "9000")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("party", "某消金", "--new", "lender"), "part of the case already"), (("party", "别家"), "--new lender"),
        (("party", "别家", "--new", "friend"), "friend"),
        (("party", "别家", "--new", "agency", "--acts-for", "乙"), "乙"), (("debt", "--new", "某消金"), "--product"),
        (("debt", "--new", "乙", "--product", "x"), "乙"), (("debt", "--new", "某消金", "--debt", "花呗"), "either"),
        (("complainant", "--phone", "🙂"), "no digit"), (("household", "--income", ""), "--clear income"),
        (("household", "--clear", "wages"), "wages"),
        (("report", "-o", ""), "place to write to"), (("pack", "--channel", "12378", "-o", " "), "place to write to"),
        (("deadlines", "--ics", ""), "place to write to"), (("incidents", "--csv", ""), "place to write to"),
        (("harm", "job", "--at", "2999-01-01", "--text", "x"), "still to come"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_entered(
    case: Case, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    before = case.head
    assert run(arguments[0], str(case.folder), *arguments[1:]) == 1
    told = capsys.readouterr().err
    assert words in told and told.count("\n") == 1 and case.refresh() and case.head == before


def test_a_debt_gets_its_reference_and_of_several_it_is_asked_which(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("debt", str(case.folder), "--reference", "HB-1", "--claimed", "9412") == 0
    (debt,) = case.background().debts.values()
    assert (debt.reference, debt.claimed) == ("HB-1", "9412")
    case.add_debt(case.background().lenders()[0].id, product="借呗")
    assert run("debt", str(case.folder), "--claimed", "1") == 1
    assert "--debt" in capsys.readouterr().err
    assert run("debt", str(case.folder), "--debt", "借呗", "--overdue-since", "2026-01-05") == 0
    assert run("debt", str(case.folder), "--debt", "借呗", "--overdue-since", "yesterday") == 1


def test_a_number_takes_several_grounds(case: Case) -> None:
    number = "17000000001"
    assert run("number", str(case.folder), number, "--party", "某消金", "--basis", "stated_org", "--also", "stated_amount",
               "--also", "payment_link") == 0  # fmt: skip
    mark = case.background().numbers[number]
    assert (mark.basis, mark.more_bases) == ("stated_org", ("stated_amount", "payment_link"))
    assert run("number", str(case.folder), number, "--party", "某消金", "--also", "astrology") == 1
    assert case.background().numbers[number] == mark
