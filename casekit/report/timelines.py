"""A picture of each matter by day and hour, where there is enough to be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casekit.report.citing import rows_of
from casekit.report.material import Material

if TYPE_CHECKING:
    import pandas as pd

    from casekit.rules import Finding

_FEWEST = 5  # fewer contacts are sooner read than seen
_MOST = 4  # pictures; the findings are in the order of their weight


def with_timelines(material: Material) -> Material:
    """The same with a timeline for the findings that lead a group, rest on enough timed contacts, and weigh most."""
    from casekit.charts import finding_timeline

    view = material.view
    worth = [group[0] for group in material.groups if group[0].status == "over" and _shows(material, group[0])]
    drawn = {
        material.mark(one): finding_timeline(
            one, material.rulebook.rule(one.rule), _own(view.events, one), view.background, beside=True
        )
        for one in worth[:_MOST]
    }
    return replace(material, timelines=drawn)


def _own(events: pd.DataFrame, finding: Finding) -> pd.DataFrame:
    """The contacts of a finding alone; all of them stand in the charts, and would be as many marks again in each picture."""
    return events[events["id"].isin({*finding.incidents, *finding.boundary_incidents, *finding.proof})]


def _shows(material: Material, finding: Finding) -> bool:
    timed = [row for row in rows_of(material, finding.incidents) if row.precision in ("second", "minute", "hour")]
    return len(timed) >= _FEWEST
