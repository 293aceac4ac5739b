"""A verifier of the ledger that shares nothing with casekit: sqlite3, hashlib, hmac and json alone.

What it recomputes is the written contract (ARCHITECTURE.md, "The case on disk"); if casekit and this
file disagree, old cases would no longer prove anything.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from pathlib import Path
from typing import Any

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def canonical(value: Any) -> str:
    """RFC 8785 of a value without floats, written from the RFC: keys by UTF-16 units, shortest escapes."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_SHORT.get(s) or (f"\\u{ord(s):04x}" if ord(s) < 0x20 else s) for s in value) + '"'
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"


def merkle_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    while len(leaves) > 1:
        pairs = [leaves[at : at + 2] for at in range(0, len(leaves), 2)]
        leaves = [hashlib.sha256(b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return leaves[0]


def items_of(body: str, count: int) -> list[dict[str, Any]]:
    data = json.loads(body)
    if isinstance(data, list):
        return data
    columns = data["columns"]
    return [{name: values[at] for name, values in columns.items() if values[at] is not None} for at in range(count)]


def hash_of(row: sqlite3.Row) -> str:
    """The hash that an entry must have."""
    secret = bytes.fromhex(row["secret"])
    leaves = [
        hashlib.sha256(
            hmac.new(secret, str(at).encode("ascii"), hashlib.sha256).digest() + canonical(item).encode("utf-8")
        ).digest()
        for at, item in enumerate(items_of(row["body"], row["count"]))
    ]
    header = {name: row[name] for name in ("seq", "recorded_at", "kind", "prev", "count")}
    content = bytes.fromhex(row["prev"]) + canonical(header).encode("utf-8") + merkle_root(leaves)
    return hashlib.sha256(content).hexdigest()


def rows_of(ledger: Path) -> list[sqlite3.Row]:
    connection = sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM entry ORDER BY seq").fetchall()
    finally:
        connection.close()


def broken_entries(ledger: Path) -> list[int]:
    """The seq of every entry that does not follow from the one before it and its own content."""
    broken, before, expected = [], "0" * 64, 1
    for row in rows_of(ledger):
        if row["seq"] != expected or row["prev"] != before or row["hash"] != hash_of(row):
            broken.append(row["seq"])
        before, expected = row["hash"], row["seq"] + 1
    return broken
