"""Which numbers rang, how often, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _, _n

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

SHOWN = 15
_LONGEST_NAME = 20


def calls_by_number(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Calls by number, the colour of the bar naming the party; pale is what did not connect."""
    from casekit.analysis.callers import calls_by_number as count

    counts = count(events)
    counts["party"] = [_party(one, background) for one in counts["party"]]
    counts["number"] = counts["number"].where(counts["number"] != "", _("not shown"))
    title = _("Calls by number and party")
    names = {
        "number": _("Number"), "party": _("Party"), "connected": _("Connected"), "not_connected": _("Not connected"),
        "calls": _("Calls"),
    }  # fmt: skip
    table = counts.rename(columns=names)
    if counts.empty:
        return nothing("calls-by-number", title, table)
    alt = _("{count} numbers made {calls} calls; the most frequent one made {most}.").format(
        count=len(counts), calls=int(counts["calls"].sum()), most=int(counts["calls"].iloc[0])
    )
    hidden = counts.iloc[SHOWN:]
    note = style.sentences(
        _("Dark: calls that connected; pale: calls that did not."),
        _n(
            "{count} further number with {calls} calls is in the table only.",
            "{count} further numbers with {calls} calls together are in the table only.",
            len(hidden),
        ).format(count=len(hidden), calls=int(hidden["calls"].sum()))
        if len(hidden)
        else "",
        style.note_on_left_out(left_out),
    )
    shown = counts.iloc[:SHOWN]
    svg = style.drawn(0.8 + 0.24 * len(shown), lambda axes: _paint(axes, shown))
    return Chart("calls-by-number", title, svg, alt, table, note, empty=False)


def _party(party: str, background: Background) -> str:
    known = background.parties.get(party)
    return known.name if known else _("party not named")


def _short(name: str) -> str:
    """A name that leaves the picture its place; the table has the whole of it."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _paint(axes: Axes, shown: pd.DataFrame) -> None:
    from matplotlib.ticker import MaxNLocator

    parties = list(dict.fromkeys(shown["party"]))
    for index, party in enumerate(parties):
        colour = style.PARTIES[index % len(style.PARTIES)]
        mine = shown[shown["party"] == party]
        places = mine.index.to_numpy()
        axes.barh(places, mine["connected"], color=colour, height=0.72, label=_short(party))
        axes.barh(places, mine["not_connected"], left=mine["connected"], color=colour, alpha=0.35, height=0.72)
        for place, calls in zip(places, mine["calls"], strict=True):
            axes.annotate(
                str(calls), (calls, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5
            )
    axes.set_yticks(range(len(shown)), list(shown["number"]))
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.06)
    axes.set_xlabel(_("Calls"))
    style.legend_above(axes, 3)
