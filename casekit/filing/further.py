"""Where a matter goes from a place that does not answer, whose answer does not satisfy, or that did not take it.

The order follows the ways of a complaint: the institution itself, then who supervises it, then legal help and the court;
where that order ends, whatever else the proposal holds. Nowhere goes what is there already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casekit.channels.catalog import channels_of, load_channel
from casekit.channels.channel import Channel
from casekit.channels.deadlines import lender_concerned
from casekit.filing.suitability import refusal_of

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.filing.proposal import Proposal
    from casekit.model import Filing

# Of each inner list the first one that belongs to the country and deals with the lender.
_FURTHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "lender": (("12378", "12345", "cfpb", "sec_ph", "bsp_ph", "ojk", "fspo_ie"),),
    "carrier": (("miit", "ntc_ph"),),
    "nifa": (("12378", "12345"),),
    "12321": (("carrier",),),
    "12315": (("12378", "12345"),),
    "consumer_association": (("12378", "12345"),),
    "heimao": (("12378", "12345"),),
    "credit_bureau": (("12363", "cfpb"),),
    "12378": (("12348",), ("court",)),
    "12345": (("12348",), ("court",)),
    "12363": (("12348",), ("court",)),
    "12377": (("12348",), ("court",)),
    "miit": (("12348",), ("court",)),
    "police": (("12348",), ("court",)),
    "cfpb": (("state_regulator",), ("court",)),
    "state_regulator": (("court",),),
    "ftc": (("cfpb",),),
}
# Kinds of places above which somebody stands who takes a refusal as well as an answer.
_SUPERVISED = ("lender", "telecom", "credit")


def places_after(dossier: Dossier, filing: Filing, proposed: Iterable[Proposal]) -> list[Channel]:
    """Where a matter goes next, the usual place first; none where every place has it already."""
    background, country = dossier.view.background, dossier.country
    lender = lender_concerned(background, filing)
    kind = lender.lender_type if lender else "unknown"
    there = {one.id: one for one in channels_of(country)}
    choices = ((there[one] for one in choice if one in there) for choice in _FURTHER.get(filing.channel, ()))
    fitting = (next((one for one in choice if one.deals_with(kind)), None) for choice in choices)
    free = [one for one in fitting if one is not None and not _is_there(dossier, one, filing)]
    return free or places_of_the_proposal(dossier, filing, proposed)


def places_instead(dossier: Dossier, filing: Filing, proposed: Iterable[Proposal]) -> list[Channel]:
    """Where a matter goes that a place did not take."""
    if load_channel(filing.channel, dossier.country).kind in _SUPERVISED:
        return places_after(dossier, filing, proposed)
    return places_of_the_proposal(dossier, filing, proposed)


def places_of_the_proposal(dossier: Dossier, filing: Filing, proposed: Iterable[Proposal]) -> list[Channel]:
    """The best place of the proposal at which nothing was handed in."""
    others = (one.channel for one in proposed if one.channel.id != filing.channel)
    free = (one for one in others if not _is_there(dossier, one, filing) and refusal_of(one, dossier) is None)
    return [one for one in [next(free, None)] if one is not None]


def waits_elsewhere(dossier: Dossier, filing: Filing) -> bool:
    """Whether another place has the matter of the same lender and has not answered yet."""
    background = dossier.view.background
    mine = lender_concerned(background, filing)
    return any(
        one.id != filing.id
        and one.outcome in ("open", "transferred")
        and one.answered_on is None
        and lender_concerned(background, one) in (mine, None)
        for one in background.filings
    )


def _is_there(dossier: Dossier, channel: Channel, filing: Filing) -> bool:
    """Whether the matter of the same lender is at a place already."""
    background = dossier.view.background
    mine = lender_concerned(background, filing)
    return any(
        one.channel == channel.id and one.outcome != "withdrawn" and lender_concerned(background, one) in (mine, None)
        for one in background.filings
    )
