"""Filings, deadlines and harm from the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar

from casekit import clock
from casekit.casebook import open_case
from tests.cli.test_commands import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setattr(clock, "now", lambda: clock.from_iso("2026-03-31T04:00:00Z"))
    made = Shell(capsys, str(tmp_path / "case"))
    made("new", made.case, "--lender", "演示消费金融", "--lender-type", "consumer_finance", "--product", "花呗")
    return made


def test_a_filing_is_entered_completed_and_listed(shell: Shell) -> None:
    made = shell.json("filing", shell.case, "--channel", "12378", "--at", "2026-03-01", "--track", "complaint",
                      "--party", "演示消费金融", "--debt", "花呗", "--receipt", "A-1", "--clerk", "7号")  # fmt: skip
    assert (made["channel"], made["filed_on"], made["receipt"], made["outcome"]) == (
        "12378",
        "2026-03-01",
        "A-1",
        "open",
    )
    changed = shell.json("filing", shell.case, "--update", made["id"], "--answered", "2026-03-20", "--outcome",
                         "unsatisfied", "--answer", "不予支持")  # fmt: skip
    assert (changed["id"], changed["answered_on"], changed["receipt"]) == (made["id"], "2026-03-20", "A-1")
    assert shell.json("filing", shell.case) == [changed]


def test_a_filing_may_be_named_by_its_number_in_the_list(shell: Shell) -> None:
    shell("filing", shell.case, "--channel", "lender", "--at", "2026-03-01")
    shell("filing", shell.case, "--channel", "12321", "--at", "2026-03-02")
    shell("filing", shell.case, "--update", "2", "--receipt", "B-2")
    assert [one["receipt"] for one in shell.json("filing", shell.case)] == ["", "B-2"]
    shell("filing", shell.case, "--update", "3", "--receipt", "C-3", code=1)


def test_a_pack_that_was_handed_in_is_kept_as_evidence_of_the_filing(shell: Shell, tmp_path: Path) -> None:
    pack = tmp_path / "12378.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("投诉书.html", "synthetic")
    made = shell.json("filing", shell.case, "--channel", "12378", "--at", "2026-03-01", "--attach", str(pack))
    (file,) = open_case(shell.case).background().evidence
    assert made["evidence"] == [file.sha256] and file.filings == (made["id"],) and file.name == pack.name
    assert open_case(shell.case).evidence_path(file.sha256).read_bytes() == pack.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--channel", "12378"),
        ("--at", "2026-03-01"),
        ("--receipt", "A-1"),
        ("--channel", "no-such", "--at", "2026-03-01"),
        ("--channel", "12378", "--at", "2026-04-01"),
        ("--channel", "12378", "--at", "yesterday"),
        ("--channel", "12378", "--at", "2026-03-01", "--party", "没有这家"),
        ("--channel", "12378", "--at", "2026-03-01", "--answered", "2026-02-01"),
        ("--channel", "12378", "--at", "2026-03-01", "--attach", "no-such-file.zip"),
        ("--update", "0123456789abcdef", "--receipt", "A-1"),
    ],
)
def test_what_cannot_be_entered_is_refused_in_a_line_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    head = open_case(shell.case).head
    shell("filing", shell.case, *arguments, code=1)
    assert shell.error.strip() and shell.error.count("\n") == 1 and "Traceback" not in shell.error
    assert open_case(shell.case).head == head


def test_deadlines_tell_what_is_overdue_and_what_to_do_next(shell: Shell) -> None:
    shell("log", shell.case, "--start", "2026-03-01T22:30", "--number", "17000000001", "--party", "演示消费金融")
    shell("filing", shell.case, "--channel", "lender", "--at", "2026-03-02", "--party", "演示消费金融")
    found = shell.json("deadlines", shell.case)
    (late,) = [one for one in found["deadlines"] if one["overdue"]]
    assert (late["channel"], late["due"], late["left"]) == ("lender", "2026-03-17", -14)
    assert "12378" in [one["channel"] for one in found["next"]]
    told = shell("deadlines", shell.case)
    assert "2026-03-17" in told and "12378" in told


def test_the_calendar_holds_the_days_that_are_still_to_come(shell: Shell, tmp_path: Path) -> None:
    shell("filing", shell.case, "--channel", "lender", "--at", "2026-03-30", "--party", "演示消费金融")
    shell("filing", shell.case, "--channel", "lender", "--at", "2026-03-01", "--party", "演示消费金融")
    target = tmp_path / "a folder to make" / "days.ics"
    assert str(target) in shell("deadlines", shell.case, "--ics", str(target))
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert str(event.decoded("dtstart")) == "2026-04-14"


def test_a_calendar_where_no_folder_can_be_is_refused_in_words(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "none").write_text("a file")
    shell("deadlines", shell.case, "--ics", str(tmp_path / "none" / "days.ics"), code=1)
    assert "Traceback" not in shell.error and "days.ics" in shell.error


def test_harm_is_entered_with_its_proof_and_listed(shell: Shell, tmp_path: Path) -> None:
    bill = tmp_path / "收据.jpg"
    bill.write_bytes(b"synthetic")
    shell("person", shell.case, "王秀兰", "--relation", "parent")
    made = shell.json("harm", shell.case, "cost", "--at", "2026-03-05", "--text", "打印费用", "--amount", "1,036.50",
                      "--person", "王秀兰", "--party", "演示消费金融", "--attach", str(bill))  # fmt: skip
    assert (made["kind"], made["amount"]) == ("cost", "1036.50")
    assert made["party"] == open_case(shell.case).background().lenders()[0].id
    assert open_case(shell.case).background().evidence[0].harms == (made["id"],)
    assert [one["id"] for one in shell.json("harm", shell.case)] == [made["id"]]
    assert "2026-03-05" in shell("harm", shell.case), "the day of the case, not that of UTC"


@pytest.mark.parametrize(
    "arguments",
    [
        ("cost", "--text", "打印费用"),
        ("cost", "--at", "2026-03-05"),
        ("boredom", "--at", "2026-03-05", "--text", "无聊"),
        ("cost", "--at", "2026-03-05", "--text", "费用", "--amount", "很多"),
        ("cost", "--at", "2026-03-05", "--text", "费用", "--person", "没有此人"),
        ("cost", "--at", "2026-03-05", "--text", "费用", "--party", "没有此家"),
        ("cost", "--at", "2026-03-05", "--text", "费用", "--attach", "no-such.jpg"),
        ("cost", "--at", "2026-04-05", "--text", "费用"),
    ],
)
def test_harm_that_cannot_be_entered_is_refused_and_nothing_is_written(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    head = open_case(shell.case).head
    shell("harm", shell.case, *arguments, code=1)
    assert shell.error.strip() and "Traceback" not in shell.error
    assert open_case(shell.case).head == head
