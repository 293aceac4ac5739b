"""What CONTRIBUTING says of adding a jurisdiction: its small book is in order, is checked, and is used in a case."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from casekit.cli import main
from casekit.rules import load_rulebook
from casekit.rules.checking import check_book
from casekit.text import language

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Add a jurisdiction")[1].split("\n## ")[0]
(BOOK,) = re.findall(r"^```yaml\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL)
CASES = {"hit", "near_miss", "boundary", "exception", "wrong_date", "wrong_lender", "missing_fact"}


@pytest.fixture
def freedonia(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book as a reader saves it, in the folder they work in; `home` is where their cases are."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "freedonia.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def run(line: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split(line)[1:])
    assert not stopped.value.code, line


def test_the_book_is_small_and_complete(freedonia: Path) -> None:
    assert len(BOOK.splitlines()) <= 40
    checked = check_book(freedonia)
    assert checked.usable and not (checked.remarks or checked.advice)
    (rule,) = load_rulebook(str(freedonia)).rules
    assert {vector["case"] for vector in rule.vectors} == CASES and checked.ran == len(rule.vectors)


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('to: "21:00"', 'to: "23:00"', "ten at night"), ("from: 2024-01-01", "from: 2023-12-31", "the night before"),
        ("binds: [bank, ", "binds: [private_person, bank, ", "a private lender"), ("fact: agreed_hours", "fact: payoff", "the hours were agreed"),
    ],
)  # fmt: skip
def test_its_vectors_notice_a_wrong_figure(right: str, wrong: str, named: str, freedonia: Path) -> None:
    assert BOOK.count(right) == 1
    freedonia.write_text(BOOK.replace(right, wrong), encoding="utf-8")
    assert named in {one.vector for one in check_book(freedonia).wrong}


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [("severity: breach", "severity: hard", "severity"), ("  confidence: high\n", "", "FD-NIGHT"), ("{count:call|calls}", "{calls}", "summary")],
)  # fmt: skip
def test_the_schema_notices_a_wrong_word(right: str, wrong: str, place: str, freedonia: Path) -> None:
    freedonia.write_text(BOOK.replace(right, wrong), encoding="utf-8")
    checked = check_book(freedonia)
    assert not checked.usable and any(place in str(fault) for fault in checked.faults)


def test_the_commands_of_the_section_lead_to_a_finding(freedonia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = re.findall(r"`(casekit (?:rules|new) [^`…]+)`", SECTION)
    assert [line.split()[1:3] for line in told] == [["rules", "check"], ["rules", "use"], ["new", "night"]]
    with language("en"):
        for line in told[:2]:
            run(line)
        run(f"{told[2]} --lender Bank --lender-type bank")
        run("casekit log night --start 2026-01-05T22:00 --party Bank --outcome conversation")
        capsys.readouterr()
        run("casekit findings night")
    said = capsys.readouterr().out
    assert "FD-NIGHT" in said and "1 call between 9 p.m. and 8 a.m., on 1 day." in said
