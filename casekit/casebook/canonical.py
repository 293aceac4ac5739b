"""Canonical JSON, so that a verifier needs nothing but a standard library.

Items have ASCII keys and no floats; then sorted keys without spaces *are* RFC 8785.
"""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
REPAIRED = "repaired"
_LARGEST = 2**53  # JSON numbers are exact up to here for every reader

_encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_text(value: Any) -> str:
    """The canonical JSON of a value that `storable` has passed."""
    return _encoder.encode(value)


def storable(item: dict[str, Any]) -> dict[str, Any]:
    """An item ready for the ledger: lone surrogates replaced, and the fields where that was done noted.

    Raises
    ------
    TypeError
        when it holds a float, an integer beyond 2^53 or a key that is not plain ASCII; that is a fault of the
        program
    """
    repaired: list[str] = []
    clean = {_key(key): _value(value, key, repaired) for key, value in item.items()}
    if repaired:
        clean[REPAIRED] = sorted(set(repaired))
    return clean


def _key(key: str) -> str:
    if not key.isascii():
        raise TypeError(f"ledger keys are ASCII, not {key!r}")
    return key


def _value(value: Any, field: str, repaired: list[str]) -> Any:
    if isinstance(value, str):
        if value.isascii() or not _SURROGATE.search(value):
            return value
        # Halves that stand side by side are one sign; a half alone is nothing that can be written.
        joined = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        repaired.append(field)
        return joined
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < _LARGEST):
        return value
    if isinstance(value, list | tuple):
        return [_value(part, field, repaired) for part in value]
    if isinstance(value, dict):
        return {_key(key): _value(part, field, repaired) for key, part in value.items()}
    raise TypeError(f"{field}: the {type(value).__name__} {value!r} cannot be written into a ledger")
