"""Statutes, public-security and criminal law of the mainland: what they may be said to say, of whom, and from when."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.model import Background
from casekit.rules import Finding, Rule, load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of, every, fact_of

CN = load_rulebook("cn")
CRIMINAL = [rule for rule in CN.rules if "《刑法》" in rule.instrument["zh"]]
LAWS = [rule for rule in CN.rules if rule.strength in ("law", "admin_regulation")]
COUNTING = ("time_outside", "count_over", "burst", "distinct")
FRIEND = {"person": "friend", "role": "other_third_party"}


def found(rows: list[dict[str, Any]], background: Background | None = None) -> dict[str, Finding]:
    return {one.rule: one for one in check(events_of(rows), background or background_of(), CN)}


def over(rows: list[dict[str, Any]], background: Background | None = None) -> set[str]:
    return {rule for rule, one in found(rows, background).items() if one.status == "over"}


@pytest.mark.parametrize("rule", CRIMINAL, ids=lambda rule: rule.id)
def test_a_criminal_provision_is_for_the_police_to_judge(rule: Rule) -> None:
    assert rule.severity == "evaluative" and rule.routes[0] == "police"
    assert "供公安机关" in rule.summary.zh and "for the police" in rule.summary.en
    assert "涉嫌" not in rule.title["zh"] + rule.summary.zh + rule.conduct["zh"]


def test_a_finding_on_the_criminal_law_claims_nothing() -> None:
    rows = [{"at": "2026-02-05 10:00", "tags": ["impersonate_police", "restrict_freedom", "extortion_over_debt"]}]
    named = {rule: one for rule, one in found(rows).items() if rule.startswith("CRIM-")}
    assert set(named) == {"CRIM-279-280", "CRIM-238-245", "CRIM-274"}
    for one in named.values():
        assert "需要人工判断" in one.explanation["zh"] and "涉嫌" not in one.explanation["zh"]
        assert "needs a person's judgement" in one.explanation["en"] and "appears not" not in one.explanation["en"]


@pytest.mark.parametrize(
    "lender", ["bank", "bank_credit_card", "consumer_finance", "microloan", "auto_finance", "lending_company"]
)
def test_a_licensed_lender_is_never_told_that_its_debt_is_usury(lender: str) -> None:
    rows = [{"at": "2026-02-05 10:00", "tags": ["threat_violence", "stalking"]}]
    facts = [fact_of("unlawful_debt", "2026-01-01 09:00", party="lender")]
    assert "CRIM-293-1" not in found(rows, background_of({"lender": lender}, facts=facts))
    assert "CRIM-293-1" in over(rows, background_of({"lender": "private_person"}, facts=facts))


def test_threats_over_a_debt_are_no_matter_of_public_order_before_a_warning() -> None:
    rows = every(60, 20, "2026-02-05 09:00:00", tags=["threat_violence", "insult"])
    assert "CRIM-293" not in found(rows)
    warned = [fact_of("police_warning", "2026-02-05 12:30:00", party="lender")]
    finding = found(rows, background_of(facts=warned))["CRIM-293"]
    assert (finding.status, finding.count) == ("over", 16)


def test_no_number_of_persons_makes_the_crime_about_personal_information_a_finding() -> None:
    rows = [
        {"at": "2026-02-05 10:00", "person": f"p{number}", "role": "other_third_party", "tags": ["debt_disclosed"]}
        for number in range(60)
    ]
    assert "CRIM-253-1" not in found(rows)
    (law,) = [one for one in CN.background if one.id == "CRIM-253-1"]
    assert "很少达到" in law.caution["zh"] and "rarely" in law.caution["en"]


@pytest.mark.parametrize("rule", LAWS, ids=lambda rule: rule.id)
def test_a_number_that_no_law_sets_is_called_a_reference_value(rule: Rule) -> None:
    counts = [test for test in rule.test if test["kind"] in COUNTING or test.get("at_least", 1) > 1]
    if counts:
        assert "参考值" in rule.defeated_by["zh"] and "reference value" in rule.defeated_by["en"]


@pytest.mark.parametrize(
    ("at", "applying", "not_applying"),
    [
        ("2025-12-31 23:59:59", {"PSAPL-OLD-42", "PSAPL-OLD-51-52", "CSL-OLD"}, {"PSAPL-NEW-50", "PSAPL-NEW-56", "CSL-2025"}),
        ("2026-01-01 00:00:00", {"PSAPL-NEW-50", "PSAPL-NEW-56", "CSL-2025"}, {"PSAPL-OLD-42", "PSAPL-OLD-51-52", "CSL-OLD"}),
    ],
)  # fmt: skip
def test_the_second_decides_between_the_old_laws_and_the_new_ones(
    at: str, applying: set[str], not_applying: set[str]
) -> None:
    row = {"at": at, "tags": ["insult", "debt_disclosed", "impersonate_police"], **FRIEND}
    rules = over([row, {**row, "channel": "sms"}, {**row, "channel": "im"}])
    assert applying <= rules and not not_applying & rules


def test_of_a_contact_of_which_nobody_knows_when_it_was_neither_law_is_claimed() -> None:
    row = {"at": None, "tags": ["insult", "debt_disclosed", "impersonate_police"], **FRIEND}
    told = found([row])
    for rule in ("PSAPL-OLD-42", "CSL-OLD", "CSL-2025"):
        assert told[rule].status == "cannot_tell" and [one.id for one in told[rule].questions] == ["time"]


def test_a_statute_speaks_of_a_year_before_the_later_ones() -> None:
    row = {"at": "2018-05-05 10:00", "tags": ["debt_disclosed"], **FRIEND}
    assert {"CPL-29", "CSL-OLD"} <= over([row]) and not {one for one in over([row]) if one.startswith(("PIPL", "CIV"))}


@pytest.mark.parametrize(("tags", "severity"), [([], "evaluative"), (["debt_disclosed"], "breach")])
def test_whether_the_debtor_was_lost_to_a_bank_is_for_a_person_to_judge(tags: list[str], severity: str) -> None:
    """The guidelines let others be asked from the day after three failed calls, which is not looked at."""
    rows = [{"at": "2026-02-01 10:00:00"}, {"at": "2026-02-02 10:00:00", "tags": tags, **FRIEND}]
    finding = found(rows)["CBA2026-THIRD-PARTY"]
    assert (finding.status, finding.count, finding.severity) == ("over", 1, severity)
