"""Real exports of Android phones, where they are at hand, against another way of reading them."""

from __future__ import annotations

import base64
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

import pytest

from tests.importers.files import read, source_of

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not beside the repository")


def test_the_six_calls_of_super_backup() -> None:
    path = SAMPLES / "superbackup_xml" / "shmily_e.xml"
    assert source_of(path) == "super_backup_xml"
    seen = read(path)
    plain = [one.attrib for one in ElementTree.parse(path).getroot()]
    assert (seen.declared, seen.skipped, len(seen.records)) == ([5085], {}, len(plain))
    for record, row in zip(seen.records, plain, strict=True):
        assert int(record.start.timestamp() * 1000) == int(row["date"])
        assert record.number_raw == row["number"] and record.raw["alias"] == row["alias"]
        assert record.direction == ("out" if row["alias"].startswith("呼出") else "in")
    assert [(one.outcome, one.duration_s, one.ring_s) for one in seen.records] == [
        ("unknown", 0, None), ("conversation", 6, None), ("unknown", 0, None), ("rang_no_answer", 0, 48),
        ("conversation", 7, None), ("rejected", 0, None),
    ]  # fmt: skip


def test_the_picture_in_a_multimedia_message(tmp_path: Path) -> None:
    path = SAMPLES / "smsbr_xml" / "shruggietech_minimal_mms.xml"
    (record,) = read(path, scratch=tmp_path).records
    (data,) = re.findall(r' data="([^"]+)"', path.read_text("utf-8"))
    assert [(one.name, one.path.read_bytes()) for one in record.attachments] == [("image.jpg", base64.b64decode(data))]


def test_the_calls_of_a_contacts_database() -> None:
    path = SAMPLES / "android_db" / "plaso_contacts2.db"
    assert source_of(path) == "android_db"
    seen = read(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("SELECT number, date, duration, type, name FROM calls ORDER BY _id").fetchall()
    told = [
        (one.number_raw, int(one.start.timestamp() * 1000), one.duration_s, one.contact_name) for one in seen.records
    ]
    assert told == [(number, date, duration, name) for number, date, duration, _type, name in rows]
    assert [row[3] for row in rows] == [3, 2, 1]
    assert [(one.direction, one.outcome) for one in seen.records] == [
        ("in", "rang_no_answer"), ("out", "conversation"), ("in", "conversation"),
    ]  # fmt: skip
