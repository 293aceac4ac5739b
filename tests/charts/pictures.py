"""Contacts to draw, and ways to read a drawn picture back."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from tests.events import every

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


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()).strip() for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text")]


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


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
