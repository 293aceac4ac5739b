"""The words inside `attributedBody`: an attributed string as NSArchiver writes it ("typedstream").

The format is not documented by Apple; facts from the sources of Darwin 0.1 (`typedstream.m`): a first byte 0x81 or
0x82 says that an integer of two or four bytes follows, a smaller one is the integer itself.
"""

from __future__ import annotations

from typing import Literal

# Where the characters of the first string begin: the name of its class, then "+", the type of a run of bytes.
_CLASS = b"NSString"
_TYPE = b"\x84\x01+"
_HEADERS: tuple[tuple[bytes, Literal["little", "big"]], ...] = (
    (b"\x04\x0bstreamtyped", "little"),
    (b"\x04\x0btypedstream", "big"),
)
_TWO_BYTES, _FOUR_BYTES, _FIRST_TAG = 0x81, 0x82, 0x80
_FURTHEST = 16


def words_in(data: bytes) -> str | None:
    """The characters of the first string; None when the bytes are no typedstream or end before they should."""
    order = next((order for header, order in _HEADERS if data.startswith(header)), None)
    if order is None:
        return None
    named = data.find(_CLASS)
    # A few bytes of version and superclass stand between the name and the type.
    typed = data.find(_TYPE, named + len(_CLASS), named + len(_CLASS) + _FURTHEST) if named >= 0 else -1
    if typed < 0:
        return None
    return _run_at(data, typed + len(_TYPE), order)


def _run_at(data: bytes, place: int, order: Literal["little", "big"]) -> str | None:
    first = data[place] if place < len(data) else _FIRST_TAG
    width = {_TWO_BYTES: 2, _FOUR_BYTES: 4}.get(first, 0)
    if not width and first >= _FIRST_TAG:
        return None
    begin = place + 1 + width
    length = int.from_bytes(data[place + 1 : begin], order) if width else first
    characters = data[begin : begin + length]
    return characters.decode("utf-8", "replace") if len(characters) == length else None
