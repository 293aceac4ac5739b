"""The calendar file: read back with a parser, stable, and without a word of the case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from casekit.channels.deadlines import Deadline, deadlines_of
from casekit.filing.calendar_file import calendar_bytes
from casekit.model import Filing
from casekit.text import language
from tests.events import background_of

SECRETS = {"clerk": "张工号007", "answer": "不予处理", "note": "妈妈很难过"}


def deadlines(**details: Any) -> list[Deadline]:
    filings = [
        Filing.model_validate(
            {"id": "f1", "channel": "lender", "filed_on": "2026-03-02", "party": "lender", "receipt": "TS-0001", **SECRETS, **details}
        ),
        Filing.model_validate(
            {"id": "f2", "channel": "police", "filed_on": "2026-03-01", "track": "criminal", "answered_on": "2026-03-05",
             "outcome": "not_accepted"}
        ),
    ]  # fmt: skip
    return deadlines_of(background_of(filings=filings), date(2026, 3, 6))


def events(content: bytes) -> list[Any]:
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0" and calendar["prodid"]
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_every_deadline_is_an_event_of_a_whole_day() -> None:
    found = deadlines()
    read = events(calendar_bytes(found))
    assert len(read) == len(found) == 2
    for event, one in zip(read, found, strict=True):
        assert event.decoded("dtstart") == one.due and type(event.decoded("dtstart")) is date
        assert event.decoded("dtend") == one.due + timedelta(days=1)
        assert not event.errors


def test_it_reminds_some_days_before_and_earlier_of_what_the_user_has_to_do() -> None:
    found = deadlines()
    reminders = {
        one.limit.id: sorted(alarm.decoded("trigger").days for alarm in event.walk("VALARM"))
        for event, one in zip(events(calendar_bytes(found)), found, strict=True)
    }
    assert reminders["answer"] == [-1] and reminders["review"] == [-14, -7, -2]


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert calendar_bytes(deadlines()) == calendar_bytes(deadlines())


def test_a_deadline_that_moves_keeps_its_uid() -> None:
    before, after = (events(calendar_bytes(deadlines(filed_on=day))) for day in ("2026-03-02", "2026-03-01"))
    assert {one["uid"] for one in before} == {one["uid"] for one in after}
    assert {one.decoded("dtstart") for one in before} != {one.decoded("dtstart") for one in after}
    assert len({one["uid"] for one in before}) == len(before)


def test_both_languages() -> None:
    with language("zh"):
        chinese = calendar_bytes(deadlines()).decode()
    with language("en"):
        english = calendar_bytes(deadlines()).decode()
    assert "应答复的最后一日" in chinese.replace("\r\n ", "") and "an answer is due" in english.replace("\r\n ", "")


def test_nothing_of_the_case_is_in_it_but_channel_and_receipt() -> None:
    text = calendar_bytes(deadlines()).decode().replace("\r\n ", "")
    assert "TS-0001" in text
    assert not [secret for secret in SECRETS.values() if secret in text]


def test_no_deadline_makes_an_empty_calendar() -> None:
    assert events(calendar_bytes([])) == []
