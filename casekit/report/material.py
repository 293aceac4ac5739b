"""What all sections of the report are made from, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from casekit.report.rows import Row

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.charts import Chart
    from casekit.rules import Finding


@dataclass(frozen=True)
class Material:
    """A masked view, its findings and charts, and what several sections need of them."""

    view: MaskedView
    findings: Sequence[Finding]  # in the order and with the numbers in which they are shown
    groups: Sequence[Sequence[Finding]]
    charts: Sequence[Chart]
    rows: Sequence[Row]
    file_marks: Mapping[str, str]  # SHA-256 → mark in the list of evidence, such as 二-3
    corrections: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @cached_property
    def rows_by_id(self) -> dict[str, Row]:
        """Incident → its row."""
        return {row.id: row for row in self.rows}
