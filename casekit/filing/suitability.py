"""Whether a channel takes a matter, and what to mind there now: the traps and refusals of its file, held against a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from casekit.channels.catalog import channels_of
from casekit.channels.channel import Channel, Refusal, TimeLimit, Trap
from casekit.channels.deadlines import end_of, lender_concerned
from casekit.clock import to_wall_clock
from casekit.model.vocabulary import label
from casekit.report.names import debt_lenders, institution
from casekit.report.rows import by_number
from casekit.rules.lenders import suggested_lenders
from casekit.text import Both, _, in_a_row, in_each, listed, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import CreditEntry, Filing, Party
    from casekit.rules.rulebook import KnownLender

_PUBLIC_CHANNELS = frozenset({"public_post", "group_message"})
_PUBLIC_TAGS = frozenset({"doxx_public", "photo_edit"})
# An answer with which one can go on elsewhere at once, without waiting for the rest of the time.
_ANSWERED = ("unsatisfied", "not_accepted", "solved")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was handed in: a filing, or a complaint told as a dated fact, which went to the lender."""

    channel: str
    day: date
    lender: str | None
    answered: bool
    outcome: str
    receipt: str = ""


def steps_taken(dossier: Dossier) -> list[Step]:
    """What was handed in anywhere, in the order of time; what was withdrawn is left out.

    A complaint that is told as a fact as well as entered as a filing of the same day counts once.
    """
    background = dossier.view.background
    steps = [
        Step(
            one.channel, one.filed_on, _id(lender_concerned(background, one)),
            one.answered_on is not None or one.outcome in _ANSWERED, one.outcome, one.receipt,
        )
        for one in background.filings
        if one.outcome != "withdrawn"
    ]  # fmt: skip
    entered = {(one.channel, one.day, one.lender) for one in steps}
    for fact in background.facts_of("complaint_filed"):
        told = _id(background.lender_told(fact)), to_wall_clock(fact.at, dossier.view.header.zone).date()
        if not {("lender", told[1], told[0]), ("lender", told[1], None)} & entered:
            steps.append(Step("lender", told[1], told[0], False, "open"))
    return sorted(steps, key=lambda one: (one.day, one.channel))


def _id(party: Party | None) -> str | None:
    return party.id if party is not None else None


def refusal_of(channel: Channel, dossier: Dossier) -> Both | None:
    """Why a channel does not take this matter, and where to go instead; None where it may.

    A paper can be made all the same: the user may know more than the case says.
    """
    for one in channel.refuses:
        if _refused(one, dossier):
            return one.words
    types = _lender_types(dossier)
    if channel.lender_types and types and types.isdisjoint({*channel.lender_types, "unknown"}):
        return in_each(
            lambda: _("{channel} does not deal with this kind of lender ({kinds}).").format(
                channel=channel.name, kinds=listed(label("lender_type", one) for one in sorted(types))
            )
        )
    return None


def warnings_of(
    channel: Channel, dossier: Dossier, concerned: Sequence[Party], last: date | None = None
) -> tuple[Both, ...]:
    """What to mind at a channel now.

    `concerned` are the lenders whom the matter is about, `last` the day of the last contact that belongs to it, from
    which the user's own time runs.
    """
    found = [told for one in channel.traps if (told := _warning(one, channel, dossier, concerned)) is not None]
    unknown = [institution(one) for one in concerned if one.lender_type == "unknown"]
    if channel.one_lender and not debt_lenders(dossier.view.background):
        found.insert(0, in_each(
            lambda: _("No lender is entered yet, and this is about one. Look for its full name in the contract, the app, the "
                      "signature of messages (【…】) or the account that was paid.")
        ))  # fmt: skip
    if channel.lender_types and unknown:
        found.insert(0, in_each(
            lambda: _("What kind of lender {names} is has not been entered; who is in charge depends on it. Look up the "
                      "full name in the contract and enter both under “Case file”, “Enter or change a lender or collector”.").format(names=listed(unknown))
        ))  # fmt: skip
        found[1:1] = _known_lenders(dossier)
    return (*_own_limits(channel, dossier, last), *found)


def _known_lenders(dossier: Dossier) -> list[Both]:
    """Who lends under a name of which the kind of lender is not entered, as far as the rulebook knows."""
    background = dossier.view.background
    told: list[Both] = []
    for party in debt_lenders(background):
        products = [one.product for one in background.debts.values() if one.lender == party.id]
        known = suggested_lenders(dossier.material.rulebook, party.name, party.full_name, *products)
        if party.lender_type == "unknown" and len(known) == 1:
            told.append(in_each(partial(_known_lender, party, known[0])))
    return told


def _known_lender(party: Party, known: KnownLender) -> str:
    return _("{name} may be {full_name} ({kind}); compare with the contract and enter it.").format(
        name=party.name, full_name=known.full_name or known.name, kind=label("lender_type", known.lender_type)
    )


def wrong_entries(dossier: Dossier) -> list[CreditEntry]:
    """Entries of a credit report that were found and have not been corrected since."""
    entries = dossier.view.background.credit
    return [
        one
        for one in entries
        if one.kind == "entry_found"
        and not any(
            other.kind == "entry_corrected" and other.institution == one.institution and other.at >= one.at
            for other in entries
        )
    ]


def filings_here(channel: Channel, dossier: Dossier) -> tuple[Filing, ...]:
    """What was handed in at a channel, the latest last; what was withdrawn does not count."""
    mine = (one for one in dossier.view.background.filings if one.channel == channel.id and one.outcome != "withdrawn")
    return tuple(sorted(mine, key=lambda one: (one.filed_on, one.id)))


def _lender_types(dossier: Dossier) -> set[str]:
    return {one.lender_type for one in debt_lenders(dossier.view.background)}


def _refused(one: Refusal, dossier: Dossier) -> bool:
    types = _lender_types(dossier)
    if one.when == "lender":
        return bool(types) and types <= set(one.lender_types)
    if one.when == "offline":
        rows = dossier.material.rows
        return not any(row.channel in _PUBLIC_CHANNELS or _PUBLIC_TAGS.intersection(row.tags) for row in rows)
    if one.when == "no_number":
        return not by_number(dossier.material.rows)
    if one.when == "no_credit":
        return not wrong_entries(dossier)
    # What was solved there leaves nothing to take further.
    return one.when == "seldom" or not _was_before(one.channels, one.days, _unsolved(dossier), dossier.made_on)


def _unsolved(dossier: Dossier) -> list[Step]:
    return [one for one in steps_taken(dossier) if one.outcome != "solved"]


def _was_before(
    channels: Iterable[str], days: int, steps: Iterable[Step], today: date, lender: str | None = None
) -> bool:
    """Whether something was handed in at one of some channels, and was answered or waited for so many days."""
    before = (one for one in steps if one.channel in channels)
    mine = (one for one in before if lender is None or one.lender in (None, lender))
    return any(one.answered or not days or today > one.day + timedelta(days=days) for one in mine)


def _warning(one: Trap, channel: Channel, dossier: Dossier, concerned: Sequence[Party]) -> Both | None:
    if one.lender_types and not any(party.lender_type in one.lender_types for party in concerned):
        return None
    if one.when == "not_before":
        steps, today = steps_taken(dossier), dossier.made_on
        waiting = [party for party in concerned if not _was_before(one.channels, one.days, steps, today, party.id)]
        if 0 < len(waiting) < len(concerned):
            names = [institution(party) for party in waiting]
            return _with(one.words, lambda: _("This is about: {names}.").format(names=listed(names)))
        applies = bool(waiting) if concerned else not _was_before(one.channels, one.days, steps, today)
        return one.words if applies else None
    if one.when == "elsewhere":
        at = one.channels or _official(dossier, channel)
        taken = [step for step in steps_taken(dossier) if step.channel in at and step.channel != channel.id]
        taken = [step for step in taken if step.outcome != "not_accepted"]
        return _with(one.words, lambda: _recorded(taken, dossier)) if taken else None
    if one.when == "repeated":
        here = [step for step in steps_taken(dossier) if step.channel == channel.id]
        return _with(one.words, lambda: _recorded(here, dossier)) if here else None
    return one.words


def _official(dossier: Dossier, channel: Channel) -> tuple[str, ...]:
    return tuple(one.id for one in channels_of(dossier.country) if one.official)


def _with(words: Both, more: Callable[[], str]) -> Both:
    """A text and a sentence behind it, in both languages."""
    return in_each(lambda: in_a_row(pick(words), more()))


def _recorded(steps: Sequence[Step], dossier: Dossier) -> str:
    """The filings that a warning rests on; what went to a lender names it."""
    parties = dossier.view.background.parties
    told = dict.fromkeys(
        _("{channel}, {day}").format(
            channel=(one.channel == "lender" and institution(parties.get(one.lender or "")))
            or label("filing_channel", one.channel),
            day=one.day,
        )
        + (_(", number {receipt}").format(receipt=one.receipt) if one.receipt else "")
        for one in steps
    )
    return _("On record: {filings}.").format(filings=_("; ").join(told))


def _own_limits(channel: Channel, dossier: Dossier, last: date | None) -> Iterator[Both]:
    """Until when the user can go there, counted from the last contact concerned."""
    if last is None:
        return
    for limit in channel.times:
        if limit.since == "last_contact" and limit.mine:
            due, _known = end_of(last, limit, dossier.country)
            yield in_each(partial(_own_limit, limit, last, due, late=due < dossier.made_on))


def _own_limit(limit: TimeLimit, last: date, due: date, *, late: bool) -> str:
    basis = pick(zh="（{basis}）", en=" ({basis})").format(basis=pick(limit.basis)) if limit.basis else ""
    counted = (
        _("Counted from the last contact concerned ({last}), that was usually until {due}; ask there whether it is still taken.")
        if late
        else _("Counted from the last contact concerned ({last}), that is usually until {due}; file early.")
    )  # fmt: skip
    what = pick(limit.what)
    return in_a_row(f"{what[:1].upper()}{what[1:]}{basis}{pick(zh='。', en='.')}", counted.format(last=last, due=due))
