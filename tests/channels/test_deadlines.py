"""Clocks of filings: when they start, what ends and extends them, and what is never called overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.channels.catalog import channel_ids, load_channel
from casekit.channels.channel import TimeLimit
from casekit.channels.deadlines import Deadline, deadlines_of, end_of
from casekit.model import Filing
from tests.events import background_of

FILED = date(2026, 3, 2)
TODAY = date(2026, 3, 10)


def filing(channel: str = "lender", **details: Any) -> Filing:
    return Filing.model_validate({"id": "f1", "channel": channel, "filed_on": FILED, "party": "lender", **details})


def clocks(*filings: Filing, today: date = TODAY, lender: str = "consumer_finance") -> list[Deadline]:
    return deadlines_of(background_of({"lender": lender}, filings=filings), today)


def ids(*filings: Filing, **details: Any) -> list[str]:
    return [one.limit.id for one in clocks(*filings, **details)]


def test_the_day_after_the_filing_is_the_first_day() -> None:
    (one,) = clocks(filing())
    assert (one.since, one.due, one.left) == (FILED, date(2026, 3, 17), 7)
    assert one.certain and not one.overdue and not one.mine


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 3, 17), False), (date(2026, 3, 18), True)])
def test_it_is_overdue_on_the_day_after_the_last_one(today: date, overdue: bool) -> None:
    (one,) = clocks(filing(), today=today)
    assert one.overdue is overdue
    assert ("已逾期 1 天" in one.words["zh"]) is overdue and ("1 day overdue" in one.words["en"]) is overdue


def test_a_last_day_in_the_holidays_is_not_moved_but_said_and_not_overdue_before_work_begins() -> None:
    during = filing(filed_on=date(2026, 2, 4))  # the fifteenth day is 19 February, in the Spring Festival
    for today, overdue in ((date(2026, 2, 20), False), (date(2026, 2, 24), False), (date(2026, 2, 25), True)):
        (one,) = clocks(during, today=today)
        assert one.due == date(2026, 2, 19) and one.overdue is overdue
        assert "该日逢法定节假日或者休息日" in one.words["zh"]


def test_more_time_takes_the_place_of_the_limit_in_which_it_was_announced() -> None:
    assert [one.due for one in clocks(filing(extended_on=date(2026, 3, 12)))] == [FILED + timedelta(days=30)]
    assert [one.due for one in clocks(filing(extended_on=date(2026, 3, 25)))] == [FILED + timedelta(days=60)]


@pytest.mark.parametrize("outcome", ["solved", "unsatisfied", "not_accepted", "withdrawn"])
def test_an_outcome_ends_the_clock(outcome: str) -> None:
    assert ids(filing(outcome=outcome)) == []


def test_an_answer_ends_the_clock() -> None:
    assert ids(filing(answered_on=date(2026, 3, 9))) == []


def test_a_first_step_ends_with_acceptance_and_the_next_clock_starts() -> None:
    assert ids(filing("miit")) == ["accept"]
    assert ids(filing("miit", accepted_on=date(2026, 3, 5))) == ["answer"]


def test_working_days_leave_the_holidays_out() -> None:
    (one,) = clocks(filing("miit", filed_on=date(2026, 2, 10)))
    assert one.limit.unit == "working_days" and one.due == date(2026, 2, 24)


def test_what_is_not_sure_is_never_overdue() -> None:
    (one,) = clocks(filing("nifa"), today=date(2027, 1, 1))
    assert not one.certain and not one.overdue and one.left < 0
    assert "仅供参考" in one.words["zh"] and "逾期" not in one.words["zh"]


def test_passing_on_ends_the_first_check() -> None:
    assert ids(filing("nifa", outcome="transferred")) == []


def test_a_limit_that_holds_for_other_lenders_does_not_run() -> None:
    assert ids(filing(), lender="microloan") == []


def test_of_an_unknown_lender_the_limit_is_shown_and_not_sure() -> None:
    (one,) = clocks(filing(), lender="unknown", today=date(2027, 1, 1))
    assert not one.certain and not one.overdue


def test_beyond_the_published_holidays_a_day_is_not_certain() -> None:
    (one,) = clocks(filing("miit", filed_on=date(2099, 1, 1)), today=date(2099, 3, 1))
    assert not one.certain and not one.overdue
    assert "尚未公布" in one.words["zh"] and "not published yet" in one.words["en"]


def test_the_review_after_a_refusal_is_the_users_own_clock() -> None:
    refused = filing("police", track="criminal", answered_on=date(2026, 3, 9), outcome="not_accepted")
    (one,) = clocks(refused)
    assert one.mine and one.due == date(2026, 3, 16)
    assert ids(filing("police", track="criminal", answered_on=date(2026, 3, 9), outcome="solved")) == []
    assert ids(filing("police", track="public_security", answered_on=date(2026, 3, 9), outcome="not_accepted")) == []


def test_clocks_from_the_last_contact_concerned_run_until_something_is_filed_there() -> None:
    last = date(2026, 1, 5)
    own = {one.channel.id: one for one in deadlines_of(background_of(), TODAY, {"police": last, "court": None})}
    assert list(own) == ["police"], "no contact concerned, no clock"
    assert own["police"].mine and own["police"].filing is None and own["police"].since == last
    assert own["police"].due == end_of(last, own["police"].limit, "CN")[0]
    filed = background_of(filings=(filing("police"),))
    assert not [one for one in deadlines_of(filed, TODAY, {"police": last}) if one.filing is None]


def test_every_limit_of_every_channel_can_be_said() -> None:
    for channel in map(load_channel, channel_ids()):
        for limit in channel.times:
            one = filing(channel.id, track=limit.track, accepted_on=FILED, answered_on=FILED if limit.mine else None,
                         outcome="not_accepted" if limit.mine else "open",
                         extended_on=FILED if limit.extends else None)  # fmt: skip
            for found in clocks(one, today=date(2035, 1, 1)):
                assert str(found.due) in found.words["zh"] and str(found.due) in found.words["en"]
                assert "{" not in found.words["zh"] + found.words["en"]
                assert found.certain or not found.overdue


def limit(amount: int, unit: str) -> TimeLimit:
    return TimeLimit("x", "filed_on", amount, unit, {"zh": "", "en": ""})


@pytest.mark.parametrize(
    ("since", "amount", "unit", "due"),
    [
        (date(2025, 8, 31), 6, "months", date(2026, 2, 28)),
        (date(2026, 2, 28), 6, "months", date(2026, 8, 28)),
        (date(2025, 12, 15), 1, "months", date(2026, 1, 15)),
        (date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
        (date(2026, 1, 1), 3, "years", date(2029, 1, 1)),
    ],
)
def test_months_and_years_end_on_the_day_of_that_number(since: date, amount: int, unit: str, due: date) -> None:
    assert end_of(since, limit(amount, unit), "CN") == (due, True)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_days_are_counted_one_by_one(since: date, amount: int) -> None:
    assert (end_of(since, limit(amount, "days"), "CN")[0] - since).days == amount


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_a_month_later_is_in_the_month_that_is_due(since: date, amount: int) -> None:
    due = end_of(since, limit(amount, "months"), "CN")[0]
    assert (due.year * 12 + due.month) - (since.year * 12 + since.month) == amount and due.day <= since.day
    assert due.day == since.day or (due + timedelta(days=1)).day == 1


def test_the_earliest_day_comes_first() -> None:
    found = clocks(filing("miit", id="a"), filing(id="b"), filing("carrier", id="c", filed_on=date(2026, 2, 1)))
    assert [one.due for one in found] == sorted(one.due for one in found) and len(found) == 3
