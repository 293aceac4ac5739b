"""Sums, rates and lines of a household as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputError
from casekit.model.amounts import in_figures
from casekit.repayment.amounts import (
    amount_told,
    read_amount,
    read_items,
    read_rate,
    write_items,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12800", "12800"), ("本金 12,800.50 元", "12800.50"), ("约1.2万", "12000"), ("10.005", "10.01"), ("１２００元", "1200"),
        ("截至2026年1月共 8,600 元", "8600"), ("about 300", "300"),
    ],
)  # fmt: skip
def test_a_sum_is_found_in_what_was_told(text: str, value: str) -> None:
    assert amount_told(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "不清楚", "2026-01", "8000元到9000元", "300 or 400"])
def test_a_text_without_one_clear_sum_has_none(text: str) -> None:
    assert amount_told(text) is None


@pytest.mark.parametrize("text", ["0", "-5", "", "abc", "1 2"])
def test_what_is_no_sum_above_zero_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="is no amount"):
        read_amount(text)


def test_lines_of_a_household_are_read_in_both_ways_of_writing() -> None:
    items = read_items("工资 6000\n\n兼职：1,200.50 元/月\n房租（2间）1.8万元\nchild support 300")
    assert [(one.name, one.amount) for one in items] == [
        ("工资", "6000"), ("兼职", "1200.50"), ("房租（2间）", "18000.00"), ("child support", "300"),
    ]  # fmt: skip
    assert read_items(write_items(items)) == items


def test_every_line_that_cannot_be_read_is_named_and_none_is_taken() -> None:
    with pytest.raises(InputError) as refused:
        read_items("工资 6000\n房租\n1800\n奖金 0\n借给朋友 -300\nrent 1800 or so")
    told = [(fault.where, fault.what) for fault in refused.value.faults]
    assert [where for where, _what in told] == ["line 2", "line 3", "line 4", "line 5", "line 6"]
    assert "does not end with an amount" in told[0][1]
    assert "what the amount is for" in told[1][1]
    assert "above zero" in told[2][1] and "above zero" in told[3][1]


@pytest.mark.parametrize(("text", "value"), [("14.6", "0.146"), ("７.3 %", "0.073"), ("", "0"), ("0％", "0")])
def test_a_rate_is_a_percentage(text: str, value: str) -> None:
    assert read_rate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["-1", "100", "abc", "nan", "inf", "1e9"])
def test_a_rate_out_of_reach_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no yearly rate"):
        read_rate(text)


@given(st.decimals("0.01", "9999999", places=2))
def test_a_sum_in_figures_is_read_back_as_it_was(value: Decimal) -> None:
    assert amount_told(in_figures(value)) == value
