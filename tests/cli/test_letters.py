"""The command that writes letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.casebook import Case, create_case
from casekit.cli.main import main
from casekit.text import language


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create_case(
        tmp_path / "case", complainant="张三", lender="某消金", lender_type="consumer_finance", product="花呗"
    )
    made.add_person("王秀兰", role="other_third_party", relation="parent", lines=["13900000012"])
    party = made.background().lenders()[0].id
    made.log(start="2026-02-03T12:10", number="17000000077", person="王秀兰", duration_s=30, party=party)
    return made


def run(*arguments: str) -> int:
    with language("en"), pytest.raises(SystemExit) as left:
        main(["letter", *arguments])
    return int(left.value.code or 0)


def test_letters_of_the_case_s_country_are_listed(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(case.folder), "--list", "--json") == 0
    listed = {one["id"] for one in json.loads(capsys.readouterr().out)}
    assert {"lender_complaint", "third_person_refusal", "police_statement"} <= listed
    assert not any(one.startswith("us_") for one in listed)


def test_without_a_letter_they_are_listed_too(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(case.folder)) == 0
    assert "lender_complaint" in capsys.readouterr().out


def test_page_and_word_file_go_into_the_case_and_what_is_missing_is_said(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(case.folder), "lender_complaint", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    page, word = map(Path, told["files"])
    assert (page.parent, page.suffix, word.suffix) == (case.export_folder, ".html", ".docx")
    assert 'lang="zh-CN"' in page.read_text("utf-8")
    assert "my_phone" in told["missing"] and "my_name" not in told["missing"]
    assert [one["kind"] for one in case.exports()] == ["letter", "letter"]


def test_the_ending_of_the_name_says_what_is_written(case: Case, tmp_path: Path) -> None:
    assert run(str(case.folder), "withdrawal_of_consent", "-o", str(tmp_path / "a.docx"), "--lang", "en") == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    assert run(str(case.folder), "withdrawal_of_consent", "-o", str(tmp_path / "a.html"), "--lang", "en") == 0
    assert "Withdrawal of consent" in (tmp_path / "a.html").read_text("utf-8")


def test_another_ending_is_refused_and_nothing_is_written(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(case.folder), "withdrawal_of_consent", "-o", str(tmp_path / "a.pdf")) == 1
    assert ".docx" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_a_third_person_signs_with_the_full_name(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "refusal.html"
    assert run(str(case.folder), "third_person_refusal", "--person", "王秀兰", "-o", str(page)) == 0
    assert "王秀兰" in page.read_text("utf-8") and "13900000012" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no_such_letter"], "lender_complaint"),
        (["third_person_refusal", "--person", "nobody"], "nobody"),
        (["lender_complaint", "--person", "王秀兰"], "--person"),
        (["lender_complaint", "--lang", "fr"], "fr"),
        (["lender_complaint", "--mask", "some"], "third-parties"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    case: Case, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run(str(case.folder), *arguments) == 1
    error = capsys.readouterr().err
    assert says in error and "Traceback" not in error
    assert not case.export_folder.exists() or not list(case.export_folder.iterdir())


def test_who_was_not_contacted_has_no_letter_to_sign_and_is_told_so_in_the_language_of_the_user(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    case.add_person("李四", relation="friend")
    bank = case.add_party("lender", "乙银行", lender_type="bank")
    case.add_debt(bank.id, product="信用卡")
    for wrong in (["--person", "李四"], ["--person", "王秀兰", "--lender", "乙银行"]):
        assert run(str(case.folder), "third_person_refusal", *wrong) == 1
        assert "no contact with a third person" in capsys.readouterr().err
    assert not case.export_folder.exists()


def test_a_letter_is_about_one_lender_and_says_which_others_there_are(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = case.add_party("lender", "某小贷", lender_type="microloan")
    case.add_debt(other.id, product="速贷")
    place = tmp_path / "a.html"
    assert run(str(case.folder), "lender_complaint", "-o", str(place)) == 0
    assert "某消金, 某小贷" in capsys.readouterr().out and "某小贷" not in place.read_text("utf-8")
    assert run(str(case.folder), "lender_complaint", "-o", str(place), "--lender", "某小贷") == 0
    assert "某小贷" in place.read_text("utf-8") and "某消金" not in place.read_text("utf-8")
    assert "某消金" not in capsys.readouterr().out
    for wrong in (["--lender", "nobody"], ["--mask", "nobody"]):
        assert run(str(case.folder), "lender_complaint", "-o", str(place), *wrong) == 1
        told = capsys.readouterr().err
        assert "nobody" in told and not any(
            "\u4e00" <= sign <= "\u9fff" for sign in told.replace("某消金", "").replace("某小贷", "")
        )
