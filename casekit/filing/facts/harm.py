"""What harm the collecting did, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.clock import to_wall_clock
from casekit.filing.facts.scope import Scope
from casekit.model import Harm
from casekit.model.vocabulary import label


@dataclass(frozen=True, slots=True)
class HarmLine:
    """What the collecting did to somebody; `amount` is money lost, as decimal text, empty where it was none."""

    day: date
    kind: str
    text: str
    amount: str
    exhibits: str


def harms_of(scope: Scope) -> list[HarmLine]:
    """What was entered as harm, by day."""
    return [_harm(scope, one) for one in sorted(_harms(scope), key=lambda harm: (harm.at, harm.id))]


def _harms(scope: Scope) -> list[Harm]:
    harms = scope.background.harms
    return [one for one in harms if not scope.alone or (scope.person and one.person == scope.person)]


def _harm(scope: Scope, one: Harm) -> HarmLine:
    files = [file.sha256 for file in scope.background.evidence if one.id in file.harms]
    return HarmLine(
        day=to_wall_clock(one.at, scope.view.header.zone).date(),
        kind=label("harm", one.kind),
        text=one.text,
        amount=one.amount,
        exhibits=scope.marks(files),
    )


def harm_total(scope: Scope) -> str:
    """The sum of money lost, as decimal text; empty where nothing was."""
    total = sum((Decimal(one.amount) for one in _harms(scope) if one.amount), Decimal(0))
    return f"{total:f}" if total else ""
