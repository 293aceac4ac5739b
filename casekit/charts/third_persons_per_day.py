"""How many different third persons were contacted each day: the picture of a contact-list blast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

# The tool's own reference value for a blast (address_book_blast); no legal number exists.
REFERENCE = 3


def third_persons_per_day(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Different third persons per day, against the reference threshold."""
    from casekit.analysis.people import third_persons_per_day as count

    days = count(events)
    title = _("Different third persons contacted per day")
    table = days.rename(columns={"persons": _("Third persons"), "contacts": _("Contacts with them")})
    table = table.rename_axis(_("Day")).reset_index()
    if days.empty:
        return nothing("third-persons-per-day", title, table)
    table[_("Day")] = table[_("Day")].dt.strftime("%Y-%m-%d")
    alt = _(
        "Third persons were contacted on {days} days, at most {most} different ones on one day ({busiest}). "
        "On {over} days there were {reference} or more."
    ).format(
        days=len(days), most=int(days["persons"].max()), busiest=f"{days['persons'].idxmax():%Y-%m-%d}",
        over=int((days["persons"] >= REFERENCE).sum()), reference=REFERENCE,
    )  # fmt: skip
    note = style.sentences(
        _("Dashed: reference threshold of this tool, {reference} persons; not a rule of law.").format(
            reference=REFERENCE
        ),
        _("Persons whose names are not known count as one a day."),
        style.note_on_left_out(left_out),
    )
    svg = style.drawn(2.3, lambda axes: _paint(axes, days))
    return Chart("third-persons-per-day", title, svg, alt, table, note, empty=False)


def _paint(axes: Axes, days: pd.DataFrame) -> None:
    import pandas as pd

    first, last = days.index[0] - pd.Timedelta(days=3), days.index[-1] + pd.Timedelta(days=3)
    values = days["persons"].reindex(pd.date_range(first, last), fill_value=0).to_numpy()
    axes.stairs(values, style.every_day(first, last), fill=True, color=style.THIRD_PERSONS)
    axes.axhline(REFERENCE, color=style.ALARM, linestyle=(0, (4, 3)), linewidth=1.1)
    busiest = pd.Timestamp(str(days["persons"].idxmax()))
    axes.annotate(
        f"{busiest:%m-%d}  {int(days['persons'].max())}", (busiest + pd.Timedelta(hours=12), days["persons"].max()),
        xytext=(0, 3), textcoords="offset points", ha="center", color=style.INK, fontsize=8.5,
    )  # fmt: skip
    style.day_axis(axes, first, last)
    style.count_axis(axes, _("Persons"))
    axes.set_ylim(0, max(int(values.max()), REFERENCE) * 1.2)
