"""A drawn chart: the picture, what it says in words, and its numbers."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from casekit.text import _

if TYPE_CHECKING:
    import pandas as pd

NARROW_WINDOW = 560  # CSS pixels; up to this width the words of the wide picture would be too small to read


@dataclass(frozen=True)
class Chart:
    """A chart that can be shown, read aloud and checked.

    Attributes
    ----------
    id
        stable, for links and tests
    title, alt, note
        in the language the chart was drawn in; `alt` tells in a sentence or two what the picture shows
    svg, narrow_svg
        the picture for a wide and for a narrow window, without scripts and without references to anything
        outside; "" when there was nothing to draw
    table
        the numbers that were drawn, columns named for people
    """

    id: str
    title: str
    svg: str
    narrow_svg: str
    alt: str
    table: pd.DataFrame
    note: str

    @property
    def empty(self) -> bool:
        """Whether there was nothing to draw."""
        return not self.svg

    def figure_html(self) -> str:
        """The chart as an HTML figure: picture, caption, and the numbers folded under it."""
        if self.empty:
            return ""
        folded = escape(_("The same numbers as a table"))
        return (
            f'<figure class="chart-{self.id}">'
            f'<picture><source media="(max-width: {NARROW_WINDOW}px)" srcset="{_data_url(self.narrow_svg)}">'
            f'<img alt="{escape(self.alt)}" src="{_data_url(self.svg)}"></picture>'
            f"<figcaption><strong>{escape(self.title)}</strong> {escape(self.note)}</figcaption>"
            f"<details><summary>{folded}</summary>{self._table_html()}</details>"
            "</figure>"
        )

    def _table_html(self) -> str:
        head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in self.table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in self.table.itertuples(index=False)
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def nothing(chart_id: str, title: str, table: pd.DataFrame) -> Chart:
    """The chart of no contacts."""
    return Chart(chart_id, title, "", "", "", table, "")


def _data_url(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
