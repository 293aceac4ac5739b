"""Each kind of test has a page in both languages, and the example on it is run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.rules import load_rulebook
from casekit.rules.loading import packaged_books
from casekit.rules.primitives import PRIMITIVES
from casekit.rules.schema import schema
from casekit.rules.vectors import run_vectors
from tests.rules.trial import book

PAGES = Path(__file__).parents[3] / "docs" / "rulebooks" / "primitives"
KINDS = [one["if"]["properties"]["kind"]["const"] for one in schema()["$defs"]["test"]["allOf"]]
TAKEN = {
    one["if"]["properties"]["kind"]["const"]: set(one["then"]["propertyNames"]["enum"])
    for one in schema()["$defs"]["test"]["allOf"]
}
SHARED = set.intersection(*TAKEN.values())
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def halves(kind: str) -> list[str]:
    """The page of a kind in Chinese and in English."""
    return (PAGES / f"{kind}.md").read_text("utf-8").split("\n---\n")


def example(kind: str) -> dict[str, Any]:
    (text,) = EXAMPLE.findall("".join(halves(kind)))
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def parameters(text: str) -> set[str]:
    """The names in the first column of the tables of parameters."""
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_schema_program_and_pages_know_the_same_kinds() -> None:
    assert set(KINDS) == set(PRIMITIVES) == {one.stem for one in PAGES.glob("*.md")} - {"README"}
    for half in halves("README"):
        assert set(re.findall(r"\]\((\w+)\.md\)", half)) == set(KINDS)
        assert parameters(half) == SHARED


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_names_every_parameter_in_both_languages(kind: str) -> None:
    chinese, english = halves(kind)
    inner = {"days"} if kind == "time_outside" else set()  # of a stretch of hours, not of the test
    assert parameters(chinese) == parameters(english) == (TAKEN[kind] - SHARED) | inner


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_page_comes_out_as_it_says(kind: str) -> None:
    shown = example(kind)
    assert {test["kind"] for test in shown["test"]} == {kind}
    assert {"hit", "near_miss"} <= {vector["case"] for vector in shown["vectors"]}
    through = "caller" if kind == "missing_within" else "lender"
    assert [(one.vector, one.why) for one in run_vectors(book(shown, through=through))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_rules_named_on_a_page_use_it(kind: str) -> None:
    rules = {rule.id: rule for name in packaged_books() for rule in load_rulebook(name).rules}
    chinese, english = (half.rsplit("\n## ", 1)[1] for half in halves(kind))
    named = set(re.findall(r"`([\w.-]+)`", chinese))
    assert named and named == set(re.findall(r"`([\w.-]+)`", english))
    for one in named:
        assert kind in {test["kind"] for test in rules[one].test}, one
