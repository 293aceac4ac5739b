"""The phone's backups, as the app "SMS Backup & Restore" writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from casekit.clock import to_instant
from casekit.demo.cast import MARK, MARK_IN_ENGLISH, ZONE, name_in_phone
from casekit.demo.events import Call, Message

_TYPES = {"rang_no_answer": "3", "rejected": "5", "blocked": "6"}
_ALLOWED, _RESTRICTED = "1", "2"


def write_calls(path: Path, calls: Iterable[Call], exported: datetime) -> Path:
    """A backup of the call log."""
    return _write(path, "calls", [_element("call", _call(one)) for one in calls], exported)


def write_messages(path: Path, messages: Iterable[Message], exported: datetime) -> Path:
    """A backup of the text messages."""
    return _write(path, "smses", [_element("sms", _message(one)) for one in messages], exported)


def _call(call: Call) -> dict[str, str]:
    kind = ("2" if call.direction == "out" else "1") if call.connected else _TYPES[call.outcome]
    return {
        "number": call.number,
        "duration": str(call.duration_s),
        "date": str(_epoch_ms(call.start, call.scene)),
        "type": kind,
        "presentation": _ALLOWED if call.number else _RESTRICTED,
        "subscription_id": "1",
        "post_dial_digits": "",
        "subscription_component_name": "com.android.phone/com.android.services.telephony.TelephonyConnectionService",
        "readable_date": _readable(call.start),
        "contact_name": name_in_phone(call.number),
    }


def _message(message: Message) -> dict[str, str]:
    received = message.direction == "in"
    moment = _epoch_ms(message.start, message.scene)
    return {
        "protocol": "0",
        "address": message.number,
        "date": str(moment),
        "type": "1" if received else "2",
        "subject": "null",
        "body": message.body,
        "toa": "null",
        "sc_toa": "null",
        "service_center": "null",
        "read": "1",
        "status": "-1",
        "locked": "0",
        "date_sent": str(moment - 1000 if received else 0),
        "sub_id": "1",
        "readable_date": _readable(message.start),
        "contact_name": name_in_phone(message.number),
    }


def _epoch_ms(start: datetime, scene: str) -> int:
    seconds = int(to_instant(start, ZONE).timestamp())
    # Phones keep milliseconds; on the edges of the quiet hours the story wants the full second.
    return seconds * 1000 + (0 if scene.startswith("edge") else seconds * 7919 % 1000)


def _readable(start: datetime) -> str:
    return f"{start.year}年{start.month}月{start.day}日 {start:%H:%M:%S}"


def _element(name: str, attributes: dict[str, str]) -> str:
    written = " ".join(f"{key}={_quoted(value)}" for key, value in attributes.items())
    return f"  <{name} {written} />"


def _quoted(value: str) -> str:
    """An attribute value; signs beyond the basic plane as two references, as older releases of the app wrote them."""
    text = quoteattr(value, {'"': "&quot;", "\n": "&#10;"})
    return "".join(_reference(sign) if ord(sign) > 0xFFFF else sign for sign in text)


def _reference(sign: str) -> str:
    units = sign.encode("utf-16-be")
    return "".join(f"&#{int.from_bytes(units[at : at + 2], 'big')};" for at in range(0, len(units), 2))


def _write(path: Path, root: str, elements: list[str], exported: datetime) -> Path:
    stamp = _epoch_ms(exported, "edge")
    head = (
        f'<{root} count="{len(elements)}" backup_set="00000000-0000-4000-8000-000000000000" '
        f'backup_date="{stamp}" type="full">'
    )
    lines = [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        f"<!-- {MARK} / {MARK_IN_ENGLISH} -->",
        f'<?xml-stylesheet type="text/xsl" href="{root.removesuffix("es")}.xsl"?>',
        head,
        *elements,
        f"</{root}>",
        "",
    ]
    path.write_bytes("\n".join(lines).encode("utf-8"))
    return path
