"""The heat map: every cell is written, nothing without an hour is drawn."""

from __future__ import annotations

from casekit.charts import (
    hour_by_weekday,
)
from tests.charts.pictures import many, texts
from tests.events import background_of, events_of


def test_cells_hold_the_numbers_of_the_picture() -> None:
    rows = [
        {"at": "2026-01-05 22:00:00"},
        {"at": "2026-01-05 22:59:59"},
        {"at": "2026-01-11 07:59"},
        {"at": "2026-01-07T08"},
    ]
    chart = hour_by_weekday(events_of(rows), background_of())
    table = chart.table.set_index(chart.table.columns[0])
    assert table.loc["Mon", "22"] == 2 and table.loc["Sun", "7"] == 1 and table.loc["Wed", "8"] == 1
    assert int(table.to_numpy().sum()) == 4
    assert "3 of 4 contacts" in chart.alt
    for svg in (chart.svg, chart.narrow_svg):
        numbers = [text for text in texts(svg) if text.isdigit()]
        assert numbers.count("1") >= 2 and "quiet hours" in texts(svg)


def test_every_cell_is_written_into_the_picture() -> None:
    chart = hour_by_weekday(events_of(many(3000)), background_of())
    drawn = sorted(text for text in texts(chart.narrow_svg) if text.isdigit())
    held = sorted(str(value) for value in chart.table.iloc[:, 1:].to_numpy().ravel() if value)
    assert drawn == held


def test_contacts_without_an_hour_are_said_not_drawn() -> None:
    chart = hour_by_weekday(events_of([{"at": "2026-01-05 09:00"}, {"at": "2026-01-06"}]), background_of())
    assert "1 contact of which the hour is not known" in chart.note
    assert int(chart.table.iloc[:, 1:].to_numpy().sum()) == 1
