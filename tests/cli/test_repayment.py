"""Household, plans, talks and the credit record by command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    made = Shell(capsys, str(tmp_path / "case"))
    made("new", made.case, "--lender", "演示消费金融", "--lender-type", "consumer_finance", "--product", "花呗")
    return made


def entered(shell: Shell) -> Any:
    return shell.json(
        "household", shell.case, "--income", "工资 6000", "--expense", "房租 2000", "--expense", "吃饭 2000"
    )


def test_a_household_is_entered_kept_and_replaced_line_by_line(shell: Shell) -> None:
    made = entered(shell)
    assert (made["left"], made["affordable"], made["reserve"]) == ("2000", "1800.00", "0.10")
    shell("household", shell.case, "--reserve", "25", "--other-debt", "车贷 900")
    again = shell.json("household", shell.case)
    assert (again["left"], again["affordable"]) == ("1100", "825.00")
    assert [one["name"] for one in again["expenses"]] == ["房租", "吃饭"]
    assert "you can pay 825.00" in shell("household", shell.case)


def test_a_line_that_is_no_sum_ends_in_one_line_and_changes_nothing(shell: Shell) -> None:
    entered(shell)
    shell("household", shell.case, "--income", "工资", "--expense", "房租 1", code=1)
    assert "line 1" in shell.error and shell.error.count("\n") == 1 and "Traceback" not in shell.error
    shell("household", shell.case, "--reserve", "much", code=1)
    assert "no share" in shell.error
    assert shell.json("household", shell.case)["expenses_total"] == "4000"


def test_all_lines_of_a_kind_are_taken_out_when_said_so(shell: Shell) -> None:
    entered(shell)
    made = shell.json("household", shell.case, "--clear", "expense")
    assert (made["expenses"], made["income_total"]) == ([], "6000")


def test_plans_are_told_to_programs_and_to_people(shell: Shell) -> None:
    entered(shell)
    made = shell.json("plans", shell.case, "--amount", "13600", "--first", str(first()))
    assert [one["months"] for one in made["plans"]] == [6, 8, 12, 18, 24, 36, 48, 60]
    assert [one["fits"] for one in made["plans"]] == [False] + [True] * 7
    assert (made["shortest"], made["plans"][0]["total"], made["plans"][0]["cost"]) == (8, "13600.00", "0.00")
    assert made["plans"][0]["irr"] == pytest.approx(0, abs=1e-6)
    assert made["plans"][0]["loan_irr"] is None
    told = shell("plans", shell.case, "--amount", "1.36万", "--rate", "7.3")
    assert "✓" in told and "✗" in told and "The plan costs 7." in told


def test_one_plan_is_told_day_by_day(shell: Shell) -> None:
    made = shell.json("plans", shell.case, "--amount", "1200", "--months", "12", "--first", str(first()))
    assert len(made["instalments"]) == 12 and made["instalments"][-1]["balance"] == "0.00"
    assert made["instalments"][0] == {"number": 1, "due": str(first()), "amount": "100.00", "balance": "1100.00"}
    assert made["plans"][0]["fits"] is None, "nothing is known of the household"
    remarks = shell.json("plans", shell.case, "--amount", "1200", "--rate", "20", "--months", "10")["remarks"]
    said = " ".join(one["en"] for one in remarks)
    assert "over 10 months" in said and "over 60 months" not in said


def test_the_plan_that_is_chosen_becomes_a_letter(shell: Shell) -> None:
    made = shell.json("plans", shell.case, "--amount", "1200", "--months", "12", "--letter")
    page, document = map(Path, made["files"])
    assert "1,200.00元" in page.read_text("utf-8") and document.suffix == ".docx"
    shell("plans", shell.case, "--amount", "1200", "--letter", code=1)
    assert "--months" in shell.error


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--months", "99", "--amount", "1200"), "6 to 60 months"), (("--rate", "x", "--amount", "1200"), "no yearly rate"),
        ((), "type the amount"), (("--amount", "lots"), "no amount"), (("--amount", "1200", "--debt", "白条"), "白条"),
        (("--amount", "1200", "--first", "2020-01-01"), "lies in the past"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_ends_in_one_line(shell: Shell, arguments: tuple[str, ...], words: str) -> None:
    shell("plans", shell.case, *arguments, code=1)
    assert words in shell.error and shell.error.count("\n") == 1 and "Traceback" not in shell.error


def test_a_talk_names_an_institution_of_the_case_or_somebody_there(shell: Shell) -> None:
    made = shell.json(
        "talk", shell.case, "--at", "2026-01-02", "--with", "演示消费金融", "--ours", "24 期", "--theirs", "不同意"
    )
    assert made["party"] and made["clerk"] == "" and not made["agreed"] and made["debt"]
    other = shell.json("talk", shell.case, "--at", "2026-01-03", "--with", "工号 023", "--theirs", "同意", "--agreed")
    assert other["clerk"] == "工号 023" and other["party"] is None
    assert "in writing" in shell("talk", shell.case, "--at", "2026-01-04", "--theirs", "同意", "--agreed")
    shell("talk", shell.case, "--at", "2030-01-04", "--theirs", "同意", code=1)
    assert "still to come" in shell.error


def test_the_credit_record_takes_its_four_kinds_and_no_other(shell: Shell) -> None:
    made = shell.json(
        "credit", shell.case, "entry_found", "--at", "2026-01-05", "--institution", "示例征信", "--text", "逾期一笔"
    )
    assert (made["kind"], made["at"], made["institution"]) == ("entry_found", "2026-01-05", "示例征信")
    shell("credit", shell.case, "removed", "--at", "2026-01-05", code=1)
    assert "removed" in shell.error and shell.error.count("\n") == 1


def first() -> Any:
    """A day of a first payment that is to come, in a month that ends no sooner than others."""
    from casekit import clock
    from casekit.repayment.plans import month_after

    return month_after(clock.now().date()).replace(day=28)
