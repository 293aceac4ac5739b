"""Salted leaves and their Merkle root.

Every item of an entry is a leaf of its own, under a salt of its own: a masked copy can later show
single items and prove them, and an item can be erased without breaking the chain.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_salt(secret: bytes, index: int) -> bytes:
    """The salt of the leaf at `index` (0-based): HMAC-SHA256 of its decimal index under the entry's secret."""
    return hmac.digest(secret, str(index).encode(), "sha256")


def leaves(secret: bytes, items: Iterable[str]) -> list[bytes]:
    """One leaf per item text: SHA-256(salt ‖ item in UTF-8)."""
    return [hashlib.sha256(leaf_salt(secret, index) + item.encode()).digest() for index, item in enumerate(items)]


def root(nodes: Sequence[bytes]) -> bytes:
    """The Merkle root: SHA-256(left ‖ right) level by level, an odd last node moves up unchanged."""
    if not nodes:
        return EMPTY_ROOT
    level = list(nodes)
    sha256 = hashlib.sha256
    while len(level) > 1:
        paired = [sha256(level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]
