"""Rows of Android's call log and message stores as records, whatever file carried them.

Columns and values: `android.provider.CallLog.Calls`, `Telephony.Sms`, `Telephony.Mms` and `Telephony.Mms.Addr`; the
numbers of message types are those of the MMS encapsulation (`PduHeaders`). Fields are text, absent ones are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from casekit.importers.android.multimedia import Parts, from_octets
from casekit.importers.plausible import LONGEST_CALL, is_plausible_year
from casekit.importers.records import Item, Record, Skipped
from casekit.text import N_, _

# type → (direction, outcome with talk, outcome without); 7 is "answered on another device".
_CALL_TYPES = {
    "1": ("in", "conversation", "answered_dropped"),
    "2": ("out", "conversation", "unknown"),
    "3": ("in", "rang_no_answer", "rang_no_answer"),
    "4": ("in", "voicemail", "voicemail"),
    "5": ("in", "rejected", "rejected"),
    "6": ("in", "blocked", "blocked"),
    "7": ("in", "conversation", "conversation"),
}
_UNANSWERED, _ELSEWHERE = ("3", "5", "6"), "7"
# Samsung's column "logtype": messages stand among the calls, with the first words only.
_MESSAGES_IN_LOG = ("200", "300")
_NOT_SENT = {"3": N_("a draft"), "4": N_("not sent yet"), "5": N_("sending failed"), "6": N_("not sent yet")}
_BOXES = {"1": "in", "2": "out"}
# Delivery reports: asked for and still awaited, or failed.
_NOT_CONFIRMED = ("32", "64")
# Where the box is not told: what was sent, what was fetched.
_BOX_OF_TYPE = {"128": "2", "132": "1"}
_NOTICE, _REPORTS = "130", ("134", "135", "136")
_NAMES = ("contact_name", "__display_name", "display_name", "name")
_NULLS = ("null", "NULL", "(Unknown)", "Unknown")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_RAW = 1000
# Seconds stay below this until the year 5138, milliseconds are above it since 1973.
_MILLISECONDS = 10**11


def whole_number(text: str) -> int | None:
    """A whole number that is not negative, None when the text is anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def call(where: str, fields: Mapping[str, str], *, seconds: str = "duration") -> Item:
    """A row of the call log: number, date (epoch milliseconds), duration (seconds), type, name.

    `seconds` is the column of the duration where an app calls it otherwise.
    """
    if fields.get("logtype") in _MESSAGES_IN_LOG:
        return Skipped(where, _("a message that the call log lists too"))
    kind = _CALL_TYPES.get(fields.get("type", ""))
    if not fields.get("type"):
        return _no_type(where)
    if kind is None:
        return Skipped(where, _("a kind of call casekit does not know: {type}").format(type=fields.get("type", "")))
    start = _instant(fields)
    if start is None:
        return _no_time(where, fields)
    duration = whole_number(fields.get(seconds, ""))
    if duration is not None and duration > LONGEST_CALL:
        duration = None
    ring = None
    if fields["type"] in _UNANSWERED:
        # Some phones and apps write the seconds of ringing here; nobody talked.
        ring, duration = duration or None, 0
    elif fields["type"] == _ELSEWHERE:
        duration = duration or None
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="call",
        direction=kind[0],
        outcome="unknown" if duration is None and kind[1] != kind[2] else kind[1] if duration else kind[2],
        number_raw=_shown(fields.get("number", "")),
        duration_s=duration,
        ring_s=ring,
        contact_name=_contact_name(fields),
        raw=_raw(fields),
    )


def entry(where: str, fields: Mapping[str, str], parts: Parts) -> Item:
    """A row of any of the stores, told apart by its columns; columns without a value may be missing."""
    if "msg_box" in fields or "m_type" in fields:
        return multimedia_message(where, fields, parts)
    if "duration" in fields:
        return call(where, fields)
    if "address" in fields or "body" in fields or "thread_id" in fields:
        return text_message(where, fields)
    if "number" in fields:
        return call(where, fields)
    return Skipped(where, _("neither a call nor a message"))


def text_message(where: str, fields: Mapping[str, str]) -> Item:
    """A row of the short messages: address, date (epoch milliseconds), type, status, body."""
    kind = fields.get("type", "")
    if not kind:
        return _no_type(where)
    if kind in _NOT_SENT:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_(_NOT_SENT[kind])))
    if kind not in _BOXES:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=kind))
    unsure = _BOXES[kind] == "out" and fields.get("status") in _NOT_CONFIRMED
    return _message(
        where,
        fields,
        start=_instant(fields),
        channel="sms",
        direction=_BOXES[kind],
        outcome="unknown" if unsure else "delivered",
        number=fields.get("address", ""),
        name=_contact_name(fields),
        text=_spoken(fields.get("body", "")),
    )


def multimedia_message(where: str, fields: Mapping[str, str], parts: Parts) -> Item:
    """A row of the multimedia messages: date, msg_box, m_type, sub, with what belongs to it.

    `date` is epoch seconds in Android's own store, milliseconds in backups. `address` is not Android's: some apps
    write there whom the conversation is with, several joined by `~`.
    """
    box = fields.get("msg_box", "")
    if box in ("", *_NULLS):
        box = _BOX_OF_TYPE.get(fields.get("m_type", ""), box)
    if box in _NOT_SENT:
        return Skipped(where, _("a message that was never sent ({why})").format(why=_(_NOT_SENT[box])))
    if fields.get("m_type") == _NOTICE:
        return Skipped(where, _("only the notice of a multimedia message that was never fetched"))
    if fields.get("m_type") in _REPORTS:
        return Skipped(where, _("only the report that a message arrived or was read"))
    if box not in _BOXES:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=box))
    listed = [one for one in fields.get("address", "").split("~") if _shown(one)]
    others = listed or parts.recipients
    if _BOXES[box] == "out":
        number = others[0] if others else ""
    else:
        number = parts.sender or (listed[0] if len(listed) == 1 else "")
    text = "\n".join(one for one in (_spoken(from_octets(fields.get("sub", ""))), *map(_spoken, parts.texts)) if one)
    return _message(
        where,
        {**fields, **parts.told()},
        start=_instant(fields, in_seconds=True),
        channel="group_message" if len(others) > 1 else "sms",
        direction=_BOXES[box],
        outcome="delivered",
        number=number,
        name=parts.names.get(number, "") or _name_among(_contact_name(fields), listed, number),
        text=text,
        parts=parts,
    )


def _message(
    where: str,
    fields: Mapping[str, str],
    *,
    start: datetime | None,
    channel: str,
    direction: str,
    outcome: str,
    number: str,
    name: str,
    text: str,
    parts: Parts | None = None,
) -> Item:
    if start is None:
        return _no_time(where, fields)
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel=channel,
        direction=direction,
        outcome=outcome,
        number_raw=_shown(number),
        text=text,
        contact_name=name,
        attachments=tuple(parts.attachments) if parts else (),
        raw=_raw(fields),
    )


def _raw(fields: Mapping[str, str]) -> dict[str, str]:
    """The columns as they stand, without the words, which the record has; a column with a whole file is cut."""
    return {
        name: value if len(value) <= _LONGEST_RAW else value[:_LONGEST_RAW] + "…"
        for name, value in fields.items()
        if name != "body"
    }


def _spoken(text: str) -> str:
    """The words of a message; apps write "null" where there are none."""
    return "" if text == "null" else text


def _shown(number: str) -> str:
    return "" if number in _NULLS else number


def _contact_name(fields: Mapping[str, str]) -> str:
    named = (fields.get(one, "") for one in _NAMES)
    return next((name for name in named if name and name not in _NULLS), "")


def _name_among(name: str, listed: list[str], number: str) -> str:
    """The name of one person of a group, whose names stand in the order of their numbers; empty when unclear."""
    if len(listed) < 2:
        return name
    names = name.split(", ")
    return names[listed.index(number)] if len(names) == len(listed) and number in listed else ""


def _instant(fields: Mapping[str, str], *, in_seconds: bool = False) -> datetime | None:
    """The date as an instant; None for what no clock can have shown."""
    told = whole_number(fields.get("date", ""))
    if told is None:
        return None
    try:
        moment = _EPOCH + timedelta(milliseconds=told * 1000 if in_seconds and told < _MILLISECONDS else told)
    except OverflowError:
        return None
    return moment if is_plausible_year(moment.year) else None


def _no_type(where: str) -> Skipped:
    return Skipped(where, _("its type is missing, so it does not say whether it came in or went out"))


def _no_time(where: str, fields: Mapping[str, str]) -> Skipped:
    told = fields.get("date", "")
    if not told:
        return Skipped(where, _("no time that can be read"))
    return Skipped(where, _("the time “{time}” cannot be right").format(time=told[:40]))
