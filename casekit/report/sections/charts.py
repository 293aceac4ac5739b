"""The charts, each with its words and its numbers."""

from __future__ import annotations

from casekit.report.markup import Html, element, together
from casekit.report.material import Material
from casekit.text import _


def section(material: Material) -> Html:
    """What the charts' own room drew; an empty chart is left out."""
    shown = [chart for chart in material.charts if not chart.empty]
    if not shown:
        return element("p", _("There is nothing to draw yet."))
    return together(element("div", Html(chart.figure_html()), class_="chart") for chart in shown)
