"""Findings on the same matter stand together; the strongest basis leads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casekit.model import Background
from casekit.rules import FindingGroup, Rulebook, group_findings, load_rulebook
from casekit.rules.engine import check
from casekit.rules.grouping import STRENGTHS
from tests.events import background_of, events_of, every

CN = load_rulebook("cn")
# Enough rules to show every way of grouping; the whole book would only make the lists longer.
SHOWN = (
    "PSAPL-OLD-42", "PSAPL-NEW-50", "CFC-2024-COLLECT", "GBT45251-CONTACT-DISCLOSE", "GBT45251-TARGET", "GBT45251-NIGHT",
    "GBT45251-FREQ-NOTICE-3", "CBA2026-ATTEMPTS-6", "address_book_blast",
)  # fmt: skip
BOOK = replace(CN, rules=tuple(CN.rule(one) for one in SHOWN))
FRIEND = {"person": "friend", "role": "other_third_party"}


def groups_of(
    rows: list[dict[str, Any]], background: Background | None = None, book: Rulebook = BOOK
) -> list[FindingGroup]:
    return group_findings(check(events_of(rows), background or background_of(), book))


def names(groups: list[FindingGroup]) -> list[list[str]]:
    return [[one.rule for one in group.findings] for group in groups]


def test_no_findings_no_groups() -> None:
    assert group_findings([]) == []


def test_a_plain_rule_leads_the_law_that_the_police_have_to_weigh() -> None:
    groups = names(groups_of([{"at": "2025-12-01 10:00", "tags": ["insult"]}]))
    assert groups == [["CFC-2024-COLLECT", "PSAPL-OLD-42"]]


def test_disclosure_and_wrong_target_are_one_matter() -> None:
    rows = [{"at": "2026-01-05 10:00", "tags": ["debt_disclosed", "pay_demand_to_third_party"], **FRIEND}]
    groups = groups_of(rows, background_of({"lender": "bank"}))
    assert sorted(names(groups)[0]) == ["GBT45251-CONTACT-DISCLOSE", "GBT45251-TARGET"]


def test_connected_and_unanswered_calls_are_different_facts() -> None:
    rows = [*every(60, 4, "2026-02-05 09:00:00"), *every(50, 7, "2026-02-05 09:10:00", outcome="busy")]
    groups = groups_of(rows, background_of({"lender": "bank"}))
    assert names(groups) == [["GBT45251-FREQ-NOTICE-3"], ["CBA2026-ATTEMPTS-6"]]


def test_both_police_laws_meet_through_the_rule_that_covers_both_years() -> None:
    rows = every(1440, 6, "2025-12-29 10:00:00", tags=["insult"])
    assert names(groups_of(rows)) == [["CFC-2024-COLLECT", "PSAPL-OLD-42", "PSAPL-NEW-50"]]
    apart = names(groups_of(rows, background_of({"lender": "bank"})))
    assert apart == [["PSAPL-OLD-42"], ["PSAPL-NEW-50"]], "nothing in common, nothing together"


def test_debts_are_matters_of_their_own() -> None:
    background = background_of({"lender": "bank", "other": "bank"}, debts={"debt": "lender", "second": "other"})
    rows = [{"at": "2026-01-05 23:00"}, {"at": "2026-01-05 23:00", "party": "other", "debt": "second"}]
    assert [group.lead.debt for group in groups_of(rows, background)] == ["debt", "second"]


def test_what_is_sure_comes_first_then_the_stronger_basis() -> None:
    rows = [
        {"at": "2026-01-05 23:00:00"}, *every(10, 3, "2026-01-06 10:00:00", tags=["insult"]),
        *({"at": "2026-01-07 10:00", "person": f"p{index}", "role": "other_third_party"} for index in range(3)),
    ]  # fmt: skip
    groups = groups_of(rows, background_of({"lender": "unknown"}))
    assert names(groups) == [["PSAPL-NEW-50", "CFC-2024-COLLECT"], ["address_book_blast"], ["GBT45251-NIGHT"]]
    assert [one.status for one in groups[0].findings] == ["over", "cannot_tell"]
    assert [group.lead.status for group in groups] == ["over", "over", "cannot_tell"]
    assert STRENGTHS.index(groups[0].lead.strength) < STRENGTHS.index(groups[1].lead.strength)


def test_what_waits_for_one_answer_about_the_lender_is_one_matter() -> None:
    rows = [
        {"at": "2026-01-05 10:00", "tags": ["insult"]}, {"at": "2026-01-07 10:00", "tags": ["debt_disclosed"], **FRIEND},
    ]  # fmt: skip
    waiting = [group for group in groups_of(rows, book=CN) if "association_member" in {
        ask.id for one in group.findings for ask in one.questions}]  # fmt: skip
    assert len(waiting) == 1 and len(waiting[0].findings) >= 3
    assert all(one.rule.startswith("NIFA2018") for one in waiting[0].findings)


def test_no_finding_is_lost_in_grouping() -> None:
    rows = [
        *every(30, 12, "2026-02-05 22:10:00", tags=["insult"]),
        {"at": "2026-02-05 10:00", "tags": ["debt_disclosed"], **FRIEND},
    ]
    findings = check(events_of(rows), background_of(), BOOK)
    assert sorted(one.rule for group in group_findings(findings) for one in group.findings) == sorted(
        one.rule for one in findings
    )


def test_everything_a_whole_book_says_of_one_disclosure_is_one_matter() -> None:
    rows = [{"at": "2026-02-05 10:00", "tags": ["debt_disclosed", "pay_demand_to_third_party"], **FRIEND}]
    matters = {group.family: group for group in groups_of(rows, book=CN)}
    told = matters.pop("disclosure")
    waiting = next(group for group in matters.values() if group.lead.status == "cannot_tell")
    assert {one.questions[0].id for one in waiting.findings} == {"association_member"}, "asked once, for all of them"
    matters = {family: group for family, group in matters.items() if group is not waiting}
    assert len(told.findings) >= 5 and told.lead.rule == "PIPL-10"
    assert "disclosure" not in {one.family for group in matters.values() for one in group.findings}


def test_a_plain_rule_leads_a_law_that_has_to_be_weighed() -> None:
    rows = [{"at": "2025-12-05 10:00", "tags": ["insult"]}, {"at": "2025-12-06 10:00", "tags": ["threat_family"]}]
    abuse = next(one for one in groups_of(rows, book=CN) if one.family == "abuse")
    assert abuse.lead.rule == "CFC-2024-COLLECT", "what is plainly forbidden leads what has to be weighed"
    severities = [one.severity for one in abuse.findings if one.status == "over"]
    assert severities == sorted(severities, key=["breach", "evaluative"].index) and "evaluative" in severities
    rows = [{"at": "2026-01-05 10:00"}, {"at": "2026-01-05 12:00", **FRIEND}]
    others = next(one for one in groups_of(rows, book=CN) if one.family == "third_persons")
    assert others.lead.rule == "GBT45251-CONTACT-PRECOND", "the borrower had just been reached"
    assert "PIPL-13" in [one.rule for one in others.others]


def test_matters_on_which_a_law_speaks_come_before_those_on_which_none_does() -> None:
    rows = [
        *every(60, 4, "2026-02-05 09:00:00"), {"at": "2026-02-05 15:00", "tags": ["impersonate_police"]},
    ]  # fmt: skip
    order = [group.family for group in groups_of(rows, book=CN)]
    assert order.index("pretence") < order.index("frequency")


def test_background_law_stands_beside_matters_that_there_are() -> None:
    assert {family for law in CN.background for family in law.families} <= {rule.family for rule in CN.rules}


def test_what_no_paper_may_cite_does_not_lead() -> None:
    book = replace(CN, rules=(CN.rule("NETLOAN-2020"), CN.rule("GBT45251-TARGET")))
    rows = [{"at": "2026-01-05 10:00", "tags": ["pay_demand_to_third_party"], **FRIEND}]
    assert names(groups_of(rows, background_of({"lender": "bank"}), book)) == [["GBT45251-TARGET", "NETLOAN-2020"]]
