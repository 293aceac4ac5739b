"""Phone backups as the XML they should have been.

Several apps write emoji as two character references (`&#55357;&#56832;`), write references to control
characters, or raw control characters; every XML parser stops there. This filter repairs the bytes on the fly,
in constant memory, whatever the size of a single value.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO

_BLOCK = 1 << 18
# Words are never this long; what is, is the picture or film inside a multimedia message.
LONGEST_VALUE = 1 << 20
_RUN = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,10});)+")
_ONE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
# The end of a block that must wait for the next one: half a reference, perhaps after the first half of a pair.
_HALF = re.compile(
    rb"(?:&#(?:55[2-9][0-9]{2}|56[0-2][0-9]{2}|563[01][0-9]|[xX][dD][89abAB][0-9a-fA-F]{2});)?(?:&(?:#(?:[xX][0-9a-fA-F]{0,8}|[0-9]{0,10}))?)?\Z"
)
_LONGEST_HALF = 24
_DELIMITER = re.compile(rb"""["'<>]""")
_CONTROL = bytes(code for code in range(0x20) if code not in (0x9, 0xA, 0xD))
_NO_SIGNS = ("\ufffe".encode(), "\uffff".encode())
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["'](gb2312|gbk|gb18030)["']""", re.IGNORECASE)
_ESCAPED = re.compile("[\ud800-\udfff]")


# What takes the rest of a value that is too long, piece by piece as it stands in the file.
Sink = Callable[[bytes], None]
# Stands before and after the number of the sink, at the end of what is left of the value; no text uses this sign.
_MARK = "\U0010fffd"


def number_of_rest(value: str) -> tuple[str, int | None]:
    """The beginning of a value, and which sink took the rest; None for a value that is whole."""
    if not value.endswith(_MARK):
        return value, None
    beginning, _mark, number = value[:-1].rpartition(_MARK)
    return (beginning, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else (value, None)


class RepairedXml:
    """Blocks of well-formed UTF-8 from a binary stream.

    `replaced` counts the bytes that are no text in the file's encoding, `cut` the values longer than
    `LONGEST_VALUE` of which only the beginning was given.

    Parameters
    ----------
    rest
        called with the number of each such value, from 1; gives the sink for what is left out of it
    """

    def __init__(self, stream: IO[bytes], rest: Callable[[int], Sink] | None = None) -> None:
        self._stream = stream
        self._rest = rest
        self._sink: Sink | None = None
        self._start = stream.read(_BLOCK)
        self._decoder = _decoder(self._start)
        self._held = b""
        self._run = 0
        self.replaced = 0
        self.cut = 0

    def __iter__(self) -> Iterator[bytes]:
        block = self._start
        while block:
            data = self._without_long_values(self._held + self._utf8(block)).translate(None, _CONTROL)
            for sign in _NO_SIGNS:
                data = data.replace(sign, b"")
            half = _HALF.search(data, max(0, len(data) - _LONGEST_HALF))
            self._held = half.group() if half else b""
            yield _repaired(data[: len(data) - len(self._held)])
            block = self._stream.read(_BLOCK)
        yield _repaired(self._held)

    def _utf8(self, block: bytes) -> bytes:
        text = self._decoder.decode(block)
        try:
            return text.encode()
        except UnicodeEncodeError:
            text, count = _ESCAPED.subn("\ufffd", text)
            self.replaced += count
            return text.encode()

    def _without_long_values(self, data: bytes) -> bytes:
        """Leave out what makes a value too long, so that no parser has to keep it."""
        first = _DELIMITER.search(data)
        too_long = self._run > LONGEST_VALUE
        if too_long and self._sink is not None:
            self._sink(data if first is None else data[: first.start()])
        if first is None:
            if not too_long and self._run + len(data) > LONGEST_VALUE:
                self._run += len(data)
                return self._cut(data)
            self._run += len(data)
            return b"" if too_long else data
        self._run = len(data) - 1 - max(data.rfind(sign) for sign in (b'"', b"'", b"<", b">"))
        return data[first.start() :] if too_long else data

    def _cut(self, data: bytes) -> bytes:
        """End the beginning of a value here, but not within a reference."""
        self.cut += 1
        half = _HALF.search(data, max(0, len(data) - _LONGEST_HALF))
        end = len(data) - len(half.group()) if half else len(data)
        if self._rest is None:
            return data[:end]
        self._sink = self._rest(self.cut)
        self._sink(data[end:])
        return data[:end] + f"{_MARK}{self.cut}{_MARK}".encode()


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    """The decoder by the mark at the start, by the zeros of UTF-16, or by the declaration; else UTF-8."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("surrogatepass")
    if start[:2] in (b"<\x00", b"\x00<"):
        return codecs.getincrementaldecoder("utf-16-le" if start[1] == 0 else "utf-16-be")("surrogatepass")
    declared = _DECLARED.match(start)
    return codecs.getincrementaldecoder("gb18030" if declared else "utf-8-sig")("surrogateescape")


def _repaired(data: bytes) -> bytes:
    return _RUN.sub(_repaired_run, data) if b"&#" in data else data


def _repaired_run(run: re.Match[bytes]) -> bytes:
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
