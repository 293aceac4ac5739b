"""Contacts before and after a day: the day itself in neither, and no day that nothing is known of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.around import SPAN, Around, around
from tests.events import events_of

BEGIN = date(2026, 1, 1)


def one(days: list[date], filed: date, until: date | None = None) -> Around:
    (found,) = around(events_of([{"at": f"{day} 10:00"} for day in days]), [filed], until=until)
    return found


def test_the_day_itself_is_in_neither() -> None:
    day = date(2026, 1, 20)
    found = one([day - timedelta(days=1), day, day, day + timedelta(days=1)], day)
    assert (found.before, found.after) == (1, 1)


def test_without_contacts_nothing_is_known() -> None:
    found = one([], BEGIN)
    assert found.before_per_day is None and found.after_per_day is None


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=30),
    st.integers(-20, 90),
    st.one_of(st.none(), st.integers(0, 90)),
)
def test_it_is_a_plain_count(places: list[int], filed: int, until: int | None) -> None:
    day = BEGIN + timedelta(days=filed)
    end = max(places) if until is None else max(max(places), until)
    found = one(
        [BEGIN + timedelta(days=place) for place in places],
        day,
        None if until is None else BEGIN + timedelta(days=until),
    )
    recorded = range(min(places), end + 1)
    before, after = range(filed - SPAN, filed), range(filed + 1, filed + SPAN + 1)
    assert found.before == sum(place in before for place in places)
    assert found.after == sum(place in after for place in places)
    assert found.before_days == len([one for one in before if one in recorded])
    assert found.after_days == len([one for one in after if one in recorded])
