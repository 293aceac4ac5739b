"""JSON of any size, element by element; also one element per line, and JSON in the call of a function (JSONP)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from casekit.errors import InputError
from casekit.importers.source import Probe
from casekit.text import _

# A line of a chat may begin with [ as well, but no sign of JSON follows.
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:[\w$.]+\s*\(\s*)?(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_CALL = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:[\w$.]+\s*\(\s*)?(?=[\[{])")


def is_json(probe: Probe) -> bool:
    """Whether the bytes begin as an object or a list of JSON, or as a function called with one."""
    return _START.match(probe.head) is not None


def elements(probe: Probe, path: str, stream: IO[bytes] | None = None) -> Iterator[Any]:
    """The elements at a path such as `messages.item` or `data.item`, one by one, numbers as written (Decimal or int).

    Parameters
    ----------
    path
        as in ijson: names of objects, and `item` for each element of a list; several values at the top level
        (one per line) each count
    stream
        the bytes, where they are not the file itself but a member of an archive

    Raises
    ------
    InputError
        when the JSON is damaged or cut off; what stood before it was given already
    """
    import ijson

    try:
        if stream is not None:
            yield from ijson.items(stream, path, multiple_values=True)
            return
        with probe.path.open("rb") as file:
            start = _CALL.match(probe.head)
            file.seek(start.end() if start else 0)
            yield from ijson.items(_Uncalled(file), path, multiple_values=True)
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise InputError(
            _("{name} is cut off or damaged: its JSON does not end where it should. Please export it again.").format(
                name=probe.name
            )
        ) from error


class _Uncalled:
    """The bytes of a file without what closes a function's call: `)` and `;` at the very end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._next = stream, stream.read(1 << 16)

    def read(self, size: int = -1) -> bytes:
        if size == 0:  # ijson asks for nothing at first, to see whether bytes come
            return b""
        block, self._next = self._next, self._stream.read(1 << 16)
        return block if self._next else block.rstrip(b" \t\r\n;)")
