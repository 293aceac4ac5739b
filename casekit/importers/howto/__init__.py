"""How to get each kind of file out of a phone or a carrier's app: the steps, in both languages, as YAML beside this.

The workbook shows them, and the README files hold them as `python -m casekit.importers.howto` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from casekit.data_files import data_of

# The order in which they are shown: what most people have comes first.
AREAS = ("carriers", "android", "iphone", "wechat", "chats", "media", "others")


@dataclass(frozen=True, slots=True)
class Guide:
    """The way to one kind of file; title, steps and note by language ("zh", "en")."""

    sources: tuple[str, ...]
    title: dict[str, str]
    steps: dict[str, list[str]]
    note: dict[str, str] = field(default_factory=dict)


@cache
def guides() -> tuple[Guide, ...]:
    """Every guide, in the order in which they are shown."""
    rows = (row for area in AREAS for row in data_of(__name__, f"{area}.yaml"))
    return tuple(Guide(tuple(row["sources"]), row["title"], row["steps"], row.get("note", {})) for row in rows)


def as_markdown(language: str) -> str:
    """All guides in one language, each folded up under its title."""
    parts = []
    for guide in guides():
        steps = "\n".join(f"{number}. {step}" for number, step in enumerate(guide.steps[language], start=1))
        note = f"\n\n{guide.note[language]}" if guide.note else ""
        parts.append(f"<details><summary>{guide.title[language]}</summary>\n\n{steps}{note}\n\n</details>")
    return "\n".join(parts) + "\n"
