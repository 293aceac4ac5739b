"""Every packaged rulebook against its sources, and rulebooks that a lawyer got wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.errors import InputError
from casekit.rules import Rule, load_rulebook
from casekit.rules.loading import PACKAGED, book_path, packaged_books, read_book
from casekit.rules.rule_in_words import force_in_words
from casekit.rules.schema import faults_of, schema
from casekit.text import language

BOOK = load_rulebook("cn")
BOOKS = {name: load_rulebook(name) for name in packaged_books()}
DATA: dict[str, Any] = read_book(PACKAGED / "cn" / "book.yaml")[0]
RULES = [(name, rule) for name, book in BOOKS.items() for rule in book.rules]
EXPECTED = Path(__file__).parent / "expected"


def expected(book: str) -> dict[str, dict[str, Any]]:
    """What the sources say of each rule of a book, by its id; written beside the sources, not beside the rules."""
    texts = [path.read_text("utf-8") for path in sorted((EXPECTED / book).glob("*.yaml"))]
    return {rule: said for text in texts for rule, said in yaml.load(text, yaml.BaseLoader).items()}


SOURCES = {name: expected(name) for name in BOOKS}


@pytest.mark.parametrize("name", BOOKS)
def test_these_rules_and_no_others_are_in_the_book(name: str) -> None:
    assert {rule.id for rule in BOOKS[name].rules} == set(SOURCES[name])


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[rule.id for _name, rule in RULES])
def test_a_rule_says_what_its_source_says(name: str, rule: Rule) -> None:
    # Days that no source gives, or gives as those of issue only, are marked; the others are those of the source.
    assert {"certain": "true", **SOURCES[name][rule.id]} == {
        "article": rule.citation["zh"], "from": str(rule.effective_from), "to": str(rule.effective_to or "null"),
        "certain": str(rule.effective_certain).lower(),
        "binds": sorted(rule.binds), "strength": rule.strength, "severity": rule.severity,
        "confidence": rule.confidence, "instrument": rule.instrument["zh"], "verified": str(rule.verified).lower(),
        "not_if": [one.get("fact", "overdue") for one in rule.not_if], "requires": [one["fact"] for one in rule.requires],
    }  # fmt: skip
    assert rule.sources and rule.checked_on == "2026-11"


@pytest.mark.parametrize("name", BOOKS)
def test_background_law_and_yardsticks_say_what_their_sources_say(name: str) -> None:
    path = EXPECTED / "background" / f"{name}.yaml"
    sources = (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) or {}) if path.exists() else {}
    book = BOOKS[name]
    told = {
        one.id: {
            "article": one.citation["zh"], "from": str(one.effective_from), "to": str(one.effective_to or "null"),
            "certain": str(one.effective_certain).lower(), "strength": one.strength, "confidence": one.confidence,
            "binds": sorted(one.binds), "verified": str(one.verified).lower(),
        }
        for one in (*book.background, *book.yardsticks)
    }  # fmt: skip
    for one in book.yardsticks:
        told[one.id] |= {"rate": one.rate} if one.rate else {"lpr_times": str(one.lpr_times)}
    assert told == {key: {"certain": "true", **said} for key, said in sources.items()}


def test_the_law_of_another_country_is_never_called_a_rule_of_a_chinese_ministry() -> None:
    foreign = {"foreign_law", "foreign_regulation"}
    for book in BOOKS.values():
        told = {one.strength for one in (*book.rules, *book.background, *book.yardsticks)} - {"project_heuristic"}
        assert told.isdisjoint(foreign) if book.country == "CN" else told <= foreign, book.id


def test_an_article_that_was_not_verified_never_prints() -> None:
    night = BOOK.rule("GBT45251-NIGHT")
    assert night.article["zh"] == "第5.3章（业务管理）" and not night.article_verified
    assert night.citation == {"zh": "", "en": ""}


def test_a_day_that_is_not_certain_has_a_note_of_why_and_is_told_as_such() -> None:
    doubtful: dict[str, str] = {}
    for name, book in BOOKS.items():
        data = read_book(book_path(name))[0]
        notes = {
            one["id"]: one["effective"].get("note", "")
            for one in (*data["rules"], *data.get("background", ()), *data.get("yardsticks", ()))
        }
        for one in (*book.rules, *book.background, *book.yardsticks):
            with language("en"):
                assert ("not verified" in force_in_words(one)) is not one.effective_certain, one.id
            if not one.effective_certain:
                doubtful[one.id] = notes[one.id]
    assert all(doubtful.values())
    # What the sources date by the month, by the day of issue, or not at all; of rules see the expected days as well.
    assert {
        "us.definitions", "us.private_suit", "us.bankruptcy_stay", "ph.ra4200", "id.law", "id.sanctions", "OCL-23", "SMS-31",
        "MICRO-COST-2025",
    } <= doubtful.keys()  # fmt: skip
    assert doubtful.keys().isdisjoint({"us.calls.7in7", "ph.contactlist", "ie.cap3", "GBT45251-NIGHT", "PSAPL-NEW-50"})


def test_the_numbers_compared_are_those_of_the_sources() -> None:
    def tests(rule: str) -> tuple[dict[str, Any], ...]:
        return BOOK.rule(rule).test

    (night,), (notice,), (tries,) = (
        tests(rule) for rule in ("GBT45251-NIGHT", "GBT45251-FREQ-NOTICE-3", "CBA2026-ATTEMPTS-6")
    )
    assert night["allowed"] == [{"from": "08:00", "to": "22:00"}]
    assert (notice["days"], tries["days"]) == (1, 1)
    assert (notice["limit"], notice["per"], BOOK.rule("GBT45251-FREQ-NOTICE-3").scope) == (3, "person", "lender")
    assert (tries["limit"], tries["per"], BOOK.rule("CBA2026-ATTEMPTS-6").scope) == (6, "line", "lender")
    assert [(one["at_least"], one["hours"]) for one in tests("address_book_blast")] == [(3, 24), (5, 168)]
    assert [(one["at_least"], one["hours"]) for one in tests("CFC-2024-COLLECT")[2:]] == [(10, 24), (4, 1)]
    for rule in BOOK.rules:
        for place, test in enumerate(rule.test):
            least = test.get("at_least", test.get("limit", 0))
            assert rule.threshold_of(place) in (least, least + 1, 0), "the figure shown is compared with what is tested"


# The schema


def test_the_schema_is_a_schema() -> None:
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", BOOKS)
def test_the_packaged_books_follow_the_schema(name: str) -> None:
    assert faults_of(read_book(book_path(name))[0]) == []


def changed(path: str, value: Any) -> dict[str, Any]:
    """The book with one place changed; "-" takes it out."""
    data = copy.deepcopy(DATA)
    *way, last = path.split("/")
    place: Any = data
    for step in way:
        named = isinstance(place, list) and not step.isdigit()
        position = [one["id"] for one in place].index(step) if named else step
        place = place[int(position)] if isinstance(place, list) else place[position]
    if value == "-":
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("rules/0/source", [], "source"), ("rules/0/source", "-", "source"), ("rules/0/strength", "iron", "strength"),
        ("rules/0/severity", "-", "severity"), ("rules/0/effective/from", "2025-02-30", "from"),
        ("rules/0/effective/from", "in 2025", "from"), ("rules/0/effective/to", "2025", "to"),
        ("rules/0/checked_on", "lately", "checked_on"), ("rules/0/title", {"zh": "只有中文"}, "title"),
        ("rules/0/article", "第四十二条", "article"), ("rules/0/scope", "person", "scope"),
        ("rules/0/test/0/tags", ["insulted"], "tags"), ("rules/0/test/0/tags", [], "tags"),
        ("rules/0/test/0/limit", 3, "test/0"), ("rules/0/test/0/kind", "guessed", "kind"),
        ("rules/0/test/4/limit", "-", "test/4"), ("rules/0/test/4/where/channel", ["phone"], "channel"),
        ("rules/0/test/4/outcomes", ["spoken"], "outcomes"), ("rules/0/binds", ["landlord"], "binds"),
        ("rules/0/test/0/part", "rudeness", "test"), ("rules/0/summary/zh", "共 {total} 次", "summary/zh"),
        ("rules/0/summary/en", "{count", "summary/en"), ("rules/0/arithmetic/en", "{people}", "arithmetic/en"),
        ("rules/0/parts/abuse/en", "{figure}", "parts/abuse/en"), ("rules/1/id", "PSAPL-OLD-42", "PSAPL-OLD-42"),
        ("rules/GBT45251-NIGHT/not_if/0/fact", "offered", "fact"), ("rules/GBT45251-NIGHT/not_if/0/parts", ["night"], "not_if/0/parts"), ("rules/GBT45251-NIGHT/test/0/allowed/0/from", "25:00", "from"),
        ("rules/0/vectors", [], "vectors"), ("rules/0/vectors/0/case", "maybe", "case"), ("rules/0/extra", 1, "PSAPL-OLD-42"),
        ("rules", [], "rules"), ("binds_words/lender", ["shop"], "binds_words"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_book_is_named_with_its_place(path: str, value: Any, named: str) -> None:
    faults = faults_of(changed(path, value))
    assert faults and any(named in str(fault) for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "no valid YAML"),
        ("[]", "cannot be used"),
        ("", "cannot be used"),
        ("id: cn\ntitle: {zh: 甲, en: A}\nrules: []", "cannot be used"),
    ],
)
def test_a_book_that_cannot_be_used_is_refused_in_words(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load_rulebook(str(path))


def test_a_file_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes(b"\xff\xfe\x00rules")
    with pytest.raises(InputError, match="no valid YAML"):
        load_rulebook(str(path))


def test_a_book_that_is_not_there_is_refused_in_words() -> None:
    with language("zh"), pytest.raises(InputError, match="没有“mars”这个规则库"):
        load_rulebook("mars")


def test_a_book_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        yaml.safe_dump({**DATA, "id": "own", "rules": DATA["rules"][:1]}, allow_unicode=True), encoding="utf-8"
    )
    assert [rule.id for rule in load_rulebook(str(path)).rules] == ["PSAPL-OLD-42"]
