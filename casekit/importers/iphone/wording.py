"""What a message of an iPhone says: its words, those it had before it was changed, and whether it was taken back."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.importers.iphone.typedstream import words_in
from casekit.importers.iphone.values import Cells, number_in, text_of

# Stands in the text for each attachment.
_PLACE_OF_A_FILE = "\ufffc"
_MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a message; `earlier` are those before it was changed, the first ones first."""

    text: str
    earlier: tuple[str, ...] = ()
    is_taken_back: bool = False
    is_unreadable: bool = False

    def raw(self) -> dict[str, str]:
        """The earlier words as cells of their own."""
        return {f"earlier words {number}": words for number, words in enumerate(self.earlier, start=1)}


def wording_of(cells: Cells) -> Wording:
    """The words in a row of the table `message`: `text`, or where that is empty, the string in `attributedBody`."""
    text, body = _plain(text_of(cells["text"])), cells["attributedbody"]
    is_unreadable = False
    if not text and isinstance(body, bytes) and body:
        words = words_in(body)
        is_unreadable, text = words is None, _plain(words or "")
    subject = text_of(cells["subject"])
    text = "\n".join(part for part in (subject, text) if part)
    history = _history(cells["message_summary_info"])
    versions = [words for words in map(_plain, _versions(history)) if words]
    is_taken_back = bool(number_in(cells["date_retracted"])) or bool(history.get("rp"))
    # The last version is what stands in the message now, unless that was taken back.
    earlier = versions[:-1] if versions and versions[-1] == text else versions
    return Wording(text, tuple(earlier), is_taken_back, is_unreadable)


def _plain(words: str) -> str:
    return words.replace(_PLACE_OF_A_FILE, "").replace("\0", "").strip()


def _history(summary: object) -> dict[str, object]:
    """`message_summary_info` (iOS 16 and later): "ec" holds the versions of each part, "rp" the parts taken back."""
    if not isinstance(summary, bytes) or not summary:
        return {}
    try:
        told = plistlib.loads(summary)
    # The library raises whatever the damage leads to: KeyError, IndexError, OverflowError, ExpatError and others.
    except Exception:
        return {}
    return told if isinstance(told, dict) else {}


def _versions(history: dict[str, object]) -> Iterator[str]:
    parts = history.get("ec")
    for part in parts.values() if isinstance(parts, dict) else ():
        for version in part[:_MOST_VERSIONS] if isinstance(part, list) else ():
            data = version.get("t") if isinstance(version, dict) else None
            words = words_in(data) if isinstance(data, bytes) else None
            if words is not None:
                yield words
