"""The command that makes a pack: what it asks first, and what it refuses in whose language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.casebook import Case, create_case
from casekit.cli.main import main
from casekit.text import language


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = create_case(
        tmp_path_factory.mktemp("packs") / "case", complainant="张三", lender="某消金", lender_type="consumer_finance"
    )
    made.log(start="2026-02-03T23:10", number="17000000077", party=made.background().lenders()[0].id)
    return made


def run(case: Case, *arguments: str) -> int:
    with language("en"), pytest.raises(SystemExit) as left:
        main(["pack", str(case.folder), *arguments])
    return int(left.value.code or 0)


def test_unconfirmed_the_page_is_shown_to_be_read_and_the_last_line_says_what_to_add(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(case, "--channel", "12378") == 1
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert told.out == "" and "--true" in lines[-1] and lines[-2] == ""
    assert any(line.startswith("1. ") for line in lines) and any(line.startswith("2. ") for line in lines)
    assert not (case.folder / "exports").exists()


@pytest.mark.parametrize(
    "wrong",
    [["--channel", "nowhere"], ["--channel", "12378", "--mask", "x"], ["--channel", "12378", "--lender", "x"],
     ["--channel", "12378", "--debt", "x"], ["--channel", "12378", "--limit", "-1MB"], ["--channel", "12378", "--limit", "0"]],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line_before_anything_is_asked(
    case: Case, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert run(case, *wrong) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "--true" not in told


def test_what_is_missing_is_told_with_the_place_and_the_command_and_no_originals_are_claimed(
    case: Case, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(case, "--channel", "12378", "--true", "-o", str(tmp_path / "pack")) == 0
    told = capsys.readouterr().out
    assert "telephone of the complainant (workbook, " in told and "casekit complainant CASE --phone NUMBER)" in told
    page = (tmp_path / "pack" / "03-证据目录.html").read_text("utf-8")
    assert "尚未" in page and "保存" not in page


def test_a_pack_is_told_as_json(case: Case, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(case, "--channel", "12378", "--true", "--json", "-o", str(tmp_path / "pack")) == 0
    made = json.loads(capsys.readouterr().out)
    assert Path(made["archive"]).is_file() and Path(made["folder"]) == tmp_path / "pack"
