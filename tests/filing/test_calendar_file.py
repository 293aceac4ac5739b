"""The calendar file: read back with a parser, stable, and without a word of the case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from casekit.channels.deadlines import Deadline, deadlines_of
from casekit.filing.calendar_file import calendar_bytes
from casekit.model import CaseHeader, Filing
from casekit.text import language
from tests.events import background_of

SECRETS = {"clerk": "张工号007", "answer": "不予处理", "note": "妈妈很难过"}

CASE = CaseHeader(complainant="王小明", title="催收骚扰", created_at=datetime(2026, 3, 1, 8, tzinfo=UTC))


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
    read = events(calendar_bytes(found, CASE))
    assert len(read) == len(found) == 2
    for event, one in zip(read, found, strict=True):
        assert event.decoded("dtstart") == one.due and type(event.decoded("dtstart")) is date
        assert event.decoded("dtend") == one.due + timedelta(days=1)
        assert not event.errors


def test_it_reminds_some_days_before_and_earlier_of_what_the_user_has_to_do() -> None:
    found = deadlines()
    reminders = {
        one.limit.id: sorted(alarm.decoded("trigger") for alarm in event.walk("VALARM"))
        for event, one in zip(events(calendar_bytes(found, CASE)), found, strict=True)
    }
    nine = timedelta(hours=9)  # in the morning of those days, and not at midnight
    assert reminders["answer"] == [nine - timedelta(days=1)]
    assert reminders["review"] == [nine - timedelta(days=days) for days in (14, 7, 2)]


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert calendar_bytes(deadlines(), CASE) == calendar_bytes(deadlines(), CASE)


def test_a_deadline_that_moves_keeps_its_uid() -> None:
    before, after = (events(calendar_bytes(deadlines(filed_on=day), CASE)) for day in ("2026-03-02", "2026-03-01"))
    assert {one["uid"] for one in before} == {one["uid"] for one in after}
    assert {one.decoded("dtstart") for one in before} != {one.decoded("dtstart") for one in after}
    assert len({one["uid"] for one in before}) == len(before)


def test_both_languages() -> None:
    with language("zh"):
        chinese = calendar_bytes(deadlines(), CASE).decode()
    with language("en"):
        english = calendar_bytes(deadlines(), CASE).decode()
    assert "应答复的最后一日" in chinese.replace("\r\n ", "") and "An answer is due" in english.replace("\r\n ", "")


def test_nothing_of_the_case_is_in_it_but_channel_and_receipt() -> None:
    text = calendar_bytes(deadlines(), CASE).decode().replace("\r\n ", "")
    assert "TS-0001" in text
    assert not [secret for secret in SECRETS.values() if secret in text]


def test_what_a_locked_screen_shows_tells_nothing() -> None:
    found = deadlines()
    with language("zh"):
        calendar = Calendar.from_ical(calendar_bytes(found, CASE))
    shown = [calendar["x-wr-calname"], *(one["summary"] for one in calendar.walk("VEVENT"))]
    shown += [one["description"] for one in calendar.walk("VALARM")]
    for word in ("投诉", "催收", "公安", "110", "欠款", "TS-0001", *(one.channel.name for one in found)):
        assert not [text for text in shown if word in text]
    assert {str(one["class"]) for one in calendar.walk("VEVENT")} == {"PRIVATE"}
    assert any("公安" in one["description"] for one in calendar.walk("VEVENT"))


def test_own_clocks_of_two_cases_do_not_take_each_others_place() -> None:
    background = background_of(filings=[])
    found = deadlines_of(background, date(2026, 3, 6), {"police": date(2026, 3, 1)})
    other = CASE.model_copy(update={"created_at": datetime(2026, 3, 2, 8, tzinfo=UTC)})
    mine, theirs = ({one["uid"] for one in events(calendar_bytes(found, case))} for case in (CASE, other))
    assert mine and not mine & theirs


def test_no_deadline_makes_an_empty_calendar() -> None:
    assert events(calendar_bytes([], CASE)) == []
