"""What to do first, before any paper: the steps of `protection.yaml`, for the workbook and for the page in docs/.

`python -m casekit.filing.protection zh` (or `en`) prints that page.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casekit.data_files import data_of
from casekit.text import N_, Both, _, language, pick


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `source` where it rests on a fact, `countries` (ISO 3166) empty where it holds everywhere."""

    words: Both
    countries: tuple[str, ...] = ()
    source: Both | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What belongs together; `steps` in the order in which they are done."""

    id: str
    title: Both
    steps: tuple[Step, ...]


def chapters(country: str = "CN") -> tuple[Chapter, ...]:
    """What to do first in a country; chapters that have nothing for it are left out."""
    kept = (
        Chapter(one.id, one.title, tuple(step for step in one.steps if country in (step.countries or (country,))))
        for one in _everything()
    )
    return tuple(one for one in kept if one.steps)


@cache
def _everything() -> tuple[Chapter, ...]:
    rows = data_of("casekit.filing", "protection.yaml")
    return tuple(Chapter(row["id"], row["title"], tuple(map(_step, row["steps"]))) for row in rows)


def _step(row: Mapping[str, Any]) -> Step:
    words = {tag: row[tag] for tag in ("zh", "en")}
    return Step(words, tuple(row.get("countries", ())), row.get("source"))


TITLE = N_("Protect yourself first")
LEAD = N_("Ten minutes for this come before any complaint. Nothing here is legal advice, and nothing is sent anywhere.")


def as_markdown(tag: str, country: str = "CN") -> str:
    """The page of docs/ in one language: boxes to tick on paper."""
    with language(tag):
        parts = [f"# {_(TITLE)}", _(LEAD)]
        for chapter in chapters(country):
            boxes = "\n".join(f"- [ ] {_line(step)}" for step in chapter.steps)
            parts.append(f"## {pick(chapter.title)}\n\n{boxes}")
    return "\n\n".join(parts) + "\n"


def _line(step: Step) -> str:
    if step.source is None:
        return pick(step.words)
    return f"{pick(step.words)}  \n  {_('Source: {source}').format(source=pick(step.source))}"


if __name__ == "__main__":
    print(as_markdown(sys.argv[1] if sys.argv[1:] else "zh"), end="")
