"""Backups of phones as XML, in constant memory: a root, below it one element for each call or message.

What the elements say is known to the source; here is what all of them share: repair of the file, files inside
messages, entries that are cut off, and the refusal of what no phone writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from casekit.errors import InputError
from casekit.importers.android import base64_file, multimedia
from casekit.importers.android.base64_file import Digits
from casekit.importers.android.multimedia import Missing, Parts
from casekit.importers.android.provider import whole_number
from casekit.importers.reading.xml_stream import RepairedXml, Sink, number_of_rest
from casekit.importers.records import Attachment, Declared, Item, Record, Warned
from casekit.importers.source import Options, Probe
from casekit.text import _

# The name of an element below the root, where it lies, its attributes and what is in it → what it is.
Interpret = Callable[[str, str, dict[str, str], Parts], Item]

# Nothing is looked at twice: a file of nothing but comments that are not closed would else take seconds.
_FIRST_ELEMENT = re.compile(
    rb"\A(?:[\xef\xbb\xbf\xff\xfe\s]|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+<([A-Za-z]+)[\s>/]",
    re.DOTALL,
)
# Real backups have four levels; a parser has to remember every one that is open.
_DEEPEST = 32


def has_root(probe: Probe, roots: tuple[str, ...]) -> bool:
    """Whether the first element of the file is one of these."""
    found = _FIRST_ELEMENT.match(probe.head.replace(b"\x00", b""))
    return found is not None and found.group(1).decode() in roots


def read(probe: Probe, options: Options, roots: tuple[str, ...], interpret: Interpret) -> Iterator[Item]:
    """Yield what the elements are, in their order; a file that is cut off gives what is whole."""
    with probe.path.open("rb") as stream:
        files = _Files(options.scratch)
        xml = RepairedXml(stream, files.rest)
        backup = _Backup(probe.name, roots, interpret, files)
        try:
            for block in xml:
                backup.feed(block)
                yield from backup.taken()
            backup.end()
            yield from backup.taken()
        except expat.ExpatError as error:
            yield from backup.taken()
            if not backup.count:
                raise InputError(
                    _("The file {name} is not whole: no record can be read. Please make the backup again.").format(
                        name=probe.name
                    )
                ) from error
            yield Warned(
                _(
                    "The file is cut off or damaged after record {count}; what stands before it was read. "
                    "The phone's storage may have been full: please make the backup again if you can."
                ).format(count=backup.count)
            )
    yield from files.missing.notes()
    if xml.cut > files.from_long_values:
        yield Warned(
            _("Values longer than any words, of which only the beginning was kept: {count}.").format(
                count=xml.cut - files.from_long_values
            )
        )
    if xml.replaced:
        yield Warned(
            _("Bytes that are no text in the encoding of the file: {count}. A sign � stands in their place.").format(
                count=xml.replaced
            )
        )


def not_a_backup(name: str) -> InputError:
    """The error for XML of another kind."""
    return InputError(
        _(
            "{name} is an XML file, but not a backup made by “SMS Backup & Restore” or “Super Backup”. Please make the "
            "backup of calls and messages with one of these apps, and take in the files it writes."
        ).format(name=name)
    )


class _Backup:
    """The entries of a backup while it is read; nothing is kept of what was given out."""

    def __init__(self, name: str, roots: tuple[str, ...], interpret: Interpret, files: _Files) -> None:
        self._name, self._roots, self._interpret, self._files = name, roots, interpret, files
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._depth = 0
        self._fields: dict[str, str] = {}
        self._parts = Parts()
        self._items: list[Item] = []
        self.count = 0

    def feed(self, block: bytes) -> None:
        self._parser.Parse(block, False)

    def end(self) -> None:
        self._parser.Parse(b"", True)

    def taken(self) -> list[Item]:
        """What was read since the last time."""
        items, self._items = self._items, []
        return items

    def _refuse(self, *_details: object) -> None:
        # No phone backup has one, and entity bombs need it.
        raise InputError(
            _("This XML file carries a document type, which no phone backup has. It was not read, for safety.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise not_a_backup(self._name)
        if self._depth == 1:
            if name not in self._roots:
                raise not_a_backup(self._name)
            count = whole_number(attributes.get("count", ""))
            if count is not None:
                self._items.append(Declared(count))
        elif self._depth == 2:
            self._fields, self._parts = _without_marks(attributes), Parts()
        elif name == "addr":
            self._parts.add_address(_without_marks(attributes))
        elif name == "part":
            self._files.add(self._parts, attributes, str(self.count + 1))

    def _stop(self, name: str) -> None:
        self._depth -= 1
        if self._depth != 1:
            return
        self.count += 1
        item = self._interpret(name, str(self.count), self._fields, self._parts)
        self._files.settle(is_taken=isinstance(item, Record))
        self._items.append(item)


class _Files:
    """The files inside the messages of one backup: those of the message that is being read, and what was missing."""

    def __init__(self, scratch: Path | None) -> None:
        self._scratch = scratch
        self._rests: dict[int, Digits] = {}
        self._laid = 0
        self._unsettled: list[tuple[str, str]] = []
        self._absent = 0
        self.from_long_values = 0
        self.missing = Missing()

    def rest(self, number: int) -> Sink:
        """The sink for the rest of a value that is too long to be read at once."""
        path = self._scratch / f"rest-{number}" if self._scratch else None
        self._rests[number] = Digits(path)
        return self._rests[number].write

    def add(self, parts: Parts, attributes: dict[str, str], where: str) -> None:
        """Take a part of a message: its words, or its file."""
        data, number = number_of_rest(attributes.pop("data", ""))
        rest = self._rests.pop(number, None) if number is not None else None
        fields = _without_marks(attributes)
        self.from_long_values += rest is not None
        words = multimedia.words_of(fields)
        if words is not None:
            parts.texts.append(words)
        if multimedia.is_layout(fields) or (multimedia.is_words(fields) and data in ("", "null")):
            return
        if data in ("", "null"):
            self._absent += 1
            return
        name = multimedia.file_name(fields, where, len(parts.attachments) + len(self._unsettled) + 1)
        beginning = Digits(kept=self._scratch is not None)
        beginning.write(data.encode())
        digits = (beginning, rest) if rest else (beginning,)
        if not base64_file.is_file(*digits):
            self._unsettled.append((name, where))
            return
        path = None
        if self._scratch is not None:
            self._laid += 1
            path = self._scratch / f"part-{self._laid}"
            base64_file.lay(path, *digits)
        parts.attachments.append(Attachment(name, path))

    def settle(self, *, is_taken: bool) -> None:
        """The message has ended; what is missing in one that is left out needs no word."""
        if is_taken:
            self.missing.absent += self._absent
            for name, where in self._unsettled:
                self.missing.add_unreadable(name, where)
        self._unsettled, self._absent = [], 0


def _without_marks(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without the marks of values that were cut."""
    return {name: number_of_rest(value)[0] for name, value in attributes.items()}
