"""No verdicts and nothing that must not be cited: in every packaged book and in every finding its vectors make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from casekit.model.vocabulary import LENDER_TYPES
from casekit.rules import Finding, Rule, Rulebook, load_rulebook
from casekit.rules.engine import check
from casekit.rules.loading import book_path, packaged_books, read_book
from casekit.rules.vectors import case_of
from casekit.rules.wording import phrases, remarks, texts_of
from tests.rules.small import small_book

ROOT = Path(__file__).parents[2]
BOOKS = {name: load_rulebook(name) for name in packaged_books()}
CN = BOOKS["cn"]
RULES = [(book, rule) for book in BOOKS.values() for rule in book.rules]
LICENSED = {"bank", "bank_credit_card", "consumer_finance", "microloan", "auto_finance"}
# Articles beside its own that the source of a rule names with it.
QUOTED = {"ph.publish": {"第2条"}}
HAN = re.compile(r"[\u4e00-\u9fff]")
HEDGES = {
    ("over", "breach"): ("涉嫌", "appears not to comply"),
    ("over", "advice"): ("可能没有遵循这一建议", "appears not to follow"),
    ("over", "presumption"): ("推定", "presumed"),
    ("over", "evaluative"): ("需要人工判断", "needs a person's judgement"),
    ("over", "reference"): ("并非法定标准", "not a rule of law"),
    ("boundary", ""): ("没有计入", "not counted"),
    ("cannot_tell", ""): ("目前不能判断", "cannot be told yet"),
}


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts(value)


def caught(text: str, entry: str = "", book: str = "") -> list[str]:
    return [phrase.id for phrase in phrases() if phrase.found_in(text, entry, book)]


def articles_in(text: str) -> set[str]:
    return set(re.findall(r"第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六])?", text))


# What the books say


@pytest.mark.parametrize("name", BOOKS)
def test_no_text_of_a_book_is_a_verdict_or_must_not_be_cited(name: str) -> None:
    assert [str(one) for one in remarks(read_book(book_path(name))[0])] == []


@pytest.mark.parametrize("name", BOOKS)
def test_the_gate_sees_every_part_of_a_book(name: str) -> None:
    data, _fingerprint = read_book(book_path(name))
    seen = {where.split("/")[0] for where, _entry, _text in texts_of(data)}
    shown = {"title", "sources", "lender_types", "lenders", "rules", "background", "yardsticks"}
    assert seen == {part for part in shown if data.get(part)}
    assert {entry for where, entry, _text in texts_of(data) if where.startswith("rules/")} == {
        rule["id"] for rule in data["rules"]
    }


def test_no_word_of_the_lists_and_no_sentence_of_the_rules_is_a_verdict() -> None:
    labels = yaml.safe_load((ROOT / "casekit" / "model" / "labels.yaml").read_text("utf-8"))
    with (ROOT / "casekit" / "text" / "zh_CN" / "rules.po").open("rb") as stream:
        sentences = [text for message in read_po(stream) for text in (message.id, message.string)]
    for text in [*texts(labels), *texts(sentences)]:
        assert caught(text, book="cn") == [], text


# What the findings say


def findings_of(book: Rulebook, rule: Rule, folder: Path) -> Iterator[Finding]:
    """The findings that the vectors of a rule make, in every status they can have."""
    for place, vector in enumerate(rule.vectors):
        case = case_of(vector, folder / str(place), book)
        yield from check(case.events(), case.background(), replace(book, rules=(rule,)))


@pytest.mark.parametrize(("book", "rule"), RULES, ids=[rule.id for _book, rule in RULES])
def test_every_sentence_of_its_findings_is_careful_whole_and_in_its_language(
    book: Rulebook, rule: Rule, tmp_path: Path
) -> None:
    provisions = (*book.rules, *book.background, *book.yardsticks)
    verified = {article for one in provisions for article in articles_in(one.citation["zh"])}
    found = list(findings_of(book, rule, tmp_path))
    assert found
    for finding in found:
        for _where, _entry, text in texts_of({"findings": [finding.as_json()]}):
            assert caught(text, rule.id, book.id) == [], text
        hedged(finding, rule)
        for both in spoken(finding):
            whole(both)
        said = "".join(texts([spoken(finding), finding.citation, finding.instrument]))
        assert articles_in(said) <= verified | QUOTED.get(rule.id, set()), "an article that was not verified is named"
        if not rule.article_verified and rule.article["zh"]:
            assert rule.article["zh"] not in finding.explanation["zh"]
        for one in finding.occurrences:
            if one.start is not None and one.end is not None and finding.status == "over":
                assert rule.in_force(one.start.date()) and rule.in_force(one.end.date())


def spoken(finding: Finding) -> list[dict[str, str]]:
    questions = [{"zh": one.zh, "en": one.en} for one in (*finding.questions, *finding.exceptions)]
    return [finding.explanation, finding.defeated_by, finding.applies, *finding.arithmetic, *questions]


def hedged(finding: Finding, rule: Rule) -> None:
    zh, en = finding.explanation["zh"], finding.explanation["en"]
    hedge = HEDGES[finding.status, finding.severity if finding.status == "over" else ""]
    assert hedge[0] in zh and hedge[1] in en
    if (finding.status, finding.severity) != ("over", "breach"):
        assert "涉嫌" not in zh.replace(rule.conduct["zh"], "").replace(finding.arithmetic[0]["zh"], "")
    assert finding.defeated_by["zh"] and finding.defeated_by["en"] and finding.routes and finding.sources
    assert bool(finding.questions) >= (finding.status == "cannot_tell")


def whole(both: dict[str, str]) -> None:
    zh, en = both["zh"], both["en"]
    assert not re.search(r"[{}]|\bNone\b|\bnan\b|  ", zh + en), both
    assert not HAN.search(en), en
    assert HAN.search(zh) and not re.search(r"。。|；。|，。|。；|[\u4e00-\u9fff][,;?!]|。 ", zh), zh
    assert not re.search(r"\b1 (contacts|persons|days|calls|messages|texts|visits|letters)\b", en), en


# The gate itself


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("对方已违法", "verdict_zh"), ("该机构违反了规定", "verdict_zh"), ("其行为构成犯罪", "verdict_zh"),
        ("遭到暴力催收", "verdict_zh"), ("This violates the standard", "verdict_en"), ("an illegal call", "verdict_en"),
        ("this proves it", "verdict_en"), ("an unlawful call", "verdict_en"), ("they are criminals", "verdict_en"),
        ("自律公约第十六条规定 8:00 至 22:00", "convention_numbers"), ("公约规定每天3次", "convention_numbers"),
        ("《自律公约》第15条文明用语", "convention_articles"), ("公约第十七条不得同一日多次联系", "convention_articles"),
        ("《互联网金融催收行为管理办法》", "invented_measures"), ("助贷新规规定每日3次", "lending_notice_limits"),
        ("每天最多6次", "six_calls"), ("每日不得超过六次", "six_calls"), ("at most six calls a day", "six_calls"),
        ("向银保监会投诉", "banking_regulator"), ("年利率超过36%", "thirty_six_percent"),
        ("违背国家强制标准", "mandatory_standard"), ("a mandatory standard", "mandatory_standard"),
        ("黑猫投诉 heima.com", "wrong_site"), ("属于软暴力", "soft_violence"), ("涉嫌寻衅滋事", "picking_quarrels"),
        ("涉嫌催收非法债务罪", "unlawful_debt_offence"),
    ],
)  # fmt: skip
def test_what_must_not_be_said_is_caught(text: str, phrase: str) -> None:
    assert phrase in caught(text, book="cn")


@pytest.mark.parametrize(
    "text",
    [
        "公约没有规定 22:00 之类的时段", "公约第十六条：文明用语", "公约第十七条：在恰当的时间催收", "银保监会令2022年第9号", "这不是强制性国家标准", "it is not a mandatory standard",
        "不宜超过6次", "debts from unlawful lending", "criminal law", "构成犯罪的，依法追究", "24%", "推荐性国家标准",
        "有暴力催收等违法违规记录的机构",
    ],
)  # fmt: skip
def test_what_may_be_said_passes(text: str) -> None:
    assert caught(text, book="cn") == []


def test_a_phrase_about_one_country_leaves_the_others_alone() -> None:
    assert "seven_calls_cap" in caught("a cap of seven", book="us") and caught("a cap of seven", book="ie") == []
    assert caught("it is not a limit or cap", book="us") == []
    assert "philippine_hours" in caught("max 3 calls per day", book="ph")


def test_an_entry_may_name_its_own_offence_and_no_other_may() -> None:
    assert caught("涉嫌催收非法债务罪", "CRIM-293-1", "cn") == []
    assert caught("涉嫌催收非法债务罪", "CRIM-293", "cn") == ["unlawful_debt_offence"]


@pytest.mark.parametrize("phrase", phrases(), ids=lambda one: one.id)
def test_a_phrase_says_why_and_what_to_say_instead_in_both_languages(phrase: Any) -> None:
    for both in (phrase.why, phrase.say):
        assert HAN.search(both["zh"]) or "appears" in both["zh"]
        assert both["en"]
    assert phrase.books <= set(BOOKS)
    known = {one.id for book in BOOKS.values() for one in (*book.rules, *book.background)} | set(CN.sources)
    assert phrase.entries <= known | {"SOFT-VIOLENCE-2019"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"instrument": {"zh": "《互联网金融逾期债务催收自律公约（试行）》", "en": "convention"}}, "must not test time_outside"),
        ({"instrument": {"zh": "《互联网金融贷后催收业务指引》", "en": "guide"}}, "until 2025-02-27 at most"),
        ({"instrument": {"zh": "《治安管理处罚法》", "en": "law"}, "article": {"zh": "第四十二条", "en": "Article 42"}}, "until 2025-12-31 at most"),
        ({"instrument": {"zh": "《网络安全法》", "en": "law"}, "article": {"zh": "第四十四条", "en": "Article 44"}}, "until 2025-12-31 at most"),
        ({"instrument": {"zh": "《刑法》", "en": "law"}, "article": {"zh": "第二百九十三条之一", "en": "Article 293-1"}, "binds": ["bank"]}, "must not bind bank"),
        ({"instrument": {"zh": "《关于审理民间借贷案件适用法律若干问题的规定》", "en": "rules"}, "binds": ["microloan"]}, "must not bind microloan"),
    ],
)  # fmt: skip
def test_a_rule_that_outlasts_or_overreaches_its_instrument_is_caught(changes: dict[str, Any], says: str) -> None:
    data = small_book(id="cn")
    data["rules"][0] |= {"article_verified": True, **changes}
    assert any(says in one.what for one in remarks(data))


def test_the_article_that_was_renumbered_may_be_cited_as_it_is_now() -> None:
    data = small_book(id="cn")
    data["rules"][0] |= {
        "instrument": {"zh": "《网络安全法》", "en": "law"}, "article_verified": True,
        "article": {"zh": "第四十二条第二款", "en": "Article 42, paragraph 2"},
    }  # fmt: skip
    assert list(remarks(data)) == []


# What the facts say must not be cited, against the books


def provisions(instrument: str) -> list[Any]:
    return [one for one in (*CN.rules, *CN.background, *CN.yardsticks) if instrument in one.instrument["zh"]]


def test_the_convention_of_2018_has_no_hours_and_no_number() -> None:
    rules = [one for one in provisions("自律公约") if isinstance(one, Rule)]
    assert {one.id for one in rules} >= {"NIFA2018-13", "NIFA2018-16", "NIFA2018-17", "NIFA2018-18"}
    for rule in rules:
        assert not re.search(r"\d+[:：]00|每[天日]|[一二三四五六七八九十\d]次", rule.conduct["zh"])
        if {test["kind"] for test in rule.test} & {"time_outside", "count_over", "burst", "distinct"}:
            assert rule.severity == "evaluative" and "本工具的参考值" in rule.summary.zh
            assert "公约没有写明时段，也没有写明次数" in rule.defeated_by["zh"]


def test_the_guide_of_2024_ends_where_the_standard_begins() -> None:
    guide, standard = provisions("贷后催收业务指引"), provisions("GB/T 45251-2025")
    assert guide and standard
    assert {str(one.effective_to) for one in guide} == {"2025-02-27"}
    assert {str(one.effective_from) for one in standard} == {"2025-02-28"}
    assert {str(one.effective_from) for one in guide} == {"2024-05-15"}


def test_old_articles_end_where_the_new_ones_begin() -> None:
    for instrument, old in (("治安管理处罚法", "第四十二条"), ("网络安全法", "第四十二条、")):
        for one in provisions(instrument):
            is_old = one.citation["zh"].startswith(old)
            assert (str(one.effective_to) == "2025-12-31") == (one.effective_from.year < 2026), one.id
            assert not is_old or str(one.effective_to) == "2025-12-31"
    assert CN.rule("PSAPL-NEW-50").effective_from.isoformat() == "2026-01-01"


def test_the_rate_of_private_lending_binds_no_licensed_lender() -> None:
    for one in CN.yardsticks:
        if one.lpr_times:
            assert one.binds.isdisjoint(LICENSED)


def test_the_offence_of_collecting_unlawful_debts_needs_such_a_debt_and_no_licensed_lender() -> None:
    for rule in CN.rules:
        if "第二百九十三条之一" in rule.article["zh"]:
            assert rule.binds.isdisjoint(LICENSED | {"anyone"})
            assert "unlawful_debt" in {one["fact"] for one in rule.requires}


def test_seven_in_seven_is_a_presumption() -> None:
    assert {BOOKS["us"].rule(one).severity for one in ("us.calls.7in7", "us.calls.cooldown7")} == {"presumption"}


def test_the_licensed_lenders_named_here_are_lender_types() -> None:
    assert set(LENDER_TYPES) >= LICENSED
