"""Charts: SVG with words and the same numbers as a table, for notebook and report alike.

One module per chart; `style.py` and `marks.py` hold what they share. Text in the SVG stays text, so the reader's own
system sets the Chinese. Adding one: a module with a function of this signature, and its name in `ALL`;
`finding_timeline` stands beside, for it is drawn for one finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts.before_after import before_after
from casekit.charts.calls_by_number import calls_by_number
from casekit.charts.chart import Chart
from casekit.charts.contacts_per_day import contacts_per_day
from casekit.charts.finding_timeline import finding_timeline
from casekit.charts.hour_by_weekday import hour_by_weekday
from casekit.charts.third_persons_per_day import third_persons_per_day

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model import Background

__all__ = [
    "ALL", "Chart", "all_charts", "before_after", "calls_by_number", "contacts_per_day", "finding_timeline", "hour_by_weekday",
    "third_persons_per_day",
]  # fmt: skip

# Those of the whole case, in the order in which they are shown.
ALL = (contacts_per_day, hour_by_weekday, third_persons_per_day, calls_by_number, before_after)


def all_charts(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> list[Chart]:
    """Every chart of an events table; `left_out` contacts are attributed to nobody, and each chart says so."""
    return [draw(events, background, left_out=left_out) for draw in ALL]
