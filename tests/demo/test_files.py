"""The export files are in the makers' formats, complete, and the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import re
import time
import zipfile
from datetime import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from casekit.demo import carrier_files, files, media_files
from casekit.demo.cast import MARK, MOTHERS_TEXTS, OWN_LINE
from casekit.demo.drawing import screens
from casekit.demo.storyline import tell


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    return files.write_exports(tmp_path_factory.mktemp("exports"))


def named(exports, start):
    return [path for path in exports if path.name.startswith(start)]


def xml(path):
    text = path.read_text("utf-8")
    joined = re.sub(
        r"&#(5[5-6]\d{3});&#(5[6-7]\d{3});",
        lambda two: (int(two[1]).to_bytes(2, "big") + int(two[2]).to_bytes(2, "big")).decode("utf-16-be"),
        text,
    )
    return text, ElementTree.fromstring(joined.encode())


def table(path):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def rows_of_csv(path):
    return list(csv.reader(path.read_bytes().decode("gb18030").splitlines()))


def test_the_bytes_are_the_same_every_time(exports, tmp_path):
    time.sleep(2.1)  # archives keep times to two seconds
    again = files.write_exports(tmp_path)
    digest = [hashlib.sha256(path.read_bytes()).hexdigest() for path in exports]
    assert digest == [hashlib.sha256(path.read_bytes()).hexdigest() for path in again]
    assert [path.name for path in exports] == [path.name for path in again]


def test_the_two_backups_of_calls_overlap_and_hold_every_call(exports):
    found = [set(), set()]
    for position, path in enumerate(named(exports, "calls-")):
        _text, root = xml(path)
        assert root.tag == "calls" and int(root.get("count")) == len(root)
        found[position] = {(call.get("date"), call.get("number"), call.get("duration")) for call in root}
    assert found[0] & found[1] and found[0] - found[1] and found[1] - found[0]
    assert len(found[0] | found[1]) == len(tell().calls)


def test_a_call_has_the_attributes_of_the_app(exports):
    _text, root = xml(named(exports, "calls-")[1])
    assert set(root[0].attrib) >= {
        "number",
        "duration",
        "date",
        "type",
        "presentation",
        "readable_date",
        "contact_name",
    }
    kinds = {call.get("type") for call in root}
    assert kinds == {"1", "2", "3", "5"}
    for call in root:
        assert (call.get("presentation") == "2") == (call.get("number") == "")
        assert (int(call.get("duration")) > 0) == (call.get("type") in ("1", "2"))
        moment = datetime.fromtimestamp(int(call.get("date")) / 1000, tz=ZoneInfo("Asia/Shanghai"))
        assert call.get("readable_date") == f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}"
    names = {call.get("number"): call.get("contact_name") for call in root}
    assert names["13900000202"] == "妈妈" and names["17000002193"] == "(Unknown)"


def test_messages_hold_emoji_as_two_references(exports):
    text, root = xml(named(exports, "sms-")[0])
    assert len(root) == len(tell().messages) == int(root.get("count"))
    assert "&#55358;&#56803;" in text, "an old release of the app wrote surrogates as references"
    assert {sms.get("body") for sms in root} >= set(MOTHERS_TEXTS)
    assert {sms.get("type") for sms in root} == {"1", "2"}


def test_the_unicom_bills_are_layout_b_with_the_newest_row_first(exports):
    answered = 0
    for name, first, last in files.UNICOM_FILES:
        rows = table(next(path for path in exports if path.stem == name))
        assert tuple(rows[0]) == carrier_files.UNICOM_COLUMNS
        assert all(isinstance(cell, str) for row in rows for cell in row)
        times = [row[2] for row in rows[1:]]
        assert times == sorted(times, reverse=True)
        assert f"{first}" <= times[-1] and times[0][:10] <= f"{last}"
        answered += len(times)
    assert answered == sum(call.connected for call in tell().calls)


def test_incoming_numbers_of_the_bill_carry_the_country_code(exports):
    rows = [row for name, *_ in files.UNICOM_FILES for row in table(next(p for p in exports if p.stem == name))[1:]]
    incoming = {row[5] for row in rows if row[4] == "被叫"}
    assert {"***", "9500001", "0086571" + "00000920"} <= incoming
    assert not [number for number in incoming if re.fullmatch(r"1\d{10}", number)]
    assert all(not row[5].startswith("0086") for row in rows if row[4] == "主叫")
    assert all(re.fullmatch(r"(\d+小时)?(\d+分)?\d+秒", row[3]) for row in rows)


def test_a_call_on_the_bill_starts_when_it_was_picked_up(exports):
    told = tell().call("threat")
    rows = table(next(path for path in exports if path.stem == "2025年12月语音通信"))
    assert [f"{told.picked_up:%Y-%m-%d %H:%M:%S}", "被叫", f"0086{told.number}"] in [
        [row[2], row[4], row[5]] for row in rows
    ]
    assert told.picked_up > told.start


def test_the_mothers_bills_have_no_year_and_one_spans_new_year(exports):
    bills = named(exports, "通话详单_")
    assert [path.name for path in bills] == [
        "通话详单_20251127-20251226.csv", "通话详单_20251227-20260126.csv", "通话详单_20260127-20260226.csv",
    ]  # fmt: skip
    rows = rows_of_csv(bills[1])
    header = rows.index(list(carrier_files.MOBILE_COLUMNS))
    months = {row[0][:2] for row in rows[header + 1 :]}
    assert months == {"12", "01"} and all(re.match(r"\d\d-\d\d \d\d:", row[0]) for row in rows[header + 1 :])
    assert any("2025-12-27至2026-01-26" in row[0] for row in rows[:header])


def test_the_mothers_bills_hold_all_her_answered_calls(exports):
    rows = [row for path in named(exports, "通话详单_") for row in rows_of_csv(path)]
    calls = [row for row in rows if len(row) > 4 and row[3].isdigit()]
    assert len(calls) == len(tell().mothers_calls)
    assert OWN_LINE in {row[3] for row in calls}


def test_every_file_says_that_it_is_invented(exports):
    for path in exports:
        content = path.read_bytes()
        text = content.decode("gb18030" if path.suffix == ".csv" else "utf-8", "replace")
        if path.suffix == ".xlsx":
            text = zipfile.ZipFile(path).read("docProps/core.xml").decode()
        if path.suffix == ".mp3":
            text = content.split(b"TIT2", 1)[1][7:200].decode("utf-16", "replace")
        assert MARK in text, path.name


def test_recordings_are_audio_named_by_the_maker(exports):
    recordings = named(exports, "通话录音@")
    assert len(recordings) == len(files.recorded()) == 3
    for path in recordings:
        assert re.fullmatch(r"通话录音@(\d+)\(\1\)_\d{14}\.mp3", path.name)
        content = path.read_bytes()
        size = (content[6] << 21) | (content[7] << 14) | (content[8] << 7) | content[9]
        frames = content[10 + size :]
        assert content[:3] == b"ID3" and len(frames) % 104 == 0
        assert all(frames[at : at + 4] == b"\xff\xfb\x10\xc4" for at in range(0, len(frames), 104))


def test_screenshots_show_the_messages_of_the_story(exports):
    written = {path.name: path.read_bytes() for path in exports}
    for scene, screen in screens().items():
        content = written[media_files.SCREENSHOTS[scene]]
        assert content[:3] == b"\xff\xd8\xff"
        assert screen.comment in content, "draw the screenshots again: python -m casekit.demo.drawing"
