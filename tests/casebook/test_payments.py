"""Payments of a loan: typed or pasted lines, kept with the debt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casekit import create_case, open_case
from casekit.casebook.payments import read_payments, write_payments
from casekit.errors import InputError
from casekit.model import Payment
from casekit.text import language


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025-03-01 received 10000", ("2025-03-01", "10000", "received")),
        ("2025年3月1日 收到 10,000.50 元", ("2025-03-01", "10000.50", "received")),
        ("2025/3/1，放款：¥10000", ("2025-03-01", "10000", "received")),
        ("2025.03.01\t已还\t500", ("2025-03-01", "500", "paid")),
        ("2025-03-01 应还 500元", ("2025-03-01", "500", "due")),
        ("2025-03-01 500", ("2025-03-01", "500", "paid")),
    ],
)
def test_a_line_is_a_payment(line: str, expected: tuple[str, str, str]) -> None:
    (payment,) = read_payments(line)
    assert (str(payment.at), payment.amount, payment.kind) == expected


def test_lines_come_out_in_the_order_of_their_dates_and_blank_ones_are_nothing() -> None:
    found = read_payments("2025-04-01 paid 5\n\n2025-03-01 received 10\n")
    assert [str(one.at) for one in found] == ["2025-03-01", "2025-04-01"]
    assert read_payments(" \n") == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("hello", "begin with a date"), ("2025-02-30 paid 5", "no such day"), ("2025-03-01 paid", "amount in digits"),
        ("2025-03-01 lost 5", "“lost”"), ("2025-03-01 paid -5", "no amount"), ("2025-03-01 paid 0", "no amount"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_payment_is_named_and_nothing_is_taken(line: str, says: str) -> None:
    with language("en"), pytest.raises(InputError) as caught:
        read_payments(f"2025-01-01 received 10\n{line}")
    assert "line 2" in str(caught.value) and says in str(caught.value)


def test_what_is_written_reads_back_in_either_language() -> None:
    payments = read_payments("2025-03-01 received 10\n2025-04-01 paid 5\n2025-05-01 due 6.5")
    for tag in ("zh", "en"):
        with language(tag):
            assert read_payments(write_payments(payments)) == payments


def test_they_are_kept_with_the_debt(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某机构", product="贷款")
    (debt,) = case.background().debts
    case.update_debt(debt, payments=read_payments("2025-03-01 received 10"), contract_date="2025-03-01", lpr="3.1%")
    case.update_debt(debt, note="已核对")
    kept = open_case(case.folder).background().debts[debt]
    assert kept.payments == (Payment(at=date(2025, 3, 1), amount="10", kind="received"),)
    assert (kept.contract_date, kept.lpr, kept.note) == (date(2025, 3, 1), "3.1", "已核对")
    assert case.verify() == []
