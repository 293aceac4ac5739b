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
_LONGEST_NAME, _LONGEST_NARROW_NAME = 14, 7  # Chinese signs; Latin letters are about half as wide


def calls_by_number(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Calls by number, each bar ending in its count and its party; pale is what is not known to have connected."""
    from casekit.analysis.callers import calls_by_number as count

    counts = count(events)
    counts["party"] = [_party(one, background) for one in counts["party"]]
    counts["number"] = counts["number"].where(counts["number"] != "", _("not shown"))
    title = _("Calls by number and party")
    names = {
        "number": _("Number"), "party": _("Party"), "connected": _("Connected"),
        "not_connected": _("Not connected or not known"), "calls": _("Calls"),
    }  # fmt: skip
    table = counts.rename(columns=names)
    if counts.empty:
        return nothing("calls-by-number", title, table)
    alt = _("Numbers: {count}; calls: {calls}; most from one number: {most}.").format(
        count=len(counts), calls=int(counts["calls"].sum()), most=int(counts["calls"].iloc[0])
    )
    hidden = counts.iloc[SHOWN:]
    note = style.sentences(
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
    height = 0.95 + 0.24 * len(shown)
    svg, narrow = style.drawn(lambda axes, narrow: _paint(axes, shown, narrow=narrow), height, height)
    return Chart("calls-by-number", title, svg, narrow, alt, table, note)


def _party(party: str, background: Background) -> str:
    known = background.parties.get(party)
    return known.name if known else _("party not named")


def _shortened(name: str, longest: int) -> str:
    """A long name cut where the bars need the room; the table has all of it."""
    room = 2 * longest
    for place, sign in enumerate(name):
        room -= 1 if sign.isascii() else 2
        if room < 0:
            return name[:place] + "…"
    return name


def _paint(axes: Axes, shown: pd.DataFrame, *, narrow: bool) -> None:
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    longest = _LONGEST_NARROW_NAME if narrow else _LONGEST_NAME
    parties = list(dict.fromkeys(shown["party"]))
    for index, party in enumerate(parties):
        colour = style.PARTIES[index % len(style.PARTIES)]
        mine = shown[shown["party"] == party]
        places = mine.index.to_numpy()
        axes.barh(places, mine["connected"], color=colour, height=0.72)
        axes.barh(places, mine["not_connected"], left=mine["connected"], height=0.72, color=_pale(colour))
        for place, calls in zip(places, mine["calls"], strict=True):
            axes.annotate(
                f"{calls}  {_shortened(party, longest)}", (calls, place), xytext=(4, 0), textcoords="offset points",
                va="center", fontsize=9,
            )  # fmt: skip
    axes.set_yticks(range(len(shown)), [_shortened(one, _LONGEST_NAME) for one in shown["number"]])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4 if narrow else 6))
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, max(1, int(shown["calls"].max())))
    axes.set_xlabel(_("Calls"))
    axes.legend(
        handles=[
            Patch(color=style.INK, label=_("connected")),
            Patch(color=_pale(style.INK), label=_("not connected or not known")),
        ],
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=0.4, handlelength=1.3,
    )  # fmt: skip


def _pale(colour: str) -> tuple[float, float, float]:
    """A colour thinned with white, solid: what lies behind a bar does not show through."""
    from matplotlib.colors import to_rgb

    red, green, blue = (1 - (1 - part) * 0.38 for part in to_rgb(colour))
    return red, green, blue
