"""Contacts per day, with the line of the rulebook that calls to one debtor should not cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _, pick

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background
    from casekit.rules.chart_lines import DailyLimit

_COLOURS = (style.CONNECTED, style.NOT_CONNECTED, style.MESSAGES, style.THIRD_PERSONS)


def contacts_per_day(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Contacts per day by kind, stacked; connected calls to the debtor lie lowest, against the limit line.

    A mark stands over the days on which one institution alone is above the line. A rulebook that limits no day's calls
    has no line.
    """
    import pandas as pd

    from casekit.analysis.frequency import KINDS, most_connected_per_day
    from casekit.analysis.frequency import contacts_per_day as count
    from casekit.analysis.selection import received
    from casekit.rules.chart_lines import daily_limit

    days = count(events)
    title = _("Contacts per day")
    names = dict(
        zip(
            KINDS,
            (_("Calls connected"), _("Not connected or not known"), _("Messages, visits …"), _("Third persons")),
            strict=True,
        )
    )
    most = most_connected_per_day(events, background).reindex(days.index, fill_value=0).astype(int)
    table = days.rename(columns=names).rename_axis(_("Day")).reset_index()
    table[_("Day")] = table[_("Day")].dt.strftime("%Y-%m-%d")
    table[_("Connected, most of one institution to one debtor")] = most.to_numpy()
    if days.empty:
        return nothing("contacts-per-day", title, table)
    total = days.sum(axis=1)
    kinds = {one.lender_type for one in background.parties.values() if one.kind == "lender"}
    limit = daily_limit(background.header.rulebook, kinds)
    over = pd.DatetimeIndex(most[most > limit.calls].index) if limit else pd.DatetimeIndex([])
    alt = style.sentences(
        _("From {first} to {last}, days with contacts: {days}; most contacts on one day: {most} ({busiest}).").format(
            first=f"{days.index[0]:%Y-%m-%d}", last=f"{days.index[-1]:%Y-%m-%d}", days=len(days), most=int(total.max()),
            busiest=f"{total.idxmax():%Y-%m-%d}",
        ),
        _("Days on which more than {limit} calls of one institution to the debtor connected: {over}.").format(
            over=len(over), limit=limit.calls
        )
        if limit
        else "",
    )  # fmt: skip
    note = style.sentences(
        _("Dashed: {limit} connected calls a day of one institution to one debtor ({instrument}).").format(
            limit=limit.calls, instrument=pick(limit.instrument)
        )
        if limit
        else "",
        _("The mark ▼ stands over days on which there were more.") if len(over) else "",
        style.note_on_left_out(left_out),
        style.note_on_unknown_days(len(received(events)) - int(total.sum())),
    )
    svg, narrow = style.drawn(lambda axes, narrow: _paint(axes, days, names, (limit, over), narrow=narrow), 3.2, 3.0)
    return Chart("contacts-per-day", title, svg, narrow, alt, table, note)


def _paint(
    axes: Axes,
    days: pd.DataFrame,
    names: dict[str, str],
    above: tuple[DailyLimit | None, pd.DatetimeIndex],
    *,
    narrow: bool,
) -> None:
    import pandas as pd

    limit, over = above

    first, last = style.at_least_a_week(days.index[0], days.index[-1])
    edges = style.every_day(first, last)
    full = days.reindex(pd.date_range(first, last), fill_value=0)
    below = full.iloc[:, 0].to_numpy() * 0
    for kind, colour in zip(names, _COLOURS, strict=True):
        values = full[kind].to_numpy()
        if values.any():
            hatch = style.THIRD_PERSONS_HATCH if kind == "third_persons" else None
            axes.stairs(
                below + values, edges, baseline=below, fill=True, facecolor=colour, edgecolor="white", linewidth=0,
                hatch=hatch, label=names[kind],
            )  # fmt: skip
        below = below + values
    highest = max(int(below.max()), limit.calls if limit else 1)
    if len(over):
        tops = full.sum(axis=1).reindex(over).to_numpy()
        axes.scatter(
            over + pd.Timedelta(hours=12), tops + highest * 0.035, marker="v", s=22, color=style.ALARM, linewidth=0
        )
    if limit:
        style.limit_line(axes, limit.calls, _("{limit} connected").format(limit=limit.calls))
    style.day_axis(axes, first, last, narrow=narrow)
    style.count_axis(axes, _("contacts"))
    axes.set_ylim(0, highest * 1.12)
    style.legend_above(axes, 2 if narrow else 4)
