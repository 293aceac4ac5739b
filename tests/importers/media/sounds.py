"""Recordings and pictures of a few bytes, made anew by each test: silence, and one colour."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime
from typing import Any

from PIL import Image

MOVIE_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)


def mp3(seconds: int = 1, **tags: str) -> bytes:
    """Frames of MPEG-1 layer III at 32 kbit/s and 44.1 kHz; `tags` are ID3 frames such as TDRC."""
    frame = bytes((0xFF, 0xFB, 0x10, 0xC4)).ljust(104, b"\0")
    body = b"".join(
        name.encode() + struct.pack(">I", len(text) + 1) + b"\0\0" + b"\x00" + text.encode("latin-1")
        for name, text in tags.items()
    )
    size = len(body)
    head = b"ID3\x04\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0)) if body else b""
    return head + body + frame * round(seconds * 44100 / 1152)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def m4a(made: datetime | None, seconds: float, *, long: bool = False, media: bytes = b"\0" * 64) -> bytes:
    """An mp4 file whose header stands behind the sound, as phones write it."""
    since = 0 if made is None else int((made - MOVIE_EPOCH).total_seconds())
    if long:
        head = b"\x01\0\0\0" + struct.pack(">QQIQ", since, since, 1000, round(seconds * 1000))
    else:
        head = b"\0\0\0\0" + struct.pack(">IIII", since, since, 1000, round(seconds * 1000))
    moov = box(b"moov", box(b"mvhd", head + b"\0" * 80))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"mdat", media) + moov


def amr(frames: int, mode: int = 7, *, wide: bool = False) -> bytes:
    sizes = (17, 23, 32, 36, 40, 46, 50, 58, 60) if wide else (12, 13, 15, 17, 19, 20, 26, 31, 5)
    frame = bytes((mode << 3 | 4,)) + b"\0" * sizes[mode]
    return (b"#!AMR-WB\n" if wide else b"#!AMR\n") + frame * frames


def wav(seconds: int, bext: str = "") -> bytes:
    """8 kHz, 8 bits, one channel; `bext` is the date and the time as a dictaphone writes them."""
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    if bext:
        chunk = b"\0" * 320 + bext.encode("ascii") + b"\0" * 256
        form += b"bext" + struct.pack("<I", len(chunk)) + chunk
    data = b"data" + struct.pack("<I", 8000 * seconds) + b"\x80" * 8000 * seconds
    return b"RIFF" + struct.pack("<I", 4 + len(form) + len(data)) + b"WAVE" + form + data


def flac(seconds: int) -> bytes:
    """The stream's own description alone: 48 kHz, one channel, 16 bits."""
    packed = 48000 << 44 | 15 << 36 | 48000 * seconds
    info = struct.pack(">HH", 4096, 4096) + b"\0" * 6 + packed.to_bytes(8, "big") + b"\0" * 16
    return b"fLaC\x80" + len(info).to_bytes(3, "big") + info


def opus(seconds: int, *comments: str) -> bytes:
    """Ogg pages with the two heads of Opus and an end; `comments` such as DATE=2024-03-01T12:30:45."""
    head = b"OpusHead\x01\x01\0\0" + struct.pack("<IHB", 48000, 0, 0)
    said = [one.encode() for one in comments]
    tags = b"OpusTags" + struct.pack("<I", 1) + b"x" + struct.pack("<I", len(said))
    tags += b"".join(struct.pack("<I", len(one)) + one for one in said)
    pages = ((2, 0, head), (0, 0, tags), (4, 48000 * seconds, b"\xf8\xff\xfe"))
    return b"".join(_page(kind, position, number, packet) for number, (kind, position, packet) in enumerate(pages))


def _page(kind: int, position: int, number: int, packet: bytes) -> bytes:
    from mutagen.ogg import OggPage

    page = OggPage()
    page.first, page.last = bool(kind & 2), bool(kind & 4)
    page.position, page.sequence, page.serial, page.packets = position, number, 7, [packet]
    written: bytes = page.write()
    return written


def picture(form: str = "JPEG", exif: dict[int, str] | None = None, **options: Any) -> bytes:
    """One grey square; `exif` are tags of the part that tells when it was taken."""
    image = Image.new("L", (8, 8), 128)
    if exif:
        told = Image.Exif()
        told.get_ifd(0x8769).update(exif)
        options["exif"] = told.tobytes()
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()
