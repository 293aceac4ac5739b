"""How long recordings play, and when they were made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casekit.importers.media.metadata import Metadata
from casekit.importers.media.sound import is_sound, read_sound
from tests.importers.media import sounds

NOON = datetime(2024, 3, 1, 4, 30, 45, tzinfo=UTC)  # 12:30:45 in China


def told_of(folder: Path, content: bytes, name: str = "a.bin") -> Metadata:
    path = folder / name
    path.write_bytes(content)
    assert is_sound(content[:64])
    return read_sound(path, content[:64], "Asia/Shanghai")


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (sounds.mp3(3), 3),
        (sounds.amr(150), 3),
        (sounds.amr(151, mode=0), 3),
        (sounds.amr(100, mode=8), 2),  # comfort noise
        (sounds.amr(100, mode=2, wide=True), 2),
        (sounds.wav(2), 2),
        (sounds.flac(7), 7),
        (sounds.opus(4), 4),
        (sounds.m4a(NOON, 65.4), 65),
        (sounds.m4a(NOON, 65.4, long=True), 65),
        (sounds.m4a(NOON, 0.2), 1),
        (sounds.m4a(NOON, 0), None),
        (sounds.m4a(NOON, 3 * 86400), None),
    ],
)
def test_lengths(tmp_path: Path, content: bytes, seconds: int | None) -> None:
    told = told_of(tmp_path, content)
    assert (told.duration_s, told.fault) == (seconds, "")


@pytest.mark.parametrize(
    ("content", "moment"),
    [
        (sounds.mp3(TDRC="2024-03-01T12:30:45"), NOON),
        (sounds.mp3(TDRC="2024-03-01T04:30:45Z"), None),  # the library drops what stands behind the seconds
        (sounds.mp3(TDRC="2024"), None),
        (sounds.mp3(TDRC="2024-03-01"), None),
        (sounds.mp3(TIT2="17000000001"), None),
        (sounds.opus(1, "DATE=2024-03-01T12:30:45+08:00"), NOON),
        (sounds.opus(1, "CREATION_TIME=2024-03-01 12:30:45"), NOON),
        (sounds.wav(1, "2024-03-0112:30:45"), NOON),
        (sounds.wav(1, "2024-03-0112-30-45"), NOON),
        (sounds.wav(1, "\0" * 18), None),
        (sounds.m4a(NOON, 5), NOON),
        (sounds.m4a(None, 5), None),  # 1904, as some apps leave it
        (sounds.m4a(datetime(2096, 1, 1, tzinfo=UTC), 5, long=True), None),
        (sounds.amr(5), None),
    ],
)
def test_times(tmp_path: Path, content: bytes, moment: datetime | None) -> None:
    told = told_of(tmp_path, content)
    assert (told.taken_at, told.precision) == (moment, "second" if moment else "unknown")


def test_only_the_time_of_an_mp4_may_be_its_end(tmp_path: Path) -> None:
    assert told_of(tmp_path, sounds.m4a(NOON, 5)).may_be_end
    assert not told_of(tmp_path, sounds.mp3(TDRC="2024-03-01T12:30:45")).may_be_end


@pytest.mark.parametrize(
    "content",
    [
        sounds.m4a(NOON, 5)[:60],  # cut off before its header
        sounds.mp3(TDRC="2024-03-01T12:30:45")[:45],  # nothing but the tag
        b"ID3 is how this text begins",
        b"OggS" + b"\0" * 60,
        b"fLaC" + b"\0" * 60,
        b"#!AMR\n" + b"\x50" * 40,  # a type of frame that does not exist
        b"RIFF\x10\0\0\0WAVEfmt ",
        b"\0\0\0\x08ftyp" + b"\xff" * 40,
        b"\0\0\0\x01ftyp" + b"\xff" * 40,
    ],
)
def test_what_is_damaged_is_said_and_nothing_escapes(tmp_path: Path, content: bytes) -> None:
    told = told_of(tmp_path, content)
    assert "damaged" in told.fault and told.duration_s is None and told.taken_at is None


@pytest.mark.parametrize("content", [b"\x1a\x45\xdf\xa3 webm", b"\x30\x26\xb2\x75 wma", b"RIFF\0\0\0\0AVI LIST"])
def test_kinds_that_are_not_looked_into_are_no_fault(tmp_path: Path, content: bytes) -> None:
    assert told_of(tmp_path, content) == Metadata()


def test_an_amr_of_several_blocks_is_counted_to_the_end(tmp_path: Path) -> None:
    # 32 bytes a frame do not divide a block behind the six bytes of the head.
    assert told_of(tmp_path, sounds.amr(50 * 1500)).duration_s == 1500


def test_the_last_frame_that_is_cut_off_does_not_count(tmp_path: Path) -> None:
    assert told_of(tmp_path, sounds.amr(101)[:-5]).duration_s == 2
    assert told_of(tmp_path, sounds.amr(1)[:-5]).duration_s is None


@pytest.mark.parametrize("head", [b"", b"\xff", b"PK\x03\x04", b"<?xml", b"\0\0\0\x18ftypheic", b"\xff\xd8\xff\xe0"])
def test_what_is_no_sound(head: bytes) -> None:
    assert not is_sound(head)


@pytest.mark.parametrize(
    "text", ["Anruftyp;Datum;Dauer\n", "Ich skip das\n", "\ufeffRow: 0 _id=1, number=95000\n", "\ufeff通话记录"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_texts_are_no_recordings(text: str, encoding: str) -> None:
    assert not is_sound(text.encode(encoding))
