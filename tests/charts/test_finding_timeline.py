"""The timeline of one finding: what it rests on stands out, and words and table say the same."""

from __future__ import annotations

import re
import time
import warnings
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from casekit.charts import Chart, style
from casekit.charts.finding_timeline import finding_timeline
from casekit.model import Background
from casekit.rules import Finding, check, load_rulebook
from casekit.text import language
from tests.charts.pictures import texts
from tests.events import background_of, events_of, every, fact_of

NIGHT, LIMIT = "GBT45251-NIGHT", "GBT45251-FREQ-NOTICE-3"
ROWS = [
    {"at": "2026-01-05 23:10:00"}, {"at": "2026-01-05 22:00:00"}, {"at": "2026-01-06 03:30:00"}, {"at": "2026-01-08 12:00:00"},
    {"at": "2026-01-09 15:00:00"}, {"at": "2026-01-10"},
]  # fmt: skip


def drawn(
    rows: list[dict[str, Any]], rule: str = NIGHT, background: Background | None = None, **changes: Any
) -> tuple[Chart, Finding]:
    """The chart of the one finding of a rule, which a test may change."""
    events, known = events_of(rows), background or background_of()
    (finding,) = (one for one in check(events, known) if one.rule == rule)
    finding = replace(finding, **changes)
    return finding_timeline(finding, load_rulebook("cn").rule(rule), events, known), finding


def marks(svg: str, inside: str, edge: str) -> int:
    """How many marks of a face and an edge the picture holds, its legend included."""
    look = f"fill: {inside}; stroke: {edge}"
    return sum(
        (one.get("style") or parent.get("style") or "").startswith(look)
        for parent in ElementTree.fromstring(svg).iter()
        for one in parent
        if one.tag.endswith("}use")
    )


def test_what_the_finding_rests_on_is_marked_and_the_boundary_is_hollow() -> None:
    chart, finding = drawn(ROWS)
    assert (len(finding.incidents), len(finding.boundary_incidents)) == (2, 2)
    for svg in (chart.svg, chart.narrow_svg):
        assert marks(svg, style.ALARM, "#ffffff") == 2 + 1
        # The one that is known to the day only is told in words.
        assert marks(svg, "#ffffff", style.ALARM) == 1 + 1
    assert "2 are counted, 2 are at the boundary, 0 show why" in chart.alt
    assert "1 contact of this finding has no known time of day" in chart.note
    assert "shows why the rule applies" not in texts(chart.svg)


def test_the_table_counts_each_day_and_all_others_in_its_last_row() -> None:
    chart, _finding = drawn([*ROWS, {"at": None}])
    assert chart.table.values.tolist() == [
        ["2026-01-05", 1, 1, 0, 0, "22:00, 23:10", ""], ["2026-01-06", 1, 0, 0, 0, "03:30", ""],
        ["2026-01-10", 0, 1, 0, 0, "", ""], ["other days, or day not known", 0, 0, 0, 3, "", ""],
    ]  # fmt: skip


def test_hours_that_a_law_does_not_name_are_not_called_hours_of_the_rule() -> None:
    barred, compared = drawn(ROWS)[0], drawn(ROWS, "CIV-1033")[0]
    assert "hours that the rule does not allow" in barred.note and "taken for comparison" not in barred.note
    assert "taken for comparison" in compared.note and "does not allow" not in compared.note


def test_hours_are_shaded_for_a_rule_about_hours_alone() -> None:
    about_hours, _finding = drawn(ROWS)
    about_days, _finding = drawn(every(10, 5), LIMIT)
    assert about_hours.svg.count("fill: #f4e9e6") == 2 and "Shaded" in about_hours.note
    assert {"8:00", "22:00"} <= set(texts(about_hours.svg))
    assert "#f4e9e6" not in about_days.svg and "Shaded" not in about_days.note


def test_rows_that_prove_have_a_sign_of_their_own() -> None:
    chart, _finding = drawn(ROWS, proof=("0000000000000003", "0000000000000004"))
    assert marks(chart.svg, "#ffffff", "#1f5f8b") == 2 + 1
    assert "2 show why the rule applies" in chart.alt and "shows why the rule applies" in texts(chart.svg)
    assert chart.table.iloc[2].tolist()[:5] == ["2026-01-08", 0, 0, 1, 0]


def test_dated_facts_are_numbered_lines_with_their_words_below() -> None:
    facts = [
        fact_of("complaint_filed", "2026-01-07"), fact_of("refused_contact", "2026-01-06 10:00", person="debtor"),
        fact_of("payoff", "2026-01-09", denied=True), fact_of("police_warning", "2026-01-08", party="other"),
        fact_of("settlement", "2027-06-01"), fact_of("agreed_hours", "2026-01-06"),
    ]  # fmt: skip
    background = background_of({"lender": "consumer_finance", "other": "bank"}, facts=facts)
    rows = [row for row in ROWS if row["at"] != "2026-01-10"]
    events = events_of(rows)
    (finding,) = (one for one in check(events, background) if one.rule == NIGHT)
    with language("zh"):
        chart = finding_timeline(finding, load_rulebook("cn").rule(NIGHT), events, background)
    assert [one for one in texts(chart.svg) if one in "①②③④⑤⑥"] == ["①", "②"]
    # Neither another lender's, nor what was not so, nor what is a year away.
    assert chart.note.startswith("①2026年1月6日：已明确要求不得再联系。②2026年1月7日：已投诉。横向")
    assert "③" not in chart.alt and chart.table.iloc[:, -1].tolist()[1:3] == ["已明确要求不得再联系", "已投诉"]


def test_a_fact_of_one_day_is_told_once_and_numbers_never_lie_on_each_other() -> None:
    facts = [fact_of("complaint_filed", f"2026-01-0{day}") for day in (6, 6, 7, 8)]
    chart, _finding = drawn([*ROWS, *every(60 * 24, 200, "2026-01-11 10:00:00")], background=background_of(facts=facts))
    places = re.findall(r'transform="translate\(([\d.]+) ([\d.]+)\)[^>]*>(?=[①②③④⑤⑥])', chart.svg)
    places = places or re.findall(r'x="([\d.]+)" y="([\d.]+)"[^>]*>(?=[①②③④⑤⑥])', chart.svg)
    points = [(float(x), float(y)) for x, y in places]
    assert len(points) == 3
    assert all(
        abs(x - other) >= 10 or abs(y - below) >= 10
        for place, (x, y) in enumerate(points)
        for other, below in points[:place]
    )


def test_too_many_others_are_drawn_as_a_density_and_it_says_so() -> None:
    few, _finding = drawn([*ROWS, *every(30, 400, "2026-01-11 10:00:00", direction="out")])
    lots, _finding = drawn([*ROWS, *every(30, 2000, "2026-01-11 10:00:00", direction="out")])
    assert "drawn singly" not in few.note and "drawn singly" in lots.note
    assert marks(lots.svg, style.ALARM, "#ffffff") == 2 + 1


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_a_hundred_thousand_contacts_stay_small_and_quick(tongue: str, caplog: pytest.LogCaptureFixture) -> None:
    few, background, rule = (
        events_of(every(7, 1000, "2026-01-05 00:00:00")),
        background_of(),
        load_rulebook("cn").rule(LIMIT),
    )
    events = few.loc[few.index.repeat(100)].reset_index(drop=True)
    moved = pd.to_timedelta(np.arange(len(events)) % 100 * 5, unit="D")
    events["id"] = [f"{place:016x}" for place in range(len(events))]
    events["start"], events["local"] = events["start"] - moved, events["local"] - moved
    (finding,) = (one for one in check(events, background) if one.rule == LIMIT)
    assert len(finding.incidents) > 10_000
    with language(tongue), warnings.catch_warnings():
        warnings.simplefilter("error")
        begin = time.process_time()
        chart = finding_timeline(finding, rule, events, background)
        taken = time.process_time() - begin
    assert taken < 5 and len(chart.svg) < 600_000 and len(chart.narrow_svg) < 600_000
    assert not caplog.records
    for svg in (chart.svg, chart.narrow_svg):
        assert ElementTree.fromstring(svg).tag.endswith("svg")
        assert not re.search(r'href="(?!#)', svg), "nothing outside is referred to"
    # What is thinned is counted in full by the table.
    assert chart.table.iloc[:, 1].sum() == len(finding.incidents)


def test_the_same_finding_gives_the_same_bytes() -> None:
    (first, _one), (second, _other) = drawn(ROWS), drawn(ROWS)
    assert (first.svg, first.narrow_svg, first.alt, first.note) == (
        second.svg, second.narrow_svg, second.alt, second.note,
    )  # fmt: skip


def test_contacts_without_any_time_are_said_and_not_drawn() -> None:
    chart, _finding = drawn([{"at": "2025-12-10", "tags": ("insult",)}], "PSAPL-OLD-42")
    assert chart.empty and chart.table.iloc[0].tolist()[:3] == ["2025-12-10", 1, 0]
