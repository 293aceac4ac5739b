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

from casekit.text import _, _n

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

# Told apart in grey print and by colour-blind readers: dark to light, and one warm hue for third persons.
CONNECTED, NOT_CONNECTED, MESSAGES, THIRD_PERSONS = "#1f3a5f", "#7f9dbf", "#ccd5df", "#d0782a"
INK, SOFT, LINE, ALARM = "#1b1e23", "#5a616b", "#c9ced6", "#8c1d18"
PARTIES = ("#1f3a5f", "#d0782a", "#5b8c5a", "#8a5a9e", "#7f9dbf", "#b09a3b", "#5a616b")
WIDTH = 8.2
# The first one has the Latin letters and digits; a sign it lacks is taken from the next that has it.
_FONTS = (
    "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Droid Sans Fallback",
)  # fmt: skip
_READER = (
    "system-ui, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', "
    "'Droid Sans Fallback', sans-serif"
)
_FONT = re.compile(r"(font: (?:[\w.]+ )*?[\d.]+px )[^;\"]+")


def drawn(height: float, paint: Callable[[Axes], Any]) -> str:
    """The SVG of one pair of axes, `height` inches high, that `paint` fills."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = {
        "svg.fonttype": "none", "svg.hashsalt": "casekit", "font.family": _installed_fonts(), "font.size": 9.5,
        "axes.edgecolor": LINE, "axes.labelcolor": SOFT, "axes.spines.top": False, "axes.spines.right": False,
        "axes.axisbelow": True, "text.color": INK, "xtick.color": SOFT, "ytick.color": SOFT, "grid.color": "#e6e9ed",
        "legend.frameon": False, "hatch.linewidth": 0.6,
    }  # fmt: skip
    target = StringIO()
    # A machine without a Chinese font can still draw: the reader's fonts set the text.
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        paint(figure.add_subplot())
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return _FONT.sub(rf"\g<1>{_READER}", target.getvalue())


@cache
def _installed_fonts() -> list[str]:
    """The wished fonts that are there; naming others floods the log."""
    from matplotlib import font_manager

    there = set(font_manager.fontManager.get_font_names())
    return [name for name in _FONTS if name in there] or ["sans-serif"]


def day_axis(axes: Axes, first: Any, last: Any) -> None:
    """Dates below, as many as can be read; months when the days are many."""
    from matplotlib import dates

    axes.xaxis.set_major_locator(dates.AutoDateLocator(minticks=2, maxticks=7))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m-%d" if (last - first).days < 400 else "%Y-%m"))
    axes.margins(x=0.01)


def count_axis(axes: Axes, label: str) -> None:
    """Whole numbers at the side, with faint lines across."""
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(axis="y")
    axes.set_ylabel(label)


def legend_above(axes: Axes, columns: int) -> None:
    """The legend over the picture, where it covers nothing."""
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, borderaxespad=0.2, handlelength=1.2)


def every_day(first: Any, last: Any) -> np.ndarray[Any, Any]:
    """The edges of all days from first to last, as datetime64."""
    import numpy as np

    start = np.datetime64(first.date(), "D")
    return np.arange(start, np.datetime64(last.date(), "D") + 2)


def note_on_left_out(left_out: int) -> str:
    """What a chart says about contacts that nobody is named for."""
    if not left_out:
        return ""
    return _n(
        "{count} contact from a number nobody is named for is left out.",
        "{count} contacts from numbers nobody is named for are left out.",
        left_out,
    ).format(count=left_out)


def sentences(*parts: str) -> str:
    """Sentences one after another, as the language sets them; empty ones are left out."""
    told = [part for part in parts if part]
    joined = told[0] if told else ""
    for part in told[1:]:
        joined = _("{first} {second}").format(first=joined, second=part)
    return joined
