"""Every chart: nothing, one contact, one day, a year, many; without a warning, always the same."""

from __future__ import annotations

import re
import warnings
from datetime import date
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest

from casekit.charts import (
    ALL,
    all_charts,
)
from casekit.model import Background, Filing
from casekit.text import language
from tests.charts.pictures import CASES, FRIENDS, many
from tests.events import background_of as plain_background
from tests.events import events_of


def background_of() -> Background:
    """A filing is part of it, for one chart is about filings."""
    return plain_background(filings=[Filing(id="filing", channel="lender", filed_on=date(2026, 1, 6))])


@pytest.mark.parametrize(("name", "tongue"), [*((name, "zh") for name in CASES), ("one day", "en")])
def test_everything_is_drawn_without_a_warning(
    name: str, tongue: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = dict(mpl.rcParams)
    with language(tongue), warnings.catch_warnings():
        warnings.simplefilter("error")
        charts = all_charts(events_of(CASES[name]), background_of(), left_out=3)
    assert not caplog.records and capfd.readouterr() == ("", "")
    assert dict(mpl.rcParams) == settings, "no setting of a notebook is touched"
    for chart in charts:
        if chart.empty:
            continue
        for svg in (chart.svg, chart.narrow_svg):
            root = ElementTree.fromstring(svg)
            assert root.tag.endswith("svg") and "<script" not in svg and "<path" in svg
            assert not re.search(r'href="(?!#)', svg), "nothing outside is referred to"
        assert chart.title and chart.alt and chart.alt != chart.note
        assert not any("\n" in text or "{" in text for text in (chart.title, chart.alt, chart.note))


@pytest.mark.parametrize("draw", ALL)
def test_nothing_is_said_as_nothing(draw: Any) -> None:
    chart = draw(events_of([]), background_of(), left_out=2)
    assert chart.empty and not chart.svg and not chart.narrow_svg and chart.figure_html() == ""
    assert len(chart.table.columns) > 1


@pytest.mark.parametrize("draw", ALL)
def test_only_contacts_attributed_to_a_collector_are_drawn(draw: Any) -> None:
    rows = [{"at": "2026-01-05 09:00", **FRIENDS[0]}, {"at": "2026-01-06 09:00"}]
    other = [
        {"at": "2026-01-05 10:00", "attribution": "unknown", "number": "13912345678"},
        {"at": "2026-01-05 11:00", "attribution": "not_collector", "number": "13912345678"},
        {"at": "2026-01-05 12:00", "primary": False, "number": "13912345678"},
        {"at": "2026-01-05 13:00", "direction": "out", "number": "13912345678"},
    ]
    alone, mixed = draw(events_of(rows), background_of()), draw(events_of([*rows, *other]), background_of())
    assert alone.svg == mixed.svg and "13912345678" not in mixed.svg
    pd.testing.assert_frame_equal(alone.table, mixed.table)


@pytest.mark.parametrize("draw", ALL)
def test_what_is_left_out_is_said(draw: Any) -> None:
    events = events_of([{"at": "2026-01-05 09:00"}, {"at": "2026-01-05 10:00", **FRIENDS[0]}])
    with language("zh"):
        assert "另有 4321 次联系的号码尚未说明归属，没有计入。" in draw(events, background_of(), left_out=4321).note
    assert "1 contact from a number" in draw(events, background_of(), left_out=1).note
    assert "nobody is named" not in draw(events, background_of(), left_out=0).note


@pytest.mark.parametrize("draw", ALL)
def test_the_same_contacts_give_the_same_bytes(draw: Any) -> None:
    events = events_of(many(100))
    first, second = (draw(events, background_of(), left_out=3) for _time in range(2))
    assert (first.svg, first.narrow_svg, first.alt, first.note) == (
        second.svg,
        second.narrow_svg,
        second.alt,
        second.note,
    )
    assert not re.search(r"20\d\d-\d\d-\d\dT", first.svg), "no date of drawing"
