"""Text of pages, scripts and answers of sites, in blocks: it may stand in one line, however long it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

_BLOCK = 1 << 18
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What pages call the encodings of Chinese; their bytes are all in GB18030.
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936")


def encoding_of(stream: IO[bytes], declared: str = "") -> str:
    """The encoding of a stream: by its mark, else UTF-8 if all of it is, else GB18030 if all of it is.

    What a page declares is believed only where neither fits: pages are saved in another encoding than they were
    written in. Then, and for bytes that fit nothing, signs may be lost.
    """
    stream.seek(0)
    start = stream.read(4)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith(_UTF16):
        return "utf-16"
    if start[:2] in (b"<\x00", b"{\x00", b"[\x00"):
        return "utf-16-le"
    for encoding in ("utf-8", "gb18030"):
        if _is_in(stream, encoding):
            return encoding
    name = declared.strip().lower()
    try:
        return "gb18030" if name in _CHINESE else codecs.lookup(name).name if name else "utf-8"
    except LookupError:
        return "utf-8"


def _is_in(stream: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        # Cut off in the middle of the last sign, it is still in this encoding.
        return error.reason in ("unexpected end of data", "incomplete multibyte sequence")
    return True


def blocks(stream: IO[bytes], declared: str = "") -> Iterator[str]:
    """The whole of a stream as text, block by block; what is no text in its encoding comes as �."""
    encoding = encoding_of(stream, declared)
    try:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
    except LookupError:  # a codec that does not make text of bytes
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
    stream.seek(0)
    while block := stream.read(_BLOCK):
        yield decoder.decode(block).replace("\0", "")
    yield decoder.decode(b"", True)
