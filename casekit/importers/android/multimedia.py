"""What belongs to one multimedia message: its words, who took part, and the files that came with it."""

from __future__ import annotations

import mimetypes
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath

from casekit.importers.records import Attachment, Warned
from casekit.text import _, listed

_LAYOUT, _WORDS = "application/smil", "text/plain"
_SENDER, _OWN = "137", "insert-address-token"
_NULLS = ("", "null", "NULL")
# What phones send, where the endings that Python knows differ from system to system.
_ENDINGS = {
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
    "image/heic": ".heic", "image/bmp": ".bmp", "audio/amr": ".amr", "audio/amr-wb": ".awb", "audio/mp4": ".m4a",
    "audio/aac": ".aac", "audio/mpeg": ".mp3", "audio/mp3": ".mp3", "audio/3gpp": ".3gp", "audio/ogg": ".ogg",
    "audio/midi": ".mid", "audio/x-wav": ".wav", "audio/wav": ".wav", "video/3gpp": ".3gp", "video/mp4": ".mp4",
    "video/3gpp2": ".3g2", "text/x-vcard": ".vcf", "text/vcard": ".vcf", "text/x-vcalendar": ".vcs",
    "text/plain": ".txt", "application/pdf": ".pdf",
}  # fmt: skip
_LONGEST_NAME = 80
_NAMED = 5


@dataclass(slots=True)
class Parts:
    """The words, the addresses and the attachments of a message, as they are come upon.

    `names` are contact names by address, where the file tells them.
    """

    texts: list[str] = field(default_factory=list)
    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def add_address(self, fields: Mapping[str, str]) -> None:
        """Note an address by its type: 137 is the sender; 151, 130 and 129 are receivers, open, copied and hidden."""
        address = fields.get("address", "")
        if address in (*_NULLS, _OWN):
            return
        if name := fields.get("__display_name") or fields.get("display_name"):
            self.names[address] = name
        if fields.get("type") == _SENDER:
            self.sender = address
        else:
            self.recipients.append(address)

    def told(self) -> dict[str, str]:
        """The addresses as cells of the row."""
        named = {"from": self.sender, "to": "~".join(self.recipients)}
        return {key: value for key, value in named.items() if value}


def is_layout(fields: Mapping[str, str]) -> bool:
    """Whether a part only says how the others are shown."""
    return _type_of(fields) == _LAYOUT


def words_of(fields: Mapping[str, str]) -> str | None:
    """The words of a part, None when it is a file."""
    if _type_of(fields) != _WORDS or fields.get("text", "") in _NULLS:
        return None
    return fields["text"]


def is_words(fields: Mapping[str, str]) -> bool:
    """Whether a part is text, even where none is in it."""
    return _type_of(fields) == _WORDS


def _type_of(fields: Mapping[str, str]) -> str:
    return fields.get("ct", "").split(";")[0].strip().lower()


def file_name(fields: Mapping[str, str], where: str, place: int) -> str:
    """A name for the file in a part: as the sender called it, without folders and signs; else by where it lies."""
    called = (_plain(from_octets(fields.get(one, ""))) for one in ("name", "fn", "cl"))
    name = next(filter(None, called), "") or f"mms-{_plain(where)}-{place}"
    if mimetypes.guess_type(name)[0]:
        return name
    kind = _type_of(fields)
    return name + (_ENDINGS.get(kind) or mimetypes.guess_extension(kind) or ".bin")


def from_octets(text: str) -> str:
    """Text whose UTF-8 bytes stand as one sign each, as Android keeps subjects and file names of messages."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _plain(name: str) -> str:
    if name in _NULLS:
        return ""
    base = PurePosixPath(PureWindowsPath(name).name).name
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    kept = "".join("_" if sign in '<>:"|?*' else sign for sign in kept).strip(" .")
    suffix = PurePosixPath(kept).suffix
    return kept if len(kept) <= _LONGEST_NAME else kept[: _LONGEST_NAME - len(suffix[:10])] + suffix[:10]


class Missing:
    """The files of messages that are not taken in, counted; the first few by name."""

    def __init__(self) -> None:
        self.absent = 0
        self.unreadable = 0
        self._named: list[str] = []

    def add_unreadable(self, name: str, where: str) -> None:
        """Note a file whose bytes are damaged, in the message that lies at `where`."""
        self.unreadable += 1
        if len(self._named) < _NAMED:
            self._named.append(_("“{name}” in message {where}").format(name=name, where=where))

    def notes(self) -> Iterator[Warned]:
        """What has to be said of them."""
        if self.unreadable:
            named = listed(self._named) + (" …" if self.unreadable > len(self._named) else "")
            yield Warned(
                _(
                    "Pictures, sounds and other files inside multimedia messages that are damaged and cannot be read: "
                    "{count} ({which}). The messages themselves were read."
                ).format(count=self.unreadable, which=named)
            )
        if self.absent:
            yield Warned(
                _(
                    "Pictures, sounds and other files of multimedia messages that are not in this file: {count}. "
                    "The messages themselves were read; please save the important files from the phone and add them "
                    "as evidence."
                ).format(count=self.absent)
            )
