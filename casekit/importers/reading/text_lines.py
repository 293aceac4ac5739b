"""Lines of a text file in the encodings that carriers and spreadsheets write."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, AnyStr

from casekit.errors import InputError
from casekit.importers.source import Probe
from casekit.text import _

MIXED = "mixed"
_LONGEST_LINE = 1 << 20


def encoding_of(probe: Probe) -> str:
    """The encoding of a text file: by its mark, else UTF-8 if all of it is, else GB18030; `MIXED` if lines differ.

    Files that were put together by hand hold lines of both; each of them is then read for itself. Remembered in
    the probe.

    Raises
    ------
    InputError
        naming the first line that is in neither; nothing is guessed further
    """
    if "encoding" not in probe.tables:
        probe.tables["encoding"] = _by_mark(probe.head) or _by_content(probe)
    return str(probe.tables["encoding"])


def _by_mark(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def _by_content(probe: Probe) -> str:
    found: set[str] = set()
    all_utf8 = True
    line = b""
    with probe.path.open("rb") as stream:
        for number, line in enumerate(_bounded(stream, probe), start=1):
            if not line.isascii():
                found.add(_encoding_of_line(line, number, probe))
                all_utf8 = all_utf8 and _is_in(line, "utf-8")
    encoding = "utf-8" if all_utf8 else MIXED if "utf-8" in found else "gb18030"
    whole = ("utf-8", "gb18030") if encoding == MIXED else (encoding,)
    probe.tables["cut"] = not any(_is_in(line + b"\n", one) for one in whole)
    return encoding


def is_cut(probe: Probe) -> bool:
    """Whether a text file ends in the middle of a sign, which is then left out."""
    encoding_of(probe)
    return probe.tables.get("cut") is True


def _encoding_of_line(line: bytes, number: int, probe: Probe) -> str:
    # What is in GB18030 and by accident in UTF-8 too does not come out as Chinese signs there.
    if _is_in(line, "utf-8") and all(sign < "\x80" or sign >= "\u2000" for sign in line.decode("utf-8", "ignore")):
        return "utf-8"
    for encoding in ("gb18030", "utf-8"):
        if _is_in(line, encoding):
            return encoding
    raise _no_text(probe, number)


def _is_in(line: bytes, encoding: str) -> bool:
    # Only the last line of a file has no end; it may be cut off in the middle of a sign.
    try:
        codecs.getincrementaldecoder(encoding)().decode(line, final=line.endswith(b"\n"))
    except UnicodeDecodeError:
        return False
    return True


def opening(probe: Probe) -> str:
    """The beginning of a file as text, without reading on; empty when it is none. To recognise a kind of text by."""
    marked = _by_mark(probe.head)
    if not marked and b"\0" in probe.head:
        return ""
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(probe.head).replace("\ufeff", "")
        except UnicodeDecodeError:
            continue
    # Lines of both encodings: enough of them can be read to recognise the file.
    return "" if marked else probe.head.decode("utf-8", "replace")


def lines(probe: Probe) -> Iterator[str]:
    """The lines of a text file, each with its end; zero bytes are left out.

    Raises
    ------
    InputError
        when it is no text, or a line is longer than any list has
    """
    encoding = encoding_of(probe)
    if encoding == MIXED:
        with probe.path.open("rb") as stream:
            for number, line in enumerate(_bounded(stream, probe), start=1):
                yield line.decode(_encoding_of_line(line, number, probe), "ignore").replace("\0", "")
        return
    number = 0
    try:
        with probe.path.open(encoding=encoding, newline="", errors="ignore" if is_cut(probe) else "strict") as text:
            for words in _bounded(text, probe):
                number += 1
                yield words.replace("\0", "").replace("\ufeff", "")
    except UnicodeError as error:
        raise _no_text(probe, number + 1) from error


def _bounded(stream: IO[AnyStr], probe: Probe) -> Iterator[AnyStr]:
    """The lines of a stream; refuses one that would fill the memory."""
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise _no_text(probe, number)
        yield line


def _no_text(probe: Probe, number: int) -> InputError:
    return InputError(
        _(
            "Line {line} of {name} is no text in UTF-8 or GB18030. If it is a table, open it in a spreadsheet and "
            "save it as xlsx; otherwise choose the file that was exported."
        ).format(line=number, name=probe.name)
    )
