"""The plainest possible counting, to hold the arrays against; and rows that chance makes for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as some

Row = dict[str, Any]
BEGIN = datetime(2026, 4, 1)


def rows(
    most: int = 25, *, days: int = 12, outcomes: tuple[str, ...] = ("conversation", "busy"), **columns: Any
) -> Any:
    """Lists of contacts at times known to the second, the minute or the day; columns take one of some values."""

    def row(drawn: tuple[int, str, str, dict[str, Any]]) -> Row:
        seconds, form, outcome, values = drawn
        return {"at": (BEGIN + timedelta(seconds=seconds)).strftime(form), "outcome": outcome, **values}

    # Few seconds a day, so that contacts fall together and upon midnight.
    seconds = some.builds(
        lambda day, second: day * 86_400 + second,
        some.integers(0, days - 1),
        some.sampled_from([0, 1, 59, 3600, 43_200, 43_201, 86_399]),
    )
    forms = some.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
    values = some.fixed_dictionaries({name: some.sampled_from(one) for name, one in columns.items()})
    return some.lists(some.tuples(seconds, forms, some.sampled_from(outcomes), values).map(row), max_size=most)


def interval(row: Row) -> tuple[datetime, datetime]:
    """(first, last) moment at which a contact may have been."""
    text = row["at"]
    begin = datetime.fromisoformat(text)
    length = {10: timedelta(days=1), 16: timedelta(minutes=1)}.get(len(text), timedelta(0))
    return begin, begin + length - timedelta(seconds=1 if length else 0)


def day(row: Row) -> date:
    return interval(row)[0].date()


def before(one: Row, other: Row) -> bool:
    """Whether a contact was before another for sure."""
    return interval(one)[1] < interval(other)[0]


def perhaps_before(one: Row, other: Row) -> bool:
    return interval(one)[0] < interval(other)[1]
