"""Binder: a public server that forgets; what the workbook says and asks there."""

from __future__ import annotations

import os

from casekit.text import _
from casekit.widgets.markup import Html, bullets, tag


def on_binder() -> bool:
    """Whether this runs on a public Binder server."""
    return "BINDER_LAUNCH_HOST" in os.environ


def banner() -> Html:
    """What everybody must know before typing anything real."""
    return tag(
        "div",
        tag("p", _("This is a public trial server, not your computer.")),
        bullets(
            [
                _("It is shut down after ten idle minutes, and everything in it is gone."),
                _("Whoever runs the server could see what you put here. Use invented data."),
                _("For a real case, install casekit on your own computer; the README shows how."),
            ]
        ),
        css="ck-banner",
        role="note",
    )
