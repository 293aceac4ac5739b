"""What was handed in, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casekit.filing.facts.scope import Scope
from casekit.model import Background, Filing
from casekit.model.vocabulary import label
from casekit.report.names import institution


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One paper handed in; `answered` and what stands beside it are empty while nothing came back.

    `track` is that of the channel, `waited` how many days lie between filing and today.
    """

    day: date
    channel: str
    to: str
    track: str
    receipt: str
    clerk: str
    answered: date | None
    outcome: str
    outcome_name: str
    answer: str
    waited: int


def filings_at(background: Background, *channels: str) -> list[Filing]:
    """What was handed in at some channels, or without channels anywhere, the earliest first.

    What was withdrawn does not count.
    """
    stands = [one for one in background.filings if one.outcome != "withdrawn"]
    wanted = [one for one in stands if not channels or one.channel in channels]
    return sorted(wanted, key=lambda one: (one.filed_on, one.id))


def filed_of(scope: Scope) -> Callable[..., list[FilingLine]]:
    """The function `filed(*channels)`: the filings there as papers list them, the earliest first.

    What was handed to a lender that the paper is not about is left out.
    """
    others = {one.id for one in scope.background.lenders()} - {one.id for one in scope.lenders}

    def filed(*channels: str) -> list[FilingLine]:
        known = filings_at(scope.background, *channels)
        return [_filing(scope, one) for one in known if not (one.channel == "lender" and one.party in others)]

    return filed


def _filing(scope: Scope, one: Filing) -> FilingLine:
    to = institution(scope.background.parties.get(one.party or "")) if one.channel == "lender" else ""
    return FilingLine(
        day=one.filed_on,
        channel=one.channel,
        to=to or label("filing_channel", one.channel),
        track=one.track,
        receipt=one.receipt,
        clerk=one.clerk,
        answered=one.answered_on,
        outcome=one.outcome,
        outcome_name=label("filing_outcome", one.outcome),
        answer=one.answer,
        waited=(scope.dossier.made_on - one.filed_on).days,
    )
