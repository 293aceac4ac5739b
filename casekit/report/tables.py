"""Tables that print with repeated headings, stay fast when they are long, and stack on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    name: str,
    caption: str,
    stacks: bool = True,
    marked: Sequence[Mapping[str, str]] = (),
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
    marked
        attributes of each row, such as an `id` to be gone to; none by default
    """
    head = _head(columns)
    drawn = [_row(columns, cells, mark) for cells, mark in zip(rows, marked or ({},) * len(rows), strict=True)]
    stacking = _stacking(name, columns) if stacks else Html("")
    kind = f"list {name}" if stacks else f"list {name} narrow"
    if len(rows) <= ROWS_AT_ONCE:
        return together([stacking, _one(kind, head, drawn, caption)])
    slabs = []
    for first in range(0, len(rows), ROWS_AT_ONCE):
        part = drawn[first : first + ROWS_AT_ONCE]
        title = f"{caption} · {first + 1}–{first + len(part)}"
        height = (len(part) + 2) * _HEIGHT_OF_ROW
        slabs.append(
            element(
                "section", _one(kind, head, part, title, shown=True), class_="slab",
                style=f"contain-intrinsic-size:auto {height}px",
            )
        )  # fmt: skip
    return together([stacking, *slabs])


def _head(columns: Sequence[Column]) -> Html:
    shares = together(Html(f'<col style="width:{column.share}%">') for column in columns)
    headings = together(element("th", column.title, scope="col") for column in columns)
    return Html(f"<colgroup>{shares}</colgroup><thead><tr>{headings}</tr></thead>")


def _one(kind: str, head: Html, drawn: Sequence[str], caption: str, shown: bool = False) -> Html:
    title = element("caption", caption, class_=None if shown else "heard")
    return Html(f'<table class="{kind}">{title}{head}<tbody>{"".join(drawn)}</tbody></table>')


def _row(columns: Sequence[Column], cells: Sequence[str], mark: Mapping[str, str]) -> str:
    parts = [
        f'<td class="{column.set_as}">{_inside(cell)}</td>' if column.set_as else f"<td>{_inside(cell)}</td>"
        for column, cell in zip(columns, cells, strict=True)
    ]
    return element("tr", Html("".join(parts)), **mark) if mark else f"<tr>{''.join(parts)}</tr>"


def _inside(cell: str) -> Html:
    return cell if isinstance(cell, Html) else escape(cell)


def _stacking(name: str, columns: Sequence[Column]) -> Html:
    """On a phone every cell stands on a line of its own, its heading before it; the style costs no bytes per row."""
    rules = "".join(
        f".{name} td:nth-child({index})::before{{content:{css_text(column.title)}}}"
        for index, column in enumerate(columns, start=1)
    )
    return Html(f"<style>@media screen and (max-width:40rem){{{rules}}}</style>")
