"""Numbers that were dialled with the prefix of a cheap line or a second number before them: 12593, 17951, 12583x."""

from __future__ import annotations

import re
from collections import Counter

from casekit.importers.records import Warned
from casekit.numbers import fold
from casekit.text import _, listed

_PREFIXED = re.compile(r"(?:12593|17951|17911|10193|12583\d)((?:0086|\+?86)?1[3-9]\d{9}|0[1-9]\d{8,10})")
_SHOWN = 5


def behind_prefix(folded: str) -> str:
    """The folded number behind a dialling prefix; empty when there is none."""
    found = _PREFIXED.fullmatch(folded)
    return fold(found.group(1)) if found else ""


class Prefixes:
    """Counts the rows with a prefix; keeps a few of the numbers to name them."""

    def __init__(self) -> None:
        self.rows = 0
        self.numbers: Counter[str] = Counter()

    def look_at(self, folded: str) -> None:
        if number := behind_prefix(folded):
            self.rows += 1
            if number in self.numbers or len(self.numbers) < _SHOWN:
                self.numbers[number] += 1

    def notes(self) -> list[Warned]:
        """What to say of them: the number stays as it stands, for the user to join with the one behind it."""
        if not self.rows:
            return []
        return [
            Warned(
                _(
                    "Rows whose number begins with a dialling prefix (12593, 17951, 17911, 10193, 12583): {count}. "
                    "Behind it stand: {numbers}. The numbers were kept as the list shows them and not joined with those "
                    "without a prefix."
                ).format(
                    count=self.rows,
                    numbers=listed(f"{number} ({rows})" for number, rows in self.numbers.most_common()),
                )
            )
        ]
