"""What Telegram Desktop exports: the chats of `result.json` one after another, and the files that lie beside it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from casekit.errors import InputError
from casekit.importers.chats.telegram_words import as_text
from casekit.importers.reading import archive, json_stream
from casekit.importers.records import Attachment
from casekit.importers.source import Probe
from casekit.text import _

# One chat alone is the whole file; in an export of everything chats stand in two lists.
_PLACES = ("", "chats.list.item.", "left_chats.list.item.")
_ABOUT_CHAT, _MESSAGE = ("name", "type", "id"), "messages.item"
_MOST_RESULTS = 20
_OWNER = "personal_information"
_PATHS = frozenset(place + name for place in _PLACES for name in (*_ABOUT_CHAT, _MESSAGE)) | {_OWNER}
_FIELDS = (b'"date_unixtime"', b'"from_id"', b'"actor_id"', b'"text_entities"')
_EVERYTHING = (b'"personal_information"', b'"user_id"', b'"about"')
# How a single chat begins; the oldest exports have nothing else of their own, and empty chats end there.
_BEGINS = re.compile(
    rb'\{\s*(?:"name":\s*(?:null|"(?:[^"\\]|\\.){0,600}"),\s*)?"type":\s*"(?:personal_chat|bot_chat|saved_messages|'
    rb'(?:private|public)_(?:group|supergroup|channel))",\s*"id":\s*-?\d{1,20},\s*"messages":\s*\['
)


@dataclass(slots=True)
class Chat:
    """One chat of a file: its number there from 1, what it is called, its kind and its id in Telegram."""

    number: int
    place: str
    name: str = ""
    kind: str = ""
    identity: str = ""
    messages: int = 0


def is_export(head: bytes) -> bool:
    """Whether JSON begins with the fields of such an export."""
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    has_fields = b'"messages"' in head and any(one in head for one in _FIELDS)
    return has_fields or all(one in head for one in _EVERYTHING) or _BEGINS.match(head) is not None


def result_of(probe: Probe) -> archive.Member | None:
    """The list of messages in a zip of the export's folder; None when there is none, or several."""
    if "telegram" not in probe.tables:
        found = []
        named = [one for one in archive.members(probe) if one.base == "result.json"]
        for one in named[:_MOST_RESULTS]:
            with archive.opened(probe, one) as stream:
                found += [one] if is_export(stream.read(1 << 16)) else []
        probe.tables["telegram"] = found[0] if len(found) == 1 else None
    known: archive.Member | None = probe.tables["telegram"]  # type: ignore[assignment]
    return known


class Export:
    """An export, which can be gone through again and again; to be used in a `with` block.

    `user` is the id of the user's account where the export names it, known after the first time.
    """

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self._member: archive.Member | None = None
        self._closing = ExitStack()
        self._archive: zipfile.ZipFile | None = None
        self._files: dict[str, archive.Member] = {}
        self.user = ""
        if archive.is_zip(probe):
            self._open_archive(probe)

    def _open_archive(self, probe: Probe) -> None:
        self._member = result_of(probe)
        if self._member is None:
            raise InputError(
                _("In the archive {name} there is no export of Telegram with a result.json, or more than one.").format(
                    name=probe.name
                )
            )
        folder = PurePosixPath(self._member.name).parent
        for one in archive.members(probe):
            if PurePosixPath(one.name).is_relative_to(folder):
                self._files[PurePosixPath(one.name).relative_to(folder).as_posix()] = one

    def __enter__(self) -> Export:
        if self._member is not None:
            self._archive = self._closing.enter_context(archive.kept_open(self._probe))
        return self

    def __exit__(self, *_error: object) -> None:
        self._closing.close()

    def messages(self) -> Iterator[tuple[Chat, Any]]:
        """(chat, message as the export has it), in the order of the file.

        Raises
        ------
        InputError
            when the file is damaged or cut off; what stands before was given already
        """
        if self._member is None:
            yield from self._divided(json_stream.placed(self._probe, _PATHS))
            return
        with archive.opened(self._probe, self._member, self._archive) as stream:
            yield from self._divided(json_stream.placed(self._probe, _PATHS, stream))

    def _divided(self, values: Iterator[tuple[str, Any]]) -> Iterator[tuple[Chat, Any]]:
        chat = Chat(0, "-")
        known: set[str] = set()
        for path, value in values:
            if path == _OWNER:
                self.user = as_text(value.get("user_id")) if isinstance(value, dict) else ""
                continue
            field = next(name for name in (*_ABOUT_CHAT, _MESSAGE) if path.endswith(name))
            place = path.removesuffix(field)
            # What is said of a chat stands before its messages: with a field that it has already the next one begins.
            if place != chat.place or (field != _MESSAGE and (field in known or (chat.messages and place))):
                chat, known = Chat(chat.number + 1, place), set()
            known.add(field)
            if field == "name":
                chat.name = as_text(value)
            elif field == "type":
                chat.kind = as_text(value)
            elif field == "id":
                chat.identity = as_text(value)
            else:
                chat.messages += 1
                yield chat, value

    def file(self, path: str, scratch: Path | None) -> Attachment | None:
        """The file at a path of the export, laid into a folder if there is one; None when it is not in the zip."""
        member = self._files.get(PurePosixPath(path.replace("\\", "/")).as_posix())
        if member is None:
            return None
        laid = archive.laid(self._probe, member, scratch, self._archive) if scratch else None
        return Attachment(member.base, laid)
