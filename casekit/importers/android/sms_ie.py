"""Android app "SMS Import / Export" (tmo1): calls and messages as JSON with Android's own columns.

Version 2 writes messages into a zip: `messages.ndjson`, one message per line, and the files of multimedia messages
below `data/`; what the app adds begins with `__`. Before, all messages were one list, with the files as base64. Calls
are a list of their own. Columns without a value are left out; every value is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from casekit.errors import InputError
from casekit.importers.android import base64_file, multimedia, provider
from casekit.importers.android.base64_file import Digits
from casekit.importers.android.multimedia import Missing, Parts
from casekit.importers.reading import archive, json_stream
from casekit.importers.records import Attachment, Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

if TYPE_CHECKING:
    from zipfile import ZipFile

_MESSAGES = "messages.ndjson"
_LISTS = (_MESSAGES, "calls.ndjson", "call_log.ndjson", "calls.json")
_DATE = re.compile(r'"date"\s*:\s*"?\d{9,14}"?')
_KEY = re.compile(r'"(\w+)"\s*:')
# Columns that together no other JSON has: of calls, short messages, multimedia messages.
_COLUMNS = ({"date", "duration", "type"}, {"date", "type", "thread_id"}, {"date", "msg_box"}, {"date", "m_type"})
_BLOB = "__base64__"


def sniff(probe: Probe) -> bool:
    """Whether it is the zip of version 2, or JSON whose first entry has Android's columns."""
    if archive.is_zip(probe):
        return _list_inside(probe) is not None
    if not json_stream.is_json(probe):
        return False
    start = probe.head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not re.match(r'(?:\[\s*)?\{\s*"', start):
        return False
    keys = set(_KEY.findall(start[:8000]))
    return any(columns <= keys for columns in _COLUMNS) and _DATE.search(start) is not None


def _list_inside(probe: Probe) -> archive.Member | None:
    """The list of messages in a zip, at the top or in one folder; None when there is none, or it cannot be opened."""
    try:
        found = [one for one in archive.members(probe) if one.base == _MESSAGES and one.name.count("/") < 2]
    except InputError:
        return None
    return found[0] if len(found) == 1 else None


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls and messages of the file in its order."""
    if archive.is_zip(probe):
        yield from _read_zip(probe, options)
        return
    export = _Export(probe, options.scratch)
    yield from export.entries()
    yield from export.missing.notes()


def _read_zip(probe: Probe, options: Options) -> Iterator[Item]:
    messages = _list_inside(probe)
    if messages is None:
        raise InputError(
            _("In {name} casekit found no list of calls or messages. Please choose the file that was exported.").format(
                name=probe.name
            )
        )
    folder = PurePosixPath(messages.name).parent
    with archive.kept_open(probe) as inside:
        export = _Export(probe, options.scratch, inside)
        for member in archive.members(probe):
            beside = PurePosixPath(member.name).parent
            if beside == folder and member.base in _LISTS:
                with archive.opened(probe, member, inside) as stream:
                    yield from export.entries(stream, "" if member is messages else f"{member.base} ")
            elif beside.name != "data":
                yield Skipped(member.name, _("a file that belongs to no message"))
        yield from export.missing.notes()


class _Export:
    """The entries of one export, and what is missing of their files."""

    def __init__(self, probe: Probe, scratch: Path | None, inside: ZipFile | None = None) -> None:
        self._probe, self._scratch, self._inside = probe, scratch, inside
        self._laid = 0
        self.missing = Missing()
        files = archive.members(probe) if inside else []
        self._files = {one.base: one for one in files if PurePosixPath(one.name).parent.name == "data"}

    def entries(self, stream: IO[bytes] | None = None, before: str = "") -> Iterator[Item]:
        """The entries of one list, in the zip or by itself; one that is cut off gives what is whole."""
        start = self._probe.head if stream is None else stream.peek(64)  # type: ignore[attr-defined]
        in_list = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
        count = 0
        try:
            for told in json_stream.elements(self._probe, "item" if in_list else "", stream):
                count += 1
                yield self._item(f"{before}{count}", told)
        except InputError:
            if not count:
                raise
            yield Warned(
                _(
                    "The file is cut off or damaged after record {count}; what stands before it was read. "
                    "The phone's storage may have been full: please make the backup again if you can."
                ).format(count=count)
            )

    def _item(self, where: str, told: Any) -> Item:
        if not isinstance(told, dict):
            return Skipped(where, _("neither a call nor a message"))
        parts = Parts()
        sender = _under(told, "sender_address")
        for address in [sender, *_listed(told, "recipient_addresses"), *_listed(told, "addresses")]:
            if isinstance(address, dict):
                parts.add_address(_cells(address))
        item = provider.entry(where, _cells(told), parts)
        if not isinstance(item, Record) or item.channel == "call":
            return item
        for part in _listed(told, "parts"):
            if isinstance(part, dict):
                self._add(parts, _cells(part), where)
        return provider.entry(where, _cells(told), parts)

    def _add(self, parts: Parts, fields: dict[str, str], where: str) -> None:
        words = multimedia.words_of(fields)
        if words is not None:
            parts.texts.append(words)
            return
        if multimedia.is_layout(fields) or (multimedia.is_words(fields) and "_data" not in fields):
            return
        name = multimedia.file_name(fields, where, len(parts.attachments) + 1)
        member = self._files.get(PurePosixPath(fields.get("_data", "")).name)
        if "binary_data" in fields:
            digits = Digits(kept=True)
            digits.write(fields["binary_data"].encode())
            is_whole = base64_file.is_file(digits)
        elif member is not None and member.size:
            is_whole = self._is_whole(member)
        else:
            self.missing.absent += 1
            return
        if not is_whole:
            self.missing.add_unreadable(name, where)
            return
        path = None
        if self._scratch is not None:
            self._laid += 1
            path = self._scratch / f"part-{self._laid}"
            if "binary_data" in fields:
                base64_file.lay(path, digits)
            elif member is not None:
                path.mkdir()
                path = archive.laid(self._probe, member, path, self._inside)
        parts.attachments.append(Attachment(name, path))

    def _is_whole(self, member: archive.Member) -> bool:
        """Whether a file can be read to its end."""
        try:
            with archive.opened(self._probe, member, self._inside) as stream:
                while stream.read(1 << 20):
                    pass
        except InputError:
            return False
        return True


def _under(told: dict[str, Any], key: str) -> Any:
    """What the app adds, in the names of version 2 or 1."""
    return told.get(f"__{key}") or told.get(key)


def _listed(told: dict[str, Any], key: str) -> list[Any]:
    found = _under(told, key)
    return found if isinstance(found, list) else []


def _cells(told: dict[str, Any]) -> dict[str, str]:
    """Columns with a value, as text; what is nested is no column."""
    return {
        name: value if isinstance(value, str) else str(value)
        for name, value in told.items()
        if value is not None and not isinstance(value, dict | list) and not name.endswith(_BLOB)
    }


SOURCE = Source(id="sms_ie_json", title=N_("SMS Import / Export (Android)"), kind="phone_log", sniff=sniff, read=read)
