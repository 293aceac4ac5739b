"""Reading a written report as its recipient does: by headings, tables and pictures."""

from __future__ import annotations

import base64
import html
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html

from casekit.casebook import Case
from casekit.casebook.masking import masked_view
from casekit.report.compose import gather
from casekit.report.material import Material
from casekit.report.write import write_report
from casekit.rules import check, load_rulebook

_EMBEDDED = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")


class Report:
    """A report as its reader finds it."""

    def __init__(self, page: str, material: Any = None) -> None:
        self.page = page
        self.material = material  # what it was made from, where a test compares the two
        # The declared encoding is for bytes; a string has none.
        self.tree = lxml.html.fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))

    @cached_property
    def everything(self) -> str:
        """All that the file holds in any form: its source with its pictures decoded and its entities resolved."""
        pictures = [base64.b64decode(found).decode("utf-8") for found in _EMBEDDED.findall(self.page)]
        return html.unescape("\n".join([self.page, *pictures]))

    def titles(self, level: int = 2) -> list[str]:
        return [" ".join(one.text_content().split()) for one in self.tree.iter(f"h{level}")]

    def part(self, name: str) -> Any:
        (found,) = self.tree.xpath(f"//div[contains(concat(' ', @class, ' '), ' part {name} ')]")
        return found

    def text(self, name: str) -> str:
        return " ".join(self.part(name).text_content().split())

    def rows(self, kind: str, part: str | None = None) -> list[list[str]]:
        """The cells of all tables of one kind, slabs and groups put together."""
        place = self.tree if part is None else self.part(part)
        found = place.xpath(f".//table[contains(concat(' ', @class, ' '), ' {kind} ')]/tbody/tr")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in found]

    def figures(self) -> dict[str, tuple[str, str]]:
        """The key figures: name → (value, note)."""
        boxes = self.part("request").xpath(".//dl[@class='figures']/div")
        return {
            box.find("dt").text_content(): (
                box.find(".//b").text_content(),
                "".join(small.text_content() for small in box.iter("small")),
            )
            for box in boxes
        }


def whole(cell: str) -> int:
    """The number a cell begins with; an empty one is none."""
    found = re.match(r"\d+", cell)
    return int(found.group()) if found else 0


def written(case: Case, folder: Path, **options: str) -> Report:
    """The report of a case, in English unless another language is wished."""
    wishes = {"lang": "en", "mask": "third-parties", **options}
    path = write_report(case, folder / "report.html", **wishes)
    return Report(path.read_text("utf-8"), material_of(case, wishes["mask"], wishes.get("debt")))


def material_of(case: Case, mask: str = "third-parties", debt: str | None = None) -> Material:
    """The findings of a case grouped and numbered, and its rows, without pictures."""
    view = masked_view(case, mask, debt=debt)
    book = view.header.rulebook
    return gather(view, check(view.events, view.background, book), (), {}, load_rulebook(book))
