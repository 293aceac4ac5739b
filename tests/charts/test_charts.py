"""Every chart: nothing, one contact, one day, a year, many; the table holds the numbers of the picture."""

from __future__ import annotations

import base64
import re
import warnings
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from casekit.charts import (
    ALL,
    Chart,
    all_charts,
    calls_by_number,
    contacts_per_day,
    hour_by_weekday,
    third_persons_per_day,
)
from casekit.charts.chart import NARROW_WINDOW
from casekit.text import language
from tests.events import background_of, events_of, every

FRIENDS = [{"person": f"friend-{index}", "role": "other_third_party"} for index in range(12)]


def many(count: int) -> list[dict[str, Any]]:
    """Contacts over four months: calls of forty numbers, connected or not, messages, third persons."""
    rows = every(17.3, count, "2025-11-01 00:00:07")
    for index, row in enumerate(rows):
        row |= {"number": f"1700000{index % 40:04d}", "outcome": ("conversation", "rang_no_answer")[index % 3 > 0]}
        if index % 11 == 0:
            row |= {"channel": "sms", "outcome": "delivered"}
        if index % 37 == 0:
            row |= FRIENDS[index % 12]
    return rows


CASES = {
    "one contact": [{"at": "2026-01-05 09:00:00"}],
    "one at midnight at new year": [{"at": "2026-01-01 00:00:00"}],
    "one day": every(40, 20, "2026-01-05 06:10:00"),
    "only third persons": [{"at": f"2026-01-05 1{index}:00", **FRIENDS[index]} for index in range(4)],
    "one year": every(26 * 60, 330, "2025-01-01 03:00:00", outcome="busy"),
    "ten years": [{"at": "2016-02-29 10:00"}, {"at": "2026-02-28 23:59:59"}],
    "10,000 contacts": many(10_000),
    "200 numbers": [
        {"at": f"2026-01-05 10:{index % 60:02d}:00", "number": f"1620000{index:04d}"} for index in range(200)
    ],
    "hidden numbers and nobody's party": every(60, 5, number=None, party=None),
}


@pytest.fixture(params=["zh", "en"])
def tongue(request: pytest.FixtureRequest) -> Any:
    with language(request.param):
        yield request.param


@pytest.mark.parametrize(("name", "tongue"), [*((name, "zh") for name in CASES), ("one day", "en")])
def test_everything_is_drawn_without_a_warning(name: str, tongue: str) -> None:
    with language(tongue), warnings.catch_warnings():
        warnings.simplefilter("error")
        charts = all_charts(events_of(CASES[name]), background_of(), left_out=3)
    for chart in charts:
        if chart.empty:
            continue
        for svg in (chart.svg, chart.narrow_svg):
            root = ElementTree.fromstring(svg)
            assert root.tag.endswith("svg") and "<script" not in svg and "<path" in svg
            assert not re.search(r'href="(?!#)', svg), "nothing outside is referred to"
        assert chart.title and chart.alt and chart.alt != chart.note
        assert not any("\n" in text or "{" in text for text in (chart.title, chart.alt, chart.note))


def test_log_and_standard_error_stay_silent(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with language("zh"):
        all_charts(events_of(many(60)), background_of({"lender": "bank"}))
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


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


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()).strip() for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text")]


def test_text_stays_text_in_fonts_of_the_reader() -> None:
    with language("zh"):
        chart = contacts_per_day(events_of(CASES["one day"]), background_of())
    assert "拨通债务人" in texts(chart.svg)
    assert "PingFang SC" in chart.svg and "DejaVu" not in chart.svg


def test_no_setting_of_the_notebook_is_touched() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    all_charts(events_of(many(50)), background_of())
    assert dict(mpl.rcParams) == before


# Contacts per day


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


def heights(svg: str) -> dict[str, int]:
    """The tallest bar of each kind, measured in the picture itself against its axis of counts."""
    from casekit.charts import style

    kinds = {"connected": style.CONNECTED, "not_connected": style.NOT_CONNECTED, "messages": style.MESSAGES}
    unit = unit_of(svg)
    found = {}
    for kind, colour in kinds.items():
        path = re.search(rf'<path d="([^"]+)"[^>]*style="fill: {colour}', svg)
        found[kind] = round(tallest(path[1]) / unit) if path else 0
    hatched = re.findall(r'<path d="([^"]+)"[^>]*style="fill: url\(#', svg)
    found["third_persons"] = round(tallest(hatched[0]) / unit) if hatched else 0
    return found


def unit_of(svg: str) -> float:
    """How many points high one contact is: from the ticks of the axis of counts."""
    ticks = re.findall(r'<g id="ytick_\d+">.*?<use [^>]* y="([\d.]+)".*?>(\d+)</text>', svg, re.DOTALL)
    places = {int(value): float(y) for y, value in ticks}
    low, high = min(places), max(places)
    return (places[low] - places[high]) / (high - low)


def tallest(path: str) -> float:
    """The greatest height between the steps of a filled outline, column by column."""
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML] ([\d.]+) ([\d.]+)", path)]
    spans: dict[float, list[float]] = {}
    for (x, y), (next_x, next_y) in pairwise(points):
        if y == next_y and x != next_x:
            spans.setdefault(round(min(x, next_x), 2), []).append(y)
    return max(max(ys) - min(ys) for ys in spans.values())


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


def test_the_limit_line_says_what_it_is(tongue: str) -> None:
    chart = contacts_per_day(events_of(CASES["one contact"]), background_of())
    wanted = {"zh": "拨通3次", "en": "3 connected"}[tongue]
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


# Hour by weekday


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


# Third persons


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


# Calls by number


def test_numbers_hold_the_numbers_of_the_picture() -> None:
    rows = [
        *every(10, 3), *every(10, 2, "2026-01-06 09:00:00", outcome="busy"),
        *every(10, 4, "2026-01-07 09:00:00", number="9500004", party="agency", outcome="rejected"),
        {"at": "2026-01-08 09:00", "channel": "sms"},
    ]  # fmt: skip
    chart = calls_by_number(events_of(rows), background_of())
    assert chart.table.values.tolist() == [["17000000001", "lender", 3, 2, 5], ["9500004", "agency", 0, 4, 4]]
    written = texts(chart.svg)
    assert "5  lender" in written and "4  agency" in written and {"17000000001", "9500004"} <= set(written)
    assert "Numbers: 2; calls: 9; most from one number: 5." in chart.alt


def test_further_numbers_are_in_the_table_only() -> None:
    chart = calls_by_number(events_of(CASES["200 numbers"]), background_of())
    assert len(chart.table) == 200 and "185 further numbers with 185 calls" in chart.note
    assert sum(text.startswith("1620000") for text in texts(chart.svg)) == 15


@pytest.mark.parametrize(
    "name",
    [
        "重庆某某消费金融有限公司委托之某某信息技术服务（北京）有限责任公司第三分公司",
        "W" * 90,
        "شركة التحصيل",
        "<b>&\"'🐉",
    ],
)
def test_long_and_strange_names_fit(name: str) -> None:
    from dataclasses import replace

    background = background_of()
    parties = {**background.parties, "lender": background.parties["lender"].model_copy(update={"name": name})}
    chart = calls_by_number(events_of(every(10, 3)), replace(background, parties=parties))
    assert chart.table.iloc[0, 1] == name
    for svg in (chart.svg, chart.narrow_svg):
        ElementTree.fromstring(svg)
        shown = next(text for text in texts(svg) if text.startswith("3 "))
        assert len(shown) < 40 and shown[3:].rstrip("…") == name[: len(shown[3:].rstrip("…"))]


# The figure


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


def fills(svg: str) -> set[str]:
    return set(re.findall(r"fill: (#[0-9a-f]{6})", svg))


def test_kinds_differ_in_grey_and_not_by_colour_alone() -> None:
    from casekit.charts import style

    light = [luminance(one) for one in (style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES)]
    assert light == sorted(light) and min(b - a for a, b in pairwise(light)) > 0.2
    chart = contacts_per_day(events_of(many(200)), background_of())
    assert "<pattern" in chart.svg, "third persons are hatched as well"
    assert "<pattern" in third_persons_per_day(events_of(many(200)), background_of()).svg
    assert "party not named" in " ".join(
        texts(calls_by_number(events_of(every(9, 3, party=None)), background_of()).svg)
    )
    assert {style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES} <= fills(chart.svg)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_from_the_paper() -> None:
    from casekit.charts import style

    for ink in (style.INK, style.SOFT, style.ALARM):
        assert 1.05 / (luminance(ink) + 0.05) >= 7, ink
