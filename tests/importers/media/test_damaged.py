"""Damaged recordings and pictures, and names of any signs: facts or a sentence, never anything else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.importers.media import companion
from casekit.importers.media.facts import is_media, look_at
from casekit.model.file_names import read_name
from tests.importers.media import sounds
from tests.importers.media.test_companion import WHOLE

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NOON = datetime(2024, 3, 1, 4, 30, 45, tzinfo=UTC)
ORIGINALS = {
    "mp3": sounds.mp3(1, TDRC="2024-03-01T12:30:45"),
    "m4a": sounds.m4a(NOON, 65),
    "amr": sounds.amr(60),
    "wav": sounds.wav(1, "2024-03-0112:30:45")[:3000],
    "oga": sounds.opus(4, "DATE=2024-03-01T12:30:45"),
    "flac": sounds.flac(7),
    "jpg": sounds.picture(exif={0x9003: "2024:03:01 12:30:45", 0x9011: "+08:00"}),
    "png": sounds.picture("PNG", exif={0x9003: "2024:03:01 12:30:45"}),
    "webp": sounds.picture("WEBP", exif={0x9003: "2024:03:01 12:30:45"}),
    "gif": sounds.picture("GIF"),
}


def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut off, overwritten, repeated, with bytes in between."""
    cut = draw(st.integers(0, len(content)))
    result = bytearray(content[:cut] if draw(st.booleans()) else content)
    for _change in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, max(0, len(result) - 1)))
        piece = draw(st.sampled_from((b"\xff", b"\0", b"\xff\xff\xff\xff", b"\0\0\0\1", b"\x7f\xff\xff\xff", b"moov")))
        if draw(st.booleans()):
            result[place : place + len(piece)] = piece
        else:
            result[place:place] = piece
    return bytes(result)


@pytest.mark.parametrize("ending", ORIGINALS)
@given(data=st.data())
@FUZZ
def test_damaged_files(tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject) -> None:
    content = data.draw(st.composite(lambda draw: mutated(draw, ORIGINALS[ending]))())
    path = tmp_path_factory.mktemp("damaged") / f"17000000001.{ending}"
    path.write_bytes(content)
    assert is_media(path)
    one = look_at(path)
    assert one.number in ("17000000001", "")
    assert one.duration_s is None or 0 < one.duration_s <= 48 * 3600
    assert one.taken_at is None or 2000 <= one.taken_at.year <= datetime.now(UTC).year + 2
    assert (one.taken_at is None) == (one.began is None) == (one.time_basis == "")


@given(
    st.lists(
        st.sampled_from(
            [
                *"()@_-+.~ps#,; 催收（）",
                "通话录音@",
                "Call recording ",
                "17000000001",
                "20240301123045",
                "240301_101010",
                "2403011200",
            ]
        ),
        max_size=30,
    ).map("".join),
    st.sampled_from(["", ".mp3", ".jpg", ".m4a", ".mp4", ".json"]),
)
@settings(max_examples=300, deadline=None)
def test_names(stem: str, ending: str) -> None:
    told = read_name(stem + ending)
    if told is not None:
        assert not told.number or any(sign.isdigit() for sign in told.number)
        assert told.direction in ("", "in", "out")
        assert (told.taken_at is None) == (told.precision == "unknown")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_names_of_any_text(text: str) -> None:
    read_name(text)


@given(data=st.data())
@FUZZ
def test_damaged_companions(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = data.draw(st.composite(lambda draw: mutated(draw, json.dumps(WHOLE).encode()))())
    path: Path = tmp_path_factory.mktemp("damaged") / "a.json"
    path.write_bytes(content)
    said = companion.read(path)
    assert said is None or said.direction in ("", "in", "out")
