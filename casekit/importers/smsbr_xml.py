"""Android app "SMS Backup & Restore": calls and messages as XML, in constant memory.

Fields: SyncTech's page "Fields in XML backup files"; quirks measured on real exports.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from casekit.errors import InputError
from casekit.importers.records import Declared, Item, Options, Probe, Record, Skipped, Source, Warned
from casekit.importers.xml_stream import RepairedXml
from casekit.text import N_, _

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


def sniff(probe: Probe) -> bool:
    """Whether the first bytes are those of such a backup."""
    head = probe.head
    if b"\x00" in head[:64]:
        head = head.replace(b"\x00", b"")
    return any(tag in head for tag in (b"<calls", b"<smses")) or (b"<call " in head or b"<sms " in head)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls and messages of the file in its order; a file that is cut off gives what is whole."""
    from lxml import etree

    seen = attachments = 0
    with probe.path.open("rb") as stream:
        repaired = cast("io.BufferedReader", RepairedXml(stream))
        events = etree.iterparse(
            repaired, events=("start", "end"), huge_tree=True, resolve_entities=False, no_network=True
        )
        try:
            for action, element in events:
                if action == "start":
                    if element.getparent() is None:
                        yield from _declared(element)
                    continue
                if element.tag not in ("call", "sms", "mms"):
                    continue
                seen += 1
                fields = {str(name): str(value) for name, value in element.attrib.items()}
                if element.tag == "mms":
                    parts = _parts(element)
                    attachments += parts.pop("attachments")
                    fields.update(parts)
                yield _READERS[element.tag](str(seen), fields)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            if not seen:
                raise InputError(
                    _("The file {name} is not whole: no record can be read. Please make the backup again.").format(
                        name=probe.name
                    )
                ) from error
            yield Warned(
                _(
                    "The file is cut off or damaged after record {count}; what stands before it was read. "
                    "The phone's storage may have been full: please make the backup again if you can."
                ).format(count=seen)
            )
    if attachments:
        yield Warned(
            _(
                "{count} pictures or sounds inside multimedia messages were not taken in; "
                "the messages themselves were. Add the important ones as evidence."
            ).format(count=attachments)
        )


def _declared(root: Any) -> Iterator[Item]:
    count = root.get("count", "")
    if count.isdigit():
        yield Declared(int(count))


def _value(fields: dict[str, str], name: str) -> str:
    value = fields.get(name, "")
    return "" if value in _NULLS else value


def _instant(fields: dict[str, str]) -> datetime | None:
    """Epoch milliseconds as an instant; None for what no clock can have shown."""
    try:
        moment = _EPOCH + timedelta(milliseconds=int(fields.get("date", "")))
    except (ValueError, OverflowError):
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
    seconds = fields.get("duration", "")
    duration = int(seconds) if seconds.isdigit() and int(seconds) <= _LONGEST_CALL else None
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
        outcome=kind[1] if duration else kind[2],
        number_raw=fields.get("number", ""),
        duration_s=duration,
        ring_s=ring,
        contact_name=_value(fields, "contact_name"),
        raw=fields,
    )


def _sms(where: str, fields: dict[str, str]) -> Item:
    kind = fields.get("type", "")
    if kind in _NOT_SENT:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_(_NOT_SENT[kind])))
    if kind not in _BOXES:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=kind))
    return _message(where, fields, _BOXES[kind], fields.get("address", ""), _value(fields, "body"))


def _mms(where: str, fields: dict[str, str]) -> Item:
    direction = _BOXES.get(fields.get("msg_box", ""))
    if direction is None:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_("a draft")))
    if fields.get("m_type") == "130":
        return Skipped(where, _("only the notice of a multimedia message that was never fetched"))
    sender = fields.pop("sender", "")
    address = sender if direction == "in" and sender else fields.get("address", "").split("~")[0]
    subject = _value(fields, "sub")
    text = "\n".join(part for part in (subject, fields.pop("body", "")) if part)
    return _message(where, fields, direction, address, text)


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
        contact_name=_value(fields, "contact_name"),
        raw={name: value for name, value in fields.items() if name != "body"},
    )


def _parts(element: Any) -> dict[str, Any]:
    """Text, sender and number of attachments of a multimedia message."""
    texts, attachments, sender = [], 0, ""
    for part in element.iter("part"):
        content = part.get("ct", "")
        if content == "text/plain":
            texts.append(part.get("text", ""))
        elif content != "application/smil":
            attachments += 1
    for address in element.iter("addr"):
        if address.get("type") == _SENDER and address.get("address") != _OWN:
            sender = address.get("address", "")
    body = "\n".join(text for text in texts if text and text != "null")
    return {"attachments": attachments, "sender": sender, "body": body}


_READERS = {"call": _call, "sms": _sms, "mms": _mms}

SOURCE = Source(id="smsbr_xml", title=N_("SMS Backup & Restore (Android)"), kind="phone_log", sniff=sniff, read=read)
