"""JSON of any size, element by element; also one element per line, and JSON in the call of a function (JSONP)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from decimal import Decimal
from typing import IO, Any

from casekit.errors import InputError
from casekit.importers.reading import text_blocks
from casekit.importers.source import Probe
from casekit.text import _

# A line of a chat may begin with [ as well, but no sign of JSON follows.
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:/\*\*/\s*)?(?:[\w$.]+\s*\(\s*)?(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_CALL = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:/\*\*/\s*)?(?:[\w$.]+\s*\(\s*)?(?=[\[{])")
_SIGN = re.compile(r'"(?:[^"\\]|\\.)*+"|["{}\[\]]', re.DOTALL)
_LONGEST_STRING = 1 << 20
_DEEPEST = 60
_MOST_MEMBERS, _LONGEST_VALUE, _MOST_DIGITS = 300, 1 << 14, 40


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
        raise _damaged(probe) from error


def placed(probe: Probe, paths: Collection[str], stream: IO[bytes] | None = None) -> Iterator[tuple[str, Any]]:
    """What stands at any of these paths, as (path, value) in the order of the file; for lists inside of lists.

    The paths are those of `elements`, and none lies below another; the values of an element come one after another,
    so that what stands beside a list can tell what its elements belong to.

    Raises
    ------
    InputError
        when the JSON is damaged, cut off, or nested deeper than any export is; what stood before was given already
    """
    import ijson
    from ijson.common import ObjectBuilder

    wanted = {path.count(".") + 1 for path in paths}
    names: list[str] = []
    path, builder, inside = "", ObjectBuilder(), 0
    try:
        with probe.path.open("rb") if stream is None else nullcontext(stream) as source:
            if stream is None and (start := _CALL.match(probe.head)):
                source.seek(start.end())
            for event, value in ijson.basic_parse(source, multiple_values=True):
                begins, ends = event in ("start_map", "start_array"), event in ("end_map", "end_array")
                if ends:
                    names.pop()
                if inside:
                    builder.event(event, value)
                    inside += begins - ends
                    if not inside:
                        yield path, builder.value
                elif event == "map_key":
                    names[-1] = value
                elif not ends and len(names) in wanted and (path := ".".join(names)) in paths:
                    if begins:
                        builder, inside = ObjectBuilder(), 1
                        builder.event(event, value)
                    else:
                        yield path, value
                if begins:
                    if len(names) >= _DEEPEST:
                        raise ValueError("nested too deep")
                    names.append("item" if event == "start_array" else "")
    except (ijson.JSONError, UnicodeDecodeError, ValueError, ArithmeticError) as error:
        raise _damaged(probe) from error


def _damaged(probe: Probe) -> InputError:
    return InputError(
        _("{name} is cut off or damaged: its JSON does not end where it should. Please export it again.").format(
            name=probe.name
        )
    )


def objects(probe: Probe) -> Iterator[tuple[int, dict[str, str]]]:
    """Every object in a file wherever it lies, when it ends: (which of the answers it is in, its plain members as text).

    A file may hold several answers one after another, each in the call of a function or not, in any encoding; what
    stands between them is passed over. Counts from 1. Objects inside of others come before these.

    Raises
    ------
    InputError
        when the JSON is damaged, cut off, or nested deeper than any answer is
    """
    import ijson

    answer, key = 1, ""
    open_ones: list[dict[str, str] | None] = []
    try:
        with probe.path.open("rb") as file:
            for event, value in ijson.basic_parse(_Values(text_blocks.blocks(file)), multiple_values=True):
                inner = open_ones[-1] if open_ones else None
                if event in ("start_map", "start_array"):
                    if len(open_ones) >= _DEEPEST:
                        raise ValueError("nested too deep")
                    open_ones.append({} if event == "start_map" else None)
                elif event in ("end_map", "end_array"):
                    if (ended := open_ones.pop()) is not None:
                        yield answer, ended
                    answer += not open_ones
                elif event == "map_key":
                    key = value
                elif inner is not None and len(inner) < _MOST_MEMBERS:
                    inner[key] = _as_text(value)
    except (ijson.JSONError, UnicodeError, ValueError, ArithmeticError) as error:
        raise _damaged(probe) from error


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        # A number such as 1.38E+10 in full; not one with a million digits.
        return f"{value:f}" if abs(value.adjusted()) < _MOST_DIGITS else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)[:_LONGEST_VALUE]


class _Values:
    """The bytes of the objects and lists in a text, without what stands around them."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._parts = _values(blocks)

    def read(self, size: int = -1) -> bytes:
        return b"" if size == 0 else next((part for part in self._parts if part), b"")


def _values(blocks: Iterator[str]) -> Iterator[bytes]:
    rest, depth = "", 0
    for block in blocks:
        rest += block
        kept: list[str] = []
        begin, end = 0, len(rest)
        for sign in _SIGN.finditer(rest):
            what = sign.group()
            if what == '"' and depth:
                # A string that goes on in the next block.
                end = sign.start()
                if len(rest) - end > _LONGEST_STRING:
                    raise ValueError("an endless string")
                break
            if what in "[{":
                begin = begin if depth else sign.start()
                depth += 1
            elif what in "]}" and depth:
                depth -= 1
                if not depth:
                    kept += rest[begin : sign.end()], "\n"
        if depth:
            kept.append(rest[begin:end])
        yield "".join(kept).encode("utf-8", "replace")
        rest = rest[end:]


class _Uncalled:
    """The bytes of a file without what closes a function's call: `)` and `;` at the very end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._next = stream, stream.read(1 << 16)

    def read(self, size: int = -1) -> bytes:
        if size == 0:  # ijson asks for nothing at first, to see whether bytes come
            return b""
        block, self._next = self._next, self._stream.read(1 << 16)
        return block if self._next else block.rstrip(b" \t\r\n;)")
