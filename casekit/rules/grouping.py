"""Findings that rest on the same facts, together: an official should read a matter once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casekit.rules.finding import Finding

# From the strongest down; a reference threshold never leads where a rule stands beside it.
STRENGTHS = (
    "law", "admin_regulation", "judicial_interp", "dept_rule", "normative_doc", "national_std_recommended",
    "self_discipline", "project_heuristic",
)  # fmt: skip
_STATUSES = ("over", "boundary", "cannot_tell")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """One matter: the finding with the strongest basis leads, the others stand behind it."""

    family: str
    lead: Finding
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.lead, *self.others)


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """One group per family, debt and lender; certain findings first, then by strength of the basis."""
    families: dict[tuple[str, str | None, str | None], list[Finding]] = {}
    for finding in findings:
        families.setdefault((finding.family, finding.debt, finding.lender), []).append(finding)
    groups = []
    for (family, _debt, _lender), members in families.items():
        lead, *others = sorted(members, key=rank)
        groups.append(FindingGroup(family, lead, tuple(others)))
    return sorted(groups, key=lambda group: rank(group.lead))


def rank(finding: Finding) -> tuple[int, int, int]:
    """The order of findings: status, then strength, then the number of incidents."""
    strength = STRENGTHS[-1] if finding.heuristic else finding.strength
    return _STATUSES.index(finding.status), STRENGTHS.index(strength), -finding.count
