"""Android app "SMS Backup & Restore": calls and messages as XML, in constant memory.

Fields: SyncTech's page "Fields in XML backup files"; quirks measured on real exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.parsers import expat

from casekit.errors import InputError
from casekit.importers.reading.xml_stream import LONGEST_VALUE, RepairedXml
from casekit.importers.records import Declared, Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_ROOTS = ("calls", "smses")
_BEFORE_ELEMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_FIRST_ELEMENT = re.compile(rb"\A[\xef\xbb\xbf\xff\xfe\s]*<([A-Za-z]+)[\s>/]")
# type → (direction, outcome with talk, outcome without); 7 is Android's "answered on another device".
_CALL_TYPES = {
    "1": ("in", "conversation", "answered_dropped"),
    "2": ("out", "conversation", "unknown"),
    "3": ("in", "rang_no_answer", "rang_no_answer"),
    "4": ("in", "voicemail", "voicemail"),
    "5": ("in", "rejected", "rejected"),
    "6": ("in", "blocked", "blocked"),
    "7": ("in", "conversation", "conversation"),
}
_UNANSWERED = ("3", "5", "6")
_NOT_SENT = {"3": N_("a draft"), "4": N_("not sent yet"), "5": N_("sending failed"), "6": N_("not sent yet")}
_NULLS = ("null", "(Unknown)", "Unknown")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BOXES = {"1": "in", "2": "out"}
_SENDER, _OWN = "137", "insert-address-token"
_LONGEST_CALL = 48 * 3600
# Real backups have four levels; a parser has to remember every one that is open.
_DEEPEST = 32


def sniff(probe: Probe) -> bool:
    """Whether the first element is that of such a backup."""
    head = probe.head.replace(b"\x00", b"")
    found = _FIRST_ELEMENT.search(_BEFORE_ELEMENTS.sub(b"", head))
    return found is not None and found.group(1).decode() in _ROOTS


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls and messages of the file in its order; a file that is cut off gives what is whole."""
    with probe.path.open("rb") as stream:
        xml, backup = RepairedXml(stream), _Backup(probe.name)
        try:
            for block in xml:
                backup.feed(block)
                yield from backup.taken()
            backup.end()
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
    yield from _notes(xml, backup)


def _notes(xml: RepairedXml, backup: _Backup) -> Iterator[Warned]:
    if backup.attachments:
        yield Warned(
            _(
                "{count} pictures or sounds inside multimedia messages were not taken in; "
                "the messages themselves were. Add the important ones as evidence."
            ).format(count=backup.attachments)
        )
    if xml.cut > backup.large_attachments:
        yield Warned(
            _("Values longer than any words, of which only the beginning was kept: {count}.").format(
                count=xml.cut - backup.large_attachments
            )
        )
    if xml.replaced:
        yield Warned(
            _("Bytes that are no text in the encoding of the file: {count}. A sign � stands in their place.").format(
                count=xml.replaced
            )
        )


class _Backup:
    """The records of a backup while it is read; nothing is kept of what was given out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._depth = 0
        self._parts = _Parts()
        self._fields: dict[str, str] = {}
        self._items: list[Item] = []
        self.count = self.attachments = self.large_attachments = 0

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
            if name not in _ROOTS:
                raise not_a_backup(self._name)
            count = whole_number(attributes.get("count", ""))
            if count is not None:
                self._items.append(Declared(count))
        elif self._depth == 2:
            self._fields, self._parts = attributes, _Parts()
        elif name in ("part", "addr"):
            self._parts.add(name, attributes)

    def _stop(self, name: str) -> None:
        self._depth -= 1
        if self._depth != 1:
            return
        self.count += 1
        self.large_attachments += self._parts.large
        item = self._item(name, str(self.count))
        if isinstance(item, Record):
            self.attachments += self._parts.attachments
        self._items.append(item)

    def _item(self, name: str, where: str) -> Item:
        if name == "call":
            return _call(where, self._fields)
        if name == "sms":
            return _sms(where, self._fields)
        if name == "mms":
            return _mms(where, self._fields, self._parts)
        return Skipped(where, _("an entry casekit does not know: {name}").format(name=name))


class _Parts:
    """Text, sender and number of attachments of a multimedia message."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.sender = ""
        self.attachments = self.large = 0

    def add(self, name: str, attributes: dict[str, str]) -> None:
        if name == "addr":
            if attributes.get("type") == _SENDER and attributes.get("address") != _OWN:
                self.sender = attributes.get("address", "")
            return
        self.large += len(attributes.get("data", "")) > LONGEST_VALUE
        content = attributes.get("ct", "")
        if content == "text/plain":
            self.texts.append(_spoken(attributes.get("text", "")))
        elif content != "application/smil":
            self.attachments += 1


def not_a_backup(name: str) -> InputError:
    """The error for XML of another kind."""
    return InputError(
        _(
            "{name} is an XML file, but not a backup made by “SMS Backup & Restore”. Please make the backup of calls "
            "and messages with that app, and take in the files it writes."
        ).format(name=name)
    )


def whole_number(text: str) -> int | None:
    """A whole number that is not negative, None when the text is anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _spoken(text: str) -> str:
    """The words of a message; the app writes "null" where there are none."""
    return "" if text == "null" else text


def _contact_name(fields: dict[str, str]) -> str:
    name = fields.get("contact_name", "")
    return "" if name in _NULLS else name


def _instant(fields: dict[str, str]) -> datetime | None:
    """Epoch milliseconds as an instant; None for what no clock can have shown."""
    milliseconds = whole_number(fields.get("date", ""))
    try:
        moment = _EPOCH + timedelta(milliseconds=-1 if milliseconds is None else milliseconds)
    except OverflowError:
        return None
    return moment if 1990 <= moment.year <= datetime.now(UTC).year + 1 else None


def _no_time(where: str, fields: dict[str, str]) -> Skipped:
    return Skipped(where, _("the time “{time}” cannot be right").format(time=fields.get("date", "")))


def _call(where: str, fields: dict[str, str]) -> Item:
    kind = _CALL_TYPES.get(fields.get("type", ""))
    if kind is None:
        return Skipped(where, _("a kind of call casekit does not know: {type}").format(type=fields.get("type", "")))
    start = _instant(fields)
    if start is None:
        return _no_time(where, fields)
    duration = whole_number(fields.get("duration", ""))
    if duration is not None and duration > _LONGEST_CALL:
        duration = None
    ring = None
    if fields["type"] in _UNANSWERED:
        # Some phones write the seconds of ringing here; nobody talked.
        ring, duration = duration or None, 0
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="call",
        direction=kind[0],
        outcome="unknown" if duration is None and kind[1] != kind[2] else kind[1] if duration else kind[2],
        number_raw=fields.get("number", ""),
        duration_s=duration,
        ring_s=ring,
        contact_name=_contact_name(fields),
        raw=fields,
    )


def _sms(where: str, fields: dict[str, str]) -> Item:
    kind = fields.get("type", "")
    if kind in _NOT_SENT:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_(_NOT_SENT[kind])))
    if kind not in _BOXES:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=kind))
    return _message(where, fields, _BOXES[kind], fields.get("address", ""), _spoken(fields.get("body", "")))


def _mms(where: str, fields: dict[str, str], parts: _Parts) -> Item:
    box = fields.get("msg_box", "")
    if box in _NOT_SENT:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_(_NOT_SENT[box])))
    if box not in _BOXES:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=box))
    if fields.get("m_type") == "130":
        return Skipped(where, _("only the notice of a multimedia message that was never fetched"))
    received = _BOXES[box] == "in"
    address = parts.sender if received and parts.sender else fields.get("address", "").split("~")[0]
    text = "\n".join(part for part in (_spoken(fields.get("sub", "")), *parts.texts) if part)
    return _message(where, fields, _BOXES[box], address, text)


def _message(where: str, fields: dict[str, str], direction: str, address: str, text: str) -> Item:
    start = _instant(fields)
    if start is None:
        return _no_time(where, fields)
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="sms",
        direction=direction,
        outcome="delivered",
        number_raw="" if address in _NULLS else address,
        text=text,
        contact_name=_contact_name(fields),
        raw={name: value for name, value in fields.items() if name != "body"},
    )


SOURCE = Source(id="smsbr_xml", title=N_("SMS Backup & Restore (Android)"), kind="phone_log", sniff=sniff, read=read)
