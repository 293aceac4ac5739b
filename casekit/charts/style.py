"""What the charts share: colours, type, sizes, and the way from a figure to SVG.

Neither pyplot nor a global setting is touched: a chart drawn in somebody's notebook changes nothing there.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from casekit.text import _n, current_language, pick

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

# Told apart in grey print and by colour-blind readers: dark to light; third persons are warm and hatched as well.
CONNECTED, NOT_CONNECTED, MESSAGES, THIRD_PERSONS = "#1f3a5f", "#7f9dbf", "#d3dbe4", "#c8651b"
THIRD_PERSONS_HATCH = "////"
INK, SOFT, LINE, ALARM = "#1b1e23", "#50565f", "#c9ced6", "#8c1d18"
PARTIES = ("#1f3a5f", "#c8651b", "#4d7f4c", "#7d4f91", "#54779f", "#8a7624", "#5a616b")
WIDTH, NARROW_WIDTH = 7.4, 4.0  # inches; the narrow one is for windows up to chart.NARROW_WINDOW
DASHES = (0, (4, 3))
# The first one has the Latin letters and digits; a sign it lacks is taken from the next that has it.
_FONTS = (
    "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Droid Sans Fallback",
)  # fmt: skip
_READER = (
    "system-ui, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', "
    "'Droid Sans Fallback', sans-serif"
)
# The month names of strftime follow the machine's locale, not the language of the chart.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Some versions of matplotlib write one property, some write two.
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_BETWEEN = re.compile(r">\s+<")
# Hundredths of a point are finer than anything that can be seen or printed.
_PLACES = re.compile(r'(?<= )(?:d|x|y|transform)="[^"]*"')
_FINER = re.compile(r"(\d\.\d\d)\d+")
# The marks of a group that look alike: how they look is said once, at the group.
_ALIKE = re.compile(r'<g((?: (?!style)[\w:-]+="[^"]*")*)>(?=<use [^>]*?( style="([^"]*)")/>)(?:<use [^>]*?\2/>)+</g>')
_FONT = re.compile(r"(font-family: |font: (?:[\w.]+ )*?[\d.]+px )[^;\"]+")


Paint = Callable[["Axes", bool], Any]


def drawn(paint: Paint, height: float, narrow_height: float) -> tuple[str, str]:
    """The SVG of one pair of axes that `paint` fills, for a wide and for a narrow window; heights in inches.

    `paint` gets the axes and whether they are narrow.
    """
    return _svg(paint, WIDTH, height, narrow=False), _svg(paint, NARROW_WIDTH, narrow_height, narrow=True)


def drawn_narrow(paint: Paint, height: float) -> str:
    """The SVG for a narrow window alone, where a picture stands beside text whatever the window; height in inches."""
    return _svg(paint, NARROW_WIDTH, height, narrow=True)


def _svg(paint: Paint, width: float, height: float, *, narrow: bool) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    settings: Any = {
        "svg.fonttype": "none", "svg.hashsalt": "casekit", "font.family": _installed_fonts(), "font.size": 9.5,
        "axes.edgecolor": LINE, "axes.labelcolor": SOFT, "axes.spines.top": False, "axes.spines.right": False,
        "axes.axisbelow": True, "text.color": INK, "xtick.color": SOFT, "ytick.color": SOFT, "grid.color": "#e6e9ed",
        "legend.frameon": False, "hatch.linewidth": 0.7, "hatch.color": "#ffffff",
        # A dollar sign in somebody's name is a dollar sign.
        "text.parse_math": False,
        # The text is set by the reader's own system, so fitting it to pixels here would be work for nothing.
        "text.hinting": "none",
    }  # fmt: skip
    target = StringIO()
    # A machine without a Chinese font can still draw: the reader's fonts set the text.
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(width, height))
        paint(figure.add_subplot(), narrow)
        # Laid out here: a figure with a layout of its own is drawn an extra time when it is saved.
        ConstrainedLayoutEngine().execute(figure)
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return _lean(_FONT.sub(rf"\g<1>{_READER}", target.getvalue()))


def _lean(svg: str) -> str:
    """The same picture in fewer bytes: a report holds each one twice."""
    bare = _BETWEEN.sub("><", _METADATA.sub("", svg))
    rounded = _PLACES.sub(lambda found: _FINER.sub(r"\1", " ".join(found[0].split())), bare)
    return _ALIKE.sub(
        lambda found: f'<g{found[1]} style="{found[3]}">{found[0].partition(">")[2].replace(found[2], "")}', rounded
    )


@cache
def _installed_fonts() -> list[str]:
    """The wished fonts that are there; naming others floods the log."""
    from matplotlib import font_manager

    there = set(font_manager.fontManager.get_font_names())
    return [name for name in _FONTS if name in there] or ["sans-serif"]


def short_date(day: Any) -> str:
    """A day without its year, as the language writes it: 12月31日, 31 Dec."""
    return pick(zh=f"{day.month}月{day.day}日", en=f"{day.day} {_MONTHS[day.month - 1]}")


def full_date(day: Any) -> str:
    """A day with its year: 2025年12月31日, 31 Dec 2025."""
    return pick(zh=f"{day.year}年{short_date(day)}", en=f"{short_date(day)} {day.year}")


def day_axis(axes: Axes, first: Any, last: Any, *, narrow: bool) -> None:
    """Dates below, as many as can be read; the year under the first one and under each first one of a year."""
    from matplotlib import dates, ticker

    most = 4 if narrow else 8
    locator = dates.AutoDateLocator(minticks=2, maxticks=most)
    # Its widest steps are half a year and half a day: just under two of them need one place more.
    for step in (dates.MONTHLY, dates.HOURLY):
        locator.maxticks[step] = max(most, 5)
    moments = [dates.num2date(one) for one in locator.tick_values(first, last)]
    shown = [one for one in moments if first.date() <= one.date() <= last.date()]
    by_month = len(shown) > 1 and all(one.day == 1 for one in shown)
    labels = []
    for place, one in enumerate(shown):
        name = pick(zh=f"{one.month}月", en=_MONTHS[one.month - 1]) if by_month else short_date(one)
        new_year = not place or shown[place - 1].year != one.year
        labels.append(f"{name}\n{pick(zh=f'{one.year}年', en=str(one.year))}" if new_year else name)
    axes.xaxis.set_major_locator(ticker.FixedLocator([dates.date2num(one) for one in shown]))
    axes.xaxis.set_major_formatter(ticker.FixedFormatter(labels))
    axes.margins(x=0.01)


def count_axis(axes: Axes, label: str) -> None:
    """Whole numbers at the side, with faint lines across; what they count stands upright above them."""
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(axis="y")
    axes.annotate(
        label, (0, 1), xycoords="axes fraction", xytext=(-4, 5), textcoords="offset points", ha="right", color=SOFT,
        fontsize=9,
    )  # fmt: skip


def limit_line(axes: Axes, value: int, label: str) -> None:
    """A dashed line across, its meaning written at its end."""
    axes.axhline(value, color=ALARM, linestyle=DASHES, linewidth=1.2)
    axes.annotate(
        label, (1, value), xycoords=("axes fraction", "data"), xytext=(4, 0), textcoords="offset points", va="center",
        color=ALARM, fontsize=9,
    )  # fmt: skip


def legend_above(axes: Axes, columns: int) -> None:
    """The legend over the picture, where it covers nothing."""
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, borderaxespad=0.4, handlelength=1.3, columnspacing=1.4
    )


def every_day(first: Any, last: Any) -> np.ndarray[Any, Any]:
    """The edges of all days from first to last, as datetime64."""
    import numpy as np

    start = np.datetime64(first.date(), "D")
    return np.arange(start, np.datetime64(last.date(), "D") + 2)


def at_least_a_week(first: Any, last: Any) -> tuple[Any, Any]:
    """First and last day to draw: a single day stands in its week, not alone across the whole picture."""
    import pandas as pd

    missing = 6 - (last - first).days
    if missing <= 0:
        return first, last
    return first - pd.Timedelta(days=missing // 2), last + pd.Timedelta(days=missing - missing // 2)


def note_on_left_out(left_out: int) -> str:
    """What a chart says about contacts that nobody is named for."""
    if not left_out:
        return ""
    return _n(
        "{count} contact from a number nobody is named for is left out.",
        "{count} contacts from numbers nobody is named for are left out.",
        left_out,
    ).format(count=left_out)


def note_on_unknown_days(count: int) -> str:
    """What a chart by days says about contacts of which the day is not known."""
    if not count:
        return ""
    return _n(
        "{count} contact of which the day is not known is not in the picture.",
        "{count} contacts of which the day is not known are not in the picture.",
        count,
    ).format(count=count)


def sentences(*parts: str) -> str:
    """Sentences one after another, as the language sets them; empty ones are left out."""
    return ("" if current_language() == "zh" else " ").join(part for part in parts if part)
