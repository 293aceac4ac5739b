"""When pictures were taken; nothing is decoded, and nothing escapes."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from casekit.importers.media.metadata import Metadata
from casekit.importers.media.picture import is_picture, read_picture
from tests.importers.media import sounds

NOON = datetime(2024, 3, 1, 4, 30, 45, tzinfo=UTC)  # 12:30:45 in China
TAKEN, DIGITIZED, OFFSET, COMMENT = 0x9003, 0x9004, 0x9011, 0x9286


def told_of(folder: Path, content: bytes) -> Metadata:
    path = folder / "a.jpg"
    path.write_bytes(content)
    return read_picture(path, content[:64], "Asia/Shanghai")


def png_with(name: str, text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text(name, text)
    return sounds.picture("PNG", pnginfo=info)


@pytest.mark.parametrize(
    ("content", "moment"),
    [
        (sounds.picture(exif={TAKEN: "2024:03:01 12:30:45"}), NOON),
        (sounds.picture(exif={TAKEN: "2024:03:01 04:30:45", OFFSET: "+00:00"}), NOON),
        (sounds.picture(exif={TAKEN: "2024:03:01 12:30:45", OFFSET: "nonsense"}), NOON),
        (sounds.picture(exif={DIGITIZED: "2024:03:01 12:30:45"}), NOON),
        (sounds.picture("PNG", exif={TAKEN: "2024:03:01 12:30:45", COMMENT: "Screenshot"}), NOON),
        (sounds.picture("WEBP", exif={TAKEN: "2024:03:01 12:30:45"}), NOON),
        (png_with("Creation Time", "Fri, 1 Mar 2024 12:30:45 +0800"), NOON),
        (png_with("Creation Time", "2024:03:01 12:30:45"), NOON),
        (png_with("Software", "2024:03:01 12:30:45"), None),
        (sounds.picture(exif={TAKEN: "0000:00:00 00:00:00"}), None),
        (sounds.picture(exif={TAKEN: "2099:01:01 00:00:00"}), None),
        (sounds.picture(exif={TAKEN: "    :  :     :  :  "}), None),
        (sounds.picture(), None),
        (sounds.picture("PNG"), None),
        (sounds.picture("GIF"), None),
        (sounds.picture("BMP"), None),
    ],
)
def test_times(tmp_path: Path, content: bytes, moment: datetime | None) -> None:
    told = told_of(tmp_path, content)
    assert is_picture(content[:64])
    assert told == Metadata(moment, "second" if moment else "unknown")


@pytest.mark.parametrize(
    "content",
    [
        b"this is a text whatever its ending says",
        b"\xff\xd8\xff\xe0",
        sounds.picture()[:-20],
        sounds.picture("PNG")[:-8],
        sounds.picture("PNG")[:20],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"GIF8",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\xff\xd8\xff\xe1\x00\x20Exif\0\0MM\0*\xff\xff\xff\xff" + b"\0" * 20 + b"\xff\xd9",
    ],
)
def test_what_is_damaged_is_said_and_nothing_escapes(tmp_path: Path, content: bytes) -> None:
    assert "damaged" in told_of(tmp_path, content).fault


def test_damaged_exif_is_no_time_and_no_error(tmp_path: Path) -> None:
    whole = sounds.picture(exif={TAKEN: "2024:03:01 12:30:45"})
    for place in range(20, 90):
        broken = whole[:place] + b"\xff" + whole[place + 1 :]
        told = told_of(tmp_path, broken)
        assert told.taken_at is None or told.taken_at.year in (2004, 2024) or told.fault == ""


def png_of_points(width: int, height: int) -> bytes:
    """A PNG that claims so many points and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (60_000, 60_000)])
def test_a_picture_of_very_many_points_is_not_decoded_and_warns_of_nothing(
    tmp_path: Path, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decoding(*_arguments: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", decoding)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", decoding)
    assert told_of(tmp_path, png_of_points(width, height)) == Metadata()


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_pictures_of_iphones_are_kept_without_a_look_inside(tmp_path: Path, brand: bytes) -> None:
    content = b"\0\0\0\x18ftyp" + brand + b"\0" * 40
    assert is_picture(content) and told_of(tmp_path, content) == Metadata()


def test_a_text_that_begins_like_a_bitmap_is_no_picture() -> None:
    assert not is_picture(b"BMI,Date,Number\n2026-03-01")
    assert is_picture(b"BM" + (70).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little"))
