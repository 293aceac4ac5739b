"""The length of AMR recordings, which hold no metadata: it is the number of their frames.

Frame sizes: 3GPP TS 26.101 and 26.201, as stored by RFC 4867, section 5: a header byte, then the bits of one frame of
20 ms.
"""

from __future__ import annotations

from typing import BinaryIO

NARROW, WIDE = b"#!AMR\n", b"#!AMR-WB\n"
_FRAMES_PER_SECOND = 50
# Bytes that follow the header byte, by type of frame; -1 for types that no file can hold.
_SIZES = {
    NARROW: (12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0),
    WIDE: (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0),
}
_BLOCK = 1 << 20


def length(stream: BinaryIO) -> float | None:
    """Seconds that an AMR file plays, cut-off frames left out; None when it is none, or no longer one in the middle."""
    start = stream.read(len(WIDE))
    magic = next((one for one in (WIDE, NARROW) if start.startswith(one)), None)
    if magic is None:
        return None
    sizes = _SIZES[magic]
    rest, frames = start[len(magic) :], 0
    while block := stream.read(_BLOCK):
        data, place = rest + block, 0
        while place < len(data):
            size = sizes[(data[place] >> 3) & 0x0F]
            if size < 0:
                return None
            if place + size >= len(data):
                break
            place += size + 1
            frames += 1
        rest = data[place:]
    return frames / _FRAMES_PER_SECOND
