"""Blocks as one complete page: printable on A4, readable on a telephone, without script, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files

from casekit.filing.letters.blocks import Block, Cell, Paragraph, Run, Table
from casekit.filing.letters.columns import shares
from casekit.filing.pages import shell
from casekit.report.markup import Html, blank, element, escape, together


def page_of(title: str, blocks: Sequence[Block]) -> str:
    """The page of a letter, in the language of the moment."""
    style = files("casekit.filing.letters").joinpath("letter.css").read_text("utf-8")
    return shell(title, body_of(blocks), style)


def body_of(blocks: Iterable[Block]) -> Html:
    """The blocks as HTML; items that follow each other are one list."""
    parts: list[str] = []
    items: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.kind == "li" and not (block.first and items):
            items.append(block)
            continue
        parts += _list(items)
        items = []
        if isinstance(block, Table):
            parts.append(_table(block))
        elif block.kind == "li":
            items.append(block)
        else:
            parts.append(element(block.kind, _runs(block.runs), class_=_class(block)))
    parts += _list(items)
    return together([Html(one) for one in parts], "\n")


def _list(items: Sequence[Paragraph]) -> list[Html]:
    if not items:
        return []
    lines = [element("li", _runs(one.runs)) for one in items]
    return [element("ul" if items[0].number is None else "ol", *lines, class_=_class(items[0]))]


def _class(block: Paragraph) -> str | None:
    return " ".join(sorted(block.classes)) or None


def _table(table: Table) -> Html:
    rows = [element("tr", *(_cell(cell) for cell in row)) for row in table.rows]
    columns = Html("".join(f'<col style="width: {share:.2%}">' for share in shares(table)))
    group = element("colgroup", columns)
    if not all(cell.head for cell in table.rows[0]):
        return element("table", group, element("tbody", *rows), class_="pairs")
    return element("table", group, element("thead", rows[0]), element("tbody", *rows[1:]), class_="list")


def _cell(cell: Cell) -> Html:
    return element("th" if cell.head else "td", _runs(cell.runs))


def _runs(runs: Iterable[Run]) -> Html:
    return together(map(_run, runs))


def _run(run: Run) -> Html:
    if run.blank:
        return blank()
    if run.text == "\n":
        return Html("<br>")
    words: Html = escape(run.text)
    if run.em:
        words = element("em", words)
    return element("strong", words) if run.strong else words
