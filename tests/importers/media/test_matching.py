"""Which contact a recording or a picture belongs to, and where nobody but the user can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from casekit.importers.media.facts import Media
from casekit.importers.media.matching import Proposal, propose
from tests.events import events_of

ONE, TWO = "17000000001", "17000000002"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2024-03-01T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def call(clock: str, seconds: int | None = 60, number: str | None = ONE, **more: Any) -> dict[str, Any]:
    return {"at": f"2024-03-01 {clock}", "duration_s": seconds, "number": number, **more}


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The events table with lengths as the case makes them: whole numbers, some missing."""
    events = events_of(rows)
    lengths = {name: pd.array([row.get(name) for row in rows], dtype="Int64") for name in ("duration_s", "ring_s")}
    return events.assign(**lengths)


def recording(clock: str, number: str = ONE, seconds: int | None = None, **more: Any) -> Media:
    return Media(Path("a.mp3"), "a.mp3", "recording", number=number, taken_at=at(clock), precision="second",
                 time_basis="file_name", duration_s=seconds, **more)  # fmt: skip


def picture(clock: str) -> Media:
    return replace(recording(clock, ""), kind="screenshot")


def proposed(rows: list[dict[str, Any]], media: Media, **more: Any) -> Proposal:
    (one,) = propose(table(rows), [media], **more)
    return one


def found(one: Proposal) -> tuple[str, list[int]]:
    return one.verdict, [each.no for each in one.candidates]


CALLS = [
    call("12:30:00", 300),
    call("12:40:00", 20),
    call("12:43:00", 20),
    call("12:30:00", 300, TWO),
    call("12:30:00", None, channel="sms"),
]


@pytest.mark.parametrize(
    ("clock", "number", "expected"),
    [
        ("12:30:45", ONE, ("link", [1])),  # while the first call lasted
        ("12:34:59", ONE, ("link", [1])),
        ("12:40:05", ONE, ("link", [2])),
        ("12:27:00", ONE, ("link", [1])),  # three minutes before, nothing else near
        ("12:25:00", ONE, ("link", [1])),  # five minutes
        ("12:24:59", ONE, ("none", [])),
        ("12:41:45", ONE, ("ask", [3, 2])),  # between two calls
        ("12:48:00", ONE, ("link", [3])),
        ("12:48:01", ONE, ("none", [])),
        ("12:30:45", "17000000003", ("none", [])),
        ("12:30:45", TWO, ("link", [4])),
    ],
)
def test_a_recording_finds_its_call(clock: str, number: str, expected: tuple[str, list[int]]) -> None:
    assert found(proposed(CALLS, recording(clock, number))) == expected


def test_a_recording_begun_late_in_a_long_call_is_of_that_call() -> None:
    assert found(proposed([call("12:30:00", 3600)], recording("13:10:00"))) == ("link", [1])


def test_the_ringing_goes_before_the_talk() -> None:
    rows = [call("12:30:00", 20, ring_s=40), call("12:31:30", 20)]
    assert found(proposed(rows, recording("12:30:55"))) == ("link", [1])


def test_a_message_is_never_what_a_recording_is_of() -> None:
    assert found(proposed([call("12:30:00", None, channel="sms")], recording("12:30:10"))) == ("none", [])
    assert found(proposed([call("12:30:00", 60, channel="ai_call")], recording("12:30:10"))) == ("link", [1])


class TestWhatDoesNotFit:
    @pytest.mark.parametrize("outcome", ["rang_no_answer", "rejected", "busy", "blocked", "not_in_service"])
    def test_a_call_that_nobody_answered_is_asked_about(self, outcome: str) -> None:
        one = proposed([call("12:30:00", 0, outcome=outcome)], recording("12:30:10"))
        assert found(one) == ("ask", [1]) and one.why == "does_not_fit"

    def test_an_answered_call_of_the_same_nearness_goes_before_it(self) -> None:
        rows = [call("12:30:00", 0, outcome="rang_no_answer"), call("12:30:30", 60)]
        assert found(proposed(rows, recording("12:30:25"))) == ("link", [2])

    def test_a_recording_longer_than_the_call_is_asked_about(self) -> None:
        assert found(proposed([call("12:30:00", 20)], recording("12:30:05", seconds=600))) == ("ask", [1])
        assert found(proposed([call("12:30:00", 20)], recording("12:30:05", seconds=70))) == ("link", [1])

    def test_one_in_the_other_direction_is_asked_about(self) -> None:
        rows = [call("12:30:00", 60, direction="out")]
        assert found(proposed(rows, recording("12:30:05", direction="in"))) == ("ask", [1])
        assert found(proposed(rows, recording("12:30:05", direction="out"))) == ("link", [1])

    def test_of_two_calls_the_direction_tells(self) -> None:
        rows = [call("12:30:00", 60, direction="out"), call("12:30:20", 60, direction="in")]
        assert found(proposed(rows, recording("12:30:30", direction="in"))) == ("link", [2])
        assert proposed(rows, recording("12:30:30")).why == "several"


class TestTimesThatAreNotExact:
    def test_the_time_of_metadata_may_be_the_end(self) -> None:
        rows = [call("12:30:00", 400)]
        ended = recording("12:36:40", seconds=395, may_be_end=True)
        assert found(proposed(rows, ended)) == ("link", [1])
        # Ten minutes of recording that ended so: it began with the call and not where the time points.
        assert found(proposed([call("12:30:00", 600)], recording("12:40:30", seconds=598, may_be_end=True))) == (
            "link",
            [1],
        )

    def test_a_minute_reaches_to_its_end(self) -> None:
        minute = replace(recording("12:30:00"), precision="minute")
        rows = [call("12:30:55", 10), call("12:20:00", 10)]
        assert found(proposed(rows, minute)) == ("link", [1])

    def test_a_call_to_the_minute_may_lie_anywhere_in_it(self) -> None:
        assert found(proposed([call("12:30", 10)], recording("12:30:58"))) == ("link", [1])

    def test_a_call_of_which_only_the_day_is_known_is_never_proposed(self) -> None:
        assert found(proposed([{"at": "2024-03-01", "number": ONE}], recording("00:01:00"))) == ("none", [])


class TestWithoutANumber:
    def test_the_only_call_at_that_time_is_offered_and_not_taken(self) -> None:
        one = proposed([call("12:30:00", 300), call("14:00:00", 300)], recording("12:31:00", ""))
        assert found(one) == ("ask", [1]) and one.why == "time_only"

    def test_a_call_minutes_away_is_not_offered(self) -> None:
        assert found(proposed([call("12:30:00", 60)], recording("12:34:00", ""))) == ("none", [])

    def test_hidden_numbers_are_not_matched_with_each_other(self) -> None:
        one = proposed([call("12:30:00", 60, None)], recording("12:30:05", ""))
        assert (one.verdict, one.why) == ("ask", "time_only")
        assert found(proposed([call("12:30:00", 60, None)], recording("12:30:05", ONE))) == ("none", [])

    def test_a_name_of_the_contact_list_stands_for_its_number(self) -> None:
        rows = [call("12:30:00", 60), call("12:30:10", 60, TWO)]
        one = proposed(rows, recording("12:30:20", "", contact_name="催收小王"), names={"催收小王": {TWO}})
        assert found(one) == ("link", [2])

    def test_a_name_that_nobody_has_is_as_none(self) -> None:
        assert proposed([call("12:30:00", 60)], recording("12:30:20", "", contact_name="某人")).why == "time_only"

    def test_calls_that_nobody_answered_are_not_offered(self) -> None:
        assert found(proposed([call("12:30:00", 0, outcome="rang_no_answer")], recording("12:30:05", ""))) == (
            "none",
            [],
        )

    def test_without_a_time_there_is_nothing_to_go_by(self) -> None:
        nowhen = replace(recording("12:30:00"), taken_at=None, precision="unknown")
        assert (proposed(CALLS, nowhen).verdict, proposed(CALLS, nowhen).why) == ("none", "no_time")


def test_a_conference_is_found_by_any_of_its_numbers() -> None:
    assert found(proposed([call("12:30:00", 60, TWO)], recording("12:30:05", ONE, others=(TWO,)))) == ("link", [1])


def test_linked_records_stand_for_their_contact() -> None:
    rows = [
        call("12:30:00", 60, id="phone", contact="bill", primary=False),
        call("12:30:20", 60, id="bill", contact="bill"),
    ]
    one = proposed(rows, recording("12:30:25"))
    assert one.verdict == "link" and [each.id for each in one.candidates] == ["bill"]


def test_two_recordings_of_one_call_are_both_of_it() -> None:
    events = table([call("12:30:00", 600)])
    proposals = propose(events, [recording("12:30:05", seconds=200), recording("12:34:00", seconds=200)])
    assert [found(one) for one in proposals] == [("link", [1])] * 2


class TestPictures:
    def test_what_came_shortly_before_is_offered_and_never_taken(self) -> None:
        rows = [call("12:25:00", None, channel="sms"), call("12:29:00", 30), call("12:15:00", 30)]
        one = proposed(rows, picture("12:30:00"))
        assert found(one) == ("ask", [2, 1]) and one.why == "saved_near"

    def test_a_call_that_goes_on_is_offered(self) -> None:
        assert found(proposed([call("12:00:00", 3600)], picture("12:30:00"))) == ("ask", [1])

    def test_what_came_later_is_not(self) -> None:
        one = proposed([call("12:30:01", 30)], picture("12:30:00"))
        assert found(one) == ("none", []) and one.why == "nothing_near"


def test_papers_are_proposed_nothing() -> None:
    assert found(proposed(CALLS, replace(recording("12:30:45"), kind="document"))) == ("none", [])


def test_an_empty_case_has_nothing_to_offer() -> None:
    events = table(CALLS).iloc[:0]
    proposals = propose(events, [recording("12:30:45"), recording("12:30:45", ""), picture("12:30:45")])
    assert [one.verdict for one in proposals] == ["none"] * 3


def test_no_more_than_eight_are_offered() -> None:
    rows = [call(f"12:30:{second:02d}", 60) for second in range(40)]
    assert len(proposed(rows, recording("12:30:50")).candidates) == 8


def test_against_a_plain_search_over_many_calls() -> None:
    """The same answers as comparing each recording with each call, one by one."""
    import random

    chance = random.Random(3)
    day = at("00:00:00")
    rows = []
    for _row in range(400):
        moment = day + timedelta(seconds=chance.randrange(86400))
        rows.append({
            "at": f"{moment:%Y-%m-%d %H:%M:%S}", "duration_s": chance.choice([5, 60, 900]),
            "number": f"1700000000{chance.randrange(8)}",
        })  # fmt: skip
    events = table(rows)
    media = [
        replace(recording("00:00:00"), number=f"1700000000{chance.randrange(8)}",
                taken_at=day + timedelta(seconds=chance.randrange(86400)))
        for _file in range(300)
    ]  # fmt: skip
    for one, proposal in zip(media, propose(events, media), strict=True):
        assert one.taken_at is not None
        degrees: list[set[int]] = [set(), set(), set()]
        for row in events.itertuples():
            since = (one.taken_at - row.start.to_pydatetime()).total_seconds()
            if row.number != one.number:
                continue
            if 0 <= since <= row.duration_s:
                degrees[0].add(row.no)
            elif -60 <= since <= row.duration_s + 60:
                degrees[1].add(row.no)
            elif abs(since) <= 300:
                degrees[2].add(row.no)
        best = next((each for each in degrees if each), set())
        if len(best) == 1:
            assert found(proposal) == ("link", sorted(best))
        elif best:
            assert proposal.verdict == "ask" and best <= {each.no for each in proposal.candidates}
        else:
            assert found(proposal) == ("none", [])
