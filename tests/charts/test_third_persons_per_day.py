"""Different third persons per day, against a reference value that is no law."""

from __future__ import annotations

from casekit.charts import (
    third_persons_per_day,
)
from tests.charts.pictures import FRIENDS, texts
from tests.events import background_of, events_of


def test_third_persons_are_counted_once_a_day() -> None:
    rows = [
        {"at": "2026-01-05 09:00", **FRIENDS[0]}, {"at": "2026-01-05 10:00", **FRIENDS[0]}, {"at": "2026-01-05 11:00", **FRIENDS[1]},
        {"at": "2026-01-05 12:00", "person": None, "role": "other_third_party"},
        {"at": "2026-01-05 13:00", "person": None, "role": "other_third_party"},
        {"at": "2026-01-08", **FRIENDS[2]}, {"at": "2026-01-08 10:00", "person": "guarantor", "role": "guarantor"},
    ]  # fmt: skip
    chart = third_persons_per_day(events_of(rows), background_of())
    assert chart.table.values.tolist() == [["2026-01-05", 3, 5], ["2026-01-08", 1, 1]]
    assert "most different ones on one day: 3 (2026-01-05). Days with 3 or more: 1." in chart.alt
    assert "5 Jan 2026: 3 persons" in texts(chart.svg) and "reference: 3" in texts(chart.svg)
    assert "not a rule of law" in chart.note
