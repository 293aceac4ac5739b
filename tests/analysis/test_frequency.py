"""Contacts per day and hour: what is counted where, and what belongs nowhere."""

from __future__ import annotations

import pandas as pd

from casekit.analysis.frequency import KINDS, contacts_per_day, hours_of_the_week, most_connected_per_day
from tests.events import background_of, events_of, every

FRIEND = {"person": "friend", "role": "other_third_party"}


def test_nothing_gives_empty_tables() -> None:
    nothing = events_of([])
    assert contacts_per_day(nothing).empty and list(contacts_per_day(nothing).columns) == list(KINDS)
    assert hours_of_the_week(nothing).shape == (7, 24) and hours_of_the_week(nothing).sum() == 0
    assert most_connected_per_day(nothing, background_of()).empty


def test_kinds_of_a_day() -> None:
    rows = [
        {"at": "2026-01-05 09:00"}, {"at": "2026-01-05 10:00", "outcome": "answered_dropped"},
        {"at": "2026-01-05 11:00", "outcome": "busy"}, {"at": "2026-01-05 12:00", "outcome": "unknown"},
        {"at": "2026-01-05 13:00", "channel": "sms", "outcome": "delivered"}, {"at": "2026-01-05", "channel": "visit"},
        {"at": "2026-01-05 14:00", **FRIEND}, {"at": "2026-01-05 15:00", "channel": "sms", **FRIEND},
        {"at": "2026-01-05 16:00", "person": "guarantor", "role": "guarantor"},
    ]  # fmt: skip
    (day,) = contacts_per_day(events_of(rows)).itertuples()
    assert (day.connected, day.not_connected, day.messages, day.third_persons) == (3, 2, 2, 2)


def test_days_are_those_of_the_wall_clock() -> None:
    days = contacts_per_day(events_of([{"at": "2025-12-31 23:59:59"}, {"at": "2026-01-01 00:00:00"}]))
    assert list(days.index) == [pd.Timestamp("2025-12-31"), pd.Timestamp("2026-01-01")]


def test_what_has_no_day_is_in_no_day() -> None:
    rows = [{"at": "2026-01"}, {}, {"at": "2026-01-05"}]
    assert int(contacts_per_day(events_of(rows)).to_numpy().sum()) == 1
    assert int(hours_of_the_week(events_of(rows)).sum()) == 0


def test_only_received_contacts_of_collectors_count() -> None:
    rows = [{"direction": "out"}, {"attribution": "unknown"}, {"attribution": "not_collector"}, {"primary": False}]
    events = events_of([{"at": "2026-01-05 09:00", **row} for row in rows])
    assert contacts_per_day(events).empty and hours_of_the_week(events).sum() == 0


def test_hours_stand_under_their_weekday_monday_first() -> None:
    cells = hours_of_the_week(
        events_of([{"at": "2026-01-05 00:00:00"}, {"at": "2026-01-11 23:59:59"}, {"at": "2026-01-07T08"}])
    )
    assert cells[0, 0] == cells[6, 23] == cells[2, 8] == 1 and cells.sum() == 3


def test_the_most_of_one_lender_to_one_debtor() -> None:
    background = background_of({"lender": "bank", "other": "bank"}, debts={"debt": "lender", "second": "other"})
    rows = [
        *every(30, 2), *every(30, 2, "2026-01-05 12:00:00", party="agency"), *every(30, 3, "2026-01-05 15:00:00", party="other"),
        *every(30, 9, "2026-01-05 09:10:00", outcome="busy"), *every(30, 9, "2026-01-05 09:20:00", **FRIEND),
        *every(30, 5, "2026-01-06 09:00:00", party=None), {"at": "2026-01-07 09:00", "channel": "sms"},
    ]  # fmt: skip
    most = most_connected_per_day(events_of(rows), background)
    assert {str(day.date()): int(count) for day, count in most.items()} == {"2026-01-05": 4, "2026-01-06": 5}
