"""What every page for paper has in common: what it may do, and what stands at the head and the foot of its sheets."""

from __future__ import annotations

import base64
import hashlib
import re

from casekit.report.markup import css_text
from casekit.text import _

_LONGEST_RUNNING_TITLE = 60  # what fits on one line


def content_security_policy(script: str = "") -> str:
    """What a page may do: nothing but its own style, pictures inside it, and this one script."""
    rules = [
        "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "font-src data:", "media-src data:",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        rules.append(f"script-src 'sha256-{digest}'")
    return "; ".join(rules)


def running_lines(title: str) -> str:
    """CSS in the language of the moment: sheets come apart, so each says which it is of how many, and of what paper."""
    title = title if len(title) <= _LONGEST_RUNNING_TITLE else title[:_LONGEST_RUNNING_TITLE] + "…"
    words = _("Page {page} of {pages}")
    counted = " ".join(
        f"counter({part[1:-1]})" if part in ("{page}", "{pages}") else css_text(part)
        for part in re.split(r"(\{pages?\})", words)
        if part
    )
    return (
        f"@page {{ @top-left {{ content: {css_text(title)}; font: 8pt sans-serif; color: #555; }} "
        f"@bottom-center {{ content: {counted}; font: 9pt sans-serif; color: #555; }} }}\n"
        "@page :first { @top-left { content: none; } }\n"
    )
