"""The JSON of findings is a contract; what a status is called depends on what the rule is."""

from __future__ import annotations

import json
from pathlib import Path

from casekit.casebook import create_case
from casekit.report.citing import in_force
from casekit.rules import check_case, load_rulebook
from casekit.rules.engine import check
from casekit.text import language
from tests.events import background_of, events_of, every, fact_of
from tests.rules.looks import FRIEND

BOOK = load_rulebook("cn")
KEYS = {
    "rule", "debt", "status", "strength", "instrument", "article", "count", "figure", "threshold", "unit", "occurrences",
    "incidents", "explanation", "defeated_by", "questions",
}  # fmt: skip
OCCURRENCE = {"key", "from", "to", "count", "incidents", "boundary_incidents"}
ROWS = [
    *every(20, 5, "2026-02-05 22:10:00", tags=["insult"]), {"at": "2026-02-05 22:00:00"},
    *every(30, 7, "2026-02-06 09:00:00", outcome="busy"),
    *({"at": f"2026-02-07 1{index}:00", "person": f"p{index}", "role": "other_third_party"} for index in range(3)),
]  # fmt: skip
FINDINGS = check(events_of(ROWS), background_of(), BOOK)
READ_OUT = {"at": "2021-05-05 10:00", **FRIEND, "relation": "friend", "number_source": "phone_address_book"}
PERMITTED = background_of(facts=[fact_of("contacts_permission", "2021-04-01")])
BY_RULE = {one.rule: one for one in FINDINGS}


def test_the_contract_is_kept() -> None:
    for finding in json.loads(json.dumps([one.as_json() for one in FINDINGS], ensure_ascii=False)):
        assert set(finding) >= KEYS
        assert finding["status"] in ("over", "boundary", "cannot_tell")
        assert isinstance(finding["article"], str) and isinstance(finding["threshold"], int)
        for name in ("instrument", "unit", "explanation", "defeated_by"):
            assert set(finding[name]) == {"zh", "en"}
        assert all(isinstance(one, str) for one in finding["incidents"])
        for occurrence in finding["occurrences"]:
            assert set(occurrence) >= OCCURRENCE
            assert occurrence["from"].endswith("+08:00") and occurrence["from"] <= occurrence["to"]
            assert occurrence["count"] == len(occurrence["incidents"])


def test_counts_incidents_and_occurrences_agree() -> None:
    for finding in FINDINGS:
        named = {one for occurrence in finding.occurrences for one in occurrence.incidents}
        assert named == set(finding.incidents) and finding.count == len(finding.incidents) <= finding.count_upper
        assert not set(finding.boundary_incidents) & set(finding.incidents)
        assert len(set(finding.incidents)) == len(finding.incidents)


def test_the_json_is_the_same_in_either_language() -> None:
    with language("zh"):
        chinese = [one.as_json() for one in FINDINGS]
    with language("en"):
        english = [one.as_json() for one in FINDINGS]
    assert chinese == english
    assert BY_RULE["PSAPL-NEW-50"].as_json()["article"] == "第五十条第一款第（五）项"
    with language("en"):
        assert BY_RULE["PSAPL-NEW-50"].article == "Article 50, paragraph 1, item 5"


def test_a_status_is_named_by_what_the_rule_is() -> None:
    names = {"GBT45251-NIGHT": "涉嫌不符", "CBA2026-ATTEMPTS-6": "超出建议次数", "address_book_blast": "达到参考阈值"}
    with language("zh"):
        assert {rule: BY_RULE[rule].status_name for rule in names} == names
    assert BY_RULE["address_book_blast"].heuristic and not BY_RULE["CBA2026-ATTEMPTS-6"].heuristic


def test_what_is_told_is_in_the_order_of_time_and_unknown_times_last() -> None:
    rows = [
        {"tags": ["insult"], "person": "p1", "role": "other_third_party"},
        {"at": "2025-01-05 10:00", "tags": ["insult"], "person": "p2", "role": "other_third_party"},
    ]
    (finding,) = [
        one for one in check(events_of(rows), background_of({"lender": "bank"}), BOOK) if one.rule == "PSAPL-OLD-42"
    ]
    assert finding.status == "over"
    starts = [one.start for finding in FINDINGS for one in finding.told]
    assert all(start is not None for start in starts)
    for one in FINDINGS:
        assert [each.start for each in one.told] == sorted(each.start for each in one.told if each.start)


def test_a_day_that_no_source_gives_is_not_told_as_certain() -> None:
    by_rule = {one.rule: one for one in check(events_of([{"at": "2026-04-06 22:30:00"}]), background_of(), BOOK)}
    sure, doubtful = by_rule["GBT45251-NIGHT"], by_rule["CBA2026-NIGHT"]
    assert (sure.effective_certain, doubtful.effective_certain) == (True, False)
    assert "自 2025-02-28 起施行" in sure.applies["zh"] and "未经核实" not in sure.applies["zh"]
    assert doubtful.applies["zh"].startswith("规则约自 2026-01-30 起施行（具体日期未经核实）")
    assert doubtful.applies["en"].startswith("The rule is in force since about 2026-01-30 (day not verified)")
    with language("zh"):
        assert (in_force(sure), in_force(doubtful)) == (
            "自2025-02-28起施行",
            "约自2026-01-30起施行（具体日期未经核实）",
        )
    by_book = check(events_of([READ_OUT]), PERMITTED, load_rulebook("ph"))
    (harvest,) = (one for one in by_book if one.rule == "ph.npc.harvest")
    assert "from about 2020-09-14 to about 2022-11-30 (days not verified)" in harvest.applies["en"]


def test_what_is_only_at_the_boundary_is_not_told_as_if_it_were_so() -> None:
    (edge,) = (
        one
        for one in check(events_of([{"at": "2026-04-06 22:00:00"}]), background_of(), BOOK)
        if one.rule == "GBT45251-NIGHT"
    )
    assert edge.status == "boundary"
    for tag, supposed in (("zh", "如计入："), ("en", "If it counts: ")):
        assert all(one.sentence[tag].startswith(supposed) for one in edge.told if one.sentence)
        assert edge.arithmetic[-1][tag].startswith(supposed + "2026-04-06")
    assert all("如计入" not in sentence["zh"] for sentence in BY_RULE["GBT45251-NIGHT"].arithmetic)


def test_contacts_that_name_no_collector_are_said_to_count_as_the_only_lenders(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="甲公司", lender_type="consumer_finance", own_numbers=["13800000001"])
    lender = case.background().lenders()[0].id
    for minute in range(3):
        case.log(start=f"2026-03-04 22:3{minute}", attribution="claimed", outcome="conversation")
    case.log(start="2026-03-04 22:40", party=lender, outcome="conversation")
    finding = next(one for one in check_case(case) if one.rule == "GBT45251-NIGHT")
    assert finding.count == 4
    said = "其中 3 次联系没有记明来自哪一方；本案只登记了甲公司一家机构，这些联系因此计入其名下。"
    assert finding.arithmetic[1]["zh"] == said and finding.explanation["zh"].endswith(said)
    assert "Of these contacts 3 do not tell which collector" in finding.explanation["en"]
    assert finding.defeated_by["zh"].startswith("没有记明来自哪一方的 3 次联系是他人打来或者发出的；")
    case.add_party("lender", "乙公司", lender_type="bank")
    again = [one for one in check_case(case) if one.rule == "GBT45251-NIGHT"]
    assert all("没有记明" not in one.explanation["zh"] for one in again), "with two lenders nobody's are anybody's"
