"""Whom a rule binds, from when to when, in which scope, and what follows from what is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casekit.model import Background
from casekit.model.people import Person
from casekit.rules import Finding, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, every, fact_of

BOOK = load_rulebook("cn")
AT_NIGHT = {"at": "2026-01-05 23:30:00"}
FRIEND = {"person": "friend", "role": "other_third_party"}


def found(rule: str, rows: list[dict[str, Any]], background: Background | None = None) -> list[Finding]:
    book = replace(BOOK, rules=(BOOK.rule(rule),))
    return check(events_of(rows), background or background_of(), book)


def one(rule: str, rows: list[dict[str, Any]], background: Background | None = None) -> Finding:
    (finding,) = found(rule, rows, background)
    return finding


def test_a_case_without_anything_has_no_findings() -> None:
    assert check(events_of([]), background_of(), BOOK) == []
    assert check(events_of([]), background_of({}, agencies={}, debts={}), BOOK) == []


@pytest.mark.parametrize("kind", ["bank", "consumer_finance", "microloan", "auto_finance"])
def test_the_standard_binds_lenders_and_their_agencies(kind: str) -> None:
    for party in ("lender", "agency"):
        assert one("GBT45251-NIGHT", [{**AT_NIGHT, "party": party}], background_of({"lender": kind})).status == "over"


@pytest.mark.parametrize("kind", ["bank_credit_card", "private_person", "unlicensed", "lending_company"])
def test_an_agency_is_bound_through_its_lender_only(kind: str) -> None:
    assert found("GBT45251-NIGHT", [{**AT_NIGHT, "party": "agency"}], background_of({"lender": kind})) == []


def test_a_law_binds_whoever_it_is() -> None:
    insult = {"at": "2025-12-31 10:00", "tags": ["insult"]}
    for kind in ("private_person", "unknown", "bank"):
        assert one("PSAPL-OLD-42", [insult], background_of({"lender": kind})).status == "over"
    nobody = background_of({}, agencies={}, debts={})
    assert one("PSAPL-OLD-42", [{**insult, "party": None, "debt": None}], nobody).status == "over"


def test_the_kind_of_lender_is_asked_when_it_decides() -> None:
    finding = one("GBT45251-NIGHT", [AT_NIGHT], background_of({"lender": "unknown"}))
    assert (finding.status, finding.count) == ("cannot_tell", 1)
    (question,) = finding.questions
    assert (question.id, question.about) == ("lender_type", "lender")
    assert "lender" in question.en and "哪一类机构" in question.zh
    assert found("GBT45251-NIGHT", [{"at": "2026-01-05 12:00:00"}], background_of({"lender": "unknown"})) == []


def test_several_things_may_have_to_be_asked() -> None:
    background = background_of({"lender": "unknown", "other": "bank"}, debts={"debt": "lender", "second": "other"})
    rows = [*every(30, 3, debt="debt"), {"at": "2026-01-05 20:00:00", "party": None, "debt": None}]
    finding = next(one for one in found("GBT45251-FREQ-NOTICE-3", rows, background) if one.lender == "lender")
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["debt", "lender_type"])


# Dates


def test_each_contact_falls_under_the_law_of_its_own_day() -> None:
    rows = [*every(1440, 6, "2025-12-29 10:00:00", tags=["insult"])]  # 29, 30, 31, 1, 2, 3
    findings = check(events_of(rows), background_of(), BOOK)
    old, new = (next(one for one in findings if one.rule == rule) for rule in ("PSAPL-OLD-42", "PSAPL-NEW-50"))
    assert (old.count, new.count) == (3, 3)
    assert not set(old.incidents) & set(new.incidents)
    assert old.article == "Article 42" and "42" not in new.article


def test_the_day_is_that_of_the_person_contacted() -> None:
    events = events_of([{"at": "2025-12-31 23:30:00", "tags": ["insult"]}])
    book = replace(BOOK, rules=(BOOK.rule("PSAPL-OLD-42"),))
    assert len(check(events, background_of(), book)) == 1
    events["local"] = events["start"].dt.tz_convert("Asia/Tokyo").dt.tz_localize(None)
    assert check(events, background_of(), book) == []


# Of years before 2000 no contact can be entered.
DATED = [rule for rule in BOOK.rules if rule.severity != "reference" and rule.effective_from.year >= 2000]


@pytest.mark.parametrize("rule", DATED, ids=[rule.id for rule in DATED])
def test_effective_dates_are_inclusive(rule: Any) -> None:
    from casekit.rules.frame import frame_of
    from casekit.rules.selection import _of_dates

    first, last = rule.effective_from, rule.effective_to
    clock = [(f"{first} 00:00:00", True), (f"{first}", True)]
    if last:
        clock += [(f"{last} 23:59:59", True), (f"{last}", True)]
    frame = frame_of(events_of([{"at": at, "role": "other_third_party"} for at, _inside in clock]), background_of())
    inside, unknown = _of_dates(frame, rule)
    assert (inside.tolist(), unknown.tolist()) == ([True] * len(clock), [False] * len(clock))


def test_a_month_half_in_force_is_asked_about() -> None:
    rows = [{"at": "2025-02", "tags": ["debt_disclosed"], **FRIEND}]
    finding = one("GBT45251-CONTACT-DISCLOSE", rows)
    assert (finding.status, [one.id for one in finding.questions]) == ("cannot_tell", ["time"])
    assert found("GBT45251-CONTACT-DISCLOSE", [{**rows[0], "at": "2025-01"}]) == []
    assert one("GBT45251-CONTACT-DISCLOSE", [{**rows[0], "at": "2025-03"}]).status == "over"


def test_an_unknown_time_is_asked_about_and_never_counted() -> None:
    insult = {"tags": ["insult"]}
    finding = one("PSAPL-OLD-42", [insult])
    assert finding.status == "cannot_tell" and finding.questions[0].id == "time"
    finding = one("PSAPL-OLD-42", [insult, {"at": "2025-06-01 10:00", "tags": ["insult"]}])
    assert (finding.status, finding.count) == ("over", 1)
    assert [question.id for question in finding.questions] == ["time"]
    occurrence = one("GBT45251-NIGHT", [{}]).occurrences[0]
    assert (occurrence.start, occurrence.end, occurrence.count) == (None, None, 0)


# Scopes


def test_one_finding_for_each_debt() -> None:
    background = background_of({"lender": "bank", "other": "bank"}, debts={"debt": "lender", "second": "other"})
    rows = [
        AT_NIGHT,
        {**AT_NIGHT, "party": "other", "debt": "second"},
        {**AT_NIGHT, "party": "other", "debt": "second"},
    ]
    assert [(one.debt, one.count) for one in found("GBT45251-NIGHT", rows, background)] == [("debt", 1), ("second", 2)]


def test_two_debts_of_one_lender_are_added_up_where_the_rule_counts_per_lender() -> None:
    background = background_of(debts={"debt": "lender", "second": "lender"})
    rows = [*every(30, 2), *every(30, 2, "2026-01-05 15:00:00", debt="second")]
    finding = one("GBT45251-FREQ-NOTICE-3", rows, background)
    assert (finding.count, finding.debt, finding.lender) == (4, None, "lender")


def test_contacts_of_no_debt_give_a_lower_and_an_upper_bound() -> None:
    background = background_of(debts={"debt": "lender", "second": "lender"})
    rows = [AT_NIGHT, {**AT_NIGHT, "debt": None}, {**AT_NIGHT, "debt": None, "party": None}]
    first, second = found("GBT45251-NIGHT", rows, background)
    assert (first.status, first.count, first.count_upper, first.questions) == ("over", 1, 3, ())
    assert (second.status, second.count_upper) == ("cannot_tell", 2)
    (question,) = second.questions
    assert question.id == "debt" and "2" in question.en and "2" in question.zh


def test_contacts_of_another_lender_are_in_no_bound() -> None:
    background = background_of({"lender": "bank", "other": "bank"}, debts={"debt": "lender", "second": "other"})
    finding = next(
        one
        for one in found("GBT45251-NIGHT", [AT_NIGHT, {**AT_NIGHT, "party": "other", "debt": None}], background)
        if one.debt == "debt"
    )
    assert (finding.count, finding.count_upper) == (1, 1)


def test_a_lender_without_a_debt_is_not_forgotten() -> None:
    background = background_of({"lender": "bank", "other": "bank"})
    rows = [{**AT_NIGHT, "party": "other", "debt": None}]
    assert [(one.debt, one.lender) for one in found("GBT45251-NIGHT", rows, background)] == [(None, "other")]


def test_lenders_are_not_added_up_when_no_debt_is_recorded() -> None:
    background = background_of({"lender": "bank", "other": "bank"}, debts={})
    rows = [*every(30, 2, debt=None), *every(30, 2, "2026-01-05 15:00:00", party="other", debt=None)]
    assert found("GBT45251-FREQ-NOTICE-3", rows, background) == []


def test_without_any_lender_the_kind_is_asked() -> None:
    finding = one(
        "GBT45251-NIGHT", [{**AT_NIGHT, "party": None, "debt": None}], background_of({}, agencies={}, debts={})
    )
    assert (finding.status, finding.lender, [question.id for question in finding.questions]) == (
        "cannot_tell",
        None,
        ["lender_type"],
    )


# What counts


def test_only_contacts_of_collectors_and_each_once() -> None:
    others = [
        {"attribution": "unknown"}, {"attribution": "not_collector"}, {"primary": False}, {"direction": "out"},
    ]  # fmt: skip
    rows = [{**AT_NIGHT, **other} for other in others]
    assert check(events_of(rows), background_of(), BOOK) == []
    assert one("GBT45251-NIGHT", [*rows, AT_NIGHT, {**AT_NIGHT, "attribution": "claimed"}]).count == 2


def test_somebody_unknown_is_asked_about_where_the_role_decides() -> None:
    somebody = {"at": "2026-01-05 10:00", "person": None, "role": None, "tags": ["debt_disclosed"]}
    finding = one("GBT45251-CONTACT-DISCLOSE", [somebody])
    assert (finding.status, [question.id for question in finding.questions]) == ("cannot_tell", ["person"])
    assert one("GBT45251-CONTACT-DISCLOSE", [{**somebody, "role": "other_third_party"}]).status == "over"
    known = {**somebody, "tags": ["threat_family"]}
    assert one("CFC-2024-COLLECT", [known]).questions == (), "a threat is one whoever was reached"


# Exceptions


@pytest.mark.parametrize(
    ("details", "excepted"),
    [
        ({}, True), ({"party": "lender"}, True), ({"party": "agency"}, True), ({"party": "other"}, False),
        ({"debt": "debt"}, True), ({"debt": "second"}, False), ({"person": "debtor"}, True), ({"person": "friend"}, False),
    ],
)  # fmt: skip
def test_an_exception_reaches_as_far_as_what_was_agreed(details: dict[str, str], excepted: bool) -> None:
    background = background_of(
        {"lender": "bank", "other": "bank"}, debts={"debt": "lender", "second": "other"},
        facts=[fact_of("agreed_hours", "2026-01-01 09:00", **details)],
    )  # fmt: skip
    assert (
        found("GBT45251-NIGHT", [AT_NIGHT], background) == []
        if excepted
        else len(found("GBT45251-NIGHT", [AT_NIGHT], background)) == 1
    )


def test_an_exception_nobody_recorded_stands_under_what_would_defeat_it() -> None:
    finding = one("GBT45251-NIGHT", [AT_NIGHT])
    assert finding.status == "over"
    assert finding.defeated_by["zh"].startswith("双方曾约定可以在这些时间联系；")
    assert finding.defeated_by["en"].startswith("That contact at these hours had been agreed; that the person")


def test_an_exception_for_one_person_leaves_the_others() -> None:
    background = background_of(
        facts=[fact_of("contact_offers_to_pay", "2026-01-01 09:00", person="friend")],
        persons=[Person(id="friend", name="甲"), Person(id="aunt", name="乙")],
    )
    rows = [
        {"at": "2026-01-05 10:00", "tags": ["debt_disclosed"], "person": who, "role": "other_third_party"}
        for who in ("friend", "aunt")
    ]
    assert one("GBT45251-CONTACT-DISCLOSE", rows, background).incidents == (f"{1:016x}",)


# Figures


def test_the_figure_is_compared_with_the_threshold_of_its_own_test() -> None:
    third = [
        {"at": f"2026-01-{5 + 1 * index:02d} 10:00", "person": f"p{index}", "role": "other_third_party"}
        for index in range(6)
    ]
    finding = one("address_book_blast", third)
    assert (finding.figure, finding.threshold) == (6, 5)
    assert "最多 6 名不同的第三人 ≥ 5 名" in finding.arithmetic[1]["zh"]


def test_occurrences_carry_the_offset_of_the_wall_clock() -> None:
    occurrence = one("GBT45251-NIGHT", [AT_NIGHT, {"at": "2026-01-05 23:45:10"}]).occurrences[0]
    assert (occurrence.as_json()["from"], occurrence.as_json()["to"]) == (
        "2026-01-05T23:30:00+08:00",
        "2026-01-05T23:45:10+08:00",
    )


def test_a_contact_that_two_tests_hit_is_counted_once() -> None:
    rows = every(10, 10, tags=["threat_family"])
    finding = one("CFC-2024-COLLECT", rows)
    assert finding.count == 10 and len(finding.occurrences) == 3
    assert "10 次；" in finding.explanation["zh"] and "合计 10 次" in finding.explanation["zh"]


def test_what_rests_on_numbers_of_this_tool_alone_is_for_a_person_to_judge() -> None:
    dense = every(10, 10)
    finding = one("CFC-2024-COLLECT", dense)
    assert (finding.status, finding.severity) == ("over", "evaluative")
    assert "需要人工判断" in finding.explanation["zh"] and "涉嫌与该规定不符" not in finding.explanation["zh"]
    threat = {"at": "2026-02-05 10:00:00", "tags": ["threat_family"]}
    assert one("CFC-2024-COLLECT", [*dense, threat]).severity == "breach"


def test_the_weightiest_of_each_test_is_told() -> None:
    rows = [
        {"at": f"2026-01-05 {8 + index}:00", "tags": ["insult"], "person": f"p{index}", "role": "other_third_party"}
        for index in range(12)
    ]
    finding = one("CFC-2024-COLLECT", [*rows, *every(5, 12, "2026-02-01 10:00:00")])
    sentences = [occurrence.sentence["zh"] for occurrence in finding.told if occurrence.sentence]
    assert (
        len(sentences) == 8
        and sum("≥ 10" in one for one in sentences) == 1
        and sum("≥ 4" in one for one in sentences) == 1
    )
    assert finding.arithmetic[-1]["en"] == f"… and {len(finding.occurrences) - 8} more, listed in the table."
