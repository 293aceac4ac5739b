"""What a loan costs by its payments, and which yardstick stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casekit.casebook.payments import read_payments
from casekit.model import Background, Debt
from casekit.rules import load_rulebook
from casekit.rules.yardsticks import Appraisal, appraise, loan_cost
from casekit.text import language
from tests.events import background_of

BOOK = load_rulebook("cn")
ONE_YEAR = "2025-01-01 received 10000\n2026-01-01 due 12500"  # a quarter more after a year
DEAR = "2026-01-05 received 10000\n2026-02-05 paid 3500\n2026-03-05 paid 3500\n2026-04-05 due 3500"
CHEAP = "2026-01-05 received 10000\n2027-01-05 due 11000"


def appraised(kind: str, payments: str, **fields: Any) -> Appraisal:
    background = background_of({"lender": kind})
    debt = Debt(id="debt", lender="lender", payments=read_payments(payments), **fields)
    (found,) = appraise(replace(background, debts={"debt": debt}), BOOK)
    return found


def told(found: Appraisal) -> dict[str, str]:
    return {one.yardstick.id: one.above for one in found.measured}


def test_a_quarter_more_after_a_year_is_a_quarter_a_year() -> None:
    cost = loan_cost(read_payments(ONE_YEAR))
    assert cost is not None
    assert cost.effective == pytest.approx(0.25, abs=1e-9)
    assert cost.simple == pytest.approx(0.25, abs=1e-9) and cost.once and cost.days == 365
    assert (str(cost.received), str(cost.repaid), str(cost.cost)) == ("10000", "12500", "2500")


def test_instalments_weigh_by_their_days() -> None:
    """The present value of all payments at the rate found is nothing, which is what the rate means."""
    payments = read_payments(DEAR)
    cost = loan_cost(payments)
    assert cost is not None
    first = payments[0].at
    value = sum(
        (1 if one.kind == "received" else -1)
        * float(one.amount)
        / (1 + cost.effective) ** ((one.at - first).days / 365)
        for one in payments
    )
    assert value == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["2025-01-01 received 10000", "2025-01-01 paid 100", "2025-01-01 received 10\n2025-01-01 paid 12"]
)
def test_payments_that_give_no_rate_say_so(text: str) -> None:
    found = appraised("consumer_finance", text, contract_date=date(2025, 1, 1))
    assert found.cost is None and found.measured == ()
    assert "do not give a yearly rate" in found.missing[0]["en"]


def test_a_licensed_lender_is_never_held_to_four_times_the_lpr() -> None:
    for kind in ("bank", "bank_credit_card", "consumer_finance", "microloan", "auto_finance"):
        assert "RATE-4LPR" not in told(appraised(kind, DEAR, contract_date=date(2026, 1, 5), lpr="3.0"))


def test_a_private_lender_is_held_to_four_times_the_lpr_of_the_contract_day() -> None:
    found = appraised("private_person", DEAR, contract_date=date(2026, 1, 5), lpr="3.0")
    assert told(found) == {"RATE-4LPR": "yes"} and found.measured[0].limit == pytest.approx(0.12)
    assert told(appraised("private_person", CHEAP, contract_date=date(2026, 1, 5), lpr="3.0")) == {"RATE-4LPR": "no"}
    assert told(appraised("private_person", DEAR, contract_date=date(2019, 1, 5), lpr="4.0")) == {}


def test_the_lpr_is_asked_for_and_never_assumed() -> None:
    found = appraised("private_person", DEAR, contract_date=date(2026, 1, 5))
    assert found.measured == () and any("LPR" in one["zh"] for one in found.missing)


def test_a_yardstick_for_new_loans_is_for_new_loans() -> None:
    assert told(appraised("microloan", DEAR, contract_date=date(2026, 1, 1))).keys() == {"RATE-24-FIN", "RATE-24-MICRO"}
    assert told(appraised("microloan", DEAR, contract_date=date(2025, 12, 31))).keys() == {"RATE-24-FIN"}
    found = appraised("microloan", DEAR)
    assert told(found).keys() == {"RATE-24-FIN"} and any("contract" in one["en"] for one in found.missing)


def test_above_by_one_way_of_reckoning_only_is_said_so() -> None:
    found = appraised(
        "consumer_finance", "2025-01-01 received 10000\n2025-07-02 due 11180", contract_date=date(2025, 1, 1)
    )
    assert told(found) == {"RATE-24-FIN": "one_way"}
    assert (
        "one way of reckoning only" in found.measured[0].said["en"] and "其中一种算法" in found.measured[0].said["zh"]
    )


@pytest.mark.parametrize(
    ("lpr", "payments", "above"),
    [
        # Reckoned by hand: 112 after 365 days for 100 is 12 percent, four times 3.0, and is not above it.
        ("3.0", "2025-01-01 received 100\n2026-01-01 due 112", "no"),
        ("3.1", "2025-01-01 received 100\n2026-01-01 due 112.40", "no"),
        ("3.85", "2025-01-01 received 100\n2026-01-01 due 115.40", "no"),
        ("3.0", "2025-01-01 received 100\n2026-01-01 due 112.01", "yes"),
        # Two years at 12.2 percent of simple interest are 24.4 in all; with interest on interest that is 11.53 a year.
        ("3.0", "2025-01-01 received 100\n2027-01-01 due 124.40", "one_way"),
        # Interest each year and the principal at the end: 12.4 percent by the other formula too.
        ("3.1", "2025-01-01 received 100\n2026-01-01 due 12.40\n2027-01-01 due 112.40", "no"),
        # 1 percent a month on what is still owed, in twelve instalments of 10,000 x 0.01 / (1 - 1.01^-12): twelve
        # times the monthly rate is 12 percent, with interest on interest it is 1.01^12 - 1 = 12.68.
        ("3.1", "2025-01-15 received 10000\n" + "\n".join(
            f"{2025 + (month == 13)}-{(month - 1) % 12 + 1:02}-15 due 888.49" for month in range(2, 14)), "one_way"),
        ("3.2", "2025-01-15 received 10000\n" + "\n".join(
            f"{2025 + (month == 13)}-{(month - 1) % 12 + 1:02}-15 due 888.49" for month in range(2, 14)), "no"),
    ],
)  # fmt: skip
def test_a_loan_at_the_yardstick_is_not_above_it(lpr: str, payments: str, above: str) -> None:
    found = appraised("private_person", payments, contract_date=date(2025, 1, 1), lpr=lpr)
    assert told(found) == {"RATE-4LPR": above}


def test_a_loan_paid_back_at_once_is_measured_by_simple_interest() -> None:
    found = appraised("consumer_finance", ONE_YEAR, contract_date=date(2025, 1, 1))
    assert told(found) == {"RATE-24-FIN": "yes"}
    assert "25.00% a year as simple interest" in found.measured[0].said["en"]
    assert "按单利计算，年利率为 25.00%" in found.measured[0].said["zh"]


@pytest.mark.parametrize(
    ("payments", "yearly", "words"),
    [
        # 300 for 1,000 over 7 days: 0.3 x 365 / 7 = 15.6429.
        ("2026-01-05 received 1000\n2026-01-12 due 1300", 0.3 * 365 / 7, "300 for 7 days, which is 30.00% of the sum"),
        # 100 after a week and 1,200 after two: less a year than all of it after two weeks, more than 300 over 14 days.
        ("2026-01-05 received 1000\n2026-01-12 paid 100\n2026-01-19 due 1200", 8.13, "300 in 14 days, which is 30.00%"),
    ],
)  # fmt: skip
def test_a_loan_of_days_is_told_by_its_cost_and_no_absurd_rate(payments: str, yearly: float, words: str) -> None:
    found = appraised("unlicensed", payments, contract_date=date(2026, 1, 5), lpr="3.0")
    assert found.cost is not None and found.cost.yearly == pytest.approx(yearly, abs=0.15) and found.cost.brief
    (one,) = found.measured
    assert one.above == "yes" and words in one.said["en"] and f"{found.cost.simple * 100:.2f}%" in one.said["en"]
    assert "compounding" not in one.said["en"] and "内部收益率" not in one.said["zh"]


def test_what_was_paid_back_before_it_was_lent_gives_no_rate() -> None:
    assert loan_cost(read_payments("2026-01-05 paid 1300\n2026-01-12 received 1000")) is None


def test_what_is_not_known_of_the_lender_is_asked() -> None:
    found = appraised("unknown", DEAR, contract_date=date(2026, 1, 5))
    assert found.cost is not None and found.measured == () and "哪一类" in found.missing[0]["zh"]


def test_it_is_advice_and_names_its_basis() -> None:
    for one in appraised("microloan", DEAR, contract_date=date(2026, 1, 5)).measured:
        assert one.yardstick.instrument["zh"] in one.said["zh"] and "依据" in one.said["zh"]
        assert one.yardstick.caution["zh"] in one.said["zh"]
        assert one.yardstick.citation["zh"] in one.said["zh"]


def test_a_case_without_payments_has_no_appraisal() -> None:
    assert appraise(background_of(), BOOK) == []
    assert appraise(Background(), BOOK) == []


def test_the_sentences_are_in_both_languages() -> None:
    with language("zh"):
        found = appraised("consumer_finance", DEAR, contract_date=date(2026, 1, 5))
    said = found.measured[0].said
    assert "年化内部收益率" in said["zh"] and "internal rate of return" in said["en"]
