"""How wide the columns of a table are, the same on the page and in the Word file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from casekit.filing.letters.blocks import Run, Table

_LINE = 86  # narrow signs that fit between the margins, in the type of tables
_PADDING = 3
# What a column gets before the longer ones share the rest, and the most that counts of a cell that breaks anyhow.
_FIRST_SHARE, _MOST_COUNTED = 12, 70
_NAMES = (12, 26)  # the least and the most for a column that only names what stands beside it
_BLANK = 16


def shares(table: Table) -> list[float]:
    """The share of each column in the width, together 1; by the longest cells, so that short columns do not break."""
    columns = list(zip(*table.rows, strict=True))
    longest = [max(min(_length(cell.runs), _MOST_COUNTED) for cell in column) for column in columns]
    if len(columns) == 2 and all(cell.head for cell in columns[0]):
        first = min(max(longest[0] + _PADDING, _NAMES[0]), _NAMES[1]) / _LINE
        return [first, 1 - first]
    least = [min(one, _FIRST_SHARE) + _PADDING for one in longest]
    wish = [max(one + _PADDING - given, 0) for one, given in zip(longest, least, strict=True)]
    rest = max(_LINE - sum(least), 0)
    total = sum(wish)
    wide = [given + (rest * more / total if total else 0) for given, more in zip(least, wish, strict=True)]
    return [one / sum(wide) for one in wide]


def _length(runs: Iterable[Run]) -> int:
    """How long some words are, in narrow signs; of several lines the longest."""
    words = "".join("_" * _BLANK if run.blank else run.text for run in runs)
    return max(
        sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in words.split("\n")
    )
