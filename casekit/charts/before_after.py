"""Contacts by day or week with the days on which something was filed, and the averages before and after each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.text import _, listed, pick

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.analysis.around import Around
    from casekit.model import Background

_MOST_DAYS = 70  # of a longer time weeks are drawn
_WEEK = 7


def before_after(events: pd.DataFrame, background: Background, *, left_out: int = 0) -> Chart:
    """Received contacts, with a numbered line at each day of a filing; nothing where nothing was filed.

    The note tells for each of these days how many contacts a day came in the 14 days before and after, and where less
    is recorded. It draws no conclusion.
    """
    from casekit.analysis.around import around
    from casekit.analysis.frequency import contacts_per_day as count
    from casekit.analysis.selection import received

    title = _("Contacts before and after each filing")
    days = count(events).sum(axis=1)
    filed = _filed(background)
    if days.empty or not filed:
        return nothing("before-after", title, _table([], filed, 1))
    step = 1 if (days.index[-1] - days.index[0]).days < _MOST_DAYS else _WEEK
    drawn = _drawn(days, step)
    figures = around(events, filed, until=background.recorded_until)
    told = [
        _in_words(place, names, one) for place, (names, one) in enumerate(zip(filed.values(), figures, strict=True), 1)
    ]
    alt = style.sentences(
        _("Contacts by {unit} from {first} to {last}, with the days of filings.").format(
            unit=_("week") if step == _WEEK else _("day"), first=f"{days.index[0]:%Y-%m-%d}",
            last=f"{days.index[-1]:%Y-%m-%d}",
        ),
        *told,
    )  # fmt: skip
    note = style.sentences(
        *told,
        _("The day of a filing is in neither. The figures say how often contact was made, not why it changed."),
        _("All collectors are counted together.") if len(background.lenders()) > 1 else "",
        _("Weeks begin on Monday; the first and the last one may be incomplete.") if step == _WEEK else "",
        style.note_on_left_out(left_out),
        style.note_on_unknown_days(len(received(events)) - int(days.sum())),
    )
    svg, narrow = style.drawn(lambda axes, narrow: _paint(axes, drawn, list(filed), step, narrow=narrow), 2.7, 2.5)
    return Chart("before-after", title, svg, narrow, alt, _table(drawn, filed, step), note)


def _filed(background: Background) -> Mapping[date, str]:
    """Day → the channels at which something was filed on it, in the order of the days."""
    from casekit.model.vocabulary import label

    days: dict[date, dict[str, None]] = {}
    for one in sorted(background.filings, key=lambda one: one.filed_on):
        if one.outcome != "withdrawn":
            days.setdefault(one.filed_on, {})[label("filing_channel", one.channel)] = None
    return {day: listed(names) for day, names in days.items()}


def _drawn(days: pd.Series[int], step: int) -> list[tuple[date, int]]:
    """(first day, contacts) of every day or week from the first to the last contact."""
    import pandas as pd

    first = days.index[0]
    begin = first - pd.Timedelta(days=first.day_of_week) if step == _WEEK else first
    every = days.reindex(pd.date_range(begin, days.index[-1]), fill_value=0)
    return [
        (every.index[place].date(), int(every.iloc[place : place + step].sum())) for place in range(0, len(every), step)
    ]


def _table(drawn: Sequence[tuple[date, int]], filed: Mapping[date, str], step: int) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for first, contacts in drawn:
        here = [names for day, names in filed.items() if 0 <= (day - first).days < step]
        rows.append((first.isoformat(), contacts, pick(zh="；", en="; ").join(here)))
    head = _("Week from") if step == _WEEK else _("Day")
    return pd.DataFrame(rows, columns=[head, _("Contacts"), _("Filed")])


def _in_words(place: int, names: str, one: Around) -> str:
    mark = _circled(place)
    if one.before_per_day is None:
        before = _("nothing is recorded of the time before")
    else:
        before = _("before {rate} a day ({days} days)").format(rate=f"{one.before_per_day:.1f}", days=one.before_days)
    if one.after_per_day is None:
        after = _("nothing is recorded of the time after")
    else:
        after = _("after {rate} a day ({days} days)").format(rate=f"{one.after_per_day:.1f}", days=one.after_days)
    shorter = one.after_per_day is not None and one.after_days < one.before_days
    return _("{mark} {day} {names}: {before}, {after}{shorter}.").format(
        mark=mark, day=one.day, names=names, before=before, after=after,
        shorter=_("; the recorded time after is shorter") if shorter else "",
    )  # fmt: skip


def _circled(place: int) -> str:
    """① to ⑳, then the plain number."""
    return chr(0x2460 + place - 1) if place <= 20 else f"({place})"


def _paint(axes: Axes, drawn: Sequence[tuple[date, int]], filed: Sequence[date], step: int, *, narrow: bool) -> None:
    import pandas as pd
    from matplotlib import dates

    first = min(pd.Timestamp(drawn[0][0]), pd.Timestamp(filed[0]))
    last = max(pd.Timestamp(drawn[-1][0]) + pd.Timedelta(days=step - 1), pd.Timestamp(filed[-1]))
    first, last = style.at_least_a_week(first, last)
    begin = pd.Timestamp(drawn[0][0])
    edges = pd.date_range(begin, periods=len(drawn) + 1, freq=f"{step}D").to_numpy()
    values = [contacts for _first, contacts in drawn]
    axes.stairs(values, edges, fill=True, facecolor=style.NOT_CONNECTED, edgecolor="white", linewidth=0)
    highest = max(*values, 1)
    for place, day in enumerate(filed, start=1):
        at = pd.Timestamp(day) + pd.Timedelta(hours=12)
        axes.axvline(dates.date2num(at), color=style.ALARM, linestyle=style.DASHES, linewidth=1.1)
        # Marks of days close together stand on two heights.
        axes.annotate(
            _circled(place), (at, highest * (1.14 if place % 2 else 1.27)), ha="center", va="center", color=style.ALARM,
            fontsize=10, bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    style.day_axis(axes, first, last, narrow=narrow)
    style.count_axis(axes, _("contacts a week") if step == _WEEK else _("contacts"))
    axes.set_xlim(first, last + pd.Timedelta(days=1))
    axes.set_ylim(0, highest * 1.36)
