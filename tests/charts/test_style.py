"""Type and colour: legible in grey, in the fonts of the reader."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from matplotlib.figure import Figure

from casekit.charts import (
    calls_by_number,
    contacts_per_day,
    style,
    third_persons_per_day,
)
from casekit.text import language
from tests.charts.pictures import CASES, luminance, many, texts
from tests.events import background_of, events_of, every


def test_text_stays_text_in_fonts_of_the_reader() -> None:
    with language("zh"):
        chart = contacts_per_day(events_of(CASES["one day"]), background_of())
    assert "拨通债务人" in texts(chart.svg)
    assert "PingFang SC" in chart.svg and "DejaVu" not in chart.svg


def fills(svg: str) -> set[str]:
    return set(re.findall(r"fill: (#[0-9a-f]{6})", svg))


def test_kinds_differ_in_grey_and_not_by_colour_alone() -> None:

    light = [luminance(one) for one in (style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES)]
    assert light == sorted(light) and min(b - a for a, b in pairwise(light)) > 0.2
    chart = contacts_per_day(events_of(many(200)), background_of())
    assert "<pattern" in chart.svg, "third persons are hatched as well"
    assert "<pattern" in third_persons_per_day(events_of(many(200)), background_of()).svg
    assert "party not named" in " ".join(
        texts(calls_by_number(events_of(every(9, 3, party=None)), background_of()).svg)
    )
    assert {style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES} <= fills(chart.svg)


def test_words_stand_out_from_the_paper() -> None:

    for ink in (style.INK, style.SOFT, style.ALARM):
        assert 1.05 / (luminance(ink) + 0.05) >= 7, ink


@pytest.mark.parametrize("narrow", [True, False])
def test_every_span_of_time_gets_a_few_dates(narrow: bool) -> None:
    first = datetime(2025, 1, 1)
    with language("en"):
        for hours in (25, 37, 47, *range(48, 24 * 1500, 24 * 13)):
            axes = Figure().add_subplot()
            style.day_axis(axes, first, first + timedelta(hours=hours), narrow=narrow)
            assert 1 <= len(axes.get_xticks()) <= (5 if narrow else 8), hours
