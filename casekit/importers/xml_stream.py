"""Phone backups as the XML they should have been.

Several apps write emoji as two character references (`&#55357;&#56832;`), write references to control
characters, or raw control characters; every XML parser stops there. This filter repairs the bytes on the fly
and in constant memory, and refuses document types, which no phone backup has and entity bombs need.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import IO

from casekit.errors import InputError
from casekit.text import _

_BLOCK = 1 << 18
_RUN = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,10});)+")
_ONE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENCODING = re.compile(rb"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_REFERENCE_SIGNS = b"&#xX0123456789abcdefABCDEF;"
# No run of references that has to stay together is longer; a longer one is cut where it is harmless.
_LONGEST_RUN = 4096


class RepairedXml(io.RawIOBase):
    """Reads a binary stream and gives well-formed references in UTF-8."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._ready = b""
        self._held = b""
        self._ended = False
        self._root_seen = False
        start = stream.read(4)
        self._decoder: codecs.IncrementalDecoder | None = None
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        elif start[:2] in (b"<\x00", b"\x00<"):
            name = "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be"
            self._decoder = codecs.getincrementaldecoder(name)("replace")
        elif start.startswith(codecs.BOM_UTF8):
            start = start[3:]
        self._held = self._utf8(start)

    def readable(self) -> bool:
        return True

    def _utf8(self, block: bytes) -> bytes:
        return self._decoder.decode(block).encode("utf-8", "replace") if self._decoder else block

    def read(self, size: int = -1) -> bytes:
        while not self._ended and (size < 0 or len(self._ready) < size):
            block = self._stream.read(_BLOCK)
            self._ended = not block
            self._take(self._held + self._utf8(block))
        if size < 0:
            size = len(self._ready)
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def _take(self, data: bytes) -> None:
        self._held = b""
        if not self._ended:
            complete = data.rstrip(_REFERENCE_SIGNS)
            if len(data) - len(complete) <= _LONGEST_RUN:
                data, self._held = complete, data[len(complete) :]
        if not self._root_seen:
            data = self._prolog(data)
        if b"&#" in data:
            data = _RUN.sub(_repaired, data)
        self._ready += _CONTROL.sub(b"", data)

    def _prolog(self, data: bytes) -> bytes:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise InputError(
                _("This XML file carries a document type, which no phone backup has. It was not read, for safety.")
            )
        if self._decoder:
            data = _ENCODING.sub(rb"\1", data, count=1)
        self._root_seen = re.search(rb"<[A-Za-z]", data) is not None
        return data


def _repaired(run: re.Match[bytes]) -> bytes:
    """A run of references with pairs joined, halves replaced, and forbidden signs dropped."""
    codes = [int(high, 16) if high else int(low) for high, low in _ONE.findall(run.group())]
    out: list[str] = []
    index = 0
    while index < len(codes):
        code = codes[index]
        following = codes[index + 1] if index + 1 < len(codes) else 0
        if 0xD800 <= code <= 0xDBFF and 0xDC00 <= following <= 0xDFFF:
            code = 0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)
            index += 1
        elif 0xD800 <= code <= 0xDFFF:
            code = 0xFFFD
        index += 1
        if code in (0x9, 0xA, 0xD) or (0x20 <= code <= 0x10FFFF and code not in (0xFFFE, 0xFFFF)):
            out.append(f"&#{code};")
    return "".join(out).encode()
