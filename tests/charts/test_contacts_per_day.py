"""Contacts per day against the limit: table, picture and marks say the same."""

from __future__ import annotations

from dataclasses import replace

from casekit.charts import (
    contacts_per_day,
)
from casekit.text import language
from tests.charts.pictures import CASES, FRIENDS, heights, texts
from tests.events import background_of, events_of, every


def test_days_hold_the_numbers_of_the_picture() -> None:
    rows = [
        *every(30, 4, "2025-12-31 09:00:00"), *every(30, 2, "2025-12-31 15:00:00", outcome="busy"),
        {"at": "2026-01-01 09:00", "channel": "sms", "outcome": "delivered"}, {"at": "2026-01-01 10:00", **FRIENDS[0]},
        {"at": "2026-01-03", "channel": "visit", "outcome": "unknown"},
    ]  # fmt: skip
    chart = contacts_per_day(events_of(rows), background_of())
    assert chart.table.values.tolist() == [
        ["2025-12-31", 4, 2, 0, 0, 4], ["2026-01-01", 0, 0, 1, 1, 0], ["2026-01-03", 0, 0, 1, 0, 0],
    ]  # fmt: skip
    assert "days with contacts: 3; most contacts on one day: 6 (2025-12-31)" in chart.alt
    assert chart.alt.endswith("to the debtor connected: 1.")
    assert heights(chart.svg) == {"connected": 4, "not_connected": 2, "messages": 1, "third_persons": 1}


def test_days_over_the_limit_are_those_of_one_lender_to_one_debtor() -> None:
    background = background_of(
        {"lender": "bank", "other": "bank"}, agencies={"agency": "lender"}, debts={"debt": "lender", "second": "other"}
    )
    two_lenders = [
        *every(30, 3, "2026-01-05 09:00:00"),
        *every(30, 3, "2026-01-05 15:00:00", party="other", debt="second"),
    ]
    chart = contacts_per_day(events_of(two_lenders), background)
    assert chart.alt.endswith("connected: 0.") and "▼" not in chart.note
    with_agency = [*two_lenders, {"at": "2026-01-05 18:00", "party": "agency"}]
    chart = contacts_per_day(events_of(with_agency), background)
    assert chart.alt.endswith("connected: 1.") and "▼" in chart.note
    assert chart.table.iloc[0].tolist()[1:] == [7, 0, 0, 0, 4]


def test_the_limit_line_says_what_it_is() -> None:
    for tongue, wanted in (("zh", "拨通3次"), ("en", "3 connected")):
        with language(tongue):
            chart = contacts_per_day(events_of(CASES["one contact"]), background_of())
        assert wanted in texts(chart.svg) and wanted in texts(chart.narrow_svg)
        assert "GB/T 45251-2025" in chart.note


def test_dates_are_written_as_the_reader_writes_them() -> None:
    by_month, by_day = (events_of(every(60 * 24, count, "2025-11-20 10:00:00")) for count in (300, 60))
    with language("zh"):
        months, days = (texts(contacts_per_day(one, background_of()).svg) for one in (by_month, by_day))
    assert {"1月", "2026年"} <= set(months) and {"12月1日", "2025年", "2026年"} <= set(days)
    assert days.count("2026年") == 1, "a year is named where it begins"
    with language("en"):
        assert {"1 Dec", "2025"} <= set(texts(contacts_per_day(by_day, background_of()).svg))


def test_contacts_without_a_day_are_said_not_drawn() -> None:
    rows = [{"at": "2026-01-05 09:00"}, {"at": "2026-01"}, {}]
    chart = contacts_per_day(events_of(rows), background_of())
    assert len(chart.table) == 1 and "2 contacts of which the day is not known" in chart.note


def test_where_no_rule_limits_a_days_calls_there_is_no_line() -> None:
    home = background_of()
    abroad = replace(home, header=home.header.model_copy(update={"rulebook": "us"}))
    chart = contacts_per_day(events_of(every(30, 6)), abroad)
    assert "45251" not in chart.note and "connected:" not in chart.alt and "▼" not in chart.note
    assert not any("3 connected" in text for text in texts(chart.svg))
