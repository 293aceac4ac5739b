"""What to do next about what was handed in, each with its reason, the most urgent first.

Nothing is proposed that was done already; the user decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from casekit.channels.catalog import channel_ids, load_channel
from casekit.channels.channel import Channel
from casekit.channels.deadlines import Deadline, deadlines_of, lender_concerned
from casekit.filing.further import places_after, places_instead, waits_elsewhere
from casekit.filing.proposal import Proposal, propose
from casekit.text import Both, _, _n, in_a_row, in_each, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Filing

_REVIEWED = ("lender", "12378")  # of their handling a review can be asked for
_SOON = 30  # days: a time limit of the user's own within them comes first
# Reference values of this tool, which no rule sets: after so many days without an answer one asks, and goes on.
_ASK, _GO_ON = 30, 60
(
    _OWN_SOON, _OVERDUE, _ANSWERED, _REFUSED, _GOES_ON, _JUDGE, _REVIEW, _ENQUIRE, _RECEIPT, _WAIT, _START, _OWN,
) = range(12)  # fmt: skip


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
    return _clocks(dossier, propose(dossier))


def next_steps(dossier: Dossier) -> list[NextStep]:
    """What to do next, each thing once; to begin with where nothing was handed in yet."""
    proposed = propose(dossier)
    clocks = _clocks(dossier, proposed)
    filings = sorted(dossier.view.background.filings, key=lambda one: (one.filed_on, one.id), reverse=True)
    ranked = [*_of_own_clocks(clocks)]
    ranked += (step for one in filings for step in _of_filing(dossier, one, clocks, proposed))
    if not filings:
        ranked += _to_begin_with(proposed)
    ranked.sort(key=lambda one: (one[0], one[2].due or date.max))
    once: dict[str, NextStep] = {}
    for _urgency, thing, step in ranked:
        once.setdefault(thing, step)
    return list(once.values())


def _clocks(dossier: Dossier, proposed: list[Proposal]) -> list[Deadline]:
    last = {one.channel.id: one.last for one in proposed}
    return deadlines_of(dossier.view.background, dossier.made_on, last)


def _of_own_clocks(clocks: list[Deadline]) -> Iterator[Ranked]:
    """Time limits of the user's own that have not passed."""
    for clock in clocks:
        if clock.mine and clock.left >= 0:
            yield (
                _OWN_SOON if clock.left <= _SOON else _OWN,
                f"own {clock.channel.id} {clock.limit.id} {clock.filing.id if clock.filing else ''}",
                NextStep(_keep(clock.channel), clock.words, clock.channel, clock.filing, clock.due),
            )


def _of_filing(dossier: Dossier, filing: Filing, clocks: list[Deadline], proposed: list[Proposal]) -> Iterator[Ranked]:
    if filing.channel not in channel_ids() or filing.outcome == "withdrawn":
        return
    here = load_channel(filing.channel, dossier.country)
    waiting = [one for one in clocks if one.filing is not None and one.filing.id == filing.id and not one.mine]
    late = next((one for one in waiting if one.overdue), None)
    further = partial(_steps_to, dossier, filing, places_after(dossier, filing, proposed))
    if late is not None:
        yield from further(_OVERDUE, lambda: _late(here, filing, late))
    elif filing.outcome == "unsatisfied":
        yield from further(_ANSWERED, lambda: _unsatisfied(here, filing))
        if here.id in _REVIEWED and dossier.country == "CN":
            yield _review(here, filing)
    elif filing.outcome == "not_accepted":
        instead = places_instead(dossier, filing, proposed)
        yield from _steps_to(dossier, filing, instead, _REFUSED, lambda: _not_taken(here, filing))
        if here.kind == "police":
            yield _in_writing(here, filing)
    elif filing.outcome == "solved":
        count = _contacts_since(dossier, filing)
        if count:
            yield _went_on(here, filing, count)
            yield from further(_GOES_ON, lambda: _solved_and_went_on(filing, count))
    elif filing.answered_on is not None:
        yield _judge(here, filing)
    else:
        yield from _while_open(dossier, here, filing, waiting, further)


def _while_open(
    dossier: Dossier, here: Channel, filing: Filing, waiting: list[Deadline], further: Callable[..., Iterator[Ranked]]
) -> Iterator[Ranked]:
    """What to do while no answer came and nothing is overdue for sure."""
    ago = (dossier.made_on - filing.filed_on).days
    running = [one for one in waiting if one.left >= 0]
    if not running and (waiting or ago > _ASK):
        yield _enquiry(here, filing, known=bool(waiting))
        if ago > _GO_ON:
            yield from further(_ENQUIRE, lambda: _silent(here, filing))
    else:
        yield _wait(here, filing, running)
    if not filing.receipt:
        yield _receipt(here, filing)
    elif filing.accepted_on is None and any(one.since == "accepted_on" and one.sure for one in here.times):
        yield _acceptance(here, filing)


def _steps_to(
    dossier: Dossier, filing: Filing, places: list[Channel], urgency: int, why: Callable[[], str]
) -> Iterator[Ranked]:
    """Taking the matter to each of some places; to a lawyer where there is none left and none that may still answer."""
    lender = lender_concerned(dossier.view.background, filing)
    for channel in places:
        yield urgency, f"to {channel.id} {lender.id if lender else ''}", _step_to(channel, filing, why)
    if not places and not waits_elsewhere(dossier, filing):
        words = in_each(lambda: _("Ask a local lawyer or legal aid what else can be done"))
        yield urgency, "lawyer", NextStep(words, in_each(why), None, filing, None)


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


def _silent(here: Channel, filing: Filing) -> str:
    return _("{channel} has not answered what was filed on {day}.").format(channel=here.name, day=filing.filed_on)


def _review(here: Channel, filing: Filing) -> Ranked:
    words = in_each(lambda: _("Ask for a review of the handling at: {channel}").format(channel=here.name))
    why = in_each(
        lambda: _("Whoever disagrees with the outcome may ask for a review (核查); go by what you are told there on "
                  "the way and the time.")
    )  # fmt: skip
    return _REVIEW, f"review {here.id}", NextStep(words, why, here, filing, None)


def _in_writing(here: Channel, filing: Filing) -> Ranked:
    words = in_each(lambda: _("Ask the police for the refusal in writing"))
    why = in_each(lambda: _("Where no case is opened, a review can be asked for against the notice; it shows elsewhere, too, "
                            "that you reported."))  # fmt: skip
    return _REFUSED, f"written {filing.id}", NextStep(words, why, here, filing, None)


def _judge(here: Channel, filing: Filing) -> Ranked:
    words = in_each(lambda: _("Enter whether the answer satisfies you: {channel}").format(channel=here.name))
    why = in_each(
        lambda: _("An answer of {day} is entered, but not what came of it; the next step depends on that.").format(
            day=filing.answered_on
        )
    )
    return _JUDGE, f"judge {filing.id}", NextStep(words, why, here, filing, None)


def _contacts_since(dossier: Dossier, filing: Filing) -> int:
    """How many contacts of the lender's side came after the day on which a place said that it was solved."""
    since = filing.answered_on or filing.filed_on
    events, background = dossier.view.events, dossier.view.background
    after = events[events["primary"] & events["direction"].eq("in") & (events["local"].dt.date > since)]
    lender = lender_concerned(background, filing)
    if lender is not None:
        side = {one for one in background.parties if background.lender_of(one) in (lender, None)}
        after = after[after["party"].isna() | after["party"].isin(side)]
    return len(after)


def _went_on(here: Channel, filing: Filing, count: int) -> Ranked:
    words = in_each(lambda: _("Tell {channel} that the contacts went on").format(channel=here.name))
    why = in_each(lambda: _solved_and_went_on(filing, count))
    return _GOES_ON, f"went on {filing.id}", NextStep(words, why, here, filing, None)


def _solved_and_went_on(filing: Filing, count: int) -> str:
    return _n(
        "It is entered as solved, but {count} contact is recorded after {day}.",
        "It is entered as solved, but {count} contacts are recorded after {day}.", count,
    ).format(count=count, day=filing.answered_on or filing.filed_on)  # fmt: skip


def _enquiry(here: Channel, filing: Filing, *, known: bool) -> Ranked:
    words = in_each(lambda: _("Ask how far it is: {channel}").format(channel=here.name))
    why = in_each(
        lambda: (
            _("It was filed on {day}, and the usual time has passed.").format(day=filing.filed_on)
            if known
            else _("It was filed on {day}, and no answer is entered. No time limit of this place is known; asking after "
                   "{count} days is a reference value of this tool.").format(day=filing.filed_on, count=_ASK)
        )
    )  # fmt: skip
    return _ENQUIRE, f"ask {filing.id}", NextStep(words, why, here, filing, None)


def _wait(here: Channel, filing: Filing, running: list[Deadline]) -> Ranked:
    first = min(running, key=lambda one: one.due, default=None)
    words = in_each(
        lambda: _("Wait for the answer, and record what happens meanwhile: {channel}").format(channel=here.name)
    )
    why = in_each(
        lambda: in_a_row(
            pick(first.words) if first is not None else "",
            _("Before an answer comes nothing has to be handed in again; new contacts are added later, with the number you "
              "were given."),
        )
    )  # fmt: skip
    return _WAIT, f"wait {filing.id}", NextStep(words, why, here, filing, first.due if first is not None else None)


def _acceptance(here: Channel, filing: Filing) -> Ranked:
    words = in_each(lambda: _("Enter the day on which it was accepted: {channel}").format(channel=here.name))
    why = in_each(lambda: _("The time for an answer there runs from that day, so it cannot be reckoned without it."))
    return _RECEIPT, f"accepted {filing.id}", NextStep(words, why, here, filing, None)


def _receipt(here: Channel, filing: Filing) -> Ranked:
    if here.kind == "police":
        words = in_each(lambda: _("Ask the police for the receipt of acceptance (受案回执)"))
    else:
        words = in_each(lambda: _("Ask for the receipt number: {channel}").format(channel=here.name))
    why = in_each(lambda: _("Without it nobody finds the matter again, and no time limit can be shown."))
    return _RECEIPT, f"receipt {filing.id}", NextStep(words, why, here, filing, None)


def _to_begin_with(proposed: list[Proposal]) -> Iterator[Ranked]:
    """The places of the first step of the proposal, where nothing was handed in yet."""
    first = min((one.step for one in proposed), default=0)
    for one in proposed:
        if one.step == first:
            yield _START, f"to {one.channel.id}", NextStep(_begin(one.channel), one.why, one.channel, None, None)


def _keep(channel: Channel) -> Both:
    return in_each(lambda: _("Keep the time limit at: {channel}").format(channel=channel.name))


def _begin(channel: Channel) -> Both:
    return in_each(lambda: _("Begin with: {channel}").format(channel=channel.name))
