"""Real databases and lists of iPhones, where they are at hand, against another way of reading them."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing

import pytest

from tests.importers.files import read, source_of
from tests.importers.test_samples import SAMPLES, sample

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not beside the repository")


def test_messages_whose_times_count_seconds() -> None:
    path = sample("ios_db/plaso_imessage_chat_seconds.db")
    assert source_of(path) == "iphone_messages"
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        wanted = base.execute(
            "SELECT strftime('%s', date + 978307200, 'unixepoch'), is_from_me, coalesce(text, '') FROM message ORDER BY ROWID"
        ).fetchall()
    seen = read(path)
    assert seen.skipped == {}
    told = [(str(int(one.start.timestamp())), int(one.direction == "out"), one.text) for one in seen.records]
    assert told == [(second, mine, text.replace("\ufffc", "").strip()) for second, mine, text in wanted]
    assert all(one.number_raw for one in seen.records)


def test_a_list_of_iexplorer() -> None:
    path = sample("iphone_export_csv/timecockpit_iexplorer.csv")
    assert source_of(path) == "iphone_call_table"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    seen = read(path)
    assert seen.starts == [row["Date"] for row in rows]
    assert seen.all("number_raw") == [row["Number"] for row in rows]
    assert seen.all("duration_s") == [60 * int(row["Duration"][0]) + int(row["Duration"][2:]) for row in rows]
    assert seen.all("direction") == [{"Incoming": "in", "Outgoing": "out"}[row["Call Type"]] for row in rows]
