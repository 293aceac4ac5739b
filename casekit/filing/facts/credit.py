"""What was noted of the credit record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.filing.facts.scope import Scope
from casekit.model.vocabulary import label
from casekit.report.names import debt_name


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One entry about the credit record, as it was noted down."""

    day: date
    kind: str
    kind_name: str
    institution: str
    text: str
    debt: str


def credit_of(scope: Scope) -> list[CreditLine]:
    """The entries about the credit record, by day."""
    return [
        CreditLine(
            day=one.at,
            kind=one.kind,
            kind_name=label("credit", one.kind),
            institution=one.institution,
            text=one.text,
            debt=debt_name(scope.background, one.debt),
        )
        for one in sorted(scope.background.credit, key=lambda one: (one.at, one.id))
    ]
