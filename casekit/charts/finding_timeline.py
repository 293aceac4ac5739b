"""One finding on the timeline: every contact by day and hour, those the finding rests on marked among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from casekit.charts import style
from casekit.charts.chart import Chart, nothing
from casekit.charts.marks import density, dots, thinned
from casekit.text import _, _n, listed, pick

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from casekit.model import Background, Fact
    from casekit.rules import Finding, Rule

# Facts that change what may be done from then on, or that show who knew; the first ones are drawn.
_FACTS = (
    "refused_contact", "written_cease", "police_warning", "settlement", "payoff", "complaint_filed", "lawyer_appointed",
    "written_dispute", "employer_ban", "channel_opt_out", "outsourcing_told", "inconvenient_time", "inconvenient_place",
)  # fmt: skip
_NUMBERS = ("①", "②", "③", "④", "⑤", "⑥")  # on the lines; what they are is told below the picture
_AROUND = timedelta(days=31)  # a fact further away would press the contacts together
_SINGLY = 1500  # more grey dots than this are drawn as a density
_TIMES = 6  # times of one day that its row of the table names
_PROOF, _OTHERS = "#1f5f8b", "#aeb5bf"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The contacts of a case as a finding sees them; `facts` are those to be drawn, by day."""

    counted: pd.DataFrame
    boundary: pd.DataFrame
    proof: pd.DataFrame
    others: pd.DataFrame
    facts: tuple[tuple[datetime, str], ...]

    @property
    def marked(self) -> tuple[pd.DataFrame, ...]:
        return (self.counted, self.boundary, self.proof)


def finding_timeline(
    finding: Finding,
    rule: Rule,
    events: pd.DataFrame,
    background: Background,
    *,
    left_out: int = 0,
    beside: bool = False,
) -> Chart:
    """Contacts by day (across) and time of day (down); the hours outside those a rule allows are shaded.

    One that stands `beside` text is narrow in every window.
    """
    import pandas as pd

    from casekit.casebook.events import counted
    from casekit.rules.chart_lines import closed_hours

    rows = counted(events)
    proof = events[events["id"].isin(finding.proof)]
    taken = {*finding.incidents, *finding.boundary_incidents, *finding.proof}
    drawable = [_timed(one) for one in (rows, proof)]
    days = pd.concat([_dated(one)["local"] for one in (rows, proof)])
    facts = _facts(finding, background, days)
    parts = _Parts(
        rows[rows["id"].isin(finding.incidents)], rows[rows["id"].isin(finding.boundary_incidents)], proof,
        rows[~rows["id"].isin(taken)], facts,
    )  # fmt: skip
    title = _("On the timeline: {rule}").format(rule=pick(finding.title))
    table = _table(parts)
    if not any(len(one) for one in drawable) or not any(len(one) for one in parts.marked):
        return nothing("finding-timeline", title, table)
    shaded = closed_hours(rule)
    paint = partial(_paint, parts=parts, shaded=shaded)
    svg, narrow = (style.drawn_narrow(paint, 3.9),) * 2 if beside else style.drawn(paint, 3.7, 3.9)
    return Chart("finding-timeline", title, svg, narrow, _alt(parts, days), table, _note(parts, rule, shaded, left_out))


def _timed(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of which the hour is known."""
    return rows[rows["local"].notna() & rows["precision"].isin(("second", "minute", "hour"))]


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of which the day is known."""
    return rows[rows["local"].notna() & rows["precision"].isin(("second", "minute", "hour", "day"))]


def _facts(finding: Finding, background: Background, days: pd.Series[Any]) -> tuple[tuple[datetime, str], ...]:
    """(day, what it is) of the dated facts that concern this finding's lender or nobody in particular."""
    from casekit import clock

    found = []
    for fact in background.facts_of(*_FACTS):
        told = background.lender_told(fact)
        if (told is None or finding.lender in (None, told.id)) and fact.precision not in ("month", "unknown"):
            found.append((_FACTS.index(fact.kind), clock.to_wall_clock(fact.at, background.header.zone), fact))
    near = [one for one in found if len(days) and days.min() - _AROUND <= one[1] <= days.max() + _AROUND]
    chosen = {(at.date(), fact.called): (at, fact.called) for _rank, at, fact in sorted(near, key=_by_rank)}
    return tuple(sorted(list(chosen.values())[: len(_NUMBERS)]))


def _by_rank(one: tuple[int, datetime, Fact]) -> tuple[int, datetime]:
    return one[:2]


def _table(parts: _Parts) -> pd.DataFrame:
    """A row for each day with a contact of this finding or a dated fact; the others of the case stand in the last."""
    import pandas as pd

    names = (_("Counted for this finding"), _("At the boundary"), _("Shows why the rule applies"), _("Other contacts"))
    counts = pd.DataFrame({
        name: _dated(rows)["local"].dt.normalize().value_counts()
        for name, rows in zip(names, (*parts.marked, parts.others), strict=True)
    }).fillna(0).astype(int).sort_index()  # fmt: skip
    told: dict[Any, str] = {}
    for at, what in parts.facts:
        day = pd.Timestamp(at).normalize()
        told[day] = listed((*([told[day]] if day in told else []), what))
    concerned = counts.index[counts[list(names[:3])].any(axis=1)].union(pd.DatetimeIndex(list(told))).sort_values()
    shown = counts.reindex(concerned, fill_value=0)
    times = _timed(pd.concat(parts.marked[:2]))["local"].sort_values()
    by_day = times.groupby(times.dt.normalize())
    shown.insert(0, _("Day"), [f"{day:%Y-%m-%d}" for day in concerned])
    shown[_("Times of day")] = [_times(by_day.get_group(day)) if day in by_day.groups else "" for day in concerned]
    shown[_("Dated fact")] = [told.get(day, "") for day in concerned]
    rest = [len(rows) - int(shown[name].sum()) for name, rows in zip(names, (*parts.marked, parts.others), strict=True)]
    if any(rest):
        last = pd.DataFrame([[_("other days, or day not known"), *rest, "", ""]], columns=shown.columns)
        shown = pd.concat([shown, last])
    return shown.reset_index(drop=True)


def _times(moments: pd.Series[Any]) -> str:
    named = listed(moments.dt.strftime("%H:%M").head(_TIMES))
    return named + (" …" if len(moments) > _TIMES else "")


def _alt(parts: _Parts, days: pd.Series[Any]) -> str:
    import pandas as pd

    mine = pd.concat([_dated(one)["local"] for one in parts.marked[:2]])
    return style.sentences(
        _("Contacts of the case from {first} to {last}. For this finding {count} are counted, {boundary} are at the "
          "boundary, {proof} show why the rule applies.").format(
            first=f"{days.min():%Y-%m-%d}", last=f"{days.max():%Y-%m-%d}", count=len(parts.counted),
            boundary=len(parts.boundary), proof=len(parts.proof),
        ),
        _("They are of {days} days, from {first} to {last}.").format(
            days=mine.dt.normalize().nunique(), first=f"{mine.min():%Y-%m-%d}", last=f"{mine.max():%Y-%m-%d}"
        ) if len(mine) else "",
        *_told(parts.facts),
    )  # fmt: skip


def _told(facts: Sequence[tuple[datetime, str]]) -> list[str]:
    return [
        _("{number} {day}: {what}.").format(number=number, day=style.full_date(at), what=what)
        for number, (at, what) in zip(_NUMBERS, facts, strict=False)
    ]


def _shading(rule: Rule) -> str:
    """What the shaded hours are: those of the rule, or what a law that names none is compared with."""
    if rule.severity == "evaluative":
        return _("Shaded: hours taken for comparison; whether the law bars them needs a person's judgement.")
    return _("Shaded: hours that the rule does not allow.")


def _note(parts: _Parts, rule: Rule, shaded: Sequence[tuple[float, float]], left_out: int) -> str:
    untimed = sum(len(one) - len(_timed(one)) for one in parts.marked)
    others = len(parts.others) - len(_timed(parts.others))
    by_weekday = any("days" in one for test in rule.test for one in test.get("allowed", ()))
    return style.sentences(
        *_told(parts.facts),
        _("Across: days; down: the time of day where the person was who was contacted."),
        _shading(rule) if shaded else "",
        _("On some weekdays the rule allows fewer hours than it shows.") if shaded and by_weekday else "",
        _("The other contacts are too many to be drawn singly: the darker a field, the more there were.")
        if len(_timed(parts.others)) > _SINGLY
        else "",
        _("Contacts that lie on each other share a mark; the table counts each.")
        if any(len(one) > _SINGLY for one in parts.marked)
        else "",
        _n(
            "{count} contact of this finding has no known time of day and is in the table only.",
            "{count} contacts of this finding have no known time of day and are in the table only.",
            untimed,
        ).format(count=untimed)
        if untimed
        else "",
        _("Other contacts without a known time of day: {count}, not drawn.").format(count=others) if others else "",
        style.note_on_left_out(left_out),
    )


def _paint(axes: Axes, narrow: bool, parts: _Parts, shaded: Sequence[tuple[float, float]]) -> None:
    import pandas as pd
    from matplotlib.transforms import ScaledTranslation

    days = pd.concat([*(_timed(one)["local"] for one in (*parts.marked, parts.others)),
                      pd.Series([at for at, _what in parts.facts], dtype="datetime64[us]")])  # fmt: skip
    first, last = style.at_least_a_week(days.min().normalize(), days.max().normalize())
    style.day_axis(axes, first, last, narrow=narrow)
    axes.set_xlim(first - pd.Timedelta(hours=12), last + pd.Timedelta(hours=36))
    axes.set_ylim(24, 0)
    for begin, end in shaded:
        axes.axhspan(begin, end, facecolor="#f4e9e6", edgecolor="none", zorder=0)
    for hour in _ends(shaded):
        axes.axhline(hour, color=style.ALARM, linewidth=0.6, zorder=1.5)
    hours = (0, 6, 12, 18, 24) if not shaded else sorted({0, 6, 12, 18, 24} | {hour for one in shaded for hour in one})
    apart = [hour for hour in hours if hour in (0, 24) or not any(0 < abs(hour - one) < 2.5 for one in _ends(shaded))]
    axes.set_yticks(apart, [f"{int(hour)}:{round(hour % 1 * 60):02d}" for hour in apart])
    axes.grid(axis="y")
    others = _places(parts.others)
    if len(others) > _SINGLY:
        density(axes, others, (first, last), _OTHERS, narrow=narrow, label=_("other contacts"))
    else:
        dots(axes, others, _OTHERS, 2.6, label=_("other contacts"))
    size = 6.0 if len(parts.counted) < 150 else 4.6
    signs: tuple[tuple[pd.DataFrame, str, str, str, str], ...] = (
        (parts.proof, "D", "white", _PROOF, _("shows why the rule applies")),
        (parts.boundary, "o", "white", style.ALARM, _("at the boundary, not counted")),
        (parts.counted, "o", style.ALARM, "white", _("counted for this finding")),
    )
    for rows, sign, inside, edge, name in signs:
        places = _places(rows)
        many = len(places) > _SINGLY
        if many:
            places = thinned(places, size, (first, last), narrow=narrow)
        if many and inside == style.ALARM:
            dots(axes, places, style.ALARM, size, label=name)
        elif len(places):
            axes.plot(
                places["x"], places["y"], sign, markersize=size if sign == "o" else size - 1, markerfacecolor=inside,
                markeredgecolor=edge, markeredgewidth=0.5 if inside == style.ALARM else 1.2, linestyle="none",
                label=name, clip_on=False,
            )  # fmt: skip
    high = 13 * _number_facts(axes, parts.facts, (first, last), narrow=narrow)
    handles, names = axes.get_legend_handles_labels()
    # Beside each other only where both are short enough for a narrow window.
    columns = 4 if not narrow else 2 if all(len(name) <= 20 for name in names) else 1
    above = axes.transAxes + ScaledTranslation(0, high / 72, axes.figure.dpi_scale_trans)
    axes.legend(
        handles[::-1], names[::-1], loc="lower left", bbox_to_anchor=(0, 1.0), bbox_transform=above,
        ncols=columns, borderaxespad=0.4, handlelength=1.0, columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip


def _ends(shaded: Sequence[tuple[float, float]]) -> list[float]:
    return [hour for one in shaded for hour in one if 0 < hour < 24]


def _places(rows: pd.DataFrame) -> pd.DataFrame:
    """x: the day, to the middle of its column; y: the hour of the day; an hour known roughly stands in its middle."""
    import pandas as pd

    timed = _timed(rows)
    day = timed["local"].dt.normalize()
    hour = (timed["local"] - day) / pd.Timedelta(hours=1) + (timed["precision"] == "hour") * 0.5
    return pd.DataFrame({"x": day + pd.Timedelta(hours=12), "y": hour.to_numpy(dtype=float)})


def _number_facts(axes: Axes, facts: Sequence[tuple[datetime, str]], span: tuple[Any, Any], *, narrow: bool) -> int:
    """A line down at the day of each fact, with its number above; gives the rows that the numbers take."""
    import pandas as pd
    from matplotlib import dates

    days_of_a_number = (span[1] - span[0]).days * 15 / (72 * (0.8 * style.NARROW_WIDTH if narrow else style.WIDTH))
    ends: list[pd.Timestamp] = []  # where each row of numbers is taken up to
    for number, (at, _what) in zip(_NUMBERS, facts, strict=False):
        day = pd.Timestamp(at).normalize() + pd.Timedelta(hours=12)
        row = next((place for place, end in enumerate(ends) if day >= end), len(ends))
        ends[row : row + 1] = [day + pd.Timedelta(days=days_of_a_number)]
        axes.axvline(dates.date2num(day), color=style.INK, linewidth=1.0, linestyle=style.DASHES)
        axes.annotate(
            number, (day, 1), xycoords=("data", "axes fraction"), xytext=(0, 2 + 13 * row), textcoords="offset points",
            ha="center", va="bottom", fontsize=11, color=style.INK,
        )  # fmt: skip
    return len(ends)
