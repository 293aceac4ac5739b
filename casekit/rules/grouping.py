"""Findings on one matter, together: an official should read a matter once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casekit.model.vocabulary import STRENGTHS
from casekit.rules.finding import PLAIN_SEVERITIES, STATUSES, Finding

# A rule that says plainly what is not to be done is a stronger basis than a law that somebody has to weigh first.
_SEVERITIES = (*PLAIN_SEVERITIES, "evaluative", "advice", "reference")


_Matter = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """One matter: the finding with the strongest basis leads (see `rank`), the others stand behind it."""

    family: str
    lead: Finding
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.lead, *self.others)


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Findings of one family, debt and lender that share contacts, in groups; the strongest basis leads.

    Two findings that share nothing still stand together when a third shares contacts with both. What cannot be told
    before somebody answers one question about the lender stands together by that question, which is asked once.
    """
    groups: list[tuple[_Matter, set[str], list[Finding]]] = []
    waiting: dict[_Matter, list[Finding]] = {}
    for finding in findings:
        asked = _waits_for(finding)
        if asked:
            waiting.setdefault((asked, None, finding.lender), []).append(finding)
            continue
        matter = finding.family, finding.debt, finding.lender
        concerned = {*finding.incidents, *finding.boundary_incidents}
        # Sharing contacts with one of a group is sharing contacts with all of them together.
        same = [group for group in groups if group[0] == matter and not group[1].isdisjoint(concerned)]
        groups = [group for group in groups if not any(group is one for one in same)]
        together = [one for _matter, _concerned, group in same for one in group]
        groups.append((matter, concerned.union(*(one[1] for one in same)), [*together, finding]))
    ranked = [
        sorted(group, key=rank) for group in (*(group for _matter, _concerned, group in groups), *waiting.values())
    ]
    return [FindingGroup(lead.family, lead, tuple(others)) for lead, *others in sorted(ranked, key=_rank_of_matter)]


def _waits_for(finding: Finding) -> str:
    """The fact about the lender without which the whole finding cannot be told; empty where there is none."""
    if finding.status != "cannot_tell" or not finding.questions:
        return ""
    first = finding.questions[0]
    return first.id if first.kind == "fact" and first.about == finding.lender and not first.dated else ""


def _rank_of_matter(group: list[Finding]) -> tuple[int, ...]:
    """The order of matters: what is sure, then the strongest instrument that speaks of it, then by its lead."""
    lead = group[0]
    strongest = min(STRENGTHS.index(one.strength) for one in group if one.status == lead.status)
    return STATUSES.index(lead.status), strongest, *rank(lead)


def rank(finding: Finding) -> tuple[int, bool, int, int, int]:
    """The order of findings on one matter: status, then severity, then strength, then the number of incidents.

    What no paper may cite stands behind what it may: a report must not lose the head of a group.
    """
    return (
        STATUSES.index(finding.status),
        not finding.verified,
        _SEVERITIES.index(finding.severity),
        STRENGTHS.index(finding.strength),
        -finding.count,
    )
