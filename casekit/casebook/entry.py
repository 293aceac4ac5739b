"""One entry of the ledger: header, items, hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casekit.casebook import merkle
from casekit.casebook.canonical import canonical_text

KINDS = (
    "case", "debt", "party", "number", "person", "fact", "evidence", "link", "same", "not_same", "import",
    "incidents", "amend", "withdraw", "restore", "harm", "filing", "export", "talk", "budget", "credit",
)  # fmt: skip
GENESIS = "0" * 64


def as_columns(items: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    """Items column-wise; a field that an item lacks is null there."""
    names = sorted({name for item in items for name in item})
    return {name: [item.get(name) for item in items] for name in names}


def from_columns(columns: dict[str, list[Any]], count: int) -> list[dict[str, Any]]:
    """The items behind columns; null means that the item lacks the field."""
    names = sorted(columns)
    rows = zip(*(columns[name] for name in names), strict=True) if names else (() for _ in range(count))
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one save added: `count` items under one header."""

    seq: int
    recorded_at: str
    kind: str
    prev: str
    count: int
    items_root: str
    hash: str
    secret: str
    body: str

    def items(self) -> list[dict[str, Any]]:
        """The items, one dict each."""
        data = json.loads(self.body)
        return from_columns(data["columns"], self.count) if isinstance(data, dict) else list(data)

    def columns(self) -> dict[str, list[Any]]:
        """The items column-wise, as incidents are stored."""
        data = json.loads(self.body)
        columns: dict[str, list[Any]] = data["columns"] if isinstance(data, dict) else as_columns(data)
        return columns

    def expected_hash(self) -> str:
        """What the hash must be for this header and these items; differs from `hash` after tampering."""
        texts = [canonical_text(item) for item in self.items()]
        root = merkle.root(merkle.leaves(bytes.fromhex(self.secret), texts))
        if len(texts) != self.count or root.hex() != self.items_root:
            return ""
        return entry_hash(self.seq, self.recorded_at, self.kind, self.prev, self.count, self.items_root)


def entry_hash(seq: int, recorded_at: str, kind: str, prev: str, count: int, items_root: str) -> str:
    """SHA-256(prev ‖ header ‖ items_root); the header counts the items, which fixes the tree's shape."""
    header = canonical_text(
        {"seq": seq, "recorded_at": recorded_at, "kind": kind, "prev": prev, "count": count}
    ).encode()
    return hashlib.sha256(bytes.fromhex(prev) + header + bytes.fromhex(items_root)).hexdigest()


def seal(seq: int, recorded_at: str, kind: str, prev: str, items: Sequence[dict[str, Any]], secret: bytes) -> Entry:
    """Make the entry that holds `items` (already storable) and follows the entry with hash `prev`."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of entry {kind!r}")
    # Null and absent are one thing, or the columns could not give back the very bytes that were hashed.
    items = [{name: value for name, value in item.items() if value is not None} for item in items]
    texts = [canonical_text(item) for item in items]
    root = merkle.root(merkle.leaves(secret, texts)).hex()
    body = canonical_text({"columns": as_columns(items)}) if kind == "incidents" else "[" + ",".join(texts) + "]"
    return Entry(
        seq=seq,
        recorded_at=recorded_at,
        kind=kind,
        prev=prev,
        count=len(items),
        items_root=root,
        hash=entry_hash(seq, recorded_at, kind, prev, len(items), root),
        secret=secret.hex(),
        body=body,
    )
