"""What to do next about what was handed in, each with its reason, the most urgent first.

The order of places follows the ways of a complaint: the institution itself, then who supervises it, then legal help and
the court. Nothing is proposed that was done already; the user decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from casekit.channels.catalog import channel_ids, channels_of, load_channel
from casekit.channels.channel import Channel
from casekit.channels.deadlines import Deadline, deadlines_of, lender_concerned
from casekit.text import Both, _, _n, in_each

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Filing

# Where a matter goes when a channel does not answer or its answer does not satisfy; of each inner list the first one that
# belongs to the country and deals with the lender.
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
    "police": (("12348",), ("court",)),
    "cfpb": (("state_regulator",),),
}
_REVIEWED = ("lender", "12378")  # of their handling a review can be asked for
_SOON = 30  # days: a time limit of the user's own within them comes first
_OWN_SOON, _OVERDUE, _ANSWERED, _REFUSED, _GOES_ON, _REVIEW, _ENQUIRE, _RECEIPT, _START, _OWN = range(10)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do: `channel` is where, `filing` the one it follows from, `due` the day until when, if any."""

    words: Both
    why: Both
    channel: Channel | None
    filing: Filing | None
    due: date | None


Ranked = tuple[int, str, NextStep]  # urgency, what makes it one thing, the step


def clocks_of(dossier: Dossier) -> list[Deadline]:
    """Every clock that runs in a case, the earliest day first; the user's own from the last contact concerned.

    Proposal, follow-up and calendar so tell of the same day.
    """
    from casekit.filing.proposal import propose

    last = {one.channel.id: one.last for one in propose(dossier)}
    return deadlines_of(dossier.view.background, dossier.made_on, last)


def next_steps(dossier: Dossier) -> list[NextStep]:
    """What to do next, each thing once; to begin with where nothing was handed in yet."""
    clocks = clocks_of(dossier)
    filings = sorted(dossier.view.background.filings, key=lambda one: (one.filed_on, one.id), reverse=True)
    ranked = [*_of_own_clocks(clocks), *(step for one in filings for step in _of_filing(dossier, one, clocks))]
    if not filings:
        ranked += _to_begin_with(dossier)
    ranked.sort(key=lambda one: (one[0], one[2].due or date.max))
    once: dict[str, NextStep] = {}
    for _urgency, thing, step in ranked:
        once.setdefault(thing, step)
    return list(once.values())


def _of_own_clocks(clocks: list[Deadline]) -> Iterator[Ranked]:
    """Time limits of the user's own that have not passed."""
    for clock in clocks:
        if clock.mine and clock.left >= 0:
            yield (
                _OWN_SOON if clock.left <= _SOON else _OWN,
                f"own {clock.channel.id} {clock.limit.id} {clock.filing.id if clock.filing else ''}",
                NextStep(_keep(clock.channel), clock.words, clock.channel, clock.filing, clock.due),
            )


def _of_filing(dossier: Dossier, filing: Filing, clocks: list[Deadline]) -> Iterator[Ranked]:
    if filing.channel not in channel_ids() or filing.outcome == "withdrawn":
        return
    here = load_channel(filing.channel, dossier.country)
    waiting = [one for one in clocks if one.filing is not None and one.filing.id == filing.id and not one.mine]
    late = next((one for one in waiting if one.overdue), None)
    if late is not None:
        yield from _further(dossier, filing, _OVERDUE, lambda: _late(here, filing, late))
    elif filing.outcome == "unsatisfied":
        yield from _further(dossier, filing, _ANSWERED, lambda: _unsatisfied(here, filing))
        yield from _review(here, filing)
    elif filing.outcome == "not_accepted":
        yield from _elsewhere(dossier, filing, lambda: _not_taken(here, filing))
    elif filing.outcome == "solved":
        yield from _went_on(dossier, here, filing)
    elif any(one.left < 0 for one in waiting):
        yield _enquiry(here, filing)
    if filing.outcome in ("open", "transferred") and not filing.receipt:
        yield _receipt(here, filing)


def _further(dossier: Dossier, filing: Filing, urgency: int, why: Callable[[], str]) -> Iterator[Ranked]:
    """The places that follow, without those where the matter of the same lender is already."""
    background, country = dossier.view.background, dossier.country
    lender = lender_concerned(background, filing)
    kind = lender.lender_type if lender else "unknown"
    there = {one.id: one for one in channels_of(country)}
    for choice in _FURTHER.get(filing.channel, ()):
        fitting = (there[one] for one in choice if one in there)
        channel = next((one for one in fitting if not one.lender_types or kind in (*one.lender_types, "unknown")), None)
        if channel is None or _is_there(dossier, channel, filing):
            continue
        yield urgency, f"to {channel.id} {lender.id if lender else ''}", _step_to(channel, filing, why)


def _elsewhere(dossier: Dossier, filing: Filing, why: Callable[[], str]) -> Iterator[Ranked]:
    """The best place of the proposal at which nothing was filed, where a channel did not take the matter."""
    from casekit.filing.proposal import propose

    free = (one.channel for one in propose(dossier) if not one.done and one.channel.id != filing.channel)
    channel = next(free, None)
    if channel is not None:
        yield _REFUSED, f"to {channel.id}", _step_to(channel, filing, why)


def _is_there(dossier: Dossier, channel: Channel, filing: Filing) -> bool:
    background = dossier.view.background
    mine = lender_concerned(background, filing)
    return any(
        one.channel == channel.id and one.outcome != "withdrawn" and lender_concerned(background, one) in (mine, None)
        for one in background.filings
    )


def _step_to(channel: Channel, filing: Filing, why: Callable[[], str]) -> NextStep:
    words = in_each(lambda: _("Take the matter to: {channel}").format(channel=channel.name))
    return NextStep(words, in_each(why), channel, filing, None)


def _late(here: Channel, filing: Filing, clock: Deadline) -> str:
    return _("{channel} has not answered what was filed on {day}; the answer was due by {due}.").format(
        channel=here.name, day=filing.filed_on, due=clock.due
    )


def _unsatisfied(here: Channel, filing: Filing) -> str:
    return _("The answer of {channel} to what was filed on {day} does not satisfy you.").format(
        channel=here.name, day=filing.filed_on
    )


def _not_taken(here: Channel, filing: Filing) -> str:
    return _("{channel} did not take what was filed on {day}.").format(channel=here.name, day=filing.filed_on)


def _review(here: Channel, filing: Filing) -> Iterator[Ranked]:
    if here.id in _REVIEWED and "CN" in here.countries:
        words = in_each(lambda: _("Ask for a review of the handling at: {channel}").format(channel=here.name))
        why = in_each(
            lambda: _("Whoever disagrees with the outcome may ask for a review (核查); go by what you are told there on "
                      "the way and the time.")
        )  # fmt: skip
        yield _REVIEW, f"review {here.id}", NextStep(words, why, here, filing, None)


def _went_on(dossier: Dossier, here: Channel, filing: Filing) -> Iterator[Ranked]:
    """Contacts after the day on which a channel said that it was solved."""
    since = filing.answered_on or filing.filed_on
    events = dossier.view.events
    after = events[events["primary"] & events["direction"].eq("in") & (events["local"].dt.date > since)]
    lender = lender_concerned(dossier.view.background, filing)
    if lender is not None:
        side = {one for one in dossier.view.background.parties
                if dossier.view.background.lender_of(one) in (lender, None)}  # fmt: skip
        after = after[after["party"].isna() | after["party"].isin(side)]
    if after.empty:
        return
    count = len(after)
    words = in_each(lambda: _("Tell {channel} that the contacts went on").format(channel=here.name))
    why = in_each(
        lambda: _n(
            "It is entered as solved, but {count} contact is recorded after {day}.",
            "It is entered as solved, but {count} contacts are recorded after {day}.", count,
        ).format(count=count, day=since)
    )  # fmt: skip
    yield _GOES_ON, f"went on {filing.id}", NextStep(words, why, here, filing, None)


def _enquiry(here: Channel, filing: Filing) -> Ranked:
    words = in_each(lambda: _("Ask how far it is: {channel}").format(channel=here.name))
    why = in_each(lambda: _("It was filed on {day}, and the usual time has passed.").format(day=filing.filed_on))
    return _ENQUIRE, f"ask {filing.id}", NextStep(words, why, here, filing, None)


def _receipt(here: Channel, filing: Filing) -> Ranked:
    if here.kind == "police":
        words = in_each(lambda: _("Ask the police for the receipt of acceptance (受案回执)"))
    else:
        words = in_each(lambda: _("Ask for the receipt number: {channel}").format(channel=here.name))
    why = in_each(lambda: _("Without it nobody finds the matter again, and no time limit can be shown."))
    return _RECEIPT, f"receipt {filing.id}", NextStep(words, why, here, filing, None)


def _to_begin_with(dossier: Dossier) -> Iterator[Ranked]:
    """The places of the first step of the proposal, where nothing was handed in yet."""
    from casekit.filing.proposal import propose

    proposed = propose(dossier)
    first = min((one.step for one in proposed), default=0)
    for one in proposed:
        if one.step == first:
            yield _START, f"to {one.channel.id}", NextStep(_begin(one.channel), one.why, one.channel, None, None)


def _keep(channel: Channel) -> Both:
    return in_each(lambda: _("Keep the time limit at: {channel}").format(channel=channel.name))


def _begin(channel: Channel) -> Both:
    return in_each(lambda: _("Begin with: {channel}").format(channel=channel.name))
