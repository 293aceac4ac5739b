"""The chart around filings: figures before and after, fair about what is not recorded, and no word on why."""

from __future__ import annotations

from datetime import date, timedelta

from casekit.charts import before_after
from casekit.model import Filing
from casekit.text import language
from tests.events import background_of, events_of


def filed(day: str, channel: str = "lender", **details: object) -> Filing:
    return Filing.model_validate({"id": f"{channel}-{day}", "channel": channel, "filed_on": day, **details})


def contacts(first: str, days: int, a_day: int = 1) -> list[dict[str, object]]:
    begin = date.fromisoformat(first)
    return [{"at": f"{begin + timedelta(days=day)} {9 + hour:02d}:00"} for day in range(days) for hour in range(a_day)]


def test_without_a_filing_there_is_nothing_to_draw() -> None:
    assert before_after(events_of(contacts("2026-01-01", 3)), background_of()).empty


def test_a_withdrawn_filing_is_not_drawn() -> None:
    background = background_of(filings=[filed("2026-01-02", outcome="withdrawn")])
    assert before_after(events_of(contacts("2026-01-01", 3)), background).empty


def test_the_averages_of_fourteen_days_before_and_after_are_told() -> None:
    rows = [*contacts("2026-01-01", 20, 3), *contacts("2026-01-21", 20, 1)]
    with language("en"):
        chart = before_after(events_of(rows), background_of(filings=[filed("2026-01-20")]))
    assert "before 3.0 a day (14 days), after 1.0 a day (14 days)." in chart.note
    assert "① 2026-01-20 the lender's complaint desk" in chart.note and chart.note.count("shorter") == 0
    assert "not why it changed" in chart.note


def test_a_shorter_time_after_is_said() -> None:
    with language("zh"):
        chart = before_after(events_of(contacts("2026-01-01", 25)), background_of(filings=[filed("2026-01-20")]))
    assert "此后 5 天平均每天 1.0 次（此后的记录时间较短）" in chart.note


def test_silence_counts_as_far_as_the_records_reach_and_no_further() -> None:
    events, filings = events_of(contacts("2026-01-01", 20, 2)), [filed("2026-01-20")]
    with language("en"):
        unknown = before_after(events, background_of(filings=filings)).note
        known = before_after(events, background_of(filings=filings, recorded_until=date(2026, 2, 10))).note
    assert "nothing is recorded of the time after" in unknown
    assert "after 0.0 a day (14 days)" in known


def test_two_filings_of_one_day_share_a_line() -> None:
    background = background_of(filings=[filed("2026-01-05"), filed("2026-01-05", "12321")])
    with language("zh"):
        chart = before_after(events_of(contacts("2026-01-01", 10)), background)
    assert chart.note.count("①") == 1 and "②" not in chart.note
    assert "放贷机构客服与投诉渠道、12321 举报受理中心" in chart.note


def test_the_table_holds_every_contact_and_every_filing_by_day_or_week() -> None:
    for days, rows in ((10, 10), (100, 15)):
        background = background_of(filings=[filed("2026-01-05")])
        chart = before_after(events_of(contacts("2026-01-01", days)), background)
        assert len(chart.table) == rows and int(chart.table.iloc[:, 1].sum()) == days
        assert (chart.table.iloc[:, 2] != "").sum() == 1


def test_a_filing_outside_the_records_is_drawn_and_told() -> None:
    background = background_of(filings=[filed("2025-12-01"), filed("2026-03-01")])
    with language("en"):
        chart = before_after(events_of(contacts("2026-01-01", 5)), background)
    assert not chart.empty
    assert "① 2025-12-01" in chart.note and "② 2026-03-01" in chart.note
    assert "before nothing" not in chart.note and chart.note.count("nothing is recorded") == 4
