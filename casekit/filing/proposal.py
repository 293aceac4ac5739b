"""Where a matter can be taken: the channels that suit what was found, the best first, each with its reason.

What carries a proposal are findings that are sure and of verified rules, by the routes of their rules; contacts that the
user marked as threats and the like, and contacts after a debt was settled; entries of a credit report. The order is that
of escalation. The user decides, and nothing is sent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from casekit.channels.catalog import channels_of
from casekit.channels.channel import Channel
from casekit.channels.deadlines import lender_concerned
from casekit.clock import to_wall_clock
from casekit.filing.grounds import Grounds, distance, grounds_beside, grounds_for, is_main
from casekit.filing.suitability import filings_here, refusal_of, warnings_of, wrong_entries
from casekit.model.vocabulary import label
from casekit.report.names import debt_lenders
from casekit.text import N_, Both, _, _n, in_each, listed, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Filing
    from casekit.rules import Finding

__all__ = ["Proposal", "propose", "refusal_of", "without_findings"]

_NAMED = 3  # findings named in a reason; of more it says how many


@dataclass(frozen=True, slots=True)
class Proposal:
    """A channel for a case.

    Attributes
    ----------
    rank
        1 for the best
    step
        1 for what comes first in time; channels of the same step go in parallel
    why
        the reason in a sentence, with the findings it rests on
    warnings
        what to mind there now
    findings
        what carries it; empty where entries of a credit report do
    done
        what was handed in there already, the latest last
    last
        the day of the last contact concerned, from which the user's own time there runs
    """

    channel: Channel
    rank: int
    step: int
    why: Both
    warnings: tuple[Both, ...]
    findings: tuple[Finding, ...]
    done: tuple[Filing, ...]
    last: date | None

    def as_json(self) -> dict[str, Any]:
        """The shape of `casekit channels CASE --json`."""
        return {
            "channel": self.channel.id,
            "name": self.channel.name,
            "rank": self.rank,
            "step": self.step,
            "why": dict(self.why),
            "warnings": [dict(one) for one in self.warnings],
            "findings": [one.rule for one in self.findings],
            "done": [one.id for one in self.done],
        }


def propose(dossier: Dossier) -> list[Proposal]:
    """The channels for a case, the best first; none where nothing was found.

    First what is urgent, then the main places for what was found in the order of escalation, then the others; of one step
    the place for most of it comes first; what needs the name of a lender follows while there is none. What was handed in
    for every lender concerned stands last.
    """
    channels = channels_of(dossier.country)
    alone = {one.id: case for one in channels if (case := grounds_for(one, dossier)) is not None}
    along = (grounds_beside(one, alone.values(), dossier) for one in channels if one.id not in alone)
    found = {**alone, **{one.channel.id: one for one in along if one is not None}}
    order = {one.id: place for place, one in enumerate(channels)}

    nobody = not debt_lenders(dossier.view.background)

    def key(case: Grounds) -> tuple[bool, bool, bool, bool, int, int, int]:
        settled = _everybody_addressed(case, dossier)
        weight = sum(is_main(case.channel, one) for one in case.findings)
        # Nobody can write to a lender, or about one, before it is known who that is.
        later = nobody and case.channel.one_lender
        return settled, not case.urgent, not case.main, later, case.channel.step, -weight, order[case.channel.id]

    levels = sorted({_level(case) for case in found.values()})
    return [
        Proposal(
            channel=case.channel,
            rank=rank,
            step=levels.index(_level(case)) + 1,
            why=in_each(lambda case=case: _reason(case, dossier)),  # type: ignore[misc]
            warnings=(
                *(case.channel.how[:1] if case.urgent else ()),
                *_on_proofs(case),
                *warnings_of(case.channel, dossier, case.lenders(dossier), case.last(dossier)),
            ),
            findings=tuple(case.findings),
            done=filings_here(case.channel, dossier),
            last=case.last(dossier),
        )
        for rank, case in enumerate(sorted(found.values(), key=key), start=1)
    ]


def without_findings(dossier: Dossier) -> tuple[Both, ...]:
    """What to say where nothing is proposed: what is missing, and who takes a complaint of any kind."""
    rows, material = dossier.material.rows, dossier.material
    unknown = dossier.view.left_out.unknown
    waiting = [one for one in material.findings if one.status != "over"]
    nobody = not debt_lenders(dossier.view.background)
    general = [one for one in channels_of(dossier.country) if one.general and refusal_of(one, dossier) is None]
    general.sort(key=lambda one: nobody and one.one_lender)  # first what can be done without the name of a lender
    told = [
        lambda: _("Nothing was found so far that is sure enough to carry a complaint, so no order is proposed."),
        lambda: _("No contacts are recorded: import the phone bill or log the calls first.") if not rows else "",
        lambda: (
            _n(
                "{count} record is of numbers of which it has not been said whose they are.",
                "{count} records are of numbers of which it has not been said whose they are.",
                unknown,
            ).format(count=unknown)
            if unknown
            else ""
        ),
        lambda: (
            _n(
                "{count} finding waits for an answer or stands at the boundary: look at it under “Findings”.",
                "{count} findings wait for an answer or stand at the boundary: look at them under “Findings”.",
                len(waiting),
            ).format(count=len(waiting))
            if waiting
            else ""
        ),
        lambda: _("No lender is entered.") if not dossier.view.background.lenders() else "",
        lambda: (
            _("A complaint without a rule named is taken by: {channels}.").format(channels=listed(names))
            if (names := [one.name for one in general])
            else ""
        ),
    ]
    both = (in_each(one) for one in told)
    return tuple(one for one in both if one["en"])


def _level(case: Grounds) -> int:
    return 0 if case.urgent else case.channel.step


def _everybody_addressed(case: Grounds, dossier: Dossier) -> bool:
    """Whether something was handed in here about every lender concerned."""
    done = [lender_concerned(dossier.view.background, one) for one in filings_here(case.channel, dossier)]
    return bool(done) and all(one in done or None in done for one in case.lenders(dossier))


def _on_proofs(case: Grounds) -> list[Both]:
    """What has to be shown where the contacts came after a debt was settled."""
    words: dict[str, str] = {
        "payoff": N_("Enclose the proof that the debt was paid off, or the receipts; without one, ask the lender for it first."),
        "settlement": N_("Ordinary reminders of an instalment are no collecting. Enclose the agreement and the receipt of each "
                        "instalment."),
    }  # fmt: skip
    return [in_each(partial(_, words[kind])) for kind in dict.fromkeys(one.fact.kind for one in case.afterwards)]


def _reason(case: Grounds, dossier: Dossier) -> str:
    """One sentence: what was found, how often, and why it goes there."""
    told = [_tags_in_words(case)] if case.tagged and (case.urgent or not case.by_rule) else []
    if case.by_rule or case.afterwards or not case.tagged:
        told += [listed([*_afterwards_in_words(case, dossier), *_findings_in_words(case, dossier)])]
    if not any(told):
        count = len(wrong_entries(dossier))
        told = [
            _n("{count} recorded entry of a credit report", "{count} recorded entries of a credit report", count).format(
                count=count
            )
        ]  # fmt: skip
    named = pick(zh="；", en="; ").join(one for one in told if one)
    return _("{named}: {reason}.").format(named=named, reason=pick(case.channel.reason))


def _tags_in_words(case: Grounds) -> str:
    """How many contacts the user marked, and as what."""
    count = len(case.tagged)
    tags = dict.fromkeys(tag for row in case.tagged for tag in row.tags if tag in case.channel.tags)
    return _n("{count} contact marked as {tags}", "{count} contacts marked as {tags}", count).format(
        count=count, tags=listed(label("tag", one) for one in tags)
    )


def _afterwards_in_words(case: Grounds, dossier: Dossier) -> list[str]:
    """What came after a debt was settled, each with its number of contacts."""
    zone = dossier.view.header.zone
    return [
        _n("{what} on {day}, and {count} contact since", "{what} on {day}, and {count} contacts since", len(one.rows)).format(
            what=one.fact.called, day=to_wall_clock(one.fact.at, zone).date(), count=len(one.rows)
        )
        for one in case.afterwards
    ]  # fmt: skip


def _findings_in_words(case: Grounds, dossier: Dossier) -> list[str]:
    """The findings by the closest of each matter, with the number of contacts each rests on; the channel's own first."""
    carrying = {id(one) for one in case.findings}
    matters = ([one for one in group if id(one) in carrying] for group in dossier.material.groups)
    leads = [min(matter, key=lambda one: distance(case.channel, one)) for matter in matters if matter]
    leads.sort(key=lambda one: distance(case.channel, one))
    counts: Counter[str] = Counter()
    for one in leads:  # the same matter at several lenders is named once
        counts[pick(one.title)] += one.count
    told = [
        _n("“{title}” ({count} contact)", "“{title}” ({count} contacts)", count).format(title=title, count=count)
        for title, count in list(counts.items())[:_NAMED]
    ]
    more = len(counts) - _NAMED
    if more > 0:
        told[-1] += _n(" and {count} more matter", " and {count} more matters", more).format(count=more)
    return told
