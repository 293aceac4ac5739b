"""The database of an iPhone's messages."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers.iphone.backup import hashed_name
from tests.importers.data.iphone.make import LONG
from tests.importers.files import DATA, read, source_of

MESSAGES = DATA / "iphone" / "sms.db"
PICTURE = "Library/SMS/Attachments/ab/11/a1/IMG_0001.HEIC"


def by_number() -> dict[str, object]:
    return {one.where.removeprefix("message "): one for one in read(MESSAGES).records}


def test_seconds_and_nanoseconds_stand_in_one_database() -> None:
    assert source_of(MESSAGES) == "iphone_messages"
    assert read(MESSAGES).starts[:2] == ["2026-03-01 14:15:00+00:00", "2026-03-01 14:16:00+00:00"]


def test_words_come_from_the_attributed_body_where_the_text_is_empty() -> None:
    seen = by_number()
    assert (seen["4"].text, seen["5"].text) == ("短信😀", LONG)
    assert len(LONG.encode()) > 255


def test_messages_by_service_and_by_conversation() -> None:
    channels = {number: one.channel for number, one in by_number().items()}
    assert {number for number, channel in channels.items() if channel == "group_message"} == {"8", "9"}
    assert {number for number, channel in channels.items() if channel == "sms"} == {"1", "2", "3", "13", "14", "18"}


def test_an_answer_without_a_handle_goes_to_the_other_side_of_the_conversation() -> None:
    assert by_number()["7"].number_raw == "iMessage:zhang@example.com"


def test_in_a_group_the_number_is_the_senders_and_the_group_is_no_name_of_a_person() -> None:
    seen = by_number()
    assert (seen["8"].number_raw, seen["8"].contact_name) == ("+8617000000001", "")
    assert (seen["9"].number_raw, seen["9"].direction) == ("iMessage:老同学", "out")
    assert seen["8"].raw["conversation"] == "老同学"


def test_changed_and_taken_back_messages_keep_what_the_phone_keeps() -> None:
    seen = by_number()
    assert seen["15"].text == "请联系我" and seen["15"].raw["earlier words 1"] == "今天不还就去你单位"
    assert seen["16"].text == "" and "earlier words 1" not in seen["16"].raw
    warnings = read(MESSAGES).warnings
    assert "taken back after sending: 1" in warnings[1] and "changed after sending: 1" in warnings[2]


def test_a_message_that_lies_in_two_conversations_comes_once() -> None:
    assert [one.where for one in read(MESSAGES).records].count("message 4") == 1


@pytest.mark.parametrize(
    ("database", "picture"),
    [
        (hashed_name("HomeDomain", "Library/SMS/sms.db"), hashed_name("MediaDomain", PICTURE)),  # before iOS 10
        ("3d/" + hashed_name("HomeDomain", "Library/SMS/sms.db"), "{}/" + hashed_name("MediaDomain", PICTURE)),
        ("SMS/sms.db", "SMS/Attachments/ab/11/a1/IMG_0001.HEIC"),
    ],
)
def test_pictures_are_found_in_the_backup_or_beside_the_database(tmp_path: Path, database: str, picture: str) -> None:
    scratch = tmp_path / "scratch"
    picture = picture.format(hashed_name("MediaDomain", PICTURE)[:2])
    for path in (tmp_path / database, tmp_path / picture, scratch / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MESSAGES, tmp_path / database)
    (tmp_path / picture).write_bytes(b"abc")
    seen = read(tmp_path / database, scratch=scratch)
    found, not_found = next(one.attachments for one in seen.records if one.attachments)
    assert found.path is not None and found.path.parent == scratch and found.path.read_bytes() == b"abc"
    assert found.name == "IMG_0001.HEIC"
    assert not_found.path is None, "a name that leads out of the folder is not followed"
    assert "database: 1." in seen.warnings[-1]
    looked_through = read(tmp_path / database)
    assert next(one.attachments for one in looked_through.records if one.attachments)[0].path is None


def test_a_database_without_conversations_and_columns_of_later_versions_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE handle (id TEXT)")
        base.execute("CREATE TABLE message (text TEXT, date INTEGER, is_from_me INTEGER, handle_id INTEGER)")
        base.execute("INSERT INTO handle VALUES ('17000000001')")
        base.executemany(
            "INSERT INTO message VALUES (?, ?, ?, ?)",
            [("你好", 794067300, 0, 1), (None, "x", 0, 1), (b"\xff", 794067300, 1, 9)],
        )
    base.close()
    seen = read(path)
    assert [(one.text, one.direction, one.number_raw, one.channel) for one in seen.records] == [
        ("你好", "in", "17000000001", "sms"), ("�", "out", "", "sms"),
    ]  # fmt: skip
    assert list(seen.skipped) == ["message 2"]


def test_another_database_is_refused_for_this_source() -> None:
    with pytest.raises(InputError, match="is not the database of an iPhone's messages"):
        read(DATA / "iphone" / "call_history.db", source="iphone_messages")
