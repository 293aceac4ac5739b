"""Contacts per day, with the line that calls to one debtor should not cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

# GB/T 45251-2025: connected calls to one debtor and natural day, institution and agencies together.
LIMIT = 3
_COLOURS = (style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES, style.THIRD_PERSONS)


def contacts_per_day(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Contacts per day by kind, stacked; connected calls to the debtor lie lowest, against the limit line."""
    from casekit.analysis.frequency import KINDS
    from casekit.analysis.frequency import contacts_per_day as count

    days = count(events)
    title = _("Contacts per day")
    names = dict(
        zip(
            KINDS,
            (_("Calls that connected"), _("Calls that did not"), _("Messages, visits and others"), _("Third persons")),
            strict=True,
        )
    )
    table = days.rename(columns=names).rename_axis(_("Day")).reset_index()
    table[_("Day")] = table[_("Day")].dt.strftime("%Y-%m-%d")
    if days.empty:
        return nothing("contacts-per-day", title, table)
    total = days.sum(axis=1)
    over = int((days["connected"] > LIMIT).sum())
    alt = _(
        "From {first} to {last} there were contacts on {days} days, at most {most} on one day ({busiest}). "
        "On {over} days more than {limit} calls to the debtor connected."
    ).format(
        first=f"{days.index[0]:%Y-%m-%d}", last=f"{days.index[-1]:%Y-%m-%d}", days=len(days), most=int(total.max()),
        busiest=f"{total.idxmax():%Y-%m-%d}", over=over, limit=LIMIT,
    )  # fmt: skip
    note = style.sentences(
        _("The dashed line marks {limit} connected calls a day to one debtor (GB/T 45251-2025).").format(limit=LIMIT),
        _("It holds for each institution by itself.") if len(background.lenders()) > 1 else "",
        style.note_on_left_out(left_out),
    )
    svg = style.drawn(3.1, lambda axes: _paint(axes, days, names))
    return Chart("contacts-per-day", title, svg, alt, table, note, empty=False)


def _paint(axes: Axes, days: pd.DataFrame, names: dict[str, str]) -> None:
    import pandas as pd

    first, last = days.index[0], days.index[-1]
    edges = style.every_day(first, last)
    full = days.reindex(pd.date_range(first, last), fill_value=0)
    below = full.iloc[:, 0].to_numpy() * 0
    for kind, colour in zip(names, _COLOURS, strict=True):
        values = full[kind].to_numpy()
        if values.any():
            axes.stairs(below + values, edges, baseline=below, fill=True, color=colour, label=names[kind])
        below = below + values
    axes.axhline(LIMIT, color=style.ALARM, linestyle=(0, (4, 3)), linewidth=1.1)
    style.day_axis(axes, first, last)
    style.count_axis(axes, _("Contacts"))
    axes.set_ylim(0, max(int(below.max()), LIMIT) * 1.08)
    style.legend_above(axes, 4)
