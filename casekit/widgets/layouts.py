"""What widgets have in common: layouts and styles, which are models of their own and would be half of all that a page loads.

A page that is loaded again asks the kernel for every model; each widget with a layout and a style of its own would
make three of it. So there is one layout of each kind and one style of each class, changed by nobody.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import ipywidgets as w


def layout(width: str | None = None, display: str | None = None) -> w.Layout:
    """The layout of this width and display; None leaves either to the stylesheet."""
    return _layout(width, display)


@cache
def _layout(width: str | None, display: str | None) -> w.Layout:
    return w.Layout(width=width, display=display)


@cache
def style(kind: Any) -> Any:
    """The style of all widgets of a class."""
    pattern = kind()
    made = pattern.style
    pattern.close()
    if "description_width" in made.keys:
        made.description_width = "initial"
    return made


def close_all(widget: w.Widget, keep: tuple[w.Widget, ...] = ()) -> None:
    """Take a widget and everything in it out of the kernel, when something else stands in its place."""
    if widget in keep:
        return
    for child in getattr(widget, "children", ()):
        close_all(child, keep)
    widget.close()
