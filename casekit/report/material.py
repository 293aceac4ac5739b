"""What all sections of the report are made from, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from casekit.report.exhibits import exhibit_mark
from casekit.report.outline import place
from casekit.report.rows import Row

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.charts import Chart
    from casekit.rules import Finding, Rulebook

_MOST_OF_LEAD, _MOST_OF_OTHERS = 60, 120
# So many of the contacts that show why a rule applies are named; they are examples, and are not counted.
_PROOF_NAMED = 24


@dataclass(frozen=True)
class Material:
    """A masked view, its findings and charts, and what several sections need of them.

    `findings` holds only those of verified rules, group by group, in the order in which they are shown.
    `timelines` are pictures of findings that lead a group, by the mark of the finding.
    """

    view: MaskedView
    findings: Sequence[Finding]
    groups: Sequence[Sequence[Finding]]
    charts: Sequence[Chart]
    rows: Sequence[Row]
    exhibits: Mapping[str, str]  # SHA-256 → number in the list of evidence, such as "2-3"
    rulebook: Rulebook
    corrections: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    timelines: Mapping[str, Chart] = field(default_factory=dict)
    batches: Mapping[str, str] = field(default_factory=dict)  # import → SHA-256 of the file it was read from
    carrier_files: frozenset[str] = frozenset()  # SHA-256 of the files that are bills of a carrier

    @cached_property
    def file_marks(self) -> Mapping[str, str]:
        """SHA-256 → mark in the list of evidence, in the language of the moment: 二-3 or 2-3."""
        return {sha256: exhibit_mark(number) for sha256, number in self.exhibits.items()}

    @cached_property
    def rows_by_id(self) -> dict[str, Row]:
        """Incident → its row."""
        return {row.id: row for row in self.rows}

    @property
    def mainland(self) -> bool:
        """Whether the rulebook is one of mainland China, whose authorities have wishes of their own about a paper."""
        return self.rulebook.country in ("CN", "")

    def mark(self, finding: Finding) -> str:
        """The number of a finding: 7-3 leads its group, 7-3.1 and 7-3.2 belong to the same matter."""
        return self._marks[id(finding)]

    @cached_property
    def _marks(self) -> dict[int, str]:
        number = place("findings")
        return {
            id(one): f"{number}-{group}.{index}" if index else f"{number}-{group}"
            for group, members in enumerate(self.groups, start=1)
            for index, one in enumerate(members)
        }

    def proof(self, finding: Finding) -> list[Row]:
        """Contacts that show why the rule of a finding applies; of many the latest ones."""
        known = [self.rows_by_id[one] for one in finding.proof if one in self.rows_by_id]
        return sorted(known, key=lambda row: row.no)[-_PROOF_NAMED:]

    def most_numbered(self, finding: Finding) -> int:
        """How many contacts of a finding are named; of more it is said how they are marked in the list of contacts.

        The mark of a finding that leads stands there anyhow, that of another would stand there for this alone.
        """
        return _MOST_OF_OTHERS if "." in self.mark(finding) else _MOST_OF_LEAD

    @cached_property
    def cited(self) -> Mapping[str, Sequence[str]]:
        """Contact → marks of findings that rest on it.

        7-3 stands on every contact of the finding that leads; of the others on the same matter a mark stands where the
        first does not, and on all of a finding that is only pointed to. 7-3* only shows why the rule of 7-3 applies.
        """
        marks: dict[str, list[str]] = {}
        for members in self.groups:
            marked: set[str] = set()
            for one in members:
                mine = dict.fromkeys((*one.incidents, *one.boundary_incidents))
                for incident in mine:
                    if incident not in marked or len(mine) > self.most_numbered(one):
                        marks.setdefault(incident, []).append(self.mark(one))
                marked.update(mine)
            for row in self.proof(members[0]):
                if row.id not in marked:
                    marks.setdefault(row.id, []).append(self.mark(members[0]) + "*")
        return marks
