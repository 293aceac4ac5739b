"""The order of day and month: seen in the numbers, in time that goes forward, or asked."""

from __future__ import annotations

import pytest

from casekit.importers.chats.whatsapp_dates import DateOrder
from casekit.importers.chats.whatsapp_head import Head, parse
from casekit.text import language


def heads(*dates: str) -> list[Head]:
    return [head for one in dates if (head := parse(f"{one}, 10:00 - A: x"))]


def order_of(*dates: str, answer: str = "") -> DateOrder:
    order = DateOrder(answer)
    for head in heads(*dates):
        order.see(head)
    return order


def days(order: DateOrder, *dates: str) -> list[str]:
    return [" ".join(sorted(f"{one:%Y-%m-%d}" for one in order.readings(head))) for head in heads(*dates)]


@pytest.mark.parametrize(
    ("dates", "read"),
    [
        (("01/02/26", "13/02/26"), ["2026-02-01", "2026-02-13"]),
        (("01/02/26", "02/13/26"), ["2026-01-02", "2026-02-13"]),
        # Nothing above twelve, but only one order goes forward.
        (("11/01/2026", "12/01/2026", "01/02/2026"), ["2026-01-11", "2026-01-12", "2026-02-01"]),
        (("01/11/2026", "01/12/2026", "02/01/2026"), ["2026-01-11", "2026-01-12", "2026-02-01"]),
        (("2026/01/02", "2026/01/03"), ["2026-01-02", "2026-01-03"]),
        (("24/03/05", "24/03/30"), ["2024-03-05", "2024-03-30"]),
        (("16/3/10", "16/3/11", "16/3/30"), ["2016-03-10", "2016-03-11", "2016-03-30"]),
        (("15/03/24", "20/03/24"), ["2024-03-15", "2024-03-20"]),
        (("5.3.2565", "15.3.2565"), ["2022-03-05", "2022-03-15"]),
        (("R4/3/5",), ["2022-03-05"]),
        (("H31/4/30",), ["2019-04-30"]),
        (("民國113/3/5",), ["2024-03-05"]),
        (("03/03/26",), ["2026-03-03"]),
    ],
)
def test_settled_by_the_file(dates: tuple[str, ...], read: list[str]) -> None:
    order = order_of(*dates)
    assert order.question() is None
    assert days(order, *dates) == read


def test_asked_with_an_example_written_out_both_ways() -> None:
    order = order_of("03/03/26", "03/04/26", "04/05/26")
    with language("en"):
        asked = order.question()
    assert asked is not None and asked.id == "date_order" and asked.blocking
    assert "03/04/26" in asked.text
    assert [(one.value, one.label) for one in asked.choices] == [
        ("dmy", "day first: 03/04/26 is 2026-04-03"),
        ("mdy", "month first: 03/04/26 is 2026-03-04"),
    ]
    assert days(order, "03/04/26", "03/03/26", "13/03/26") == ["2026-03-04 2026-04-03", "2026-03-03", "2026-03-13"]


@pytest.mark.parametrize(("answer", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_an_answer_settles_it(answer: str, day: str) -> None:
    order = order_of("03/04/26", answer=answer)
    assert order.question() is None and days(order, "03/04/26") == [day]


def test_an_answer_that_cannot_be_is_not_taken() -> None:
    assert order_of("03/04/2026", answer="ymd").question() is not None


def test_a_message_that_came_late_proves_nothing() -> None:
    order = order_of("04/04/26", "03/04/26", "05/04/26", "13/04/26")
    assert days(order, "04/05/26") == ["2026-05-04"]


@pytest.mark.parametrize("date", ["31/02/26", "14/14/26", "14/12/99", "1601/01/01", "2099/01/01", "0/0/26"])
def test_days_that_cannot_be(date: str) -> None:
    order = order_of("13/02/26", date)
    assert days(order, date) == [""] and order.question() is None


def test_an_answer_that_the_dates_rule_out_is_not_followed_and_that_is_told() -> None:
    order = order_of("03/04/26", "14/04/26", "05/05/26", answer="mdy")
    assert order.contradicted() == ("14/04/26", "2026-04-14")
    assert days(order, "03/04/26") == ["2026-04-03"]


def test_an_answer_is_followed_against_time_that_seems_to_go_back() -> None:
    order = order_of("01/02/26", "02/02/26", "03/02/26", "04/02/26", "01/03/26", answer="mdy")
    assert order.contradicted() == ("", "")
    assert days(order, "04/02/26") == ["2026-04-02"]


def test_a_year_first_is_no_answer_where_that_would_be_before_there_were_such_chats() -> None:
    question = order_of("03/04/26", answer="ymd").question()
    assert question is not None and [one.value for one in question.choices] == ["dmy", "mdy"]
