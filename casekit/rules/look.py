"""What a primitive looks at: the rows a rule is about, the rows around them, and the facts that bear on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

import numpy as np

from casekit.clock import PRECISION_LENGTH, zone_info
from casekit.model import Background, Fact
from casekit.rules.frame import DAY, Array, Frame


@dataclass(frozen=True, slots=True)
class Look:
    """One run of one test.

    `rows` are positions in the frame that the rule and the test select; `around` are all rows of the same
    debt or lender, sent and received, to whomever. `through` is "lender" where an agency stands for its
    lender, "caller" where each collector stands for itself.
    """

    frame: Frame
    rows: Array
    around: Array
    background: Background
    lender: str | None = None
    debt: str | None = None
    through: str = "lender"

    def facts(self, *kinds: str) -> list[Fact]:
        """Facts of some kinds, in time order, that bear on this lender and debt."""
        return bearing(self.background, self.background.facts_of(*kinds), self.lender, self.debt)

    def denials(self, *kinds: str) -> list[Fact]:
        """What the user answered was not so, of this lender and debt."""
        return bearing(self.background, self.background.denials_of(*kinds), self.lender, self.debt)

    def denied(self, *kinds: str) -> bool:
        """Whether the user answered that none of this was so."""
        return bool(self.denials(*kinds))

    def side(self, rows: Array, fact: Fact) -> Array:
        """Which rows come from the side a fact was said to; see `side_of`."""
        return side_of(self.frame, self.background, self.through, rows, fact)


def bearing(background: Background, facts: list[Fact], lender: str | None, debt: str | None) -> list[Fact]:
    """Those of some facts that concern a lender and a debt, or name none."""
    found = []
    for fact in facts:
        told = background.lender_told(fact)
        if told is not None and lender is not None and told.id != lender:
            continue
        if fact.debt is not None and debt is not None and fact.debt != debt:
            continue
        found.append(fact)
    return found


def side_of(frame: Frame, background: Background, through: str, rows: Array, fact: Fact) -> Array:
    """Which rows come from the side a fact was said to; one that names nobody, and callers not known, match all."""
    mark = background.numbers.get(fact.number or "")
    caller = fact.party or (mark.party if mark else None)
    if through == "caller" and caller:
        told: Array = frame.is_missing("party")[rows] | frame.is_one_of("party", {caller})[rows]
        return told
    lender = background.lender_told(fact)
    if lender is None or lender.id not in frame.lenders:
        return frame.everywhere(rows)
    side: Array = (frame.lender[rows] == frame.lenders.index(lender.id)) | (frame.lender[rows] < 0)
    return side


def seconds_of(fact: Fact) -> tuple[int, int]:
    """(begin, end) of the interval in which a fact lies, UTC seconds since 1970."""
    begin = int(fact.at.timestamp())
    length = PRECISION_LENGTH.get(fact.precision)
    return begin, begin + (int(length.total_seconds()) if length is not None else 0)


def days_of(frame: Frame, background: Background, rows: Array, fact: Fact) -> tuple[Array, Array]:
    """(first, last) natural day of a fact, for each row on the calendar where the person was contacted.

    A fact of which only the day or the month is known is the date that was written down, in every zone.
    """
    begin, end = seconds_of(fact)
    zones = [*frame.categories["zone"], background.header.zone]
    if fact.precision in ("day", "month"):
        zones = [background.header.zone] * len(zones)
    offsets = np.array([_offset(fact, zone) for zone in zones])[frame.codes["zone"][rows]]
    return (begin + offsets) // DAY, (max(end - 1, begin) + offsets) // DAY


def day_number(day: date) -> int:
    """A date as days since 1970."""
    return (day - date(1970, 1, 1)).days


def _offset(fact: Fact, zone: str) -> int:
    """By how many seconds the wall clock of a zone was ahead of UTC when something was said."""
    offset = fact.at.astimezone(UTC).astimezone(zone_info(zone)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
