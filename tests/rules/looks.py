"""What a primitive looks at and what it finds, for tests that call one alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from casekit.model import Background
from casekit.rules.frame import Frame, frame_of
from casekit.rules.hits import Hit
from casekit.rules.look import Look
from casekit.rules.primitives import PRIMITIVES
from tests.events import background_of, events_of

FRIEND: dict[str, Any] = {"person": "friend", "role": "other_third_party"}


def look_at(frame: Frame, background: Background, **fields: Any) -> Look:
    """A look at every row of a frame."""
    rows = np.arange(len(frame))
    return Look(**{"frame": frame, "rows": rows, "around": rows, "background": background, **fields})


def hits_of(
    kind: str,
    rows: list[dict[str, Any]],
    parameters: Mapping[str, Any],
    background: Background | None = None,
    **fields: Any,
) -> list[Hit]:
    """What a primitive finds in rows, by their places among the rows given.

    It looks at those received; the others stand around them.
    """
    background = background or background_of()
    events = events_of(rows)
    frame = frame_of(events, background)
    received = np.flatnonzero(frame.is_one_of("direction", {"in"}))
    hits = PRIMITIVES[kind](look_at(frame, background, rows=received, **fields), parameters)
    place = {one: place for place, one in enumerate(events["id"])}
    given = np.array([place[one] for one in frame.ids], dtype=np.int64)
    return [
        replace(hit, **{name: np.sort(given[getattr(hit, name)]) for name in ("rows", "boundary", "proof")})
        for hit in hits
    ]


def told(hits: list[Hit]) -> list[tuple[list[int], list[int], str]]:
    """(rows over, rows at the boundary, what is unclear) of each hit."""
    return [(hit.rows.tolist(), sorted(hit.boundary.tolist()), hit.unclear) for hit in hits]
