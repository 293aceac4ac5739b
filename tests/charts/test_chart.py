"""The figure that notebook and report show."""

from __future__ import annotations

import base64
import re

import pandas as pd

from casekit.charts import (
    Chart,
    contacts_per_day,
)
from casekit.charts.chart import NARROW_WINDOW
from casekit.text import language
from tests.charts.pictures import CASES
from tests.events import background_of, events_of


def test_the_figure_carries_picture_caption_and_numbers() -> None:
    with language("zh"):
        chart = contacts_per_day(events_of(CASES["one day"]), background_of(), left_out=2)
        html = chart.figure_html()
    pictures = [base64.b64decode(one).decode() for one in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", html)]
    assert pictures == [chart.narrow_svg, chart.svg]
    assert f'media="(max-width: {NARROW_WINDOW}px)"' in html and f'alt="{chart.alt}"' in html
    assert chart.title in html and chart.note in html
    for value in chart.table.iloc[0]:
        assert f"<td>{value}</td>" in html


def test_what_comes_from_outside_is_escaped_in_the_figure() -> None:
    chart = Chart("x", "<i>", "<svg/>", "<svg/>", '"><script>', pd.DataFrame({"<b>": ["<img src=x>"]}), "&")
    html = chart.figure_html()
    assert not re.search(r"<(i|b|script)>|<img src=x", html)
