"""Recordings and pictures on their way into a case: planned, kept, linked, entered, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.importers.media.keeping import Choice, keep, take_back
from casekit.importers.media.planning import in_words, may_be_new, media_among, plan, without_contact
from tests.importers.files import call, xml
from tests.importers.media import sounds
from tests.importers.media.test_companion import WHOLE

ONE = "17000000001"
NOON = datetime(2024, 3, 1, 4, 30, 45, tzinfo=UTC)
Put = Callable[..., tuple[Path, str]]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = casekit.create_case(tmp_path / "case", lender="演示消费金融")
    made.log(start="2024-03-01T12:30:00", number=ONE, duration_s=300)
    return made


@pytest.fixture
def put(tmp_path: Path) -> Put:
    folder = tmp_path / "files"
    folder.mkdir()

    def put(name: str, content: bytes | None = None) -> tuple[Path, str]:
        path = folder / name
        # Each has bytes of its own, so that none is the same file as another.
        path.write_bytes(sounds.mp3(20, TIT2=name.encode().hex()) if content is None else content)
        return path, name

    return put


def test_a_bunch_is_planned_without_writing(case: Case, put: Put) -> None:
    before = case.head
    files = [
        put(f"{ONE}_20240301123045.mp3"), put("17000000009_20240301123045.mp3"),
        put("录音_20240301123045.mp3"), put("录音.mp3"),
        put("Screenshot_20240301_123500.jpg", sounds.picture()), put("合同.pdf", b"%PDF-1.7"),
    ]  # fmt: skip
    proposals = plan(case, files)
    assert [(one.verdict, one.why) for one in proposals] == [
        ("link", "number_and_time"), ("none", "no_contact"), ("ask", "time_only"), ("none", "no_time"),
        ("ask", "saved_near"), ("none", "no_contact"),
    ]  # fmt: skip
    assert [may_be_new(one) for one in proposals] == [False, True, True, False, False, False]
    assert all(in_words(one) for one in proposals)
    assert case.head == before


def test_a_number_is_known_by_the_name_in_the_phone(case: Case, put: Put, tmp_path: Path) -> None:
    log = tmp_path / "calls.xml"
    listed = call("17000000005", date=int(NOON.timestamp() * 1000), duration=30, contact_name="催收甲")
    log.write_bytes(xml("calls", listed))
    casekit.import_file(case, log)
    (one,) = plan(case, [put("催收甲-2403011230.mp3")])
    assert (one.verdict, [each.number for each in one.candidates]) == ("link", ["17000000005"])


def test_what_was_seen_before_is_not_read_again(case: Case, put: Put) -> None:
    file = put(f"{ONE}_20240301123045.mp3")
    seen: dict[Path, Any] = {}
    counted: list[tuple[int, int]] = []
    plan(case, [file], lambda done, total: counted.append((done, total)), seen)
    file[0].unlink()
    assert plan(case, [file], None, seen)[0].verdict == "link"
    assert counted == [(1, 1)]


def test_a_file_that_is_gone_is_told_of(case: Case, tmp_path: Path) -> None:
    (one,) = plan(case, [(tmp_path / "gone.mp3", "gone.mp3")])
    assert one.verdict == "none" and "gone.mp3 cannot be read" in one.media.fault


def test_a_sure_one_is_linked_with_all_that_it_tells(case: Case, put: Put) -> None:
    (one,) = plan(case, [put(f"{ONE}_20240301123045.mp3")])
    (kept,) = keep(case, [Choice(one.media, one.candidates[0].id)])
    held = case.background().evidence[0]
    assert held == kept.evidence
    assert (held.kind, held.number, held.duration_s, held.taken_at) == ("recording", ONE, 20, NOON)
    assert (held.time_basis, held.incidents) == ("file_name", (case.incident(1).id,))
    assert len(case.events()) == 1


def test_a_new_call_holds_what_the_recording_tells_and_counts_as_nobodys_yet(case: Case, put: Put) -> None:
    (one,) = plan(case, [put("催收甲@17000000009_20240301200000.amr", sounds.amr(500))])
    (kept,) = keep(case, [Choice(one.media, new="in")])
    made = case.incident(kept.incident or "")
    assert kept.entered and kept.evidence is not None and made.evidence == (kept.evidence.sha256,)
    assert (made.number, made.direction, made.duration_s, made.outcome) == ("17000000009", "in", 10, "conversation")
    assert (made.precision, made.time_basis, made.contact_name) == ("second", "file_name", "催收甲")
    assert (made.source, made.source_kind, made.attribution) == ("recording", "recording", "unknown")
    assert made.start == datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
    row = case.events().query("no == 2").iloc[0]
    assert row["attribution"] == "unknown"
    case.mark_number("17000000009", party=case.background().lenders()[0].id)
    assert case.events().query("no == 2").iloc[0]["attribution"] == "confirmed"


@pytest.mark.parametrize(("seconds", "precision"), [(40, "minute"), (600, "hour")])
def test_a_new_call_of_a_time_that_may_be_the_end_is_as_exact_as_it_is_long(
    case: Case, put: Put, seconds: int, precision: str
) -> None:
    (one,) = plan(case, [put("催收17000000009.m4a", sounds.m4a(NOON, seconds))])
    (kept,) = keep(case, [Choice(one.media, new="out")])
    made = case.incident(kept.incident or "")
    assert (made.start, made.precision) == (NOON - timedelta(seconds=seconds), precision)
    assert (made.time_basis, made.direction) == ("file_metadata", "out")


def test_parts_of_one_recording_are_of_one_new_call(case: Case, put: Put) -> None:
    names = ["17000000009_20240301200000.mp3", "17000000009_20240301200030.mp3", "17000000009_20240301210000.mp3",
             "17000000008_20240301200010.mp3"]  # fmt: skip
    kept = keep(case, [Choice(one.media, new="in") for one in plan(case, [put(name) for name in names])])
    assert [one.entered for one in kept] == [True, False, True, True]
    assert kept[0].incident == kept[1].incident
    assert len(case.incident(kept[0].incident or "").evidence) == 2


def test_recordings_of_hidden_numbers_are_one_call_only_when_they_overlap(case: Case, put: Put) -> None:
    names = ["录音_20240301200000.mp3", "录音_20240301200010.mp3", "录音_20240301200045.mp3"]
    kept = keep(case, [Choice(one.media, new="in") for one in plan(case, [put(name) for name in names])])
    assert [one.entered for one in kept] == [True, False, True]


def test_a_relative_s_phone_makes_the_relative_the_one_who_was_rung(case: Case, put: Put) -> None:
    mother = case.add_person("王妈妈", relation="parent", lines=["13900000002"])
    (one,) = plan(case, [put("17000000009_20240301200000.mp3")])
    (kept,) = keep(case, [Choice(one.media, new="in")], person=mother.id)
    made = case.incident(kept.incident or "")
    assert (made.person, made.line) == (mother.id, "13900000002")


def test_what_is_done_is_taken_back_and_the_files_stay(case: Case, put: Put) -> None:
    linked, new = plan(case, [put(f"{ONE}_20240301123045.mp3"), put("17000000009_20240301200000.mp3")])
    kept = keep(case, [Choice(linked.media, linked.candidates[0].id), Choice(new.media, new="in")])
    assert take_back(case, kept) == (2, 1)
    assert case.incident(1).evidence == ()
    assert len(case.events()) == 1 and case.incident(kept[1].incident or "").withdrawn
    assert [one.incidents for one in case.background().evidence] == [(), ()]


def test_a_link_that_stood_before_is_not_taken_back(case: Case, put: Put) -> None:
    (one,) = plan(case, [put(f"{ONE}_20240301123045.mp3")])
    keep(case, [Choice(one.media, one.candidates[0].id)])
    again = keep(case, [Choice(one.media, one.candidates[0].id)])
    assert take_back(case, again) == (0, 0)
    assert len(case.incident(1).evidence) == 1


def test_a_file_that_the_case_holds_stays_where_the_user_put_it(case: Case, put: Put) -> None:
    file = put(f"{ONE}_20240301123045.mp3")
    other = case.log(start="2024-03-01T15:00", number="17000000007")
    case.attach(file[0], incident=other.id)
    (one,) = plan(case, [file])
    assert (one.verdict, [each.id for each in one.candidates]) == ("known", [other.id])
    head = case.head
    (kept,) = keep(case, [Choice(one.media, sha256=one.sha256)])
    assert case.head == head and kept.evidence is not None and kept.evidence.incidents == (other.id,)


def test_one_that_was_kept_without_a_contact_finds_it_when_the_list_has_come_in(case: Case, put: Put) -> None:
    file = put("17000000009_20240301200000.mp3")
    keep(case, [Choice(one.media) for one in plan(case, [file])])
    file[0].unlink()
    case.log(start="2024-03-01T20:00:00", number="17000000009", duration_s=60)
    (one,) = plan(case, without_contact(case))
    assert (one.verdict, one.media.name, bool(one.sha256)) == ("link", file[1], True)
    keep(case, [Choice(one.media, one.candidates[0].id, sha256=one.sha256)])
    assert without_contact(case) == []
    assert len(case.background().evidence) == 1 and len(case.incident(2).evidence) == 1


def test_one_bad_file_does_not_hold_up_the_others(case: Case, put: Put) -> None:
    files = [put("a.mp3", b""), put(f"{ONE}_20240301123045.mp3")]
    empty, good = plan(case, files)
    kept = keep(case, [Choice(empty.media, new="in"), Choice(good.media, good.candidates[0].id)])
    assert "a.mp3" in kept[0].error and kept[0].evidence is None
    assert kept[1].links and len(case.events()) == 1


def test_what_the_app_wrote_beside_a_recording_stays_with_it(case: Case, put: Put) -> None:
    sound = put("20240301_123045.088+0800_in_17000000001.oga", sounds.opus(10))
    beside = put("20240301_123045.088+0800_in_17000000001.json", json.dumps(WHOLE).encode())
    list_of_calls = put("other.json", b"[]")
    assert media_among([sound[0], beside[0], list_of_calls[0]]) == [sound[0], beside[0]]
    (one,) = plan(case, [beside, sound])
    kept = keep(case, [Choice(one.media, one.candidates[0].id)])
    held = {each.name: each for each in case.background().evidence}
    assert set(held) == {sound[1], beside[1]}
    assert all(each.incidents == (case.incident(1).id,) for each in held.values())
    assert (held[sound[1]].device, held[beside[1]].kind) == ("SIM 2", "document")
    assert take_back(case, kept) == (1, 0)
    assert without_contact(case) != [] and case.incident(1).evidence == ()
