"""Logging by hand, correcting, withdrawing, restoring: nothing is edited, everything can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.errors import InputError, NotFoundError
from casekit.text import language
from tests.casebook.conftest import COLLECTOR, Take, call

STRANGE_TEXTS = {
    "markup": "<script>alert('x')</script>\"&", "control characters": "a\u0000b\u001f\u007f\u0085c", "emoji": "👩‍👩‍👧 😡",
    "right to left": "\u202eعربى\u202c", "lone surrogate": "a\ud83d b", "split pair": "\ud83d\ude00", "empty": "", "long": "长" * 50_000,
    "line breaks": "一\r\n二\n三\u2028四", "formula": "=HYPERLINK(1)",
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE_TEXTS)
def test_any_text_is_kept_as_it_was_said(case: Case, name: str) -> None:
    text = STRANGE_TEXTS[name]
    fields = dict.fromkeys(("words", "text", "note", "told_by", "place", "claimed_org", "claimed_agent"), text)
    case.log(start="2026-01-05", **fields)
    one = casekit.open_case(case.folder).incident(1)
    expected = {"lone surrogate": "a\ufffd b", "split pair": "😀"}.get(name, text)
    assert {getattr(one, field) for field in fields} == {expected}
    assert case.verify() == []
    assert case.events()["words"].tolist() == [expected]


def test_a_minute_is_enough_to_log_a_call(case: Case) -> None:
    one = case.log(start="2026-01-05T22:30", number="+86 170 0000 0001", duration_s=65)
    assert (one.no, one.number, one.number_raw) == (1, COLLECTOR, "+86 170 0000 0001")
    assert one.start == datetime(2026, 1, 5, 14, 30, tzinfo=UTC)
    assert (one.precision, one.time_basis, one.outcome, one.attribution) == (
        "minute",
        "typed",
        "conversation",
        "claimed",
    )
    assert (one.person, one.line) == ("debtor", "13900000000")


def test_nothing_at_all_is_still_a_record(case: Case) -> None:
    one = case.log()
    assert (one.start, one.precision, one.number, one.outcome) == (None, "unknown", "", "unknown")


def test_a_message_was_delivered_and_a_visit_rang_no_line(case: Case) -> None:
    assert case.log(channel="sms", start="2026-01-05").outcome == "delivered"
    visit = case.log(
        channel="visit", start="2026-01-05", place="家门口", people_count=3, id_shown=False, police_called=True
    )
    assert (visit.line, visit.people_count, visit.id_shown, visit.police_called) == ("", 3, False, True)


def test_somebody_new_is_entered_with_the_contact(case: Case) -> None:
    one = case.log(start="2026-01-05", person=" 妹妹 ", role="other_third_party", relation="sibling")
    person = case.find_person("妹妹")
    assert person is not None and (person.id, person.relation) == (one.person, "sibling")
    assert case.log(start="2026-01-05", person="妹妹").person == one.person
    unknown = case.log(start="2026-01-05", role="other_third_party", relation="colleague")
    assert (unknown.person, unknown.role, unknown.relation) == (None, "other_third_party", "colleague")


def test_asked_to_stop_is_one_tick_that_makes_the_dated_fact(case: Case) -> None:
    one = case.log(start="2026-01-05T10:00", number=COLLECTOR, words="别再打了", asked_to_stop=True, party="花呗")
    (fact,) = case.background().facts
    assert (fact.kind, fact.at, fact.person, fact.party) == ("refused_contact", one.start, "debtor", one.party)
    # What was said stands with the contact: the words are mostly the caller's.
    assert (fact.incident, fact.number, fact.value) == (one.id, COLLECTOR, "")
    case.withdraw(one.id, "记错了")
    assert case.background().facts == ()
    case.restore(one.id)
    assert len(case.background().facts) == 1
    with pytest.raises(InputError, match="give the time"):
        case.log(asked_to_stop=True)
    before = case.head
    with pytest.raises(InputError, match="which person they had contacted"):
        case.log(start="2026-01-05T10:00", role="other_third_party", relation="colleague", asked_to_stop=True)
    assert case.head == before


def test_the_institution_the_caller_named_becomes_the_party(case: Case) -> None:
    lender = case.background().lenders()[0]
    assert case.log(start="2026-01-05", claimed_org="花呗").party == lender.id
    assert case.log(start="2026-01-05", claimed_org="没听过的公司").party is None


def test_every_fault_is_told_at_once_in_the_users_language(case: Case) -> None:
    before = case.head
    wrong: dict[str, Any] = {
        "channel": "teleport", "duration_s": "很久", "people_count": -1, "id_shown": "也许", "direction": "up", "tags": ["rude"],
        "colour": "red", "ring_s": 10**9,
    }  # fmt: skip
    with pytest.raises(InputError) as refused:
        case.log(start="2026-01-05", **wrong)
    told = {fault.where: fault.what for fault in refused.value.faults}
    assert told["seconds talked"] == "“很久” is not a whole number; write it in digits"
    assert told["number of people"] == "“-1” is too small; the least is 0"
    assert told["seconds of ringing"] == "“1000000000” is too large; the most is 172800"
    assert told["identification shown"] == "“也许” is neither yes nor no"
    assert told["direction"] == "“up” is not one of the choices: in (incoming), out (outgoing)"
    assert told["tags"].startswith("“rude” is not one of the choices: threat_violence (threatened violence), ")
    assert told["colour"] == "there is no such field"
    assert len(told) == len(wrong)
    with language("zh"):
        with pytest.raises(InputError) as refused:
            case.log(start="2026-01-05", **wrong)
        said = str(refused.value)
    assert said.startswith(
        "填写的内容有几处不能用，没有保存。\n- 方式：“teleport”不在可选范围内，可以填：call（电话）、ai_call（智能语音电话）、"
    )
    assert "- 通话秒数：“很久”不是整数，请用数字填写" in said
    assert "Input" not in said and "none of" not in said
    assert case.head == before


def test_words_of_older_notes_become_ours(case: Case) -> None:
    assert case.log(start="2026-01-05", tags=["profanity", "no_identity", "obscene"]).tags == (
        "obscene",
        "refuse_identity",
    )
    assert case.log(start="2026-01-05", tags="insult").tags == ("insult",)


def test_an_amendment_changes_only_what_it_names_and_the_last_one_holds(case: Case) -> None:
    one = case.log(start="2026-01-05T10:00", words="一", note="二")
    case.amend(1, words="三", tags=["insult"])
    case.amend(1, words="四")
    amended = casekit.open_case(case.folder).incident(1)
    assert (amended.words, amended.note, amended.tags, amended.start) == ("四", "二", ("insult",), one.start)
    assert amended.machine_values == {}
    case.amend(1, tags=[], note="")
    assert (case.incident(1).tags, case.incident(1).note) == ((), "")


def test_what_a_machine_had_read_is_kept_beside_the_correction(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0, channel="call", duration_s=30)])
    case.amend(1, duration_s=45, start="2026-01-05 10:00", number_raw="0086 17000000002", words="原话")
    case.amend(1, duration_s=50)
    one = case.incident(1)
    assert (one.duration_s, one.number, one.precision, one.time_basis) == (50, "17000000002", "minute", "typed")
    assert one.machine_values["duration_s"] == 30
    assert one.machine_values["number"] == COLLECTOR
    assert one.machine_values["start"] == "2026-01-05T01:00:00Z"
    case.amend(1, duration_s=30)
    assert "duration_s" not in case.incident(1).machine_values


def test_nothing_is_written_when_nothing_changes(case: Case) -> None:
    case.log(start="2026-01-05", words="一")
    before = case.head
    case.amend(1, words="一")
    case.amend(1)
    assert case.head == before


@pytest.mark.parametrize("field", ["id", "number", "batch", "source", "recorded_at", "nonsense"])
def test_identity_and_provenance_cannot_be_amended(case: Case, field: str) -> None:
    case.log(start="2026-01-05")
    with pytest.raises(InputError, match="cannot be changed"):
        case.amend(1, **{field: "x"})


def test_a_value_can_be_made_unknown_again(case: Case) -> None:
    case.log(
        start="2026-01-05T10:00", person="妹妹", relation="sibling", duration_s=5, told_at="2026-01-06", party="花呗"
    )
    one = case.amend(1, start="", person="", duration_s="", told_at="", party="", debt="")
    assert (one.start, one.precision, one.person, one.duration_s, one.told_at, one.party) == (
        None,
        "unknown",
        *[None] * 4,
    )
    row = case.events().iloc[0]
    assert row[["start", "local", "person", "duration_s", "told_at"]].isna().all()


def test_amending_to_something_the_case_does_not_hold_is_refused(case: Case) -> None:
    case.log(start="2026-01-05")
    for field, match in (("person", "no person"), ("party", "no party"), ("debt", "no debt")):
        with pytest.raises(NotFoundError, match=match):
            case.amend(1, **{field: "谁"})


def test_withdrawing_keeps_the_record_with_its_reason(case: Case) -> None:
    case.log(start="2026-01-05", words="一")
    case.log(start="2026-01-06", words="二")
    for blank in ("", "  "):
        with pytest.raises(InputError, match="why"):
            case.withdraw(1, blank)
    case.withdraw(1, "记错了")
    assert [one.words for one in case.incidents()] == ["二"]
    assert [(one.no, one.withdrawn) for one in case.incidents(withdrawn=True)] == [(1, True), (2, False)]
    assert case.events()["no"].tolist() == [2]  # numbers are permanent
    with pytest.raises(InputError, match="withdrawn already"):
        case.withdraw(1, "再撤")
    case.restore(1)
    assert [one.words for one in case.incidents()] == ["一", "二"]
    with pytest.raises(InputError, match="was not withdrawn"):
        case.restore(1)


@pytest.mark.parametrize("name", ["0", "-1", "2", "²", "", "x", "１x"])
def test_an_incident_that_is_not_there(case: Case, name: str) -> None:
    case.log(start="2026-01-05")
    with pytest.raises(NotFoundError, match="no incident"):
        case.incident(name)


def test_an_incident_is_found_by_id_and_by_number(case: Case) -> None:
    one = case.log(start="2026-01-05")
    assert case.incident(one.id) == case.incident(1) == case.incident("1") == case.incident("１")


@pytest.mark.parametrize(
    "start", ["gestern", "2026-13-01", "1999-01-01", "2026-01-05T25:00", datetime.min, datetime.max]
)
def test_a_time_that_cannot_be_is_refused(case: Case, start: Any) -> None:
    with pytest.raises(InputError, match=r"not a time|year|still to come"):
        case.log(start=start)


def test_the_wall_clock_is_that_of_the_person(case: Case) -> None:
    case.add_person("姐姐", relation="sibling", zone="Europe/Berlin")
    one = case.log(start="2026-01-05T22:30", person="姐姐")
    assert (one.zone, one.start) == ("Europe/Berlin", datetime(2026, 1, 5, 21, 30, tzinfo=UTC))
    assert f"{case.events()['local'][0]:%H:%M}" == "22:30"


def test_precision_and_time_go_together(case: Case) -> None:
    assert case.log(start="2026-01-05T22:30", precision="hour").precision == "hour"
    with pytest.raises(InputError, match="no time"):
        case.log(precision="hour")
    with pytest.raises(InputError, match="how exact"):
        case.log(start="2026-01-05", precision="unknown")


def test_several_are_corrected_alike_in_one_entry_or_none_of_them(case: Case) -> None:
    for minute in range(3):
        case.log(start=f"2026-01-05T10:0{minute}", number=COLLECTOR)
    seq, before = case.head[0], case.incident(2).line
    case.amend_all([1, 3], line="138 0000 0001")
    assert [one.line for one in case.incidents()] == ["13800000001", before, "13800000001"]
    assert case.head[0] == seq + 1
    with pytest.raises(NotFoundError):
        case.amend_all([2, 99], line="13800000002")
    assert case.incident(2).line == before and case.head[0] == seq + 1
    case.amend_all([1, 3], line="13800000001")
    assert case.head[0] == seq + 1  # nothing new was said
