"""The rulebook of the mainland against its sources, and rulebooks that a lawyer got wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.errors import InputError
from casekit.rules import Rule, load_rulebook
from casekit.rules.rulebook import _BOOKS, _loader, schema, schema_faults
from casekit.text import language

BOOK = load_rulebook("cn")
DATA: dict[str, Any] = yaml.load(_BOOKS.joinpath("cn.yaml").read_text("utf-8"), _loader())
LENDERS = {"bank", "consumer_finance", "microloan", "auto_finance"}
GBT = {
    "article": "", "from": "2025-02-28", "to": "", "binds": LENDERS | {"third_party_agency"},
    "strength": "national_std_recommended", "severity": "breach", "confidence": "high",
    "instrument": "GB/T 45251-2025《互联网金融 个人网络消费信贷 贷后催收风控指引》",
}  # fmt: skip
# What the sources say of each rule; whoever changes a rule has to change it here as well, with the source open.
SOURCES: dict[str, dict[str, Any]] = {
    "PSAPL-OLD-42": {
        "article": "第四十二条", "from": "2013-01-01", "to": "2025-12-31", "binds": {"anyone"}, "strength": "law",
        "severity": "breach", "confidence": "high", "instrument": "《治安管理处罚法》（2012年修正）",
    },
    "PSAPL-NEW-50": {
        "article": "第五十条第一款第（五）项", "from": "2026-01-01", "to": "", "binds": {"anyone"}, "strength": "law",
        "severity": "breach", "confidence": "high", "instrument": "《治安管理处罚法》（2025年修订）",
    },
    "CFC-2024-COLLECT": {
        "article": "", "from": "2024-04-18", "to": "", "binds": {"consumer_finance"}, "strength": "dept_rule",
        "severity": "breach", "confidence": "medium",
        "instrument": "《消费金融公司管理办法》（国家金融监督管理总局令2024年第4号）",
    },
    "GBT45251-CONTACT-DISCLOSE": GBT, "GBT45251-TARGET": GBT, "GBT45251-CONTACT-REFUSAL": GBT, "GBT45251-NIGHT": GBT,
    "GBT45251-FREQ-NOTICE-3": GBT,
    "CBA2026-ATTEMPTS-6": {
        "article": "", "from": "2026-01-30", "to": "", "strength": "self_discipline", "severity": "advice",
        "binds": {"bank", "bank_credit_card", "consumer_finance", "third_party_agency"}, "confidence": "high",
        "instrument": "中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》",
    },
    "address_book_blast": {
        "article": "", "from": "2000-01-01", "to": "", "binds": {"anyone"}, "strength": "project_heuristic",
        "severity": "reference", "confidence": "medium", "instrument": "参考阈值（本工具提出）",
    },
}  # fmt: skip


def test_these_rules_and_no_others_are_in_the_book() -> None:
    assert {rule.id for rule in BOOK.rules} == set(SOURCES)


@pytest.mark.parametrize("rule", BOOK.rules, ids=[rule.id for rule in BOOK.rules])
def test_a_rule_says_what_its_source_says(rule: Rule) -> None:
    assert SOURCES[rule.id] == {
        "article": rule.citation["zh"], "from": str(rule.effective_from), "to": str(rule.effective_to or ""),
        "binds": rule.binds, "strength": rule.strength, "severity": rule.severity, "confidence": rule.confidence,
        "instrument": rule.instrument["zh"],
    }  # fmt: skip
    assert rule.source and rule.checked_on == "2026-11"


def test_an_article_that_was_not_verified_never_prints() -> None:
    night = BOOK.rule("GBT45251-NIGHT")
    assert night.article["zh"] == "第5.3章（业务管理）" and not night.article_verified
    assert night.citation == {"zh": "", "en": ""}


def test_the_numbers_compared_are_those_of_the_sources() -> None:
    def tests(rule: str) -> tuple[dict[str, Any], ...]:
        return BOOK.rule(rule).test

    (night,), (notice,), (tries,) = (
        tests(rule) for rule in ("GBT45251-NIGHT", "GBT45251-FREQ-NOTICE-3", "CBA2026-ATTEMPTS-6")
    )
    assert (night["start"], night["end"]) == ("22:00", "08:00")
    assert (notice["limit"], notice["per"], BOOK.rule("GBT45251-FREQ-NOTICE-3").scope) == (3, "person", "lender")
    assert (tries["limit"], tries["per"], BOOK.rule("CBA2026-ATTEMPTS-6").scope) == (6, "line", "lender")
    assert [(one["at_least"], one["hours"]) for one in tests("address_book_blast")] == [(3, 24), (5, 168)]
    assert [(one["at_least"], one["hours"]) for one in tests("CFC-2024-COLLECT")[2:]] == [(10, 24), (4, 1)]
    for rule in BOOK.rules:
        for place, test in enumerate(rule.test):
            least = test.get("at_least", test.get("limit", 0))
            assert rule.threshold_of(place) in (least, least + 1, 0), "the figure shown is compared with what is tested"


@pytest.mark.parametrize("rule", BOOK.rules, ids=[rule.id for rule in BOOK.rules])
def test_an_exception_of_the_source_is_asked_about(rule: Rule) -> None:
    wanted = {
        "GBT45251-NIGHT": ["agreed_hours"], "GBT45251-FREQ-NOTICE-3": ["agreed_frequency"],
        "CBA2026-ATTEMPTS-6": ["agreed_frequency"], "GBT45251-TARGET": ["contact_offers_to_pay"],
        "GBT45251-CONTACT-DISCLOSE": ["contact_offers_to_pay"],
    }  # fmt: skip
    assert [one["fact"] for one in rule.not_if] == wanted.get(rule.id, [])


# The schema


def test_the_schema_is_a_schema_and_the_book_follows_it() -> None:
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema_faults(DATA) == []


def changed(path: str, value: Any) -> dict[str, Any]:
    """The book with one place changed; "-" takes it out."""
    data = copy.deepcopy(DATA)
    *way, last = path.split("/")
    place: Any = data
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
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
        ("rules/3/not_if/0/fact", "offered", "fact"), ("rules/7/test/0/start", "25:00", "start"),
        ("rules/0/vectors", [], "vectors"), ("rules/0/vectors/0/case", "maybe", "case"), ("rules/0/extra", 1, "rules/0"),
        ("rules", [], "rules"), ("binds_words/lender", ["shop"], "binds_words"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_book_is_named_with_its_place(path: str, value: Any, named: str) -> None:
    if path == "rules/7/test/0/start":
        path = f"rules/{[rule.id for rule in BOOK.rules].index('GBT45251-NIGHT')}/test/0/start"
    faults = schema_faults(changed(path, value))
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
    with language("zh"), pytest.raises(InputError, match="没有“mars”这套规则"):
        load_rulebook("mars")


def test_a_book_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        yaml.safe_dump({**DATA, "id": "own", "rules": DATA["rules"][:1]}, allow_unicode=True), encoding="utf-8"
    )
    assert [rule.id for rule in load_rulebook(str(path)).rules] == ["PSAPL-OLD-42"]
