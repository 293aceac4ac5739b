"""Super Backup (超级备份): calls that rang, counts that are wrong, times in any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.files import NIGHT, element, read, source_of, xml


def log(**attributes: object) -> str:
    usual = {"number": "17000000001", "time": "2026年3月1日 22:15:00", "date": NIGHT, "type": 1, "name": "", "new": 1}
    return element("log", **{**usual, "dur": 65, **attributes})


@pytest.fixture
def backup(tmp_path: Path):
    def write(content: bytes):
        path = tmp_path / "通话记录.xml"
        path.write_bytes(content)
        return path

    return write


def test_seconds_of_ringing_never_count_as_talk(backup) -> None:
    seen = read(backup(xml("alllogs", *(log(type=kind, dur=48) for kind in (1, 2, 3, 5, 6)))))
    assert [(one.outcome, one.duration_s, one.ring_s) for one in seen.records] == [
        ("conversation", 48, None), ("conversation", 48, None), ("rang_no_answer", 0, 48), ("rejected", 0, 48),
        ("blocked", 0, 48),
    ]  # fmt: skip


def test_an_outgoing_call_without_talk_is_neither_cancelled_nor_unanswered(backup) -> None:
    seen = read(backup(xml("alllogs", log(type=2, dur=0), log(type=2, dur=""))))
    assert [(one.outcome, one.duration_s) for one in seen.records] == [("unknown", 0), ("unknown", None)]


def test_the_shown_time_is_kept_but_not_read(backup) -> None:
    (record,) = read(backup(xml("alllogs", log(time="1.3.2027, 09:00")))).records
    assert int(record.start.timestamp() * 1000) == NIGHT
    assert record.raw["time"] == "1.3.2027, 09:00" and record.raw["dur"] == "65"


def test_a_wrong_count_is_passed_on_as_it_stands(backup) -> None:
    assert read(backup(xml("alllogs", log(), count=5085))).declared == [5085]


def test_a_file_that_is_cut_off_gives_what_is_whole(backup) -> None:
    whole = xml("alllogs", *(log() for _ in range(20)))
    seen = read(backup(whole[: len(whole) // 2]))
    assert 5 < len(seen.records) < 15 and "cut off" in seen.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings(backup, encoding: str) -> None:
    text = xml("alllogs", log(name="小王")).decode().replace("UTF-8", encoding)
    path = backup(text.encode(encoding))
    assert source_of(path) == "super_backup_xml"
    assert read(path).all("contact_name") == ["小王"]


def test_entries_of_another_app_inside_are_named(backup) -> None:
    seen = read(backup(xml("allsms", element("call", number="1"), log())))
    assert list(seen.skipped) == ["1"] and len(seen.records) == 1


def test_insisting_on_it_for_another_backup_is_refused(backup) -> None:
    with pytest.raises(InputError, match="Super Backup"):
        read(backup(xml("calls", log())), source="super_backup_xml")
