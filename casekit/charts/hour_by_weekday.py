"""When in the week: hour by weekday, the quiet hours shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _, _n

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

    Cells = np.ndarray[tuple[int, int], np.dtype[np.int64]]

# Where the rulebook closes no hours of its own.
_USUAL_NIGHT = (22, 8)
_DAY = ((1.0, 1.0, 1.0), (0.122, 0.227, 0.373))
_NIGHT = ((0.965, 0.92, 0.905), (0.549, 0.114, 0.094))


def hour_by_weekday(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Contacts by weekday and hour as a heat map; the rulebook's quiet hours have a colour of their own and their name above."""
    import pandas as pd

    from casekit.analysis.frequency import hours_of_the_week
    from casekit.analysis.selection import received
    from casekit.rules.chart_lines import quiet_hours

    cells = hours_of_the_week(events)
    title = _("Contacts by weekday and hour")
    weekdays = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    table = pd.DataFrame(cells, columns=[str(hour) for hour in range(24)])
    table.insert(0, _("Weekday / hour"), weekdays)
    total = int(cells.sum())
    if not total:
        return nothing("hour-by-weekday", title, table)
    begin, end = night = quiet_hours(background.header.rulebook) or _USUAL_NIGHT
    quiet = int(cells[:, begin:].sum() + cells[:, :end].sum())
    hour = int(cells.sum(axis=0).argmax())
    alt = _(
        "{quiet} of {total} contacts began in the hours from {start}:00 to {end}:00. "
        "Most came in the hour from {hour}:00."
    ).format(quiet=quiet, total=total, start=begin, end=end, hour=hour)
    roughly = len(received(events)) - total
    note = style.sentences(
        _("Red: {start}:00 to {end}:00. Each number counts contacts that began in this hour, local time.").format(
            start=begin, end=end
        ),
        style.note_on_left_out(left_out),
        _n(
            "{count} contact of which the hour is not known is not in the picture.",
            "{count} contacts of which the hour is not known are not in the picture.",
            roughly,
        ).format(count=roughly)
        if roughly
        else "",
    )
    svg, narrow = style.drawn(lambda axes, narrow: _paint(axes, cells, weekdays, night, narrow=narrow), 2.75, 5.4)
    return Chart("hour-by-weekday", title, svg, narrow, alt, table, note)


def _paint(axes: Axes, cells: Cells, weekdays: list[str], night: tuple[int, int], *, narrow: bool) -> None:
    """Hours across and weekdays down; in a narrow window the other way round."""
    import numpy as np

    colours = _colours(cells, night)
    size = 8.5 if cells.max() < 1000 else 6
    across, down = (7, 24) if narrow else (24, 7)
    axes.pcolormesh(
        np.arange(across + 1), np.arange(down + 1), colours.swapaxes(0, 1) if narrow else colours, edgecolor="white",
        linewidth=0.8,
    )  # fmt: skip
    for day, hour in zip(*np.nonzero(cells), strict=True):
        x, y = (day, hour) if narrow else (hour, day)
        axes.text(
            x + 0.5, y + 0.52, str(cells[day, hour]), ha="center", va="center", color=_ink(colours[day, hour]),
            fontsize=size, in_layout=False,
        )  # fmt: skip
    axes.set_xlim(0, across)
    axes.set_ylim(down, 0)
    for begin, end in ((0, night[1]), (night[0], 24)):
        _name_quiet(axes, begin, end, narrow=narrow)
    hours, names = range(0, 25, 2), [str(hour) for hour in range(0, 25, 2)]
    if narrow:
        axes.set_xticks(np.arange(7) + 0.5, weekdays)
        axes.xaxis.tick_top()
        axes.set_yticks(hours, [_("{hour}:00").format(hour=hour) for hour in names])
    else:
        axes.set_yticks(np.arange(7) + 0.5, weekdays)
        axes.set_xticks(hours, names)
        axes.set_xlabel(_("Hour of the day"))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _name_quiet(axes: Axes, begin: int, end: int, *, narrow: bool) -> None:
    """A bar along the quiet hours with their name: above them, or at their right in a narrow window."""
    ends = (begin + 0.06, end - 0.06)
    name = _("quiet hours") if end - begin > 4 else _("quiet")
    if narrow:
        axes.plot((7.12, 7.12), ends, color=style.ALARM, linewidth=2, solid_capstyle="butt", clip_on=False)
        place, offset, align, turned = (7.12, sum(ends) / 2), (5, 0), ("left", "center"), 90
    else:
        axes.plot(ends, (-0.14, -0.14), color=style.ALARM, linewidth=2, solid_capstyle="butt", clip_on=False)
        place, offset, align, turned = (sum(ends) / 2, -0.14), (0, 3), ("center", "bottom"), 0
    axes.annotate(
        name, place, xytext=offset, textcoords="offset points", color=style.ALARM, fontsize=9, ha=align[0], va=align[1],
        rotation=turned, annotation_clip=False,
    )  # fmt: skip


def _colours(cells: Cells, night: tuple[int, int]) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    """The colour of each cell, 7 by 24 by red, green and blue."""
    import numpy as np

    depth = np.sqrt(cells / cells.max())  # the square root, so that single contacts stay visible
    colours = np.empty((7, 24, 3))
    for hour in range(24):
        low, high = _NIGHT if hour >= night[0] or hour < night[1] else _DAY
        share = np.where(cells[:, hour] > 0, 0.12 + 0.88 * depth[:, hour], 0)[:, None]
        colours[:, hour] = np.array(low) * (1 - share) + np.array(high) * share
    return colours


def _ink(colour: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    """White or dark, whichever stands out more on a colour (contrast ratio of WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.tolist()]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / 0.06 else style.INK
