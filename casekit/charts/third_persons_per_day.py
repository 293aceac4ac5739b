"""How many different third persons were contacted each day: the picture of a contact-list blast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _, _n

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background

# The tool's own reference value for a blast (address_book_blast); no legal number exists.
REFERENCE = 3


def third_persons_per_day(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Different third persons per day, against the reference threshold."""
    from casekit.analysis.people import third_persons_per_day as count
    from casekit.analysis.selection import received
    from casekit.model.vocabulary import THIRD_PERSON_ROLES

    days = count(events)
    title = _("Different third persons contacted per day")
    table = days.rename(columns={"persons": _("Third persons"), "contacts": _("Contacts with them")})
    table = table.rename_axis(_("Day")).reset_index()
    if days.empty:
        return nothing("third-persons-per-day", title, table)
    table[_("Day")] = table[_("Day")].dt.strftime("%Y-%m-%d")
    alt = _(
        "Days on which third persons were contacted: {days}; most different ones on one day: {most} ({busiest}). "
        "Days with {reference} or more: {over}."
    ).format(
        days=len(days), most=int(days["persons"].max()), busiest=f"{days['persons'].idxmax():%Y-%m-%d}",
        over=int((days["persons"] >= REFERENCE).sum()), reference=REFERENCE,
    )  # fmt: skip
    third = int(received(events)["role"].isin(THIRD_PERSON_ROLES).sum())
    note = style.sentences(
        _("Dashed: reference threshold of this tool, {reference} persons; not a rule of law.").format(
            reference=REFERENCE
        ),
        _("Persons whose names are not known count as one a day."),
        style.note_on_left_out(left_out),
        style.note_on_unknown_days(third - int(days["contacts"].sum())),
    )
    svg, narrow = style.drawn(lambda axes, narrow: _paint(axes, days, narrow=narrow), 2.5, 2.3)
    return Chart("third-persons-per-day", title, svg, narrow, alt, table, note)


def _paint(axes: Axes, days: pd.DataFrame, *, narrow: bool) -> None:
    import pandas as pd

    first, last = days.index[0] - pd.Timedelta(days=3), days.index[-1] + pd.Timedelta(days=3)
    values = days["persons"].reindex(pd.date_range(first, last), fill_value=0).to_numpy()
    axes.stairs(
        values, style.every_day(first, last), fill=True, facecolor=style.THIRD_PERSONS, edgecolor="white", linewidth=0,
        hatch=style.THIRD_PERSONS_HATCH,
    )  # fmt: skip
    most, busiest = int(days["persons"].max()), pd.Timestamp(str(days["persons"].idxmax()))
    style.limit_line(axes, REFERENCE, _("reference: {reference}").format(reference=REFERENCE))
    # Beside the edge of the picture the words stand to the other side.
    share = (busiest - first) / (last - first)
    axes.annotate(
        _n("{day}: {count} person", "{day}: {count} persons", most).format(day=style.full_date(busiest), count=most),
        (busiest + pd.Timedelta(hours=12), most), xytext=(0, 3), textcoords="offset points",
        ha="left" if share < 0.25 else "right" if share > 0.75 else "center", color=style.INK, fontsize=9,
    )  # fmt: skip
    style.day_axis(axes, first, last, narrow=narrow)
    style.count_axis(axes, _("persons"))
    axes.set_ylim(0, max(most, REFERENCE) * 1.22)
