"""What is still to come, or would be earlier than the loan, is refused at every door of a case, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casekit import clock
from casekit.casebook import Case
from casekit.errors import InputError
from casekit.model import DEBTOR, Payment
from tests.casebook.test_filings import debt_of

# The evening of 1 March in Shanghai; in Auckland it is the 2nd already.
NOW = datetime(2026, 3, 1, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def paid(at: str, kind: str = "paid") -> Payment:
    return Payment.model_validate({"at": at, "amount": "5", "kind": kind})


ENTERED: dict[str, Callable[[Case, str], Any]] = {
    "log": lambda case, at: case.log(start=at),
    "told": lambda case, at: case.log(start="2026-02-01", told_by="周桂芳", told_at=at),
    "amend": lambda case, at: case.amend(case.log(start="2026-02-01").id, start=at),
    "fact": lambda case, at: case.add_fact("police_warning", at),
    "harm": lambda case, at: case.add_harm("cost", at, "打印费用"),
    "talk": lambda case, at: case.add_talk(at, ours="每月还500元"),
}
DATED: dict[str, Callable[[Case, str], Any]] = {
    **ENTERED,
    "filing": lambda case, at: case.add_filing("lender", at),
    "answer": lambda case, at: case.add_filing("lender", "2026-02-01", answered_on=at),
    "credit": lambda case, at: case.add_credit_entry("report_pulled", at),
    "overdue": lambda case, at: case.update_debt(debt_of(case), overdue_since=at),
    "contract": lambda case, at: case.update_debt(debt_of(case), contract_date=at),
    "payment": lambda case, at: case.update_debt(debt_of(case), payments=(paid(at),)),
    "new debt": lambda case, at: case.add_debt(case.background().lenders()[0].id, overdue_since=at),
}


@pytest.mark.parametrize("door", DATED)
def test_what_is_still_to_come_is_refused_and_named_and_not_written(case: Case, door: str) -> None:
    for day in ("2026-03-03", "2027-01-01"):
        head, rows = case.head[0], len(case.incidents())
        with pytest.raises(InputError, match=rf"{day}.*still to come"):
            DATED[door](case, day)
        # Amending first enters what it amends.
        assert (case.head[0] - head, len(case.incidents()) - rows) == ((1, 1) if door == "amend" else (0, 0))


@pytest.mark.parametrize("door", DATED)
def test_today_is_taken(case: Case, door: str) -> None:
    DATED[door](case, "2026-03-01")


@pytest.mark.parametrize("door", ENTERED)
def test_the_time_of_day_is_looked_at_as_well_but_clocks_may_differ(case: Case, door: str) -> None:
    ENTERED[door](case, "2026-03-01 21:05")
    with pytest.raises(InputError, match="2026-03-01 22:30"):
        ENTERED[door](case, "2026-03-01 22:30")


@pytest.mark.parametrize("door", DATED)
def test_where_somebody_concerned_lives_the_day_may_have_begun(case: Case, door: str) -> None:
    with pytest.raises(InputError):
        DATED[door](case, "2026-03-02")
    case.update_person(DEBTOR, zone="Pacific/Auckland")
    DATED[door](case, "2026-03-02")
    with pytest.raises(InputError):
        DATED[door](case, "2026-03-03")


def test_an_instalment_may_be_due_later(case: Case) -> None:
    case.update_debt(debt_of(case), payments=(paid("2026-09-01", "due"),))
    assert len(case.background().debts[debt_of(case)].payments) == 1


def test_a_month_that_has_begun_is_taken(case: Case) -> None:
    assert case.log(start="2026-03").precision == "month"


def test_an_example_may_tell_of_another_time(case: Case) -> None:
    case.present = NOW + timedelta(days=30)
    assert case.log(start="2026-03-30").start is not None and str(case.today()) == "2026-03-31"


@pytest.mark.parametrize("kind", ["settlement", "payoff", "settlement_not_kept"])
def test_nothing_is_agreed_or_paid_off_before_the_loan(case: Case, kind: str) -> None:
    debt = debt_of(case)
    case.update_debt(debt, contract_date="2025-06-01")
    for about in (debt, None):
        with pytest.raises(InputError, match=r"2025-05-31.*2025-06-01"):
            case.add_fact(kind, "2025-05-31", debt=about)
    case.add_fact(kind, "2025-05-31", denied=True)
    case.add_fact("police_warning", "2025-05-31")
    case.add_fact(kind, "2025-06", debt=debt)
    case.add_fact(kind, "2025-06-01", debt=debt)


def test_a_loan_is_not_moved_behind_what_was_agreed_about_it(case: Case) -> None:
    debt = debt_of(case)
    case.add_fact("settlement", "2025-05-31", debt=debt)
    with pytest.raises(InputError, match="2025-06-01"):
        case.update_debt(debt, contract_date="2025-06-01")
    case.update_debt(debt, contract_date="2025-05-01")


def test_nobody_is_late_with_a_loan_that_is_not_there(case: Case) -> None:
    debt = debt_of(case)
    case.update_debt(debt, contract_date="2025-06-01")
    with pytest.raises(InputError, match=r"2025-05-31.*2025-06-01"):
        case.update_debt(debt, overdue_since="2025-05-31")
    case.update_debt(debt, overdue_since="2025-06-01")
