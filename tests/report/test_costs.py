"""What a loan costs, in the report."""

from __future__ import annotations

from pathlib import Path

from casekit import create_case, write_report
from casekit.casebook.payments import read_payments

PAYMENTS = "2026-01-05 received 10000\n2026-02-05 paid 3500\n2026-03-05 paid 3500\n2026-04-05 due 3500"


def report(tmp_path: Path, payments: str, lang: str = "en") -> str:
    case = create_case(tmp_path / "case", lender="某公司", lender_type="microloan", product="贷款")
    (debt,) = case.background().debts
    case.update_debt(debt, payments=read_payments(payments), contract_date="2026-01-05")
    return Path(write_report(case, tmp_path / "report.html", lang=lang)).read_text("utf-8")


def test_payments_and_checked_yardsticks_are_told(tmp_path: Path) -> None:
    page = report(tmp_path, PAYMENTS)
    assert "What the loan costs" in page and "34.71%" in page and "30.17%" in page
    assert "Guidelines on the All-in Cost of Microloan Companies" in page


def test_a_yardstick_that_was_not_checked_is_not_printed(tmp_path: Path) -> None:
    page = report(tmp_path, PAYMENTS, "zh")
    assert "借款成本" in page
    assert "法发〔2017〕22号" not in page


def test_without_payments_nothing_is_said_of_costs(tmp_path: Path) -> None:
    assert "What the loan costs" not in report(tmp_path, "")


def test_many_payments_are_summed_by_kind_and_each_stands_folded(tmp_path: Path) -> None:
    lines = "\n".join(f"2026-0{month}-05 repaid 100" for month in range(2, 8))
    page = report(tmp_path, f"2026-01-05 received 1000\n{lines}")
    folded = page.split("<details>")[1:]
    assert any("2026-03-05" in one for one in folded) and "2026-02-05 to 2026-07-05" in page and "RMB 600.00" in page
