"""Which contacts are printed: a paper is read in minutes, and a long case would be hundreds of pages.

All of them stand in the report on the screen and in the spreadsheet of all contacts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.report.gravity import gravity
from casekit.report.material import Material
from casekit.report.rows import Row

if TYPE_CHECKING:
    from casekit.rules import Finding, Occurrence

# So many occurrences stand in the table of a finding, the weightiest.
_TOLD = 5


def weightiest(finding: Finding) -> list[Occurrence]:
    """The weightiest occurrences of a finding, in the order of time."""
    weighty = sorted(finding.told, key=lambda each: each.figure - each.threshold, reverse=True)[:_TOLD]
    return [each for each in finding.told if each in weighty]


def split(material: Material, rows: Sequence[Row], most: int) -> tuple[list[Row], list[Row]]:
    """The contacts that are printed, at most `most` of them, and the others; both in the order given.

    What only a reference threshold of ours points to, or a rule of which it cannot be told yet whether it applies, is not
    printed unless the table of a finding names it: by itself it shows no breach. Of the rest the gravest come first, then
    what the tables name, then by the weight of the findings.
    """
    order = _weights(material)
    worth = [row for row in rows if row.id in order or speaks(material, row)]
    last = len(order)
    ranked = sorted(worth, key=lambda row: (*(-part for part in gravity(row)), order.get(row.id, last), row.no))
    chosen = {row.id for row in ranked[:most]}
    return [row for row in rows if row.id in chosen], [row for row in rows if row.id not in chosen]


def speaks(material: Material, row: Row) -> bool:
    """Whether the complainant or a file tells more of a contact than its record."""
    return row.speaks or row.id in material.view.visits or row.id in material.corrections


def _weights(material: Material) -> dict[str, int]:
    """Contact → its place by weight; those that no rule is known to apply to have none."""
    leads = [group[0] for group in material.groups if group[0].status == "over"]
    named = [
        one for lead in leads for each in weightiest(lead) for one in (*each.incidents, *each.boundary_incidents)
    ]  # fmt: skip
    ruled = [one for one in material.findings if not one.heuristic and one.status != "cannot_tell"]
    counted = [incident for one in ruled for incident in (*one.incidents, *one.boundary_incidents)]
    proof = [row.id for group in material.groups for row in material.proof(group[0])]
    return {incident: place for place, incident in enumerate(dict.fromkeys((*named, *counted, *proof)))}
