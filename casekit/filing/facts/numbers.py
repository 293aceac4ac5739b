"""The numbers that called or wrote, and what ties each to its party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.filing.facts.scope import Scope
from casekit.report.linkage import linkage_of
from casekit.report.names import institution
from casekit.report.rows import Row, by_number
from casekit.text import listed


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number that called or wrote; `linkage` says what ties it to its party, in words.

    `tied` is whether anything but the complainant's own word does.
    """

    number: str
    party: str
    linkage: str
    note: str
    tied: bool
    contacts: int
    first: date | None
    last: date | None


def numbers_of(scope: Scope) -> list[NumberLine]:
    """The numbers that called or wrote, the most frequent first; those not shown are left out."""
    return [_number(scope, number, mine) for number, mine in by_number(scope.rows).items()]


def _number(scope: Scope, number: str, mine: list[Row]) -> NumberLine:
    tie = linkage_of(scope.background, number)
    days = sorted(row.local.date() for row in mine if row.local is not None)
    parties = dict.fromkeys(institution(scope.background.parties.get(row.party or "")) for row in mine)
    return NumberLine(
        number=number,
        party=listed(parties),
        linkage=tie.words,
        note=tie.note,
        tied=tie.tied,
        contacts=len(mine),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
