"""Background law: what may be cited beside findings, from when to when, and never with a number nobody saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casekit.model.vocabulary import STRENGTHS
from casekit.rules import load_rulebook
from casekit.rules.background import citable
from casekit.rules.loading import packaged_books
from casekit.rules.rulebook import BackgroundLaw, Rulebook

CN = load_rulebook("cn")
LAWS = [law for name in packaged_books() for law in load_rulebook(name).background]
KINDS = {kind for rule in CN.rules for kind in rule.binds}
SOME = next(law for law in CN.background if law.id == "CIV-1032")


def book_of(*laws: BackgroundLaw) -> Rulebook:
    return replace(CN, background=laws)


def ids(laws: list[BackgroundLaw]) -> list[str]:
    return [law.id for law in laws]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_a_number_that_was_not_seen_or_rests_on_a_weak_source_is_never_printed(law: BackgroundLaw) -> None:
    if law.confidence == "low" or not law.article_verified or not law.verified:
        assert law.citation == {"zh": "", "en": ""}
    else:
        assert law.citation == law.article and law.citation["zh"] and law.citation["en"]


@pytest.mark.parametrize(
    "doubt", [{"confidence": "low"}, {"article_verified": False}, {"verified": False}], ids=lambda one: next(iter(one))
)
def test_each_doubt_alone_takes_the_article_away(doubt: dict[str, object]) -> None:
    assert SOME.citation["zh"] == "第一千零三十二条"
    assert replace(SOME, **doubt).citation == {"zh": "", "en": ""}


@pytest.mark.parametrize("doubt", [{"confidence": "low"}, {"verified": False}], ids=lambda one: next(iter(one)))
def test_what_is_for_the_workbook_only_or_weakly_sourced_is_not_cited_at_all(doubt: dict[str, object]) -> None:
    day = [date(2026, 1, 5)]
    assert ids(citable(book_of(SOME), ["peace"], day)) == ["CIV-1032"]
    assert citable(book_of(replace(SOME, **doubt)), ["peace"], day) == []


def test_an_instrument_may_be_cited_without_the_article_nobody_saw() -> None:
    law = replace(SOME, article_verified=False)
    assert citable(book_of(law), ["peace"], [date(2026, 1, 5)]) == [law] and law.citation["zh"] == ""


def test_law_about_some_kinds_of_lenders_only_for_those() -> None:
    day = [date(2026, 9, 5)]
    cited = {kind: ids(citable(CN, ["money", "abuse"], day, [kind])) for kind in ("bank_credit_card", "microloan")}
    assert "CARD-66" in cited["bank_credit_card"] and "MICRO-COST-2025" not in cited["bank_credit_card"]
    assert "MICRO-COST-2025" in cited["microloan"] and "CARD-66" not in cited["microloan"]
    assert not {"CARD-66", "MICRO-COST-2025"} & set(ids(citable(CN, ["money", "abuse"], day)))


def test_only_law_of_the_matters_asked_for() -> None:
    day = [date(2026, 1, 5)]
    assert ids(citable(CN, ["numbers"], day)) == []
    assert "CIV-1032" in ids(citable(CN, ["numbers", "peace"], day))
    assert "CIV-1032" not in ids(citable(CN, ["pretence"], day))
    assert citable(CN, [], day) == []


@pytest.mark.parametrize(
    ("days", "cited"),
    [
        ([date(2025, 12, 31)], True), ([date(2026, 1, 1)], False), ([date(2013, 1, 1)], True), ([date(2012, 12, 31)], False),
        ([date(2025, 12, 31), date(2026, 1, 1)], True), ([], False),
    ],
)  # fmt: skip
def test_six_months_to_report_are_cited_for_the_years_of_the_old_law_only(days: list[date], cited: bool) -> None:
    assert ("PSAPL-OLD-22" in ids(citable(CN, ["abuse"], days))) == cited


def test_the_strongest_comes_first_and_equally_strong_ones_keep_the_order_of_the_book() -> None:
    weak, strong = replace(SOME, id="weak", strength="self_discipline"), replace(SOME, id="strong")
    middle, last = replace(SOME, id="middle", strength="dept_rule"), replace(SOME, id="last")
    found = citable(book_of(weak, strong, middle, last), ["peace"], [date(2026, 1, 5)])
    assert ids(found) == ["strong", "last", "middle", "weak"]
    whole = citable(CN, [rule.family for rule in CN.rules], [date(2026, 1, 5)], KINDS)
    places = [STRENGTHS.index(law.strength) for law in whole]
    assert places == sorted(places) and len(set(places)) > 1


def test_the_workbook_alone_speaks_of_commercial_messages_and_soft_violence() -> None:
    """Both are there with a caution why not to use them, and neither gets into a paper."""
    kept = {law.id: law for law in CN.background if law.id in ("SMS-31", "SOFT-VIOLENCE-2019")}
    assert set(kept) == {"SMS-31", "SOFT-VIOLENCE-2019"}
    assert all(law.caution["zh"] and law.caution["en"] and not law.verified for law in kept.values())
    everything = ids(citable(CN, [rule.family for rule in CN.rules], [date(2026, 1, 5), date(2020, 1, 5)], KINDS))
    assert not set(kept) & set(everything)


@pytest.mark.parametrize("law_id", ["CRIM-253-1", "OCL-23", "CREDIT-25-26"])
def test_law_that_is_easily_overdone_is_shown_with_a_caution_and_goes_into_no_paper_by_itself(law_id: str) -> None:
    law = next(law for law in CN.background if law.id == law_id)
    assert law.caution["zh"] and law.caution["en"]
    assert law_id not in ids(citable(CN, [rule.family for rule in CN.rules], [date(2026, 1, 5)], KINDS))


def test_consumer_law_is_cited_against_businesses_only() -> None:
    day = [date(2026, 1, 5)]
    assert "CPL-50-51" in ids(citable(CN, ["abuse"], day, ["consumer_finance"]))
    assert "CPL-50-51" not in ids(citable(CN, ["abuse"], day, ["private_person"]))
