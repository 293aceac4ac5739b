"""Times as programs write them into lists of calls, and the order of day and month in them."""

from __future__ import annotations

from datetime import datetime

import pytest

from casekit.importers.iphone.written_times import DateOrder, written_time


@pytest.mark.parametrize(
    ("cell", "moment", "precision"),
    [
        ("2026-03-01 22:15:48", datetime(2026, 3, 1, 22, 15, 48), "second"),
        ("2026-03-01T22:15:48.123", datetime(2026, 3, 1, 22, 15, 48), "second"),
        ("2026/3/1 下午9:45", datetime(2026, 3, 1, 21, 45), "minute"),
        ("2026年3月1日 上午12:05:09", datetime(2026, 3, 1, 0, 5, 9), "second"),
        ("Mar 1, 2026 at 12:45:09\u202fPM", datetime(2026, 3, 1, 12, 45, 9), "second"),
        ("1 March 2026, 9:45 p.m.", datetime(2026, 3, 1, 21, 45), "minute"),
        ("31.03.2026 09.45", datetime(2026, 3, 31, 9, 45), "minute"),
        ("3/31/26, 9:45 AM", datetime(2026, 3, 31, 9, 45), "minute"),
    ],
)
def test_forms_of_several_countries(cell: str, moment: datetime, precision: str) -> None:
    written, order = written_time(cell), DateOrder()
    assert written is not None
    order.see(written)
    assert (order.moment(written), written.precision) == (moment, precision)


@pytest.mark.parametrize(
    "cell",
    ["", "2026-03-01", "soon", "12:30", "01/02/03/04 9:45", "2026-03-01 25:00", "1-2.26 9:45", "Foo 1, 2026 9:45"],
)
def test_what_is_no_time(cell: str) -> None:
    assert written_time(cell) is None


@pytest.mark.parametrize("cell", ["31/02/2026 9:45", "01/01/1999 9:45", "01/01/2999 9:45"])
def test_days_that_cannot_be(cell: str) -> None:
    written, order = written_time(cell), DateOrder()
    assert written is not None
    order.see(written)
    assert order.moment(written) is None and not order.is_open(written) and order.question() is None


def moments(*cells: str, answer: str = "") -> list[datetime | None]:
    order = DateOrder(answer)
    written = [one for cell in cells if (one := written_time(cell)) is not None]
    for one in written:
        order.see(one)
    return [order.moment(one) for one in written]


def test_an_order_is_open_only_where_it_makes_a_difference() -> None:
    assert moments("03/03/2026 9:45", "04/04/2026 9:45") == [datetime(2026, 3, 3, 9, 45), datetime(2026, 4, 4, 9, 45)]
    assert moments("03/04/2026 9:45") == [None]
    assert moments("03/04/2026 9:45", answer="mdy") == [datetime(2026, 3, 4, 9, 45)]


def test_an_answer_that_cannot_be_for_years_of_four_digits_is_not_taken() -> None:
    assert moments("03/04/2026 9:45", answer="ymd") == [None]


def test_a_list_out_of_sequence_in_every_order_is_asked_about() -> None:
    assert moments("03/04/2026 9:45", "05/06/2026 9:45", "01/02/2026 9:45", "06/07/2026 9:45")[0] is None


def test_backwards_is_a_sequence_too() -> None:
    told = moments("03/03/2026 9:45", "01/03/2026 9:45", "05/02/2026 9:45")
    assert told == [datetime(2026, 3, 3, 9, 45), datetime(2026, 3, 1, 9, 45), datetime(2026, 2, 5, 9, 45)]
