from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from casekit.text import language
from casekit.widgets import wording
from tests.widgets.conftest import COLLECTOR, HOSTILE


def test_a_time_is_told_as_precisely_as_it_is_known():
    moment = datetime(2026, 1, 10, 22, 30)
    assert wording.day_and_time(moment) == "2026-01-10 22:30"
    assert wording.day_and_time(moment, "hour") == "2026-01-10 22 o'clock"
    assert wording.day_and_time(moment, "day") == "2026-01-10"
    assert wording.day_and_time(moment, "month") == "2026-01"
    assert wording.day_and_time(None) == wording.day_and_time(pd.NaT) == "time not known"
    with language("zh"):
        assert wording.day_and_time(moment, "hour") == "2026-01-10 22时许"


@pytest.mark.parametrize(("seconds", "said"), [(None, ""), (pd.NA, ""), (0, "0 s"), (59, "59 s"), (125, "2 min 5 s")])
def test_a_length_of_talk(seconds, said):
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(("count", "said"), [(10, "10 B"), (2048, "2 KB"), (5 * 2**20, "5.0 MB")])
def test_a_size(count, said):
    assert wording.size(count) == said


def test_a_long_text_is_cut_and_flattened():
    assert wording.shortened("a\n\nb", 10) == "a b"
    assert wording.shortened("一二三四五", 4) == "一二三…"


def line_of(case, no=1):
    events = case.events()
    row = next(events[events["no"] == no].itertuples())
    return wording.contact_line(row, case.background())


def test_a_missed_call_has_no_length(imported):
    assert "rang unanswered" in line_of(imported, 2) and "0 s" not in line_of(imported, 2)
    assert "1 min 5 s" in line_of(imported, 1)


def test_a_contact_is_told_with_what_was_said_and_nothing_of_it_is_page(case):
    case.log(
        start="2026-01-10T22:30", number=COLLECTOR, words=HOSTILE, tags=["insult"], person=HOSTILE, relation="parent",
        claimed_org=HOSTILE,
    )  # fmt: skip
    line = line_of(case)
    assert "insult" in line and COLLECTOR in line and "&lt;script&gt;" in line
    assert "<script>" not in line


def test_a_hidden_number_and_an_unknown_person_are_called_so(case):
    case.log(start="2026-01-10", role="other_third_party")
    line = line_of(case)
    assert "number not shown" in line and "person not known" in line


def test_a_line_says_in_words_what_the_person_has_to_do_with_it(case):
    for channel in ("call", "sms", "visit"):
        case.log(start="2026-01-10T22:30", number=COLLECTOR, channel=channel)
    case.log(start="2026-01-11T22:30", number=COLLECTOR, channel="call", direction="out")
    with language("zh"):
        lines = [line_of(case, no) for no in (1, 2, 3, 4)]
    for line, words in zip(lines, ("打给：", "发给：", "找的是：", "打出或发出的人："), strict=True):
        assert f"{words}<bdi>借款人本人" in line and "→" not in line


@pytest.mark.parametrize(("same", "said"), [(0, ""), (1, "1 of them is the same"), (7, "7 of them are the same")])
def test_what_several_files_tell_of_counts_once(same, said):
    assert wording.same_call_sentence(same).startswith(said) and bool(wording.same_call_sentence(same)) is bool(said)


def test_a_visit_has_no_number_and_is_not_answered(case):
    case.log(start="2026-01-10T15:00", channel="visit", outcome="conversation")
    case.log(start="2026-01-10T16:00", channel="call", outcome="conversation")
    visit, call = line_of(case, 1), line_of(case, 2)
    assert "number not shown" not in visit and "ck-digits" not in visit
    assert "number not shown" in call
    assert "connected" in call and "connected" not in visit


def test_sentences_stand_apart_in_english_and_without_a_blank_in_chinese():
    assert wording.sentences("One.", "", "Two.") == "One. Two."
    with language("zh"):
        assert wording.sentences("一。", "", "二。") == "一。二。"
