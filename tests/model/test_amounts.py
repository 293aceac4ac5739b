"""Sums of money as papers write them."""

from __future__ import annotations

from decimal import Decimal

from casekit.model.amounts import money_of
from casekit.text import language


def test_sums_are_written_as_the_country_and_the_language_do() -> None:
    with language("zh"):
        assert money_of("CN")("23480.00 元") == "23,480.00元"
    with language("en"):
        assert money_of("US")("1234.5") == "$1,234.50"
        assert money_of("PH")(Decimal(5000)) == "PHP 5,000.00"


def test_what_says_more_than_a_sum_stays_as_it_was_entered() -> None:
    with language("zh"):
        assert money_of("CN")("约两万元") == "约两万元"
