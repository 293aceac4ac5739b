"""What a message of a Telegram export says in words: its text, and what came with it in brackets.

Field names: the exports of Telegram Desktop as published parsers describe them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

# Telegram writes a sentence in brackets in place of the path of a file that was not exported.
_NOT_EXPORTED = "("
_LONGEST_TEXT = 1 << 20


def as_text(value: Any) -> str:
    """A value of the export as text: numbers with all their digits, nothing for what is missing or no single value."""
    if isinstance(value, str):
        return value[:_LONGEST_TEXT]
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return ""
    if isinstance(value, Decimal):
        return str(value)[:40]
    return str(value) if abs(value) < 10**40 else ""


def in_words(message: Mapping[str, Any]) -> str:
    """The words of a message, after what came with it in brackets: `[photo: photo_1.jpg]`, `[forwarded from Ann]`.

    The words in brackets are those of the export, so that a second export gives the same text.
    """
    return "\n".join(part for part in (*_in_brackets(message), _plain(message.get("text"))) if part)


def file_of(message: Mapping[str, Any]) -> str:
    """The path of the picture, sound or file that came with a message; empty when none did or it was not exported."""
    for key in ("photo", "file"):
        path = as_text(message.get(key))
        if path and not path.startswith(_NOT_EXPORTED):
            return path
    return ""


def lacks_file(message: Mapping[str, Any]) -> bool:
    """Whether something came with a message that was not exported."""
    return any(as_text(message.get(key)).startswith(_NOT_EXPORTED) for key in ("photo", "file"))


def _plain(text: Any) -> str:
    """The text of a message: a string, or strings and marked pieces one after another."""
    if isinstance(text, list):
        return "".join(as_text(one.get("text")) if isinstance(one, dict) else as_text(one) for one in text)
    return as_text(text)


def _in_brackets(message: Mapping[str, Any]) -> Iterator[str]:
    if sender := as_text(message.get("forwarded_from")):
        yield f"[forwarded from {sender}]"
    kind = (
        "photo" if "photo" in message else as_text(message.get("media_type")) or ("file" if "file" in message else "")
    )
    if kind:
        # Which emoji a sticker stands for says more than the name of its file.
        name = as_text(message.get("sticker_emoji")) or _base(file_of(message)) or as_text(message.get("file_name"))
        yield f"[{kind}: {name}]" if name else f"[{kind}]"
    if isinstance(contact := message.get("contact_information"), dict):
        named = (as_text(contact.get(key)) for key in ("first_name", "last_name", "phone_number"))
        yield f"[contact: {' '.join(one for one in named if one)}]"
    if isinstance(place := message.get("location_information"), dict):
        yield f"[location: {as_text(place.get('latitude'))}, {as_text(place.get('longitude'))}]"
    if isinstance(poll := message.get("poll"), dict):
        yield f"[poll: {as_text(poll.get('question'))}]"


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
