"""HTML for the workbook, made from the report's `escape` and `element`: the one way text becomes page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casekit.report.markup import Html, element, escape, said
from casekit.widgets.leading import leading

__all__ = [
    "Html", "badge", "bullets", "details", "escaped", "joined", "pairs", "paragraph", "quoted", "table", "tag",
]  # fmt: skip


def escaped(value: object) -> Html:
    """Any value as HTML; what is HTML already stays."""
    return value if isinstance(value, Html) else escape(str(value))


def quoted(value: object) -> Html:
    """Words of other people: right-to-left signs in them move nothing around them."""
    return said(str(value))


def tag(name: str, *children: object, css: str = "", **attributes: str) -> Html:
    """One element; children that are not HTML are escaped."""
    return element(name, *map(escaped, children), class_=css or None, **attributes)


def joined(*children: object) -> Html:
    """Pieces of HTML one after another."""
    return Html("".join(escaped(child) for child in children))


def paragraph(*children: object, css: str = "") -> Html:
    """A paragraph; where it names a section, it leads there."""
    return tag("p", *(leading(one) if type(one) is str else one for one in children), css=css)


def bullets(items: Iterable[object], css: str = "") -> Html:
    """A list; nothing when there is nothing to list."""
    rows = [tag("li", item) for item in items]
    return tag("ul", *rows, css=css) if rows else Html("")


def pairs(rows: Iterable[tuple[object, object]]) -> Html:
    """Names and values side by side; rows without a value are left out."""
    shown = [tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value not in ("", None)]
    return tag("dl", *shown, css="ck-pairs") if shown else Html("")


def badge(text: object, tone: str = "plain") -> Html:
    """A word in a frame; `tone` is plain, good, warn or strong."""
    return tag("span", text, css=f"ck-badge ck-{tone}")


def details(summary: object, *children: object) -> Html:
    """What is folded until somebody asks for it."""
    return tag("details", tag("summary", summary), *children)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> Html:
    """A table with a caption; in a narrow window each row becomes a small card that names its cells."""
    header = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head)))
    lines = [
        tag("tr", *(tag("td", cell, data_name=name) for name, cell in zip(head, row, strict=True))) for row in rows
    ]
    if not lines:
        return Html("")
    title = tag("caption", caption) if caption else Html("")
    return tag("div", tag("table", title, header, tag("tbody", *lines)), css="ck-table")
