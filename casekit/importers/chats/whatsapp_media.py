"""The pictures, sounds and files that came with the messages of a WhatsApp chat."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from casekit.importers.chats import whatsapp_words
from casekit.importers.reading import archive
from casekit.importers.records import Attachment, Warned
from casekit.importers.source import Probe
from casekit.text import _


class Media:
    """What lies in the zip beside the text; without a zip, nothing.

    Parameters
    ----------
    scratch
        the folder to lay the files into, None while they are only looked through
    probe, kept_open, text
        the zip, opened, and the text of the chat in it
    """

    def __init__(
        self,
        scratch: Path | None,
        probe: Probe | None = None,
        kept_open: zipfile.ZipFile | None = None,
        text: archive.Member | None = None,
    ) -> None:
        self._scratch, self._probe, self._kept_open = scratch, probe, kept_open
        members = archive.members(probe) if probe else []
        self._members = {_key(one.base): one for one in members if one != text}
        self._used: set[str] = set()
        self._missing = 0

    def of(self, text: str) -> tuple[Attachment, ...]:
        """The file that a message names, where it lies in the zip."""
        name = whatsapp_words.attached(text)
        member = self._members.get(_key(name)) if name else None
        if member is None or self._probe is None:
            self._missing += bool(name)
            return ()
        self._used.add(_key(name))
        path = archive.laid(self._probe, member, self._scratch, self._kept_open) if self._scratch else None
        return (Attachment(member.base, path),)

    def notes(self) -> Iterator[Warned]:
        """What is missing, and what nobody sent."""
        if self._missing:
            yield Warned(
                _("Pictures, sounds and files that the chat names and that are not in this file: {count}. To have "
                  "them in the case, export the chat once more with media.").format(count=self._missing)
            )  # fmt: skip
        left = len(self._members.keys() - self._used)
        if left:
            yield Warned(
                _("Files in the archive that no message names, which were not taken in: {count}.").format(count=left)
            )


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
