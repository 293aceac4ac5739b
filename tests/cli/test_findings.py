"""`casekit findings`: the contract in JSON, plain sentences otherwise, one clear line when refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit import create_case
from casekit.casebook import Case
from tests.cli.test_commands import Shell

CONTRACT = [
    "rule", "debt", "status", "strength", "instrument", "article", "count", "figure", "threshold", "unit", "occurrences",
    "incidents", "explanation", "defeated_by", "questions",
]  # fmt: skip


def found(findings: list[dict[str, Any]], rule: str) -> dict[str, Any]:
    (one,) = (one for one in findings if one["rule"] == rule)
    return one


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = create_case(
        tmp_path / "花呗",
        lender="演示消费金融",
        lender_type="consumer_finance",
        product="花呗",
        own_numbers=["13800000001"],
    )
    for hour in ("22:30", "22:50", "22:00:00"):
        case.log(start=f"2026-03-01 {hour}", number="17000000001", outcome="conversation")
    return case


@pytest.fixture
def shell(case: Case, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(case.folder))


def test_json_is_a_list_of_findings_as_promised(shell: Shell, case: Case) -> None:
    night = found(shell.json("findings", shell.case), "GBT45251-NIGHT")
    assert set(CONTRACT) <= set(night)
    ids = dict(zip(case.events()["no"], case.events()["id"], strict=True))
    assert (night["rule"], night["status"], night["count"], night["figure"], night["threshold"]) == (
        "GBT45251-NIGHT",
        "over",
        2,
        2,
        0,
    )
    assert night["incidents"] == [ids[1], ids[2]] and night["article"] == "" and night["questions"] == []
    assert night["debt"] in case.background().debts
    (day,) = night["occurrences"]
    assert {key: day[key] for key in ("key", "from", "to", "count", "incidents", "boundary_incidents")} == {
        "key": "2026-03-01", "from": "2026-03-01T22:00:00+08:00", "to": "2026-03-01T22:50:00+08:00", "count": 2,
        "incidents": [ids[1], ids[2]], "boundary_incidents": [ids[3]],
    }  # fmt: skip


def test_an_empty_case_is_an_empty_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = create_case(tmp_path / "empty", lender="某银行")
    shell = Shell(capsys, str(empty.folder))
    assert shell.json("findings", shell.case) == []
    assert "Nothing in the case reaches a rule" in shell("findings", shell.case)


def test_sentences_name_rule_force_lender_and_debt(shell: Shell) -> None:
    printed = shell("findings", shell.case)
    heading = "[appears not to comply] GBT45251-NIGHT · recommended national standard · Contacts at night (22:00 to 8:00) · 演示消费金融 · 花呗"
    assert heading in printed
    assert "    2026-03-01: 2" in printed.splitlines()


def test_rules_on_the_same_contacts_stand_beneath_the_strongest(shell: Shell) -> None:
    lines = shell("findings", shell.case).splitlines()
    standard = next(place for place, line in enumerate(lines) if "GBT45251-NIGHT" in line)
    guidelines = next(place for place, line in enumerate(lines) if "CBA2026-NIGHT" in line)
    assert not lines[standard].startswith(" ") and standard < guidelines
    assert lines[guidelines].startswith("    On the same matter: [appears not to comply] CBA2026-NIGHT")


def test_details_are_given_on_demand(shell: Shell) -> None:
    told = (
        "Why it applies: ",
        "What would defeat it: ",
        "Where it can be taken: ",
        "Where it was read: ",
        "To be answered: ",
    )
    plain, full = shell("findings", shell.case), shell("findings", shell.case, "--details")
    assert all(f"    {one}" in full and one not in plain for one in told)
    assert "in force since 2025-02-28" in full and "(read in 2026-11)" in full


def test_open_questions_are_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某机构")
    case.log(start="2026-03-01 22:30", number="17000000001")
    shell = Shell(capsys, str(case.folder))
    assert "    ? What kind of institution is 某机构" in shell("findings", shell.case)


def test_a_rulebook_that_is_not_there_is_refused_in_one_line(shell: Shell) -> None:
    shell("findings", shell.case, "--rulebook", "mars", code=1)
    assert shell.error.strip().count("\n") == 0 and "mars" in shell.error


def test_a_rulebook_of_ones_own_is_used(shell: Shell, tmp_path: Path) -> None:
    import shutil

    from casekit.rules.loading import PACKAGED

    own = shutil.copytree(PACKAGED / "cn", tmp_path / "own")
    standard = own / "standard.yaml"
    standard.write_text(standard.read_text("utf-8").replace('to: "22:00"', 'to: "21:00"'), encoding="utf-8")
    night = found(shell.json("findings", shell.case, "--rulebook", str(own)), "GBT45251-NIGHT")
    assert night["count"] == 3
