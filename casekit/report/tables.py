"""Tables that print with repeated headings, stay fast when they are long, and stack on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casekit.report.markup import Html, css_text, element, escape, together

# Measured: above some 200 rows a browser gains from drawing only the part that is looked at.
ROWS_AT_ONCE = 200
_HEIGHT_OF_ROW = 44


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width in percent, and how its cells are set."""

    title: str
    share: int
    set_as: str = ""  # "" text, "figure" right-aligned digits, "mark" one line, "lines" one a line, "mono" hashes


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, name: str, caption: str, stacks: bool = True
) -> Html:
    """A table with caption and column headings; more than 200 rows come in slabs.

    Parameters
    ----------
    name
        a word of ASCII letters, one per kind of table; on a phone the headings go before the cells by it
    rows
        one sequence per row; cells that are not `Html` are escaped
    caption
        says what the table holds, for those who hear it; shown above slabs with the numbers of the rows
    stacks
        whether the cells of a row stand below each other on a phone; a narrow table need not
    """
    head = _head(columns)
    stacking = _stacking(name, columns) if stacks else Html("")
    kind = f"list {name}" if stacks else f"list {name} narrow"
    if len(rows) <= ROWS_AT_ONCE:
        return together([stacking, _one(kind, columns, head, rows, caption)])
    slabs = []
    for first in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[first : first + ROWS_AT_ONCE]
        title = f"{caption} · {first + 1}–{first + len(part)}"
        height = (len(part) + 2) * _HEIGHT_OF_ROW
        slabs.append(
            element(
                "section", _one(kind, columns, head, part, title, shown=True), class_="slab",
                style=f"contain-intrinsic-size:auto {height}px",
            )
        )  # fmt: skip
    return together([stacking, *slabs])


def _head(columns: Sequence[Column]) -> Html:
    shares = together(Html(f'<col style="width:{column.share}%">') for column in columns)
    headings = together(element("th", column.title, scope="col") for column in columns)
    return Html(f"<colgroup>{shares}</colgroup><thead><tr>{headings}</tr></thead>")


def _one(
    kind: str,
    columns: Sequence[Column],
    head: Html,
    rows: Sequence[Sequence[str]],
    caption: str,
    shown: bool = False,
) -> Html:
    opening = [f'<td class="{column.set_as}">' if column.set_as else "<td>" for column in columns]
    title = element("caption", caption, class_=None if shown else "heard")
    body = "".join(_row(opening, cells) for cells in rows)
    return Html(f'<table class="{kind}">{title}{head}<tbody>{body}</tbody></table>')


def _row(opening: Sequence[str], cells: Sequence[str]) -> str:
    parts = [
        f"{start}{cell if isinstance(cell, Html) else escape(cell)}</td>"
        for start, cell in zip(opening, cells, strict=True)
    ]
    return f"<tr>{''.join(parts)}</tr>"


def _stacking(name: str, columns: Sequence[Column]) -> Html:
    """On a phone every cell stands on a line of its own, its heading before it; the style costs no bytes per row."""
    rules = "".join(
        f".{name} td:nth-child({index})::before{{content:{css_text(column.title)}}}"
        for index, column in enumerate(columns, start=1)
    )
    return Html(f"<style>@media screen and (max-width:40rem){{{rules}}}</style>")
