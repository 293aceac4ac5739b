"""No verdicts and nothing that must not be cited, in the rulebook and in every finding it can make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit.model.people import Person
from casekit.rules import Finding, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, every, fact_of

BOOK = load_rulebook("cn")
ROOT = Path(__file__).parents[2]
FRIENDS = [Person(id=f"friend-{index}", name=f"甲{index}", relation="friend") for index in range(6)]
VERDICTS = re.compile(
    r"已违法|违法了|已经违法|违反了|构成违法|构成犯罪|证明了|足以证明|必须赔偿|犯罪分子|非法催收|暴力催收"
    r"|\bviolat|\bbreach(es|ed)\b|\billegal|\bunlawful|\bproves?\b|\bproven\b|\bguilty\b|\bcriminal|\bbroke the\b|\boffend",
    re.IGNORECASE,
)
# What the sources say must not be said, each with what is wrong about it.
NEVER = {
    "自律公约": "has no hours and no number of calls", "催收行为管理办法": "no such instrument was found",
    "助贷": "the notice of 2025 has no collection clause that was seen", "金规": "the notice has no collection clause that was seen",
    "业务指引": "replaced by the standard from 2025-02-28", "银保监会": "is called otherwise since 2023",
    "LPR": "does not apply to licensed lenders", "36%": "superseded in 2020", "催收非法债务": "only for unlawful debts",
    "强制标准": "the standard is a recommended one", "强制性": "the standard is a recommended one", "heima": "not the site",
    "每天最多6次": "it is advice, for unanswered tries at one line", "网络安全法": "renumbered", "寻衅滋事": "needs an earlier warning",
    "软暴力": "not to be labelled", "Cybersecurity": "renumbered", "mandatory": "the standard is a recommended one",
}  # fmt: skip


def every_finding() -> list[Finding]:
    """Findings of every rule, in every status a rule can have, with known and unknown lenders."""
    third = [{"person": one.id, "role": "other_third_party"} for one in FRIENDS]
    rows: list[dict[str, Any]] = [
        *every(5, 12, "2025-12-20 22:10:00", tags=["insult", "threat_family"]),
        *every(5, 12, "2026-02-05 22:10:00", tags=["obscene", "threat_arrest"]),
        *every(30, 8, "2026-02-10 09:00:00", outcome="rang_no_answer"), *every(30, 5, "2025-12-05 09:00:00", channel="sms"),
        *({"at": f"2026-01-0{day} 1{index}:00", "tags": ["debt_disclosed", "pay_demand_to_third_party", "amount_disclosed"], **one}
          for index, one in enumerate(third) for day in (5, 6)),
        {"at": "2026-03-01 22:00:00"}, {"tags": ["insult"]}, {"at": "2026-03", **third[0]},
        *every(60, 4, "2026-03-05 09:00:00", party=None, debt=None), *every(50, 7, "2026-03-06 09:00:00", outcome="busy", line=None),
    ]  # fmt: skip
    refusals = [fact_of("refused_contact", "2026-01-05 10:00", person=FRIENDS[0].id)]
    findings = []
    for kind in ("consumer_finance", "unknown"):
        background = background_of(
            {"lender": kind, "other": "bank"},
            debts={"debt": "lender", "second": "other"},
            facts=refusals,
            persons=FRIENDS,
        )
        for part in (rows, rows[-14:], rows[-14:-13]):
            findings += check(events_of(part), background, BOOK)
    return findings


FINDINGS = every_finding()


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts(value)


def printed() -> list[str]:
    """Everything a rule or a finding can print."""
    book = [
        text for rule in BOOK.rules
        for text in texts([rule.title, rule.instrument, rule.citation, rule.conduct, rule.unit, rule.defeated_by,
                           rule.at_boundary, [(one["zh"], one["en"]) for one in rule.not_if], rule.summary.zh, rule.summary.en,
                           rule.arithmetic.zh, rule.arithmetic.en, [(one.zh, one.en) for one in rule.parts.values()],
                           [test.get("arithmetic", {}) for test in rule.test], [one.words for one in rule.sources]])
    ]  # fmt: skip
    catalog = (ROOT / "casekit" / "text" / "zh_CN" / "rules.po").read_text("utf-8").splitlines()
    return [*book, *(text for finding in FINDINGS for text in texts(finding.as_json())), *catalog]


def test_the_gate_sees_every_rule_in_every_status() -> None:
    assert {one.rule for one in FINDINGS} == {rule.id for rule in BOOK.rules}
    assert {one.status for one in FINDINGS} == {"over", "boundary", "cannot_tell"}
    assert {question.id for one in FINDINGS for question in one.questions} >= {"lender_type", "debt", "time", "line"}


def test_nothing_printed_is_a_verdict() -> None:
    assert [text for text in printed() if VERDICTS.search(text)] == []


@pytest.mark.parametrize(
    "text", ["对方已违法", "该机构违反了规定", "This violates the standard", "an illegal call", "this proves it"]
)
def test_the_gate_would_stop_a_verdict(text: str) -> None:
    assert VERDICTS.search(text)


@pytest.mark.parametrize("phrase", NEVER)
def test_what_must_not_be_cited_is_cited_nowhere(phrase: str) -> None:
    assert [text for text in printed() if phrase.lower() in text.lower()] == []


def test_the_old_article_is_cited_for_the_old_years_only() -> None:
    for finding in FINDINGS:
        cited = "".join(texts([finding.explanation, finding.citation]))
        assert ("四十二条" in cited) == (finding.rule == "PSAPL-OLD-42")
        assert ("第五十条" in cited) == (finding.rule == "PSAPL-NEW-50")
        if finding.rule == "PSAPL-OLD-42" and finding.status == "over":
            assert all(one.end is not None and one.end.year <= 2025 for one in finding.occurrences)


def test_no_article_is_named_but_the_verified_ones() -> None:
    verified = {"第四十二条", "第五十条第一款第（五）项", "第二款", "第4号"}
    for finding in FINDINGS:
        named = re.findall(
            r"第[一二三四五六七八九十百零\d.]+[条章](?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?",
            "".join(texts(finding.as_json())),
        )
        assert set(named) <= verified, finding.rule


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda one: f"{one.rule}-{one.status}-{one.debt}")
def test_a_finding_is_a_suspicion_with_a_way_out(finding: Finding) -> None:
    zh, en = finding.explanation["zh"], finding.explanation["en"]
    hedges = {
        ("over", "breach"): ("涉嫌", "appears not to"), ("over", "advice"): ("可能没有遵循这一建议", "appears not to follow"),
        ("over", "reference"): ("并非法定标准", "not a rule of law"),
        "boundary": ("没有计入", "not counted"), "cannot_tell": ("目前不能判断", "cannot be told yet"),
    }  # fmt: skip
    wanted = hedges[(finding.status, finding.severity) if finding.status == "over" else finding.status]
    assert wanted[0] in zh and wanted[1] in en
    assert finding.defeated_by["zh"] and finding.defeated_by["en"]
    assert ("涉嫌" in zh) == (finding.status == "over" and finding.severity == "breach")
    assert bool(finding.questions) >= (finding.status == "cannot_tell")


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda one: f"{one.rule}-{one.status}-{one.debt}")
def test_sentences_are_whole_and_in_their_language(finding: Finding) -> None:
    spoken = [
        finding.explanation,
        finding.defeated_by,
        *finding.arithmetic,
        *({"zh": one.zh, "en": one.en} for one in finding.questions),
    ]
    for both in spoken:
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|  ", both["zh"] + both["en"])
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"甲\d", "", both["en"])), both["en"]
        assert re.search(r"[\u4e00-\u9fff]", both["zh"]) and "。。" not in both["zh"] and "；。" not in both["zh"]
        assert not re.search(r"\b1 (contacts|persons|days|calls|messages)\b", both["en"]), both["en"]
    assert finding.explanation["en"].endswith(".") or finding.explanation["en"].endswith(")")
    assert finding.explanation["zh"].endswith("。")
