"""Every source tells how its file gets out of the phone, in both languages, and the README files say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casekit.importers.howto import Guide, as_markdown, guides
from casekit.importers.registry import SOURCES

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_source_has_a_way_to_it() -> None:
    told = {source for guide in guides() for source in guide.sources}
    assert {one.id for one in SOURCES} - told == set()
    assert told - {one.id for one in SOURCES} <= {"recording", "screenshot"}


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.title["en"])
def test_both_languages_have_the_same_steps(guide: Guide) -> None:
    assert len(guide.steps["zh"]) == len(guide.steps["en"]) >= 2
    assert set(guide.note) in (set(), {"zh", "en"})
    chinese = [guide.title["zh"], *guide.steps["zh"], *guide.note.values()][: len(guide.steps["zh"]) + 1]
    assert all(HAN.search(one) for one in chinese[1:])
    assert all(one.strip() == one and one for steps in guide.steps.values() for one in steps)


@pytest.mark.parametrize(("language", "readme"), [("zh", "README.zh-CN.md"), ("en", "README.md")])
def test_the_readme_holds_them(language: str, readme: str) -> None:
    assert as_markdown(language) in (ROOT / readme).read_text("utf-8"), f"python -m casekit.importers.howto {language}"
