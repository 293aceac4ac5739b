"""The charts, each with its words and its numbers."""

from __future__ import annotations

from casekit.report.markup import Html, element, together
from casekit.report.material import Material
from casekit.text import _

_ON_SCREEN = "calls-by-number"  # the list of numbers has its figures on paper


def section(material: Material) -> Html:
    """What the charts' own room drew; an empty chart is left out."""
    shown = [chart for chart in material.charts if not chart.empty]
    if not shown:
        return element("p", _("There is nothing to draw yet."))
    figures = [
        element("div", Html(chart.figure_html()), class_="chart unprinted" if chart.id == _ON_SCREEN else "chart")
        for chart in shown
    ]
    left_out = _(
        "This report as a file (HTML) also has pictures of the calls by number and of the days and hours of findings."
    )
    return together([*figures, element("p", left_out, class_="hint only-printed")])
