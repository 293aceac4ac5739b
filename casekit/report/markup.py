"""HTML from words: every text passes `escape`, and only what `element` made is taken as finished.

No text of a person, a message or a file ever goes into Markdown or into the page by another way.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache

# Control characters and halves of surrogate pairs have no place in HTML; line breaks and tabs have.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Html(str):
    """HTML that is finished and may stand in the page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The same for templates, which escape whatever does not say so of itself."""
        return self


@lru_cache(maxsize=50_000)
def escape(text: str) -> Html:
    """Any text as HTML that shows exactly this text and does nothing else."""
    return Html(html.escape(_UNPRINTABLE.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n"))))


def element(name: str, *children: str, **attributes: str | int | None) -> Html:
    """One element; children that are not yet `Html` are escaped, attributes of None are left out.

    `class_` stands for `class`, and `data_x` for `data-x`.
    """
    opening = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{opening}>{together(children)}</{name}>")


def together(parts: Iterable[str], separator: str = "") -> Html:
    """Parts one after the other; those that are not yet `Html` are escaped."""
    return Html(str(separator).join(part if isinstance(part, Html) else escape(part) for part in parts))


def said(text: str) -> Html:
    """Words that are not ours: isolated, so that signs for right-to-left writing turn nothing else around."""
    return Html(f"<bdi>{escape(text)}</bdi>") if text else Html("")


def sentences(*texts: str) -> Html:
    """Each text as a paragraph; empty ones are left out."""
    return together(element("p", text) for text in texts if text)


def bullets(texts: Iterable[str], *, ordered: bool = False, class_: str | None = None) -> Html:
    """A list of the texts; nothing when there are none."""
    items = [element("li", text) for text in texts if text]
    return element("ol" if ordered else "ul", *items, class_=class_) if items else Html("")


def pairs(entries: Iterable[tuple[str, str]], class_: str = "pairs") -> Html:
    """A list of names and values; an entry without a value is left out."""
    items = [
        element("div", element("dt", name), element("dd", value))
        for name, value in entries
        if value
    ]  # fmt: skip
    return element("dl", *items, class_=class_) if items else Html("")


def blank(short: bool = False) -> Html:
    """A line to write on by hand."""
    return element("span", class_="blank short" if short else "blank")


def plain(text: str) -> str:
    """Text for places that hold no HTML, such as the metadata of a notebook."""
    return _UNPRINTABLE.sub("\ufffd", text)


def css_text(text: str) -> str:
    """Any text as a string of CSS that can end neither the string nor the style it stands in."""
    return json.dumps(re.sub(r"\s+", " ", plain(text)), ensure_ascii=False).replace("<", "\\3c ")
