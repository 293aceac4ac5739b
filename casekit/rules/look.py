"""What a primitive looks at: the rows a rule is about, the rows around them, and the facts that bear on them."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background, Fact
from casekit.rules.frame import Array, Frame


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

    def denied(self, *kinds: str) -> bool:
        """Whether the user answered that none of this was so."""
        return bool(bearing(self.background, self.background.denials_of(*kinds), self.lender, self.debt))

    def side(self, rows: Array, fact: Fact) -> Array:
        """Which rows come from the side a fact was said to; one that names nobody, and callers not known, match all."""
        frame = self.frame
        if self.through == "caller" and fact.party:
            party = frame.codes["party"][rows]
            told: Array = (party < 0) | frame.is_one_of("party", {fact.party})[rows]
            return told
        lender = self.background.lender_told(fact)
        if lender is None or lender.id not in frame.lenders:
            return frame.everywhere(rows)
        place = frame.lenders.index(lender.id)
        side: Array = (frame.lender[rows] == place) | (frame.lender[rows] < 0)
        return side


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


def seconds_of(fact: Fact) -> tuple[int, int]:
    """(begin, end) of the interval in which a fact lies, UTC seconds since 1970."""
    begin = int(fact.at.timestamp())
    length = PRECISION_LENGTH.get(fact.precision)
    return begin, begin + (int(length.total_seconds()) if length is not None else 0)
