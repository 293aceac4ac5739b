"""What charts draw of each rulebook."""

from __future__ import annotations

import pytest

from casekit.rules.chart_lines import daily_limit, quiet_hours
from casekit.rules.loading import packaged_books


@pytest.mark.parametrize(
    ("book", "hours"), [("cn", (22, 8)), ("us", (21, 8)), ("ph", (22, 6)), ("id", (20, 8)), ("ie", (21, 9))]
)
def test_the_hours_are_those_of_the_books_own_rule(book: str, hours: tuple[int, int]) -> None:
    assert quiet_hours(book) == hours


def test_only_the_mainland_limits_a_days_connected_calls() -> None:
    limits = {book: daily_limit(book) for book in packaged_books()}
    assert {book for book, limit in limits.items() if limit} == {"cn"}
    assert limits["cn"] is not None and limits["cn"].calls == 3
    assert limits["cn"].instrument["zh"].startswith("GB/T 45251-2025")


@pytest.mark.parametrize(
    ("kinds", "drawn"),
    [({"consumer_finance"}, True), ({"private_person"}, False), ({"bank_credit_card"}, False), ({"unknown"}, True),
     ({"private_person", "microloan"}, True)],
)  # fmt: skip
def test_the_limit_is_drawn_for_lenders_it_binds(kinds: set[str], drawn: bool) -> None:
    assert (daily_limit("cn", kinds) is not None) == drawn


def test_of_a_book_that_is_gone_nothing_is_drawn() -> None:
    assert daily_limit("mars") is None and quiet_hours("mars") is None
