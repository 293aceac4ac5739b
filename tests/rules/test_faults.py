"""What is wrong with a rulebook is said in sentences of the reader's language, with the place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputError
from casekit.rules.checking import check_book
from casekit.rules.faults import PATTERNS
from casekit.rules.loading import read_book
from casekit.rules.locations import Locations
from casekit.rules.schema import faults_of, schema
from casekit.text import language
from tests.rules.small import small_book, written


def said(change: Any) -> list[str]:
    """What is said of the small book after a change of its only rule."""
    data = small_book()
    change(data["rules"][0])
    return [str(fault) for fault in faults_of(data)]


def put(*way: Any, value: Any) -> Any:
    def change(rule: Any) -> None:
        *steps, last = way
        for step in steps:
            rule = rule[step]
        rule[last] = value

    return change


NIGHT = "rules/GBT45251-NIGHT"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rule: rule.pop("severity"), f"{NIGHT}: The field “severity” is missing."),
        (put("severty", value="breach"), f"{NIGHT}: There is no field “severty” here. Did you mean “severity”?"),
        (put("strength", value="laws"), f"{NIGHT}/strength: “laws” is none of the words that can stand here. Did you mean “law”? Possible: law, admin_regulation, judicial_interp, dept_rule, foreign_law, foreign_regulation, normative_doc, national_std_recommended, self_discipline, project_heuristic."),
        (put("strength", value="law，dept_rule"), f"{NIGHT}/strength: “law，dept_rule” is none of the words that can stand here. Only the comma , parts words in a list; the wide ones ， 、 ； do not."),
        (put("scope", value="person"), f"{NIGHT}/scope: “person” is none of the words that can stand here. Possible: debt, lender."),
        (put("effective", "from", value="2025-02-30"), f"{NIGHT}/effective/from: “2025-02-30” is no date; write it as 2026-01-31."),
        (put("effective", "to", value="2024-01-01"), f"{NIGHT}/effective: It ends before it begins."),
        (put("checked_on", value="2026"), f"{NIGHT}/checked_on: “2026” is no month; write it as 2026-01."),
        (put("threshold", value="three"), f"{NIGHT}/threshold: Here stands a text (three); expected is a whole number."),
        (put("threshold", value=-1), f"{NIGHT}/threshold: The number must be 0 or more."),
        (put("routes", value=[12378]), f"{NIGHT}/routes/0: Here stands a number (12378); expected is a text. Put it between quotation marks."),
        (put("confidence", value=True), f"{NIGHT}/confidence: Here stands true or false (true); expected is a text. Put it between quotation marks."),
        (put("article_verified", value="yes"), f"{NIGHT}/article_verified: Here stands a text (yes); expected is true or false."),
        (put("verified", value=None), f"{NIGHT}/verified: Here stands nothing (null); expected is true or false."),
        (put("article", value="第5.3章"), f"{NIGHT}/article: Here stands a text (第5.3章); expected is a group of fields or nothing (null)."),
        (put("article", value={"zh": "第5.3章"}), f"{NIGHT}/article: The field “en” is missing."),
        (put("source", value=[]), f"{NIGHT}/source: Nothing stands here; at least one entry or sign is needed."),
        (put("source", value=["S99"]), f"{NIGHT}/source: “S99” does not stand in the book's list of sources."),
        (put("test", 0, "allowed", 0, "from", value="8:00"), f"{NIGHT}/test/0/allowed/0/from: “8:00” is no time of day; write it as 08:00 between quotation marks."),
        (put("test", 0, "limit", value=3), f"{NIGHT}/test/0: There is no field “limit” here."),
        (put("not_if", 0, "overdue_over", value=60), f"{NIGHT}/not_if/0: Exactly one of these fields belongs here: fact, overdue_over."),
        (lambda rule: rule["not_if"][0].pop("fact"), f"{NIGHT}/not_if/0: Exactly one of these fields belongs here: fact, overdue_over."),
        (put("test", 0, value={"kind": "after_fact", "fact": "refused"}), f"{NIGHT}/test/0/fact: “refused” is none of the words that can stand here. Did you mean “refused_contact”?"),
        (put("test", 0, value={"kind": "burst", "at_least": 3, "hours": 0}), f"{NIGHT}/test/0/hours: The number must be above 0."),
        (put("vectors", 0, "events", 0, "person", value="uncle"), f"{NIGHT}/vectors/0/events/0/person: “uncle” is nobody the vector knows; describe that person under people."),
        (put("vectors", 0, "events", 0, "repeat", value=3), f"{NIGHT}/vectors/0/events/0: What is repeated needs a time (at, such as 2026-01-31 22:30) and a distance in minutes (every)."),
        (put("vectors", 0, "events", 0, "party", value="other"), f"{NIGHT}/vectors/0/events/0/party: There is no other lender unless debts is 2 or more."),
        (put("vectors", 0, "events", 0, "debt", value=2), f"{NIGHT}/vectors/0/events/0/debt: There are only so many debts: 1."),
        (put("test", 0, value={"kind": "on_holiday", "calendar": "XX"}), f"{NIGHT}/test: The public holidays of “XX” are not known."),
        (put("vectors", 0, "events", 0, "chanel", value="sms"), f"{NIGHT}/vectors/0/events/0: There is no field “chanel” here. Did you mean “channel”?"),
        (put("no_vector", value={"hits": "…"}), f"{NIGHT}/no_vector: There is no field “hits” here. Did you mean “hit”?"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence_with_its_place(change: Any, sentence: str) -> None:
    assert said(change) == [sentence]


def test_sentences_are_in_the_language_of_the_reader() -> None:
    with language("zh"):
        assert said(put("scope", value="person")) == [
            f"{NIGHT}/scope：“person”不是这里可以用的词。可以写：debt、lender。"
        ]
        assert said(lambda rule: rule.pop("unit")) == [f"{NIGHT}：缺少字段“unit”。"]


def test_every_way_the_schema_can_refuse_has_its_sentence() -> None:
    """A keyword or pattern that is new to the schema needs a sentence first."""
    words: set[str] = set()
    patterns: set[str] = set()

    def look(part: Any, *, names: bool) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                if not names:
                    words.add(key)
                    if key == "pattern":
                        patterns.add(value)
                look(value, names=key in ("properties", "$defs") and not names)
        elif isinstance(part, list):
            for value in part:
                look(value, names=False)

    look(schema(), names=False)
    told = {
        "required", "additionalProperties", "enum", "type", "oneOf", "format", "pattern", "minLength", "minItems",
        "minProperties", "minimum", "exclusiveMinimum", "propertyNames",
    }  # fmt: skip
    passive = {
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "properties",
        "items",
        "allOf",
        "if",
        "then",
        "const",
    }
    assert words - told - passive == set()
    assert patterns == set(PATTERNS)


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("id: trial\ntitle: {zh: 甲, en: A\nrules: []\n", "line 3", "bracket"),
        ("id: trial\n\ttitle: x\n", "line 2", "tab"),
        ("id: trial\nnote: one: two\n", "line 2, column 10", "colon"),
        ("id: trial\ntitle：甲\nrules: []\n", "line 3", "wide colon"),
        ("id: trial\ntitle: *gbt\n", "line 2", "mark"),
        ('id: "trial\n', "line 2", "quotation mark"),
        ("rules:\n- id: a\n   title: b\n", "line 3", "indented"),
        ("id: trial\n title: b\n", "line 2", "indented"),
        ("rules:\n  - id: a\n - id: b\n", "line 3", "indented"),
    ],
)
def test_what_is_no_yaml_is_told_with_line_and_column(text: str, where: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_book(path)
    (fault,) = refused.value.faults
    assert fault.where.startswith("book.yaml, ") and where in fault.where, fault
    assert says in fault.what, fault
    with language("zh"), pytest.raises(InputError) as refused:
        read_book(path)
    assert "行" in refused.value.faults[0].where


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes("id: trial\ntitle: 甲\n".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_book(path)


def test_a_place_has_its_line_also_in_a_later_file(tmp_path: Path) -> None:
    data = small_book("GBT45251-NIGHT", "GBT45251-FREQ-NOTICE-3")
    night, calls = sorted(data.pop("rules"), key=lambda one: one["id"] != "GBT45251-NIGHT")
    book = written({**data, "files": ["one.yaml", "two.yaml"]}, tmp_path / "book.yaml")
    written({"rules": [night]}, tmp_path / "one.yaml")
    written({"rules": [calls]}, tmp_path / "two.yaml")
    places = Locations(book)
    for where, name, starts in (
        ("title", "book.yaml", "title:"), ("rules/GBT45251-NIGHT/effective/from", "one.yaml", "    from:"),
        (f"rules/{calls['id']}/strength", "two.yaml", "  strength:"), ("rules/1/strength", "two.yaml", "  strength:"),
        (f"rules/{calls['id']}/nowhere", "two.yaml", "- id:"), ("nowhere", "book.yaml", "id:"),
    ):  # fmt: skip
        path, line = places.of(where)
        assert (path.name, path.read_text("utf-8").splitlines()[line - 1].startswith(starts)) == (name, True), where


def test_a_field_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = written(small_book(), tmp_path / "trial.yaml")
    path.write_text(
        path.read_text("utf-8").replace("  scope: debt\n", "  scope: lender\n  scope: debt\n"), encoding="utf-8"
    )
    (fault,) = Locations(path).doubled()
    line = next(place for place, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "scope: debt" in text)
    assert str(fault) == f"trial.yaml, line {line}: The field “scope” stands here a second time."


def test_a_time_zone_that_is_none_is_told() -> None:
    assert list(map(str, faults_of(small_book(zones=["Asia/Peking"])))) == [
        "zones: “Asia/Peking” is no time zone; write it as Asia/Shanghai."
    ]


_ODD = (
    None,
    "",
    "x",
    "XX",
    3,
    -1,
    0,
    True,
    [],
    {},
    ["x"],
    "2026-13-01",
    "24:00",
    {"zh": "a", "en": "b"},
    "{count",
    "2026-01-02",
)


def places_in(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from places_in(value, (*way, step))


def test_whatever_stands_anywhere_a_check_ends_in_words(tmp_path: Path) -> None:
    """Every value of a small book replaced by odd ones: the check tells faults or none, and never breaks."""
    data = small_book()
    rule = data["rules"][0]
    rule["vectors"] = [one for one in rule["vectors"] if one.get("facts")][:1]
    rule["vectors"][0]["events"] = [
        {"at": "2026-01-02 22:30", "repeat": 2, "every": 5, "party": "lender", "person": "friend", "debt": 1}
    ]
    rule["test"].append({"kind": "on_holiday", "calendar": "CN", "days": ["sun"]})
    data["sources"] = {name: data["sources"][name] for name in rule["source"]}
    told = 0
    for *way, last in places_in(data):
        for value in _ODD:
            changed = copy.deepcopy(data)
            part: Any = changed
            for step in way:
                part = part[step]
            part[last] = value
            faults = faults_of(changed)
            told += bool(faults)
            assert all(fault.what and "{" not in fault.what.replace("{count", "") for fault in faults), list(
                map(str, faults)
            )
            if not faults and "vectors" in way:
                assert check_book(written(changed, tmp_path / "odd.yaml")).faults == ()
    assert told > 500


def test_a_fault_that_rules_share_by_an_alias_is_told_once(tmp_path: Path) -> None:
    data = small_book("GBT45251-NIGHT", "GBT45251-FREQ-NOTICE-3")
    for rule in data["rules"]:
        rule["effective"] = data["rules"][0]["effective"]
    data["rules"][0]["effective"]["to"] = "some day"
    path = written(data, tmp_path / "trial.yaml")
    assert "&id" in path.read_text("utf-8") and len(faults_of(data)) == 2
    assert len(check_book(path).faults) == 1
