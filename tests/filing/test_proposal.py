"""Where a case can be taken: what was found decides, in the order of escalation, with reasons, warnings and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.casebook import Case, create_case
from casekit.channels.catalog import channels_of, load_channel
from casekit.demo.build import build_demo
from casekit.filing.dossier import Dossier, dossier_of
from casekit.filing.proposal import Proposal, propose, refusal_of, without_findings
from casekit.text import language

ESCALATION = Path(__file__).parents[1] / "channels" / "expected" / "escalation.yaml"
NUMBER = "17000000001"


def night_case(folder: Path, lender_type: str = "consumer_finance", days: int = 4, **more: Any) -> Case:
    """Calls at eleven in the evening, and nothing else."""
    case = create_case(folder, complainant="张三", lender="某金融", lender_type=lender_type, product="某贷",
                       own_numbers=["13800000001"])  # fmt: skip
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    for day in range(days):
        case.log(start=f"2026-03-{10 + day}T23:10", number=NUMBER, duration_s=40, debt=debt, party=lender, **more)
    return case


def of_country(folder: Path, book: str, zone: str, lender_type: str, hour: str, **more: Any) -> Case:
    """Calls at one hour to somebody in another country."""
    case = create_case(folder, complainant="Jane Doe", lender="Acme", lender_type=lender_type, product="loan",
                       timezone=zone, rulebook=book)  # fmt: skip
    debt, party = next(iter(case.background().debts)), case.background().lenders()[0].id
    if book == "us":
        party = case.add_party("agency", "Recovery Partners LLC", acts_for=party).id
        case.update_party(party, lender_type="third_party_agency")
    for day in (9, 10, 11, 12):
        case.log(start=f"2026-03-{day:02}T{hour}", number="+12125550177", duration_s=40, debt=debt, party=party, **more)
    return case


def by_id(dossier: Dossier) -> dict[str, Proposal]:
    return {one.channel.id: one for one in propose(dossier)}


def ids(dossier: Dossier) -> list[str]:
    return [one.channel.id for one in propose(dossier)]


def said(one: Proposal, tag: str = "zh") -> str:
    return "\n".join(warning[tag] for warning in one.warnings)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    with language("zh"):
        return dossier_of(build_demo(tmp_path_factory.mktemp("home") / "demo"))


def test_the_demo_is_taken_in_the_order_of_escalation(demo: Dossier) -> None:
    proposed = propose(demo)
    assert [one.rank for one in proposed] == list(range(1, len(proposed) + 1))
    order = yaml.safe_load(ESCALATION.read_text("utf-8"))["steps"]
    steps = {one.channel.id: one.step for one in proposed}
    levels = [{steps[name] for name in together if name in steps} for together in order]
    assert all(len(level) <= 1 for level in levels)
    flat = [level.pop() for level in levels if level]
    assert flat == sorted(set(flat))
    # The main places by escalation, then what is handed in already at the end.
    first = [one.channel.id for one in proposed if not one.done or one.channel.id == "lender"]
    assert first[:4] == ["lender", "police", "nifa", "12378"]
    assert {"12321", "carrier"} <= {one.channel.id for one in proposed[-3:]}


def test_a_reason_is_one_sentence_that_names_findings_with_their_counts(demo: Dossier) -> None:
    for one in propose(demo):
        assert one.why["zh"].count("。") == 1 and one.why["zh"].endswith("。")
        assert one.why["en"].endswith(".") and one.why["zh"] != one.why["en"]
        if one.findings:
            titles = {finding.title["zh"] for finding in one.findings}
            assert any(f"“{title}”" in one.why["zh"] for title in titles)
            assert "次联系）" in one.why["zh"]


def test_counts_in_a_reason_are_those_of_the_findings(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", days=5))
    lender = by_id(dossier)["lender"]
    assert "（5 次联系）" in lender.why["zh"] and "(5 contacts)" in lender.why["en"]


def test_what_carries_a_proposal_is_sure_and_verified(demo: Dossier) -> None:
    carried = [finding for one in propose(demo) for finding in one.findings]
    assert carried and all(one.status == "over" and one.verified for one in carried)


def test_what_was_filed_is_told_and_warned_of(demo: Dossier) -> None:
    spam = by_id(demo)["12321"]
    assert [one.receipt for one in spam.done] == ["DEMO-12321-0001"]
    assert "DEMO-12321-0001" in said(spam)
    assert "On record" in said(spam, "en") and "12321" in said(spam, "en")


def test_only_night_calls_go_to_lender_association_and_regulator(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case"))
    proposed = by_id(dossier)
    assert list(proposed)[:3] == ["lender", "nifa", "12378"]
    assert proposed["lender"].step < proposed["nifa"].step < proposed["12378"].step
    assert "police" not in proposed and "12377" not in proposed


def test_a_microloan_goes_to_the_local_bureau(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", "microloan"))
    found = ids(dossier)
    assert found[0] == "lender" and "12345" in found and "12378" not in found
    refused = refusal_of(load_channel("12378"), dossier)
    assert refused is not None and "12345" in refused["zh"] and "12345" in refused["en"]
    assert refusal_of(load_channel("12345"), dossier) is None


def test_nobody_supervises_a_private_lender(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", "private_person", tags=["threat_family", "insult"]))
    assert {"lender", "nifa", "12378", "12345"}.isdisjoint(ids(dossier))
    assert ids(dossier)[0] == "police"
    for name in ("lender", "nifa", "12378", "12345"):
        assert refusal_of(load_channel(name), dossier) is not None


def test_a_lender_of_whom_nothing_is_known_is_asked_for(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case", "unknown", tags=["insult", "threat_family"])
    dossier = dossier_of(case)
    assert refusal_of(load_channel("12378"), dossier) is None
    assert "哪一类放贷机构" in said(by_id(dossier)["12378"])


def test_threats_go_to_the_police_with_the_day_until_when(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", tags=["threat_family", "insult"]))
    police = by_id(dossier)["police"]
    # Six months from the thirteenth of March.
    assert "2026-09-13" in said(police) and "第二十二条" in said(police) and "未核实" in said(police)
    assert "2026-09-13" in said(police, "en") and "was not verified" in said(police, "en")
    assert police.findings


def test_the_day_counts_from_the_contacts_concerned_and_not_from_later_ones(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case", tags=["threat_family", "insult"])
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    case.log(start="2026-05-01T10:00", number="17000000009", duration_s=5, debt=debt, party=lender)
    assert "2026-09-13" in said(by_id(dossier_of(case))["police"])


def test_one_threat_in_a_night_call_is_for_the_police_as_well(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    case.log(start="2026-03-14T23:30", number=NUMBER, duration_s=9, debt=debt, party=lender, tags=["threat_arrest"])
    police = by_id(dossier_of(case))["police"]
    assert police.findings and "1 次联系" in police.why["zh"]


def test_violence_comes_before_everything_else(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", tags=["threat_violence", "insult"]))
    first = propose(dossier)[0]
    assert first.channel.id == "police" and first.step == 1
    assert by_id(dossier)["lender"].step == 2


@pytest.mark.parametrize("lender_type", ["microloan", "consumer_finance", "unknown"])
def test_one_threat_of_violence_goes_to_the_police_before_any_rule_is_met(tmp_path: Path, lender_type: str) -> None:
    case = create_case(tmp_path / "case", lender="某公司", lender_type=lender_type)
    case.log(start="2026-03-10T14:00", number=NUMBER, duration_s=40, party=case.background().lenders()[0].id,
             words="明天上门打断你的腿", tags=["threat_violence"])  # fmt: skip
    dossier = dossier_of(case)
    first = propose(dossier)[0]
    assert first.channel.id == "police" and first.step == 1
    assert "1 次联系涉嫌威胁人身安全" in first.why["zh"]
    assert first.warnings[0]["zh"].startswith("正在发生的危险") and "110" in first.warnings[0]["zh"]
    supervisor = "12345" if lender_type == "microloan" else "12378"
    assert {"lender", supervisor} <= set(ids(dossier))


@pytest.mark.parametrize(
    ("kind", "lender_type", "places"),
    [
        ("payoff", "consumer_finance", ["lender", "12378"]),
        ("payoff", "microloan", ["lender", "12345"]),
        ("settlement", "consumer_finance", ["lender", "12378"]),
    ],
)
def test_calls_after_the_debt_was_settled_are_a_matter_of_their_own(
    tmp_path: Path, kind: str, lender_type: str, places: list[str]
) -> None:
    case = create_case(tmp_path / "case", lender="某公司", lender_type=lender_type, product="随借")
    lender = case.background().lenders()[0].id
    case.add_fact(kind, "2026-03-05")
    for day in (4, 5, 10, 11):  # before it, on its day, and twice after it
        case.log(start=f"2026-03-{day:02}T14:00", number=NUMBER, duration_s=40, party=lender)
    proposed = propose(dossier_of(case))
    assert [one.channel.id for one in proposed] == places
    for one in proposed:
        assert "2026-03-05" in one.why["zh"] and "2 次联系" in one.why["zh"] and "2 contacts since" in one.why["en"]
        assert one.warnings[0]["zh"].startswith("请附上结清证明" if kind == "payoff" else "按期还款的正常提醒不算催收")
    case.add_fact("settlement_not_kept", "2026-03-09")
    assert bool(propose(dossier_of(case))) is (kind == "payoff")


def test_that_a_debt_was_not_paid_off_is_no_payoff(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某公司", lender_type="consumer_finance")
    case.add_fact("payoff", "2026-03-05", denied=True)
    case.log(start="2026-03-10T14:00", number=NUMBER, duration_s=40, party=case.background().lenders()[0].id)
    assert propose(dossier_of(case)) == []


def test_without_a_lender_what_needs_none_comes_first(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for day in (10, 11):
        case.log(start=f"2026-03-{day}T23:30", number=NUMBER, duration_s=40, tags=["insult"])
    found = propose(dossier_of(case))
    assert {one.channel.id for one in found[:2]} == {"12321", "police"}
    lender = next(one for one in found if one.channel.id == "lender")
    assert "还没有放贷机构" in said(lender) and "还没有放贷机构" not in said(found[0])


def test_a_name_that_the_rulebook_knows_is_told_where_the_kind_of_lender_is_missing(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="花呗", product="花呗")
    case.log(start="2026-03-10T14:00", number=NUMBER, party=case.background().lenders()[0].id, tags=["threat_family"])
    told = said(by_id(dossier_of(case))["12378"])
    assert "花呗可能是重庆蚂蚁消费金融有限公司（消费金融公司）" in told and "对照合同" in told


def test_numbers_are_reported_beside_the_complaint_and_never_before_it(tmp_path: Path) -> None:
    found = ids(dossier_of(night_case(tmp_path / "case")))
    assert found.index("12378") < found.index("12321") < found.index("carrier")
    case = create_case(tmp_path / "paid", lender="某公司", lender_type="consumer_finance")
    case.add_fact("payoff", "2026-03-05")
    case.log(start="2026-03-10T14:00", number=NUMBER, party=case.background().lenders()[0].id)
    assert "12321" not in ids(dossier_of(case))


def test_advice_comes_before_the_court(tmp_path: Path) -> None:
    found = ids(dossier_of(night_case(tmp_path / "case")))
    assert found.index("12348") < found.index("court")


def test_an_unlicensed_lender_is_not_waited_for(tmp_path: Path) -> None:
    lender = by_id(dossier_of(night_case(tmp_path / "case", "unlicensed", tags=["threat_exposure"])))["lender"]
    assert "不必等它答复" in said(lender) and "正在修订" not in said(lender)
    known = by_id(dossier_of(night_case(tmp_path / "other")))["lender"]
    assert "不必等它答复" not in said(known) and "正在修订" in said(known)


def test_what_the_regulator_has_already_is_not_put_to_the_lender_as_something_new(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    case.add_filing("12378", "2026-03-20", receipt="X-1")
    told = said(by_id(dossier_of(case))["lender"])
    assert "引用那边的编号" in told and "X-1" in told


def test_spam_of_nobody_known_goes_to_12321(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.log(start="2026-03-10T10:00", number="106900001", channel="sms", text="【某某】您已逾期")
    (told,) = [one["zh"] for one in without_findings(dossier_of(case)) if "不指明具体规则" in one["zh"]]
    assert told.index("12321") < told.index("放贷机构")


def test_content_on_the_web_goes_to_12377_and_private_calls_do_not(tmp_path: Path) -> None:
    private = dossier_of(night_case(tmp_path / "private", tags=["insult", "debt_disclosed"]))
    refused = refusal_of(load_channel("12377"), private)
    assert refused is not None and "12321" in refused["zh"]
    case = night_case(tmp_path / "public", tags=["insult"])
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    for day in (14, 15, 16):
        case.log(start=f"2026-03-{day}T12:00", channel="public_post", debt=debt, party=lender, text="此人欠债不还",
                 tags=["doxx_public", "debt_disclosed", "insult"])  # fmt: skip
    public = dossier_of(case)
    assert refusal_of(load_channel("12377"), public) is None
    assert "12377" in ids(public) and "police" in ids(public)


def test_spoofed_numbers_go_to_12321_and_the_carrier(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case", tags=["caller_id_spoof_suspected"]))
    assert {"12321", "carrier"} <= set(ids(dossier))


@pytest.mark.parametrize(
    ("ago", "details", "taken"),
    [
        (None, {}, False),
        (15, {}, False),
        (16, {}, True),
        (3, {"outcome": "unsatisfied"}, True),
        (40, {"outcome": "solved"}, False),
        (40, {"outcome": "withdrawn"}, False),
    ],
)
def test_an_appeal_follows_the_carrier(tmp_path: Path, ago: int | None, details: dict[str, Any], taken: bool) -> None:
    case = night_case(tmp_path / "case", tags=["caller_id_spoof_suspected"])
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    for index in range(7):  # many numbers in a day
        case.log(start=f"2026-03-20T{9 + index:02}:00", number=f"1700000010{index}", debt=debt, party=lender)
    if ago is not None:
        case.add_filing("carrier", case.today() - timedelta(days=ago), **details)
    dossier = dossier_of(case)
    refused = refusal_of(load_channel("miit"), dossier)
    assert (refused is None) is taken
    assert ("miit" in ids(dossier)) is taken
    if refused is not None:
        assert "十五日" in refused["zh"] and "运营商" in refused["zh"]


@pytest.mark.parametrize(("ago", "warned"), [(None, True), (3, True), (16, False)])
def test_the_regulator_asks_whether_the_lender_was_addressed(tmp_path: Path, ago: int | None, warned: bool) -> None:
    case = night_case(tmp_path / "case")
    if ago is not None:
        case.add_filing("lender", case.today() - timedelta(days=ago), party=case.background().lenders()[0].id)
    assert ("先取得机构的受理编号" in said(by_id(dossier_of(case))["12378"])) is warned


def test_a_complaint_told_as_a_fact_counts_as_one_to_the_lender(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    case.add_fact("complaint_filed", "2026-03-15", party=case.background().lenders()[0].id, value="已投诉")
    dossier = dossier_of(case)
    assert "先取得机构的受理编号" not in said(by_id(dossier)["12378"])
    assert "2026-03-15" in said(by_id(dossier)["lender"])


def test_what_was_accepted_elsewhere_is_warned_of(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    assert "案件记录" not in said(by_id(dossier_of(case))["nifa"])
    case.add_filing("12378", "2026-03-20", receipt="X-1")
    told = said(by_id(dossier_of(case))["nifa"])
    assert "2026-03-20" in told and "X-1" in told and "已经受理" in told


def test_what_was_not_accepted_there_is_no_obstacle(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    case.add_filing("12378", "2026-03-20", receipt="X-1", outcome="not_accepted")
    assert "X-1" not in said(by_id(dossier_of(case))["nifa"])


def test_a_filing_for_one_lender_does_not_settle_the_other(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    first = case.background().lenders()[0].id
    case.add_filing("lender", "2026-03-20", party=first)
    assert ids(dossier_of(case))[-1] == "lender"
    other = case.add_party("lender", "另一银行", lender_type="bank").id
    debt = case.add_debt(other, product="现金贷").id
    for day in range(4):
        case.log(start=f"2026-03-{10 + day}T23:40", number="17000000002", duration_s=40, debt=debt, party=other)
    dossier = dossier_of(case)
    assert ids(dossier)[0] == "lender"
    assert "涉及：另一银行" in said(by_id(dossier)["12378"])


def test_an_entry_of_a_credit_report_goes_to_the_bureau_and_then_the_peoples_bank(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某银行", lender_type="bank")
    assert refusal_of(load_channel("credit_bureau"), dossier_of(case)) is not None
    assert refusal_of(load_channel("12363"), dossier_of(case)) is not None
    case.add_credit_entry("entry_found", "2026-03-01", institution="某银行", text="已还清仍显示逾期")
    proposed = by_id(dossier_of(case))
    assert list(proposed) == ["credit_bureau", "12363"]
    assert "1 条征信记录" in proposed["credit_bureau"].why["zh"]
    assert "先向机构提出" in said(proposed["12363"])
    case.add_credit_entry("entry_corrected", "2026-03-20", institution="某银行")
    assert ids(dossier_of(case)) == []


def test_heimao_is_public_and_12315_may_refuse(tmp_path: Path) -> None:
    dossier = dossier_of(night_case(tmp_path / "case"))
    refused = refusal_of(load_channel("12315"), dossier)
    assert refused is not None and "可能不予受理" in refused["zh"]
    from casekit.filing.suitability import warnings_of

    told = "".join(one["zh"] for one in warnings_of(load_channel("heimao"), dossier, []))
    assert "公开" in told and "打码" in told


@pytest.mark.parametrize(
    ("book", "zone", "lender_type", "hour", "first", "never"),
    [
        ("us", "America/New_York", "bank", "21:40", ["lender", "cfpb", "state_regulator"], "12378"),
        ("ph", "Asia/Manila", "lending_company", "05:10", ["lender", "sec_ph"], "bsp_ph"),
        ("ph", "Asia/Manila", "bank_credit_card", "05:10", [], "sec_ph"),
        ("id", "Asia/Jakarta", "lending_company", "20:40", ["lender", "ojk"], "pasti"),
        ("ie", "Europe/Dublin", "bank", "21:30", ["lender", "fspo_ie"], "12378"),
    ],
)
def test_other_countries_have_their_own_places(
    tmp_path: Path, book: str, zone: str, lender_type: str, hour: str, first: list[str], never: str
) -> None:
    dossier = dossier_of(of_country(tmp_path / "case", book, zone, lender_type, hour))
    found = ids(dossier)
    assert found[: len(first)] == first and never not in found
    assert set(found) <= {one.id for one in channels_of(book.upper())}


def test_an_unlicensed_lender_in_indonesia_goes_to_the_task_force(tmp_path: Path) -> None:
    dossier = dossier_of(of_country(tmp_path / "case", "id", "Asia/Jakarta", "unlicensed", "20:40"))
    assert propose(dossier) == []
    assert refusal_of(load_channel("ojk"), dossier) is not None
    told = "".join(one["zh"] for one in without_findings(dossier))
    assert "PASTI" in told and "OJK" not in told


def test_an_empty_case_says_who_takes_complaints_and_what_is_missing(tmp_path: Path) -> None:
    dossier = dossier_of(create_case(tmp_path / "case"))
    assert propose(dossier) == []
    told = "".join(one["zh"] for one in without_findings(dossier))
    assert "还没有联系记录" in told and "还没有登记放贷机构" in told and "12348" in told
    assert all(one["en"] and one["zh"] for one in without_findings(dossier))


def test_records_of_nobody_are_missing_and_not_found(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某银行", lender_type="bank")
    case.log(start="2026-03-10T23:10", number=NUMBER, attribution="unknown")
    told = "".join(one["zh"] for one in without_findings(dossier_of(case)))
    assert "有 1 条记录的号码还没有认定" in told


def test_a_proposal_does_not_depend_on_the_language_of_the_moment(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case", tags=["threat_family", "insult"])
    told = []
    for tag in ("zh", "en"):
        with language(tag):
            shown = [{**one.as_json(), "name": ""} for one in propose(dossier_of(case))]
            told.append(json.dumps(shown, ensure_ascii=False))
    assert told[0] == told[1]


def test_nothing_hidden_is_in_a_proposal(tmp_path: Path) -> None:
    case = night_case(tmp_path / "case")
    case.add_person("王秀兰", role="other_third_party", relation="parent", lines=["13900000012"])
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    for day in (10, 11, 12):
        case.log(start=f"2026-03-{day}T12:00", number=NUMBER, person="王秀兰", debt=debt, party=lender, duration_s=30,
                 tags=["debt_disclosed"], words="王秀兰，你儿子欠钱")  # fmt: skip
    text = json.dumps([one.as_json() for one in propose(dossier_of(case))], ensure_ascii=False)
    assert "王秀兰" not in text and "13900000012" not in text


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    from casekit.cli.main import main

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return command


def test_the_command_proposes_lists_and_shows(run: Run, tmp_path: Path) -> None:
    folder = str(night_case(tmp_path / "case").folder)
    code, out, _err = run("channels", folder)
    assert code == 0 and out.startswith("1. the lender's complaint desk (lender) · step 1")
    assert "Do not take this case:" in out and "nothing is sent from here" in out
    code, out, _err = run("channels", folder, "--json")
    told = json.loads(out)
    assert [one["rank"] for one in told["proposed"]][:2] == [1, 2]
    assert {"12377", "12315"} <= {one["channel"] for one in told["refused"]} and told["notes"] == []
    code, out, _err = run("channels", "--country", "ph")
    assert code == 0 and "sec_ph" in out and "12378" not in out
    code, out, _err = run("channels", "--json")
    assert {one["id"] for one in json.loads(out)} == {one.id for one in channels_of("CN")}
    code, out, _err = run("channels", folder, "--show", "12377")
    assert code == 0 and "Does not take this case" in out and "www.12377.cn" in out
    code, out, _err = run("channels", "--show", "nifa", "--json")
    assert json.loads(out)["limits"][0]["attachment_bytes"] == 2_000_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "xx"], "No channels of the country"),
        (["--show", "12379"], "is not known"),
        (["--show", "cfpb", "--country", "CN"], "does not belong to CN"),
        (["nowhere"], "nowhere"),
        (["nowhere", "--country", "CN"], "either a case or --country"),
    ],
)
def test_a_wrong_command_ends_in_one_sentence(run: Run, arguments: list[str], words: str) -> None:
    code, out, err = run("channels", *arguments)
    assert code == 1 and words in err and out == "" and len(err.strip().splitlines()) == 1
