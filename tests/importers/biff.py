"""Writes tiny legacy workbooks (BIFF8 in a compound file), because no maintained writer of xls exists.

Layout: [MS-CFB] for the container, [MS-XLS] for the records; only what a table of texts and numbers needs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

UNICODE, WESTERN = 1200, 1252
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def write_xls(path: Path, sheets: dict[str, Iterable[Sequence[object]]], code_page: int = UNICODE) -> Path:
    """A workbook of these sheets; `code_page` is what its header says, the texts are 16-bit all the same."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    start = len(_globals(list(sheets), [0] * len(bodies), code_page))
    places = [start + sum(map(len, bodies[:index])) for index in range(len(bodies))]
    return write_compound(path, {"Workbook": _globals(list(sheets), places, code_page) + b"".join(bodies)})


def write_compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file with these streams, as xls, doc and encrypted xlsx are."""
    directory = -(-(1 + len(streams)) * 128 // _SECTOR)
    fat, entries, content = [_FAT, *_chain(1, directory)], [_entry("Root Entry", 5, _END, 0, child=1)], b""
    for number, (name, data) in enumerate(streams.items(), start=1):
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % _SECTOR)
        following = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, len(fat), len(data), right=following))
        fat += _chain(len(fat), len(data) // _SECTOR)
        content += data
    assert len(fat) <= _SECTOR // 4, "more than one sector of FAT is not written here"
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    tables = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    listed = b"".join(entries).ljust(directory * _SECTOR, b"\0")
    path.write_bytes(header.ljust(_SECTOR, b"\xff") + tables + listed + content)
    return path


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), _END]


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", text, len(text) + 2, kind, 1, _FREE, right, child, 0, start, size
    )  # fmt: skip


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _globals(names: list[str], places: list[int], code_page: int) -> bytes:
    listed = b""
    for name, place in zip(names, places, strict=True):
        text = name.encode("utf-16-le")
        listed += _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 1) + text)
    return _begin(5) + _record(0x42, struct.pack("<H", code_page)) + listed + _record(0x0A)


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x15F2, 0x7CC, 0, 6))


def _sheet(rows: Iterable[Sequence[object]]) -> bytes:
    cells = b""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                cells += _record(0x203, struct.pack("<HHHd", number, column, 0, value))
            elif value:
                text = str(value)
                head = struct.pack("<HHHHB", number, column, 0, len(text), 1)
                cells += _record(0x204, head + text.encode("utf-16-le"))
    return _begin(0x10) + cells + _record(0x0A)
