"""docs/rulebooks tells the truth: its example runs as it stands, it explains every field, its tables are current."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from casekit import create_case
from casekit.cli import main
from casekit.rules import checking
from casekit.rules.primitives import PRIMITIVES
from casekit.rules.schema import schema
from casekit.rules.sentences import _EXPLANATIONS
from casekit.text import _, language
from tests.rules import summary

FOLDER = Path(__file__).parents[2] / "docs" / "rulebooks"
EXAMPLES = {"README.md": "## Correct a rule", "README.zh-CN.md": "## 修改一条规则"}
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def edited(diff: str) -> None:
    """Change a file as the example shows it: context and lines taken out become context and lines put in."""
    first, *lines = diff.splitlines()
    path = Path(first.removeprefix("--- "))
    before = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    after = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path} does not hold what the example changes"
    path.write_text(text.replace(before, after), encoding="utf-8")


def expected(block: str, printed: str) -> None:
    for line in block.splitlines():
        assert re.search("^" + re.escape(line).replace("…", ".*") + "$", printed, re.MULTILINE), (line, printed)


@pytest.mark.parametrize("page", EXAMPLES)
def test_the_example_of_a_correction_runs_as_it_stands(
    page: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if page != "README.md":
        # Every vector of the book has been run by the same example in English.
        monkeypatch.setattr(checking, "run_vectors", lambda _book, _progress: iter(()))
    example = (FOLDER / page).read_text("utf-8").split(EXAMPLES[page])[1].split("\n## ")[0]
    printed, seen = "", []
    with language(summary.PAGES[page]):
        for kind, block in _BLOCK.findall(example):
            if kind == "diff":
                edited(block)
            elif kind == "text":
                expected(block, printed)
            else:
                printed = ""
                for words in map(shlex.split, block.splitlines()):
                    if words[1] == "findings":
                        case = create_case(
                            words[2], lender="演示消费金融", lender_type="consumer_finance", own_numbers=["13800000001"]
                        )
                        case.log(start="2026-03-01 22:30", number="17000000001", outcome="conversation")
                    with pytest.raises(SystemExit) as stopped:
                        main(words[1:])
                    seen.append((words[2] if words[1] == "rules" else words[1], stopped.value.code or 0))
                    printed += capsys.readouterr().out
    assert seen == [("copy", 0), ("check", 1), ("use", 0), ("findings", 0), ("use", 0)]


@pytest.mark.parametrize("page", EXAMPLES)
def test_every_field_of_a_rule_and_every_part_of_a_book_is_explained(page: str) -> None:
    text = (FOLDER / page).read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    published = schema()
    wanted = {*published["$defs"]["rule"]["properties"], *published["properties"], "files"}
    assert wanted - named == set()
    for words in ("severity", "vector_case"):
        values = published["$defs"]["rule"]["properties"].get(words) or published["$defs"][words]
        assert set(values["enum"]) <= named
    assert set(PRIMITIVES) == set(re.findall(r"\[(\w+)\]\(primitives/\1\.md\)", text))


@pytest.mark.parametrize("page", EXAMPLES)
def test_its_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", (FOLDER / page).read_text("utf-8"))
    assert targets and [one for one in targets if not (FOLDER / one).exists()] == []


@pytest.mark.parametrize(("page", "tongue"), summary.PAGES.items())
def test_the_tables_of_the_books_are_current(page: str, tongue: str) -> None:
    assert summary.told(page) == summary.tables(tongue), "run: python -m tests.rules.summary"


def test_what_the_pages_say_of_a_finding_is_what_findings_say() -> None:
    rows: dict[str, Any] = {}
    for page, tongue in summary.PAGES.items():
        for severity, said in re.findall(
            r"^\| `(\w+)` \| .+ \| (.+) \|$", (FOLDER / page).read_text("utf-8"), re.MULTILINE
        ):
            rows[severity, tongue] = said
    for (status, severity), sentence in _EXPLANATIONS.items():
        for tongue in ("zh", "en") if status == "over" else ():
            with language(tongue):
                assert rows[severity, tongue].lower() in _(sentence).lower(), (severity, tongue)
