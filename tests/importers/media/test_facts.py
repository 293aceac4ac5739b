"""What a recording or picture tells: its name before its metadata, and what is in neither stays unknown."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers.media.facts import is_media, look_at
from tests.importers.media import sounds
from tests.importers.media.test_companion import WHOLE

NOON = datetime(2024, 3, 1, 4, 30, 45, tzinfo=UTC)


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (0, 0))  # when it was copied says nothing
    return path


def test_the_name_goes_before_the_metadata_which_give_the_length(tmp_path: Path) -> None:
    later = NOON + timedelta(hours=5)
    one = look_at(put(tmp_path, "通话录音@催收(17000000001)_20240301123045.m4a", sounds.m4a(later, 65)))
    assert (one.kind, one.number, one.contact_name) == ("recording", "17000000001", "催收")
    assert (one.taken_at, one.precision, one.time_basis, one.may_be_end) == (NOON, "second", "file_name", False)
    assert (one.duration_s, one.fault, one.began) == (65, "", (NOON, NOON))


def test_a_time_of_metadata_may_be_that_of_the_end(tmp_path: Path) -> None:
    one = look_at(put(tmp_path, "催收17000000001.m4a", sounds.m4a(NOON, 65)))
    assert (one.number, one.taken_at, one.time_basis) == ("17000000001", NOON, "file_metadata")
    assert one.began == (NOON - timedelta(seconds=65), NOON)


def test_a_time_to_the_minute_lies_anywhere_in_it(tmp_path: Path) -> None:
    one = look_at(put(tmp_path, "17000000001-2403011230.amr", sounds.amr(50)))
    assert one.began == (NOON.replace(second=0), NOON.replace(second=0) + timedelta(minutes=1))


def test_a_name_that_has_only_the_day_gives_way_to_the_metadata(tmp_path: Path) -> None:
    named = look_at(put(tmp_path, "IMG-20240301-WA0001.jpg", sounds.picture(exif={0x9003: "2024:03:01 12:30:45"})))
    assert (named.taken_at, named.time_basis) == (NOON, "file_metadata")
    plain = look_at(put(tmp_path, "IMG-20240301-WA0002.jpg", sounds.picture()))
    assert (plain.taken_at, plain.precision, plain.began) == (None, "unknown", None)


def test_the_wall_clock_is_that_of_the_zone(tmp_path: Path) -> None:
    path = put(tmp_path, "17000000001_20240301123045.amr", sounds.amr(50))
    assert look_at(path, zone="Asia/Urumqi").taken_at == NOON + timedelta(hours=2)


def test_content_tells_what_it_is_whatever_its_ending(tmp_path: Path) -> None:
    assert look_at(put(tmp_path, "17000000001_20240301123045.mp3", sounds.m4a(NOON, 5))).duration_s == 5
    assert look_at(put(tmp_path, "wx_camera_1709267445000.mp4", sounds.m4a(NOON, 5))).kind == "recording"
    assert look_at(put(tmp_path, "picture", sounds.picture())).kind == "screenshot"
    assert look_at(put(tmp_path, "合同.pdf", b"%PDF-1.7")).kind == "document"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"a text"), ("a.mp3", b"a text"), ("a.amr", b""), ("a.png", b""), ("a.m4a", sounds.m4a(NOON, 5)[:50])],
)
def test_what_is_no_recording_or_picture_keeps_the_kind_of_its_name_and_says_so(
    tmp_path: Path, name: str, content: bytes
) -> None:
    one = look_at(put(tmp_path, name, content))
    assert one.kind == ("screenshot" if name.endswith(("jpg", "png")) else "recording")
    assert "kept as it came" in one.fault


def test_the_file_beside_a_recording_goes_before_its_name(tmp_path: Path) -> None:
    path = put(tmp_path, "20240301_123045.088+0800_out_17000000009_某人.oga", sounds.opus(60))
    beside = put(tmp_path, "20240301_123045.088+0800_out_17000000009_某人.json", json.dumps(WHOLE).encode())
    one = look_at(path)
    assert (one.number, one.others, one.direction) == ("17000000001", ("17000000002",), "in")
    assert (one.contact_name, one.duration_s, one.device, one.companion) == ("催收小王", 60, "SIM 2", beside)
    assert one.taken_at == NOON + timedelta(milliseconds=88)
    assert one.numbers == ("17000000001", "17000000002")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.mp3 cannot be read"):
        look_at(tmp_path / "gone.mp3")
    assert is_media(tmp_path / "gone.mp3")
    assert not is_media(tmp_path / "gone.xml")


def test_what_counts_as_media(tmp_path: Path) -> None:
    assert is_media(put(tmp_path, "no-ending", sounds.amr(5)))
    assert is_media(put(tmp_path, "calls.xml", sounds.picture()))
    assert not is_media(put(tmp_path, "calls.csv", b"a,b,c"))
    assert not is_media(put(tmp_path, "bill.pdf", b"%PDF-1.7"))
