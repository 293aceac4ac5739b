"""The command line as a program or a volunteer uses it: exit codes, JSON, one line on stderr."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.text import language


class Shell:
    """Runs commands in-process and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], case: str) -> None:
        self.capsys = capsys
        self.case = case

    def __call__(self, *arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        printed = self.capsys.readouterr()
        self.error = printed.err
        assert (stopped.value.code or 0) == code, printed.err
        return printed.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    made = Shell(capsys, str(tmp_path / "花呗 2026"))
    made("new", made.case, "--lender", "演示消费金融", "--lender-type", "consumer_finance", "--product", "花呗",
         "--own-number", "13800000001")  # fmt: skip
    return made


def test_a_logged_incident_has_the_columns_of_the_events_table(shell: Shell) -> None:
    made = shell.json("log", shell.case, "--start", "2026-03-01T22:30", "--number", "+86 17000000001",
                      "--duration", "65", "--tag", "insult", "--words", "你等着😀")  # fmt: skip
    from casekit.casebook.events import COLUMNS

    assert tuple(made) == COLUMNS
    assert made["start"] == "2026-03-01T22:30:00+08:00"
    assert (made["number"], made["outcome"], made["attribution"]) == ("17000000001", "conversation", "claimed")
    assert made["tags"] == ["insult"]
    assert made["line"] == "13800000001"


def test_every_fault_of_one_command_is_named_on_one_line_and_nothing_is_saved(shell: Shell) -> None:
    shell("log", shell.case, "--tag", "nonsense", "--outcome", "vanished", code=1)
    assert "nonsense" in shell.error and "vanished" in shell.error
    assert shell.error.count("\n") == 1
    assert "Traceback" not in shell.error
    assert shell.json("incidents", shell.case) == []


def test_a_time_that_is_none_is_refused_in_words(shell: Shell) -> None:
    shell("log", shell.case, "--start", "2026-13-45", code=1)
    assert "2026-13-45" in shell.error


@pytest.mark.parametrize("arguments", [("bogus",), ("log",), ("log", "x", "--bogus"), ("log", "x", "--duration", "y")])
def test_wrong_usage_leaves_with_two_and_says_where_help_is(shell: Shell, arguments: tuple[str, ...]) -> None:
    from casekit.text import language

    shell(*arguments, code=2)
    assert shell.error.startswith("The command is not written as it should be") and "--help" in shell.error
    with language("zh"):
        shell(*arguments, code=2)
    assert shell.error.startswith("命令写得不对") and shell.error.count("\n") == 1


def test_what_is_not_understood_is_refused_and_not_passed_over(shell: Shell, tmp_path: Path) -> None:
    shell("report", shell.case, "--lang", "fr", "-o", str(tmp_path / "report.html"), code=1)
    assert "“fr”" in shell.error and not (tmp_path / "report.html").exists()
    shell("number", shell.case, "17000000001", "--party", "某催收公司", "--not-collector", code=1)
    assert "choose one" in shell.error
    shell("log", shell.case, "--start", "2026-03-01T10:00")
    shell("amend", shell.case, "1", "channel=", code=1)
    assert "this is needed" in shell.error and "None" not in shell.error


def test_every_sign_goes_into_a_file_whatever_the_code_page() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "CASEKIT_LANG": "zh"}
    printed = subprocess.run([sys.executable, "-m", "casekit", "--help"], capture_output=True, env=environment)
    assert "案件" in printed.stdout.decode("utf-8"), printed.stderr


def test_stopping_is_told_in_words(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    import casekit.casebook

    def stopped(_folder: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(casekit.casebook, "open_case", stopped)
    shell("incidents", shell.case, code=130)
    assert shell.error.startswith("Stopped.")


def test_a_visit_is_logged_with_its_circumstances(shell: Shell) -> None:
    shell("log", shell.case, "--channel", "visit", "--start", "2026-03-01T15:30", "--place", "单位门口",
          "--people-count", "2", "--no-id-shown", "--police-called", "--number-source", "phone_address_book",
          "--claimed-agent", "工号0000", "--told-by", "同事", "--told-at", "2026-03-01T18:00")  # fmt: skip
    from casekit import open_case

    made = open_case(shell.case).incident(1)
    assert (made.place, made.people_count, made.id_shown, made.police_called) == ("单位门口", 2, False, True)
    assert (made.number_source, made.claimed_agent) == ("phone_address_book", "工号0000")
    assert made.told_at is not None and made.told_at.isoformat() == "2026-03-01T10:00:00+00:00"


def test_a_person_is_completed_and_not_reset(shell: Shell) -> None:
    shell("person", shell.case, "王妈妈", "--relation", "parent", "--role", "preagreed_contact")
    later = shell.json("person", shell.case, "王妈妈", "--line", "13900000002")
    assert (later["relation"], later["role"], later["lines"]) == ("parent", "preagreed_contact", ["13900000002"])


def test_a_number_that_is_not_theirs_after_all_can_be_taken_away(shell: Shell) -> None:
    shell("person", shell.case, "王妈妈", "--line", "13900000002", "--line", "13900000003")
    left = shell.json("person", shell.case, "王妈妈", "--drop-line", "139 0000 0002", "--line", "13900000004")
    assert left["lines"] == ["13900000003", "13900000004"]
    shell("person", shell.case, "王妈妈", "--drop-line", "13900000002", code=1)
    assert "13900000002" in shell.error and "13900000003" in shell.error
    shell("person", shell.case, "李四", "--drop-line", "13900000002", code=1)


def test_a_case_is_never_overwritten(shell: Shell) -> None:
    shell("new", shell.case, code=1)
    assert shell.case in shell.error


def test_amend_withdraw_restore_walk(shell: Shell) -> None:
    first = shell.json("log", shell.case, "--start", "2026-03-01 22:30:05")["id"]
    amended = shell.json("amend", shell.case, "1", "tags=insult,obscene", "words=a=b")
    assert (amended["tags"], amended["words"], amended["id"]) == (["insult", "obscene"], "a=b", first)
    shell("amend", shell.case, "1", "batch=x", code=1)
    assert "batch" in shell.error
    shell("withdraw", shell.case, "1", "--why", "记错了")
    assert shell.json("incidents", shell.case) == []
    shell("restore", shell.case, first)
    assert len(shell.json("incidents", shell.case)) == 1
    shell("restore", shell.case, first, code=1)


def test_numbers_are_given_to_an_agency_of_the_only_lender_and_taken_back(shell: Shell) -> None:
    shell("log", shell.case, "--start", "2026-03-01T10:00", "--number", "17000000001")
    shell("number", shell.case, "17000000001", "--party", "某催收公司", "--basis", "stated_org")
    assert shell.json("incidents", shell.case)[0]["attribution"] == "confirmed"
    shell("number", shell.case, "17000000001", "--not-collector")
    assert shell.json("incidents", shell.case)[0]["attribution"] == "not_collector"
    shell("number", shell.case, "17000000001", code=1)
    assert "--party" in shell.error
    shell("number", shell.case, "***", "--not-collector", code=1)


def test_asking_to_stop_makes_the_dated_fact(shell: Shell) -> None:
    shell("person", shell.case, "王妈妈", "--relation", "parent", "--line", "13900000002")
    shell("log", shell.case, "--person", "王妈妈", "--start", "2026-03-02T09:00", "--asked-to-stop")
    from casekit import open_case

    fact = open_case(shell.case).background().facts[0]
    assert (fact.kind, fact.at.isoformat()) == ("refused_contact", "2026-03-02T01:00:00+00:00")


def test_facts_about_somebody_unknown_are_refused(shell: Shell) -> None:
    shell("fact", shell.case, "refused_contact", "--at", "2026-03-02", "--person", "没有这个人", code=1)
    assert "没有这个人" in shell.error
    shell("fact", shell.case, "refused_contact", "--at", "2026-03-02", code=1)
    assert "--person debtor" in shell.error
    assert shell.json("fact", shell.case, "refused_contact", "--at", "2026-03-02", "--person", "debtor")["person"]
    shell("fact", shell.case, "no_such_fact", "--at", "2026-03-02", code=1)
    assert (
        shell.json("fact", shell.case, "police_warning", "--at", "2026-03-02", "--debt", "花呗")["kind"]
        == "police_warning"
    )


def test_the_csv_masks_third_persons_and_holds_no_formula(shell: Shell, tmp_path: Path) -> None:
    shell("person", shell.case, "王妈妈", "--relation", "parent", "--line", "13900000002")
    shell("log", shell.case, "--person", "王妈妈", "--start", "2026-03-02T09:00", "--words", "=HYPERLINK(1)",
          "--note", "王妈妈 13900000002 转告")  # fmt: skip
    target = tmp_path / "out.csv"
    shell("incidents", shell.case, "--csv", str(target))
    written = target.read_bytes().decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in written and ",=HYPERLINK" not in written
    assert "王妈妈" not in written and "13900000002" not in written
    assert "139****0002" in written


def test_evidence_is_kept_and_linked(shell: Shell, tmp_path: Path) -> None:
    shell("log", shell.case, "--start", "2026-03-02T09:00")
    recording = tmp_path / "录音 1.m4a"
    recording.write_bytes(b"synthetic")
    kept = shell.json("attach", shell.case, str(recording), "--incident", "1")
    assert kept[0]["kind"] == "recording"
    assert shell.json("incidents", shell.case)[0]["evidence"] == [kept[0]["sha256"]]
    shell("attach", shell.case, str(tmp_path / "missing.m4a"), code=1)
    assert "missing.m4a" in shell.error


def test_a_paper_is_said_to_be_about_a_debt_at_once_or_later_and_listed(shell: Shell, tmp_path: Path) -> None:
    paper = tmp_path / "合同.pdf"
    paper.write_bytes(b"%PDF contract")
    shell("attach", shell.case, str(paper), "--debt", "借呗", code=1)
    assert "借呗" in shell.error and shell.json("evidence", shell.case) == []
    (kept,) = shell.json("attach", shell.case, str(paper), "--debt", "花呗", "--group", "debt")
    (listed,) = shell.json("evidence", shell.case)
    assert kept["debt"] == listed["debt"] and listed["group"] == "debt" and listed["debt"]
    assert "花呗" in shell("evidence", shell.case)
    assert shell.json("amend", shell.case, "合同.pdf", "debt=", "note=首页")["debt"] is None
    assert shell.json("amend", shell.case, kept["sha256"][:10], "debt=花呗")["note"] == "首页"
    shell("amend", shell.case, "合同.pdf", "words=x", code=1)
    assert "their words" in shell.error


def test_one_refused_file_does_not_stop_the_others(shell: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("hello", encoding="utf-8")
    right = tmp_path / "calls.xml"
    right.write_text(
        "<?xml version='1.0' encoding='UTF-8'?><calls count='1'><call number='17000000001' duration='5' "
        "date='1772375400000' type='1' presentation='1'/></calls>",
        encoding="utf-8",
    )
    with pytest.raises(SystemExit) as stopped:
        main(["import", shell.case, str(wrong), str(right), "--json"])
    assert stopped.value.code == 1
    printed = shell.capsys.readouterr()
    results = json.loads(printed.out)
    assert [(one["file"], one["imported"]) for one in results] == [("notes.txt", 0), ("calls.xml", 1)]
    assert set(results[0]) == set(results[1]) and results[0]["warnings"]
    assert "notes.txt" in printed.err
    shell("undo", shell.case, results[1]["batch"][:6])
    assert shell.json("incidents", shell.case) == []


def test_the_help_speaks_both_languages(shell: Shell) -> None:
    from casekit.text import language

    with language("en"):
        assert "Make a new case" in shell("--help")
    with language("zh"):
        assert "新建" in shell("--help")


def test_a_fault_of_ours_ends_in_a_calm_sentence(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    import casekit.casebook

    def broken(_folder: str) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(casekit.casebook, "open_case", broken)
    shell("incidents", shell.case, code=1)
    assert "Traceback" not in shell.error and ".log" in shell.error


@pytest.mark.parametrize(
    "written",
    [["nonsense"], ["log"], ["log", "CASE", "--nonsense"], ["log", "CASE", "--duration", "x"], ["log", "CASE", "--start"],
     ["debt", "CASE", "🙂"], ["findings", "CASE", "--json=x"], ["rules", "x"]],
)  # fmt: skip
def test_wrong_usage_is_told_in_the_language_of_the_user(shell: Shell, written: list[str]) -> None:
    with language("zh"):
        shell(*(shell.case if one == "CASE" else one for one in written), code=2)
    assert shell.error.count("\n") == 1 and shell.error.startswith("命令写得不对：")
    wrong = shell.error.partition("：")[2].partition("。用法见")[0]
    assert not re.search("[A-Za-z]+ [a-z]+", wrong), wrong


def test_an_empty_name_is_no_folder_full_of_files(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"picture")
    for command in ("attach", "import"):
        shell(command, shell.case, "", code=1)
        assert "name of a file is empty" in shell.error
    assert shell.json("evidence", shell.case) == []


def test_the_channel_of_a_filing_is_not_called_that_of_a_contact(shell: Shell) -> None:
    shell("filing", shell.case, "--channel", "x", "--at", "2026-01-01", "--outcome", "won", code=1)
    assert "where it was handed in: “x”" in shell.error and "outcome: “won”" in shell.error
