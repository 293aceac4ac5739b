"""The closed lists of what an incident holds, as the fold checks them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casekit.model import vocabulary

# Words of closed lists; one that is not known here was written by a newer casekit, or by nobody.
CLOSED = {
    name: frozenset(values)
    for name, values in (
        ("precision", vocabulary.PRECISIONS), ("time_basis", vocabulary.TIME_BASES), ("channel", vocabulary.CHANNELS),
        ("direction", vocabulary.DIRECTIONS), ("outcome", vocabulary.OUTCOMES), ("identified", vocabulary.IDENTIFIED),
        ("attribution", vocabulary.ATTRIBUTIONS), ("role", vocabulary.ROLES), ("relation", vocabulary.RELATIONS),
        ("number_source", vocabulary.NUMBER_SOURCES), ("tags", vocabulary.TAGS),
    )
}  # fmt: skip


def refuse_unknown(name: str, values: Iterable[Any]) -> None:
    """Refuse words that no list of this casekit has.

    Raises
    ------
    ValueError
        naming them
    """
    words = {tag for tags in values for tag in tags or ()} if name == "tags" else set(values)
    strange = words - CLOSED[name] - {None}
    if strange:
        raise ValueError(f"{name}: {', '.join(sorted(map(str, strange)))}")
