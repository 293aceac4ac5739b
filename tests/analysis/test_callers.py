"""Numbers, ranked with what helps to say whose they are."""

from __future__ import annotations

import pandas as pd
import pytest

from casekit.analysis.callers import COLUMNS, _hours, calls_by_number, rank_numbers, waiting_contacts
from casekit.model.people import Person
from casekit.text import language
from tests.events import background_of, events_of, every

MANY, ONCE = "17000000001", "9500004"


def test_nothing_gives_empty_tables() -> None:
    assert rank_numbers(events_of([]), background_of()).empty
    assert list(rank_numbers(events_of([]), background_of()).columns) == list(COLUMNS)
    assert calls_by_number(events_of([])).empty


def test_the_most_frequent_number_comes_first_whoever_it_belongs_to() -> None:
    rows = [
        *every(60, 3, "2026-01-05 21:30:00", attribution="unknown", party=None),
        {"at": "2026-01-03 10:00", "number": ONCE, "channel": "sms", "text": "【某机构】请还款", "attribution": "not_collector"},
        {"at": "2026-01-04 10:00", "number": None},
    ]  # fmt: skip
    ranked = rank_numbers(events_of(rows), background_of())
    assert ranked["number"].tolist() == [MANY, ONCE]
    first, second = ranked.to_dict("records")
    assert (first["count"], first["calls"], first["messages"], first["night"]) == (3, 3, 0, 2)
    assert (str(first["first"]), str(first["last"])) == ("2026-01-05 21:30:00", "2026-01-05 23:30:00")
    assert (first["hours"], first["attribution"]) == ("21–24", "unknown") and pd.isna(first["party"])
    assert second["sample"] == "【某机构】请还款" and second["messages"] == 1


def test_the_latest_words_are_shown_and_text_goes_before_words() -> None:
    rows = [
        {"at": "2026-01-05 09:00", "words": "旧话"},
        {"at": "2026-01-06 09:00", "words": "新话", "text": "短信"},
        {"at": "2026-01-07 09:00"},
    ]
    assert rank_numbers(events_of(rows), background_of())["sample"].tolist() == ["短信"]


def test_whom_a_number_reached_is_named() -> None:
    background = background_of(
        persons=[Person(id="mother", name="周某", relation="parent"), Person(id="x", relation="friend")]
    )
    rows = [
        {"at": "2026-01-05 09:00", "person": who, "role": role}
        for who, role in (("debtor", "debtor"), ("mother", "other_third_party"), ("x", "other_third_party"))
    ]
    with language("zh"):
        assert set(rank_numbers(events_of(rows), background)["persons"][0]) == {"借款人", "周某", "朋友"}


def test_night_is_what_the_night_rule_counts() -> None:
    clock = ("22:00:00", "22:00:01", "07:59:59", "08:00:00", "07:58", "07:59", "22:00", "22:01")
    ranked = rank_numbers(events_of([{"at": f"2026-01-05 {at}"} for at in clock]), background_of())
    assert int(ranked["night"][0]) == 4


def test_a_time_known_only_to_the_day_is_not_at_night_and_in_no_hour() -> None:
    ranked = rank_numbers(events_of([{"at": "2026-01-05"}]), background_of())
    assert (int(ranked["night"][0]), ranked["hours"][0], int(ranked["count"][0])) == (0, "", 1)


@pytest.mark.parametrize(
    ("hours", "text"),
    [((), ""), ((9,), "9–10"), ((9, 10, 11, 20), "9–12, 20–21"), (range(24), "0–24"), ((0, 23), "0–1, 23–24")],
)
def test_hours_are_told_as_ranges(hours: tuple[int, ...], text: str) -> None:
    assert _hours(sum(1 << hour for hour in hours)) == text


def test_calls_are_counted_by_number_and_party() -> None:
    rows = [
        *every(10, 2), *every(10, 3, outcome="busy"), {"at": "2026-01-06 09:00", "number": ONCE, "party": "agency"},
        {"at": "2026-01-06 10:00", "number": ONCE, "party": "agency", "channel": "sms"}, {"at": "2026-01-06 11:00", "number": None, "party": None},
        {"at": "2026-01-06 12:00", "direction": "out"}, {"at": "2026-01-06 13:00", "attribution": "unknown"},
    ]  # fmt: skip
    assert calls_by_number(events_of(rows)).values.tolist() == [
        [MANY, "lender", 2, 3, 5], ["", "", 1, 0, 1], [ONCE, "agency", 1, 0, 1],
    ]  # fmt: skip


def test_contacts_with_registered_persons_wait_for_nothing_and_a_mark_of_the_user_stands() -> None:
    mother = Person(id="mother", name="周某", relation="parent", lines=("13900000202",))
    background = background_of(persons=[mother])
    rows = [
        {"at": "2026-01-05 09:00", "number": number, "attribution": attribution}
        for number, attribution in (
            ("13900000202", "unknown"), ("16200000001", "unknown"), ("16200000002", "confirmed"), (None, "unknown"),
        )
    ]  # fmt: skip
    events = events_of(rows)
    assert waiting_contacts(events, background) == 2
    assert waiting_contacts(events, background_of()) == 3
    ranked = rank_numbers(events, background).set_index("number")["attribution"]
    assert ranked.to_dict() == {
        "13900000202": "not_collector", "16200000001": "unknown", "16200000002": "confirmed",
    }  # fmt: skip
    said = events_of([{"at": "2026-01-05 09:00", "number": "13900000202", "attribution": "confirmed"}])
    assert rank_numbers(said, background)["attribution"].tolist() == ["confirmed"]
