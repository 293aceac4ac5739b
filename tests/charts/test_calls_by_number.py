"""Calls by number and party, however long a name and however many numbers."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from casekit.charts import calls_by_number
from tests.charts.pictures import CASES, texts
from tests.events import background_of, events_of, every


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
        "_$\\foo$ $x$",
    ],
)
def test_long_and_strange_names_fit(name: str) -> None:
    background = background_of()
    parties = {**background.parties, "lender": background.parties["lender"].model_copy(update={"name": name})}
    chart = calls_by_number(events_of(every(10, 3)), replace(background, parties=parties))
    assert chart.table.iloc[0, 1] == name
    for svg in (chart.svg, chart.narrow_svg):
        ElementTree.fromstring(svg)
        shown = next(text for text in texts(svg) if text.startswith("3 "))
        assert len(shown) < 40 and shown[3:].rstrip("…") == name[: len(shown[3:].rstrip("…"))]
