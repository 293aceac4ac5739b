"""Marks of very many contacts: dots in one path, a density of grey fields, marks that do not lie on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casekit.charts import style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_COLUMNS, _NARROW_COLUMNS = 72, 40
_LEVELS = 4
_HEIGHT = 200  # points that a day is high, about


def dots(axes: Axes, places: pd.DataFrame, colour: str, size: float, *, label: str) -> None:
    """Round dots at x (times) and y, as one path: a tenth of the bytes that single marks take."""
    import numpy as np
    from matplotlib import dates
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if places.empty:
        return
    x, y = np.asarray(dates.date2num(places["x"])), places["y"].to_numpy()
    # A stroke without length between round ends is a dot.
    path = Path(np.repeat(np.column_stack([x, y]), 2, axis=0), [Path.MOVETO, Path.LINETO] * len(places))
    path.should_simplify = False
    axes.add_patch(
        PathPatch(path, facecolor="none", edgecolor=colour, linewidth=size, capstyle="round", zorder=1 + size / 10)
    )
    axes.plot([], [], "o", color=colour, markersize=size, linestyle="none", label=label)


def density(axes: Axes, places: pd.DataFrame, span: tuple[Any, Any], colour: str, *, narrow: bool, label: str) -> None:
    """Fields of some days and an hour, the darker the more places lie in them; one path for each step of grey."""
    import numpy as np
    from matplotlib import dates
    from matplotlib.colors import to_rgb
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    begin, end = (float(dates.date2num(one)) for one in span)
    days = int(end - begin) + 1
    wide = -(-days // (_NARROW_COLUMNS if narrow else _COLUMNS))  # whole days
    columns = -(-days // wide)
    across = ((dates.date2num(places["x"]) - begin) // wide).astype(int)
    counts = np.zeros((columns, 24), dtype=int)
    np.add.at(counts, (across, np.minimum(places["y"].to_numpy().astype(int), 23)), 1)
    step = np.ceil(np.sqrt(counts / counts.max()) * _LEVELS).astype(int)
    for level in range(1, _LEVELS + 1):
        corners = [
            ((x, y), (x + wide, y), (x + wide, y + 1), (x, y + 1), (x, y))
            for x, y in ((begin + column * wide, hour) for column, hour in np.argwhere(step == level).tolist())
        ]
        if not corners:
            continue
        codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(corners)
        share = level / _LEVELS
        face = tuple(1 - (1 - part) * share for part in to_rgb(colour))
        axes.add_patch(PathPatch(Path(np.concatenate(corners), codes), facecolor=face, linewidth=0, zorder=1))
    axes.plot([], [], "s", color=colour, markersize=6, linestyle="none", label=label)


def thinned(places: pd.DataFrame, size: float, span: tuple[Any, Any], *, narrow: bool) -> pd.DataFrame:
    """The places without those that a mark of this size (points) already covers."""
    width = 72 * (style.NARROW_WIDTH if narrow else style.WIDTH)
    day = max((span[1] - span[0]).days / width * size, 1e-9)
    hour = 24 / _HEIGHT * size
    x = (places["x"] - span[0]).dt.total_seconds() / 86400 // day
    covered: pd.Series[bool] = x.to_frame("x").assign(y=places["y"] // hour).duplicated()
    left: pd.DataFrame = places[~covered]
    return left
