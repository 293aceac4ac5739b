"""What a primitive finds, and the small tools primitives share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from casekit.rules.frame import Array, Frame

NONE: Array = np.empty(0, dtype=np.int64)
Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """Rows that offend together (one day, line, person or window), and rows of which it cannot be said.

    `figure` is the value that was compared with the threshold; `unclear` names what is missing to tell: a
    column, or a kind of fact; `proof` are rows that show why the rule applies and are not counted; `test` is
    the position of the rule's test that was hit.
    """

    key: str
    rows: Array
    boundary: Array = field(default_factory=lambda: NONE)
    figure: int = 0
    unclear: str = ""
    proof: Array = field(default_factory=lambda: NONE)
    test: int = 0


def groups(keys: Array, members: Array, minimum: int = 1) -> Iterator[tuple[int, Array]]:
    """(key, members) for every key that at least `minimum` members share, in the order of the keys."""
    if len(keys) < minimum or not len(keys):
        return
    if (keys == keys[0]).all():
        yield int(keys[0]), members
        return
    order = np.argsort(keys, kind="stable")
    ordered, members = keys[order], members[order]
    starts, stops = runs_of(ordered)
    enough = stops - starts >= minimum
    for start, stop in zip(starts[enough].tolist(), stops[enough].tolist(), strict=True):
        yield int(ordered[start]), members[start:stop]


def runs_of(keys: Array) -> tuple[Array, Array]:
    """(where each run of equal neighbours begins, where it ends) in an array that is not empty."""
    changes = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    return np.concatenate(([0], changes)), np.concatenate((changes, [len(keys)]))


def date_of(day: Any) -> str:
    """Days since 1970 as "2026-01-31"."""
    return str(np.datetime64(int(day), "D"))


def person_of(frame: Frame, row: Any) -> str:
    """The id of the person of a row, "" when not known."""
    return str(frame.value("person", int(row)) or "")
