"""Links that JupyterLab itself opens."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import ipywidgets as w

from casekit.casebook import casekit_home
from casekit.widgets.markup import Html, joined, tag


def lab_link(path: Path, label: str) -> Html:
    """A link that opens a file inside JupyterLab; empty when the file lies where Lab cannot reach it."""
    here = Path.cwd().resolve()
    home = casekit_home().resolve()
    target = path.resolve()
    reachable = target.is_relative_to(here) or (target.is_relative_to(home) and here.is_relative_to(home))
    if not reachable:
        return Html("")
    return tag("a", label, href=Path(os.path.relpath(target, here)).as_posix(), css="ck-link")


def show_links(output: w.Output, *links: Html) -> None:
    """Put links into an Output: JupyterLab opens those itself; it does not open links in a plain HTML widget."""
    found = [one for one in links if one]
    html = joined(*(tag("div", one) for one in found)) if len(found) > 1 else joined(*found)
    shown: Any = {
        "output_type": "display_data", "data": {"text/html": str(html), "text/plain": ""}, "metadata": {},
    }  # fmt: skip
    output.outputs = (shown,) if found else ()
