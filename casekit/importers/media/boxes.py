"""The header of mp4, m4a, 3gp and mov files: when they were made and how long they play.

The format is that of ISO/IEC 14496-12: boxes with a size and a type, one of which, `moov`, holds the header `mvhd`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

# Times count the seconds since then, in UTC.
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BOXES = 10_000


def movie_header(stream: BinaryIO, size: int) -> tuple[datetime | None, float] | None:
    """(when it was made, seconds that it plays); None when the file has no header, as one that is cut off."""
    for kind, start, end in _boxes(stream, 0, size):
        if kind != b"moov":
            continue
        for inner, first, last in _boxes(stream, start, end):
            if inner == b"mvhd":
                return _read(stream, first, last)
    return None


def _boxes(stream: BinaryIO, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(type, first byte of the content, byte behind it) of each box; ends where something is not one."""
    for _count in range(_MOST_BOXES):
        stream.seek(place)
        head = stream.read(16)
        if place + 8 > end or len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head[:8])
        content = place + 8
        if size == 1 and len(head) == 16:
            size, content = struct.unpack(">Q", head[8:])[0], place + 16
        elif size == 0:  # up to the end
            size = end - place
        if size < content - place or place + size > end:
            return
        yield kind, content, place + size
        place += size


def _read(stream: BinaryIO, start: int, end: int) -> tuple[datetime | None, float] | None:
    stream.seek(start)
    data = stream.read(min(end - start, 32))
    form = ">QQIQ" if data[:1] == b"\x01" else ">IIII"
    if len(data) < 4 + struct.calcsize(form):
        return None
    made, _changed, scale, length = struct.unpack_from(form, data, 4)
    try:
        moment = _EPOCH + timedelta(seconds=made)
    except OverflowError:
        moment = None
    return moment, length / scale if scale else 0.0
