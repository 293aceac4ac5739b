"""The look of the workbook, in one place: `style.css`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from casekit.widgets.markup import Html


@cache
def stylesheet() -> Html:
    """The one stylesheet, as an element that each section carries."""
    return Html(f"<style>{files('casekit.widgets').joinpath('style.css').read_text('utf-8')}</style>")
