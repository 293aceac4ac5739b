"""The pages inside a saved page (mht) or a mail: parts of type text/html, decoded one after another."""

from __future__ import annotations

import binascii
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from email.parser import BytesHeaderParser
from typing import IO

from casekit.importers.source import Probe

_HEADERS = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
_OF_PARTS = re.compile(rb"^(?:MIME-Version:|Content-Type:\s*(?:multipart/|text/html))", re.IGNORECASE | re.MULTILINE)
_LONGEST_LINE = 1 << 16
_MOST_HEADER_LINES = 200


def is_message(probe: Probe) -> bool:
    """Whether the bytes begin with the headers of a message that may hold pages."""
    headers = _HEADERS.match(probe.head[:16384].removeprefix(b"\xef\xbb\xbf"))
    return headers is not None and _OF_PARTS.search(headers.group()) is not None


def pages(probe: Probe) -> Iterator[tuple[str, IO[bytes]]]:
    """(encoding that is declared, the bytes) of each page in a message; the stream is closed when the next is asked."""
    boundaries: set[bytes] = set()
    with probe.path.open("rb") as stream:
        headers: Message | None = _headers(stream)
        while headers is not None:
            if boundary := headers.get_boundary():
                boundaries.add(b"--" + boundary.encode("utf-8", "replace"))
            if headers.get_content_type() == "text/html":
                with tempfile.TemporaryFile(prefix="casekit-") as part:
                    is_more = _decode(stream, part, str(headers.get("Content-Transfer-Encoding", "")), boundaries)
                    yield headers.get_content_charset() or "", part
            else:
                is_more = _decode(stream, None, "", boundaries)
            headers = _headers(stream) if is_more else None


def _headers(stream: IO[bytes]) -> Message:
    """The headers of the part that begins here."""
    lines: list[bytes] = []
    while (line := stream.readline(_LONGEST_LINE)) and len(lines) < _MOST_HEADER_LINES:
        if line.strip():
            lines.append(line)
        elif lines:
            break
    return BytesHeaderParser().parsebytes(b"".join(lines))


def _decode(stream: IO[bytes], part: IO[bytes] | None, encoding: str, boundaries: set[bytes]) -> bool:
    """Write out the part that begins here, up to the next boundary; whether another part follows."""
    how, held = encoding.strip().lower(), b""
    while line := stream.readline(_LONGEST_LINE):
        if line.startswith(b"--") and {line.rstrip(), line.rstrip().removesuffix(b"--")} & boundaries:
            return True
        if part is None:
            continue
        if how == "quoted-printable":
            part.write(binascii.a2b_qp(line))
        elif how == "base64":
            held += b"".join(line.split())
            whole = len(held) - len(held) % 4
            held = _write_base64(part, held[:whole], held[whole:])
        else:
            part.write(line)
    return False


def _write_base64(part: IO[bytes], data: bytes, rest: bytes) -> bytes:
    with suppress(binascii.Error):  # a line that is damaged is left out
        part.write(binascii.a2b_base64(data))
    return rest
