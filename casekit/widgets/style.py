"""The look of the workbook, in one place: `style.css`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import ipywidgets as w

from casekit.widgets import fields as f
from casekit.widgets.markup import Html


@cache
def stylesheet() -> w.HTML:
    """The one stylesheet, as the one widget that every section shows first: any of them may stand alone."""
    return f.show(Html(f"<style>{files('casekit.widgets').joinpath('style.css').read_text('utf-8')}</style>"))
