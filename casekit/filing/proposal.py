"""Where a matter can be taken: the channels that suit what was found, the best first, each with its reason.

What carries a proposal are findings that are sure and of verified rules, by the routes of their rules and the tags of
their contacts; entries of a credit report carry those that deal with them. The order is that of escalation. The user
decides, and nothing is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from casekit.channels.catalog import channels_of
from casekit.channels.channel import Channel
from casekit.channels.deadlines import lender_concerned
from casekit.filing.suitability import filings_here, refusal_of, warnings_of, wrong_entries
from casekit.model.vocabulary import label
from casekit.text import Both, _, _n, in_each, listed, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Filing, Party
    from casekit.report.rows import Row
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
    """

    channel: Channel
    rank: int
    step: int
    why: Both
    warnings: tuple[Both, ...]
    findings: tuple[Finding, ...]
    done: tuple[Filing, ...]

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


@dataclass(slots=True)
class _Case:
    """What speaks for a channel."""

    channel: Channel
    findings: list[Finding]
    tagged: list[Row]
    main: bool
    urgent: bool


def propose(dossier: Dossier) -> list[Proposal]:
    """The channels for a case, the best first; none where nothing was found.

    First what is urgent, then the main places for what was found in the order of escalation, then the others; of one step
    the place for most of it comes first. What was handed in for every lender concerned stands last.
    """
    channels = channels_of(dossier.country)
    found = {one.id: case for one in channels if (case := _case_for(one, dossier)) is not None}
    for one in channels:
        if one.id not in found and set(one.beside) & set(found) and refusal_of(one, dossier) is None:
            theirs = [each for other in one.beside if other in found for each in found[other].findings]
            found[one.id] = _Case(one, theirs, [], main=False, urgent=False)
    order = {one.id: place for place, one in enumerate(channels)}

    def key(case: _Case) -> tuple[bool, bool, bool, int, int, int]:
        settled = _everybody_addressed(case, dossier)
        weight = sum(_is_main(case.channel, one) for one in case.findings)
        return settled, not case.urgent, not case.main, case.channel.step, -weight, order[case.channel.id]

    levels = sorted({_level(case) for case in found.values()})
    return [
        Proposal(
            channel=case.channel,
            rank=rank,
            step=levels.index(_level(case)) + 1,
            why=in_each(lambda case=case: _reason(case, dossier)),  # type: ignore[misc]
            warnings=warnings_of(case.channel, dossier, _lenders(case.findings, dossier), _last(case, dossier)),
            findings=tuple(case.findings),
            done=filings_here(case.channel, dossier),
        )
        for rank, case in enumerate(sorted(found.values(), key=key), start=1)
    ]


def without_findings(dossier: Dossier) -> tuple[Both, ...]:
    """What to say where nothing is proposed: what is missing, and who takes a complaint of any kind."""
    rows, material = dossier.material.rows, dossier.material
    unknown = dossier.view.left_out.unknown
    waiting = [one for one in material.findings if one.status != "over"]
    general = [one for one in channels_of(dossier.country) if one.general and refusal_of(one, dossier) is None]
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


def _level(case: _Case) -> int:
    return 0 if case.urgent else case.channel.step


def _case_for(channel: Channel, dossier: Dossier) -> _Case | None:
    """What of a case speaks for a channel; None where nothing does or the channel does not take it."""
    over = [one for one in dossier.material.findings if one.status == "over" and one.verified]
    mine = [one for one in over if not channel.families or one.family in channel.families]
    routed = [one for one in mine if channel.id in one.routes]
    core = [one for one in mine if one.family in channel.core and _supervised(channel, one, dossier)]
    concerned = {incident for one in over for incident in one.incidents}
    tagged = [row for row in dossier.material.rows if row.id in concerned and channel.tags.intersection(row.tags)]
    marked = {row.id for row in tagged}
    by_tag = [one for one in over if marked.intersection(one.incidents)]
    entries = any(one.when == "no_credit" for one in channel.refuses) and wrong_entries(dossier)
    if not (routed or core or tagged or entries) or refusal_of(channel, dossier) is not None:
        return None
    carrying = routed + core or by_tag
    findings = [one for one in over if any(one is other for other in carrying)]
    main = bool(tagged) or any(_is_main(channel, one) for one in findings)
    urgent = any(channel.urgent.intersection(row.tags) for row in tagged)
    return _Case(channel, findings, tagged, main, urgent)


def _distance(channel: Channel, finding: Finding) -> int:
    """How far a finding is from a channel: 0 where its rule names the channel first, 1 in its families, 2 otherwise."""
    if finding.routes[:1] == (channel.id,):
        return 0
    return 1 if finding.family in channel.core else 2


def _is_main(channel: Channel, finding: Finding) -> bool:
    """Whether a channel is a main place for what was found."""
    return _distance(channel, finding) < 2


def _supervised(channel: Channel, finding: Finding, dossier: Dossier) -> bool:
    """Whether a channel deals with the lender of a finding."""
    lender = dossier.view.background.parties.get(finding.lender or "")
    return channel.deals_with(lender.lender_type if lender is not None else "unknown")


def _lenders(findings: Iterable[Finding], dossier: Dossier) -> list[Party]:
    parties = dossier.view.background.parties
    named = dict.fromkeys(one.lender for one in findings if one.lender)
    return [parties[one] for one in named if one in parties]


def _everybody_addressed(case: _Case, dossier: Dossier) -> bool:
    """Whether something was handed in here about every lender concerned."""
    done = [lender_concerned(dossier.view.background, one) for one in filings_here(case.channel, dossier)]
    return bool(done) and all(one in done or None in done for one in _lenders(case.findings, dossier))


def _last(case: _Case, dossier: Dossier) -> date | None:
    """The day of the last contact that belongs to what speaks for a channel."""
    concerned = {incident for one in case.findings for incident in one.incidents} | {row.id for row in case.tagged}
    days = [row.local.date() for row in dossier.material.rows if row.id in concerned and row.local is not None]
    return max(days, default=None)


def _reason(case: _Case, dossier: Dossier) -> str:
    """One sentence: what was found, how often, and why it goes there."""
    reason = pick(case.channel.reason)
    if case.tagged and not any(case.channel.id in one.routes for one in case.findings):
        count = len(case.tagged)
        tags = dict.fromkeys(tag for row in case.tagged for tag in row.tags if tag in case.channel.tags)
        named = _n("{count} contact marked as {tags}", "{count} contacts marked as {tags}", count).format(
            count=count, tags=listed(label("tag", one) for one in tags)
        )
    elif case.findings:
        named = _findings_in_words(case, dossier)
    else:
        count = len(wrong_entries(dossier))
        named = _n(
            "{count} recorded entry of a credit report", "{count} recorded entries of a credit report", count
        ).format(count=count)
    return _("{named}: {reason}.").format(named=named, reason=reason)


def _findings_in_words(case: _Case, dossier: Dossier) -> str:
    """The findings by the closest of each matter, with the number of contacts each rests on; the channel's own first."""
    carrying = {id(one) for one in case.findings}
    matters = ([one for one in group if id(one) in carrying] for group in dossier.material.groups)
    leads = [min(matter, key=lambda one: _distance(case.channel, one)) for matter in matters if matter]
    leads.sort(key=lambda one: _distance(case.channel, one))
    counts: Counter[str] = Counter()
    for one in leads:  # the same matter at several lenders is named once
        counts[pick(one.title)] += one.count
    told = [
        _n("“{title}” ({count} contact)", "“{title}” ({count} contacts)", count).format(title=title, count=count)
        for title, count in list(counts.items())[:_NAMED]
    ]
    line = listed(told)
    more = len(counts) - _NAMED
    if more > 0:
        line += _n(" and {count} more matter", " and {count} more matters", more).format(count=more)
    return line
