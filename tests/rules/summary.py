"""How much the packaged rulebooks hold, as the tables of docs/rulebooks; written there by `python -m tests.rules.summary`."""

from __future__ import annotations

import re
from pathlib import Path

from casekit.rules import load_rulebook
from casekit.rules.loading import packaged_books
from casekit.rules.schema import schema
from casekit.text import language, pick

FOLDER = Path(__file__).parents[2] / "docs" / "rulebooks"
PAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
_PLACE = re.compile(r"(?<=<!-- books -->\n).*(?=<!-- /books -->)", re.DOTALL)
_HEADINGS = {
    "en": (("book", "rules", "verified", "background law", "yardsticks", "vectors"), "vectors of"),
    "zh": (("规则库", "规则", "其中已核实", "背景法条", "成本参照", "测试向量"), "测试向量"),
}


def tables(tongue: str) -> str:
    """What is in each book, and how many vectors each case has."""
    books = [load_rulebook(name) for name in packaged_books()]
    cases = schema()["$defs"]["vector_case"]["enum"]
    first, second = _HEADINGS[tongue]
    with language(tongue):
        held = [
            (f"`{book.id}` {pick(book.title)}", len(book.rules), sum(rule.verified for rule in book.rules),
             len(book.background), len(book.yardsticks), sum(len(rule.vectors) for rule in book.rules))
            for book in books
        ]  # fmt: skip
    shown = [
        (f"`{book.id}`", *(sum(one["case"] == case for rule in book.rules for one in rule.vectors) for case in cases))
        for book in books
    ]
    return _table(first, held) + "\n" + _table((second, *(f"`{case}`" for case in cases)), shown)


def _table(heading: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def told(page: str) -> str:
    """The tables as they stand in a page."""
    found = _PLACE.search((FOLDER / page).read_text("utf-8"))
    assert found is not None
    return found.group()


def write() -> None:
    for page, tongue in PAGES.items():
        text = (FOLDER / page).read_text("utf-8")
        (FOLDER / page).write_text(_PLACE.sub(lambda _found, tongue=tongue: tables(tongue), text), encoding="utf-8")


if __name__ == "__main__":
    write()
