"""Whose list it is, where each row names the caller and the called: the number that stands in every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casekit.importers.carriers import cells
from casekit.numbers import classify, fold

_OFFERED = 3
# A person's line; companies' service numbers and ports of messages are never whose list it is.
_CLASSES = ("mobile", "mobile_virtual", "landline", "international", "unknown")


@dataclass(frozen=True, slots=True)
class Own:
    """The own numbers that may stand in the rows of a list.

    `owner` is the one whose list it is, as far as the list tells; `inferred` says that only its rows tell it;
    `likely` are the numbers to choose from where none is known.
    """

    numbers: frozenset[str] = frozenset()
    owner: str = ""
    inferred: bool = False
    likely: tuple[str, ...] = ()


def number_in(cell: str) -> str:
    """The folded number in a cell; empty when it was not shown or a spreadsheet has cut it short."""
    return fold(cells.read_number(cell) or "")


def settle(pairs: Sequence[tuple[str, str]], named: str, said: Sequence[str]) -> Own:
    """The own numbers, from what the list names, what the user said, and the rows themselves.

    Parameters
    ----------
    pairs
        folded numbers of caller and called, of the first rows that are no forwarded calls
    named
        the number in the title lines or in a column of its own; it counts when the rows know it
    said
        what the user or the case knows; a relative's list may hold these as other parties, so they count only where
        no other number is in every row
    """
    times: Counter[str] = Counter()
    rows: list[set[str]] = []
    for pair in pairs:
        shown = dict.fromkeys(number for number in pair if number.lstrip("+").isdigit())
        times.update(shown.keys())
        if shown:
            rows.append(set(shown))
    likely = [number for number, _count in times.most_common() if classify(number) in _CLASSES]
    everywhere = [number for number in likely if times[number] == len(rows)]
    known = frozenset(number for number in said if times[number])
    if named and (times[named] or not rows):
        return Own(frozenset({named}), named)
    if not rows:
        return Own(frozenset(said))
    for sure in (known.intersection(everywhere), known if all(row & known for row in rows) else frozenset[str]()):
        if sure:
            return Own(sure, min(sure) if len(sure) == 1 else "")
    if len(everywhere) == 1:
        return Own(frozenset(everywhere), everywhere[0], inferred=True)
    return Own(known, likely=() if known else tuple(likely[:_OFFERED]))
