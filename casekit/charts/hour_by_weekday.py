"""When in the week: hour by weekday, the quiet hours shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

QUIET_FROM, QUIET_UNTIL = 22, 8
_DAY = ((1.0, 1.0, 1.0), (0.122, 0.227, 0.373))
_NIGHT = ((0.965, 0.93, 0.92), (0.549, 0.114, 0.094))


def hour_by_weekday(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Contacts by weekday and hour as a heat map; 22:00 to 8:00 has a colour of its own."""
    import pandas as pd

    from casekit.analysis.frequency import hours_of_the_week

    cells = hours_of_the_week(events)
    title = _("Contacts by weekday and hour")
    weekdays = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    table = pd.DataFrame(cells, columns=[str(hour) for hour in range(24)])
    table.insert(0, _("Hour"), weekdays)
    total = int(cells.sum())
    if not total:
        return nothing("hour-by-weekday", title, table)
    quiet = int(cells[:, QUIET_FROM:].sum() + cells[:, :QUIET_UNTIL].sum())
    hour = int(cells.sum(axis=0).argmax())
    alt = _(
        "{quiet} of {total} contacts fell between {start}:00 and {end}:00. Most came in the hour from {hour}:00."
    ).format(quiet=quiet, total=total, start=QUIET_FROM, end=QUIET_UNTIL, hour=hour)
    note = style.sentences(
        _("Red: {start}:00 to {end}:00. Each number counts contacts that began in this hour, local time.").format(
            start=QUIET_FROM, end=QUIET_UNTIL
        ),
        style.note_on_left_out(left_out),
    )
    svg = style.drawn(2.5, lambda axes: _paint(axes, cells, weekdays))
    return Chart("hour-by-weekday", title, svg, alt, table, note, empty=False)


def _paint(axes: Axes, cells: np.ndarray[tuple[int, int], np.dtype[np.int64]], weekdays: list[str]) -> None:
    import numpy as np

    depth = np.sqrt(cells / cells.max())  # the square root, so that single contacts stay visible
    colours = np.empty((7, 24, 3))
    for hour in range(24):
        low, high = _NIGHT if hour >= QUIET_FROM or hour < QUIET_UNTIL else _DAY
        share = np.where(cells[:, hour] > 0, 0.12 + 0.88 * depth[:, hour], 0)[:, None]
        colours[:, hour] = np.array(low) * (1 - share) + np.array(high) * share
    axes.pcolormesh(np.arange(25), np.arange(8), colours, edgecolor="white", linewidth=0.8)
    for day, hour in zip(*np.nonzero(cells), strict=True):
        ink = "white" if depth[day, hour] > 0.55 else style.INK
        axes.text(hour + 0.5, day + 0.52, str(cells[day, hour]), ha="center", va="center", color=ink, fontsize=8)
    axes.invert_yaxis()
    axes.set_yticks(np.arange(7) + 0.5, weekdays)
    axes.set_xticks(range(0, 25, 2), [str(hour) for hour in range(0, 25, 2)])
    axes.set_xlabel(_("Hour of the day"))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
