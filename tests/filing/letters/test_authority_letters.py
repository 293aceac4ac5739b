"""Letters to authorities, carriers, courts and collectors abroad: what each must say, ask for, and leave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit.casebook import Case, create_case
from casekit.channels.catalog import load_channel
from casekit.filing.dossier import dossier_of
from casekit.filing.letters.writing import write_letter
from casekit.text import language
from tests.filing.letters.cases import case_called, words_of_page

OWN, CALLER = "13800000001", "17000000001"
SISTER, SISTER_LINE = "钱小梅", "13900000055"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with language("zh"):
        made = create_case(
            tmp_path / "case", complainant="张三", lender="某消费金融", lender_type="consumer_finance", product="花呗",
            own_numbers=[OWN],
        )  # fmt: skip
        made.update_header(phone=OWN, address="某市某路1号")
        made.update_party(_lender(made), full_name="某消费金融有限公司", registration="91500000DEMO000001")
        made.add_person(SISTER, role="other_third_party", relation="sibling", lines=[SISTER_LINE])
    return made


def _lender(case: Case) -> str:
    return case.background().lenders()[0].id


def _call(case: Case, start: str, **details: Any) -> None:
    case.log(start=start, number=CALLER, duration_s=40, party=_lender(case), **details)


def _written(case: Case, letter: str, channel: str = "", mask: str | None = None) -> str:
    """The words of a letter without blanks between them."""
    tongue = "zh" if case.header.rulebook == "cn" else "en"
    with language(tongue):
        at = load_channel(channel) if channel else None
        return words_of_page(write_letter(dossier_of(case, at, mask=mask), letter).html)


def _threats(case: Case, *days: str) -> None:
    for day in days:
        _call(case, f"{day}T10:00", tags=["threat_family"], words="小心你妈。")


def test_the_police_are_given_witnesses_losses_and_the_original_and_asked_for_the_receipt(case: Case) -> None:
    _threats(case, "2026-01-05", "2026-01-06", "2026-01-07")
    _call(case, "2026-01-08T09:00", person=SISTER, tags=["debt_disclosed"], words="你哥欠钱。", told_by=SISTER)
    case.log(start="2026-01-09T19:00", channel="visit", party=_lender(case), place="某小区门口", people_count=2,
             tags=["stalking"], note="两人守在门口")  # fmt: skip
    case.add_harm("health", "2026-01-10", "失眠就诊", amount="120.50")
    text = _written(case, "police_statement", "police")
    assert SISTER in text and SISTER_LINE in text
    assert "失眠就诊，金额120.50元" in text
    assert "原始载体（手机、电脑等）现存于" in text
    assert "出具受案回执" in text and "受案回执核对表" in text and "接受证据材料清单" in text
    assert "某小区门口" in text and "2人" in text
    assert f"由{SISTER}转述，非报案人亲历" in text
    assert "真实身份不明" in text and "对真实存在的债务不予否认" in text


def test_the_police_are_asked_to_keep_them_away_only_for_conduct_since_2026(case: Case) -> None:
    _threats(case, "2025-12-05", "2025-12-06", "2025-12-07")
    _call(case, "2026-01-05T10:00")
    assert "禁止接触" not in _written(case, "police_statement", "police")
    _threats(case, "2026-01-05", "2026-01-06", "2026-01-07")
    text = _written(case, "police_statement", "police")
    assert "《治安管理处罚法》（2025年修订）第五十条第二款" in text
    assert "请公安机关依职权考虑" in text


def test_only_offences_are_set_out_to_the_police_one_by_one(case: Case) -> None:
    _threats(case, "2026-01-05", "2026-01-06", "2026-01-07")
    _call(case, "2026-01-08T23:30")
    text = _written(case, "police_statement", "police")
    assert "GB/T45251" not in text, "a recommended standard is nothing for the police"
    assert "第五十条第一款第（五）项" in text


def test_the_regulator_is_told_first_whether_the_lender_was_addressed_and_with_which_ticket(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    text = _written(case, "nfra_complaint", "12378")
    assert "向被投诉机构投诉的日期" in text and "尚未投诉的，写“尚未投诉”" in text
    case.add_filing("lender", "2026-01-16", party=_lender(case), receipt="KF-77", answered_on="2026-01-20",
                    outcome="unsatisfied", answer="称无此事。")  # fmt: skip
    text = _written(case, "nfra_complaint", "12378")
    assert "受理编号（工单号）为KF-77" in text
    assert "2026年1月20日答复：称无此事；投诉人对处理结果不满意" in text
    assert "向被投诉机构投诉的日期" not in text
    assert text.index("KF-77") < text.index("投诉请求")


def test_what_was_withdrawn_was_not_filed(case: Case) -> None:
    case.add_filing("lender", "2026-01-16", party=_lender(case), receipt="KF-77", outcome="withdrawn")
    assert "KF-77" not in _written(case, "nfra_complaint", "12378").partition("已采取的措施")[0]


def test_a_regulator_applies_no_law_on_offences(case: Case) -> None:
    _threats(case, "2026-01-05", "2026-01-06", "2026-01-07")
    _call(case, "2026-01-08T10:00", tags=["impersonate_police"], words="我是公安局的。")
    for letter in ("nfra_complaint", "nfra_report"):
        text = _written(case, letter, "12378")
        assert "治安管理处罚法" not in text and "《刑法》" not in text, letter
        assert "消费金融公司管理办法" in text, letter


def test_a_report_to_the_regulator_asks_for_nothing_for_oneself(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    case.add_harm("cost", "2026-01-10", "打印", amount="36.50")
    text = _written(case, "nfra_report", "12378")
    assert "不含退费、减免、赔偿等个人请求" in text
    assert "36.50" not in text and "赔礼道歉" not in text
    assert "举报人（实名）" in text and "证明材料" in text and "属于贵局监管范围" in text


def test_the_association_is_told_conduct_with_clause_and_asked_about_other_authorities(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    text = _written(case, "nifa_report", "nifa")
    assert "夜间催收（22:00至次日8:00）。2026年1月8日共1次" in text and "涉嫌不符：GB/T45251-2025" in text
    assert "GB/T45251-2025要求：" in text and "不应在每日22:00至次日8:00催收" in text, (
        "a clause without a number is told"
    )
    assert "同时可能涉及" not in text
    assert "受理同一事项的情况" in text
    case.add_filing("police", "2026-01-16", receipt="受案-1")
    _call(case, "2026-01-09T10:00", person=SISTER, tags=["debt_disclosed"], words="你哥欠钱。")
    text = _written(case, "nifa_report", "nifa")
    assert "受理同一事项的情况" not in text and "受理编号受案-1" in text
    assert "同时可能涉及：《个人信息保护法》第十条" in text, "the law stands beside the association's own clauses"


def test_the_local_bureau_is_told_of_the_lender_it_supervises(case: Case) -> None:
    other = case.add_party("lender", "某小贷", lender_type="microloan")
    case.add_debt(other.id, product="速贷")
    for hour in range(3):
        _call(case, f"2026-01-08T2{hour + 1}:30")
    case.log(start="2026-01-09T23:30", number="17000000002", duration_s=30, party=other.id)
    text = _written(case, "local_finance_complaint", "12345")
    assert "某小贷" in text and "某消费金融" not in text
    assert "夜间催收" in text


def test_causes_of_action_follow_the_findings(case: Case) -> None:
    assert "案由____" not in _written(case, "civil_complaint", "court"), "a line to write on is no text"
    _call(case, "2026-01-08T23:30")
    text = _written(case, "civil_complaint", "court")
    assert "案由隐私权纠纷诉讼请求" in text
    _call(case, "2026-01-09T10:00", person=SISTER, tags=["debt_disclosed", "insult"], words="你哥是骗子。")
    text = _written(case, "civil_complaint", "court")
    causes = text.partition("案由")[2].partition("诉讼请求")[0]
    assert causes == "隐私权纠纷；个人信息保护纠纷；名誉权纠纷"
    assert "不得向他人泄露原告的个人信息和借款信息" in text and "书面赔礼道歉" in text


def test_the_court_is_named_the_lender_first_and_told_of_losses_proof_and_limits(case: Case) -> None:
    agency = case.add_party("agency", "某催收公司", acts_for=_lender(case))
    case.log(start="2026-01-08T23:30", number=CALLER, duration_s=40, party=agency.id, tags=["insult"], words="不要脸。")
    case.add_harm("cost", "2026-01-10", "公证费", amount="1000")
    case.add_harm("cost", "2026-01-11", "打印", amount="36.50")
    text = _written(case, "civil_complaint", "court")
    assert text.index("被告一某消费金融有限公司") < text.index("被告二某催收公司")
    assert "连带赔偿原告财产损失1,036.50元" in text
    assert "副本2份" in text
    assert "草稿，立案前请律师或法律援助" in text
    assert "《民法典》第一百八十八条" in text and "第一千一百六十五条" in text
    assert "治安管理处罚法" not in text, "an offence is no ground of a civil claim"


def test_without_losses_no_damages_are_claimed(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    assert "赔偿原告财产损失" not in _written(case, "civil_complaint", "court")


def test_the_carrier_is_asked_for_protection_the_bill_and_a_trace_only_where_a_number_seems_forged(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    text = _written(case, "carrier_complaint", "carrier")
    assert CALLER in text and "高频骚扰电话拦截" in text and "通话和短信详单" in text
    assert "溯源核查" not in text
    _call(case, "2026-01-09T10:00", tags=["caller_id_spoof_suspected"])
    assert "溯源核查" in _written(case, "carrier_complaint", "carrier")


def test_an_appeal_needs_the_carrier_to_have_been_addressed_for_fifteen_days(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    assert "请先投诉" in _written(case, "telecom_appeal", "miit")
    case.add_filing("carrier", case.today(), receipt="YD-1")
    text = _written(case, "telecom_appeal", "miit")
    assert "YD-1" in text and "请先投诉" not in text and "未满十五日" in text


def test_an_appeal_after_a_long_silence_needs_no_word_of_waiting(case: Case) -> None:
    case.add_filing("carrier", "2026-01-10", receipt="YD-1")
    text = _written(case, "telecom_appeal", "miit")
    assert "未收到答复" in text and "未满十五日" not in text


def test_what_is_published_names_nobody_whatever_the_mask(case: Case) -> None:
    _call(case, "2026-01-08T23:30", person=SISTER, tags=["debt_disclosed"], words=f"{SISTER}，你哥欠钱。")
    text = _written(case, "consumer_complaint", "heimao", mask="none")
    assert [one for one in ("张三", OWN, "某路1号", SISTER, SISTER_LINE, CALLER) if one in text] == []
    assert "某消费金融有限公司" in text and "公开发布" in text
    named = _written(case, "consumer_complaint", "consumer_association")
    assert "张三" in named and "请依法组织调解" in named


def test_the_internet_reporting_centre_is_told_of_what_is_on_the_web_only(case: Case) -> None:
    _call(case, "2026-01-08T23:30", tags=["insult"], words="不要脸。")
    text = _written(case, "cac_notice", "12377")
    assert "私下的电话、短信请向12321" in text and "不要脸" not in text
    case.log(start="2026-01-09T10:00", channel="public_post", party=_lender(case), tags=["doxx_public"],
             text="老赖张三，大家看看", number="")  # fmt: skip
    text = _written(case, "cac_notice", "12377")
    assert "老赖张三" in text and "私下的电话" not in text
    assert "《民法典》第一千一百九十五条" in text and "《个人信息保护法》第二十五条" in text


def test_an_objection_to_a_credit_record_names_entry_source_and_the_twenty_days(case: Case) -> None:
    case.add_credit_entry("report_pulled", "2026-02-01", institution="某征信机构")
    case.add_credit_entry("entry_found", "2026-02-01", institution="某消费金融有限公司", text="1月记为逾期，实际已还")
    text = _written(case, "credit_objection", "credit_bureau")
    assert text.startswith("征信异议申请书致：某消费金融有限公司")
    assert "1月记为逾期，实际已还" in text
    assert "《征信业管理条例》第二十五条" in text and "二十日内核查并书面答复" in text
    assert "对真实、准确的逾期记录不提出异议" in text


def test_a_relative_says_so_and_owes_nothing(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", complainant="李四", standpoint="relative", lender="某银行",
                       lender_type="bank_credit_card", own_numbers=["13900000077"])  # fmt: skip
    case.log(start="2026-02-03T23:10", number=CALLER, person="complainant", duration_s=30, party=_lender(case),
             tags=["debt_disclosed"], words="你朋友欠钱不还。")  # fmt: skip
    for letter, channel in (("nfra_complaint", "12378"), ("police_statement", "police"), ("civil_complaint", "court")):
        text = _written(case, letter, channel)
        assert "不是借款人" in text and "对债务本身不作主张" in text, letter
    witnesses = _written(case, "police_statement", "police").partition("七、证人")[2].partition("八、")[0]
    assert "李四" not in witnesses and "没有的，写“无”" in witnesses, "who reports it is no witness of their own"


def _american(folder: Path, collector: str) -> Case:
    case = create_case(folder, complainant="Jane Doe", lender="Acme Store", lender_type="original_creditor",
                       product="store card", own_numbers=["+12125550100"], timezone="America/New_York")  # fmt: skip
    case.update_header(rulebook="us")
    party = _lender(case)
    if collector != "Acme Store":
        agency = case.add_party("agency", collector, acts_for=party)
        case.update_party(agency.id, lender_type="third_party_agency")
        party = agency.id
    for day in range(5, 8):
        case.log(start=f"2026-01-{day:02}T21:30", number="+12125550177", duration_s=40, party=party)
    return case


@pytest.mark.parametrize("letter", ["us_cease_letter", "us_validation_dispute"])
def test_a_letter_to_a_collector_cites_the_act_and_one_to_an_original_creditor_nothing(
    tmp_path: Path, letter: str
) -> None:
    bound = _written(_american(tmp_path / "agency", "Recovery LLC"), letter)
    section = "1692c(c)" if letter == "us_cease_letter" else "1692g(b)"
    assert "To:RecoveryLLC" in bound and section in bound
    creditor = _written(_american(tmp_path / "creditor", "Acme Store"), letter)
    assert "To:AcmeStore" in creditor
    assert "U.S.C." not in creditor and "CFR" not in creditor
    assert "leavesoutanoriginalcreditor" in creditor
    for text in (bound, creditor):
        assert "Thisisnotarefusaltopay" in text and "Bycertifiedmail" in text


def test_a_dispute_says_until_when_it_has_its_full_effect_and_disputes_nothing_by_itself(tmp_path: Path) -> None:
    text = _written(_american(tmp_path / "case", "Recovery LLC"), "us_validation_dispute")
    assert "within30daysafteryoureceivedthevalidationnotice" in text
    assert "Idisputethefollowingpartofit:,because:." in text, "what is disputed is for the user to write"


def test_one_complaint_serves_the_bureau_the_commission_and_the_state(tmp_path: Path) -> None:
    case = _american(tmp_path / "case", "Recovery LLC")
    for channel, to in (("cfpb", "To:ConsumerFinancialProtectionBureau"), ("ftc", "To:FederalTradeCommission"),
                        ("state_regulator", "(attorneygeneralorregulatorofthestate)")):  # fmt: skip
        assert to in _written(case, "cfpb_complaint", channel)


def _philippine(folder: Path, kind: str) -> Case:
    case = create_case(folder, complainant="Juan Cruz", lender="PesoNow", lender_type=kind, product="loan",
                       own_numbers=["+639170000001"], timezone="Asia/Manila")  # fmt: skip
    case.update_header(rulebook="ph")
    case.add_person("Maria Cruz", role="other_third_party", relation="sibling", lines=["+639170000009"])
    case.log(start="2026-01-09T10:00", number="+639180000001", person="Maria Cruz", party=_lender(case), channel="sms",
             text="Your brother does not pay.", tags=["debt_disclosed"], number_source="phone_address_book")  # fmt: skip
    case.add_fact("contacts_permission", "2026-01-01")
    return case


def test_philippine_complaints_name_the_circulars_and_advise_no_recording(tmp_path: Path) -> None:
    case = _philippine(tmp_path / "case", "lending_company")
    sec, npc = _written(case, "ph_sec_complaint", "sec_ph"), _written(case, "ph_npc_complaint", "npc_ph")
    assert "SECMemorandumCircularNo.18" in sec and "section1(h)" in sec
    assert "NPCCircular" in npc and "datasubjectsaswell" in npc and "M*sibling1" in npc
    assert "recording" not in (sec + npc).lower()


def test_a_bank_in_the_philippines_is_for_its_central_bank(tmp_path: Path) -> None:
    text = _written(_philippine(tmp_path / "case", "bank"), "ph_sec_complaint", "bsp_ph")
    assert "To:BangkoSentralngPilipinas" in text and "CircularNo.18" not in text


def test_in_ireland_the_firm_comes_first_and_then_the_ombudsman(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", complainant="Aoife Byrne", lender="Credit DAC", lender_type="bank",
                       product="loan", own_numbers=["+353850000001"], timezone="Europe/Dublin")  # fmt: skip
    case.update_header(rulebook="ie")
    case.log(start="2026-01-06T21:30", number="+35316000001", duration_s=40, party=_lender(case))
    firm = _written(case, "ie_complaint", "lender")
    assert "To:CreditDAC" in firm and "finalresponse" in firm and "section46" in firm
    before = _written(case, "ie_complaint", "fspo_ie")
    assert "To:FinancialServicesandPensionsOmbudsman" in before and "Thefirmhastobeaddressedfirst" in before
    case.add_filing("lender", "2026-01-20", party=_lender(case), receipt="C-9")
    after = _written(case, "ie_complaint", "fspo_ie")
    assert "referenceC-9" in after and "Thefirmhastobeaddressedfirst" not in after


def test_in_indonesia_sundays_and_hours_go_to_the_authority(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", complainant="Budi", lender="Pinjam", lender_type="lending_company",
                       product="loan", own_numbers=["+62810000001"], timezone="Asia/Jakarta")  # fmt: skip
    case.update_header(rulebook="id")
    case.log(start="2026-01-06T21:30", number="+62820000001", duration_s=40, party=_lender(case))
    text = _written(case, "id_ojk_complaint", "ojk")
    assert "To:OtoritasJasaKeuangan" in text and "article62(2)(f)" in text


def test_the_central_bank_is_told_of_the_objection_that_came_first(case: Case) -> None:
    case.add_credit_entry("entry_found", "2026-02-01", institution="某消费金融有限公司", text="1月记为逾期，实际已还")
    case.add_filing("credit_bureau", "2026-02-03", receipt="YY-5", answered_on="2026-02-20", outcome="unsatisfied",
                    answer="维持原记载。")  # fmt: skip
    objection, complaint = (_written(case, "credit_objection", at) for at in ("credit_bureau", "12363"))
    assert "征信异议申请书" in objection and "中国人民银行" not in objection and "YY-5" not in objection
    assert "征信投诉书" in complaint and "致：中国人民银行" in complaint and "申请人" not in complaint
    assert "受理编号YY-5。对方于2026年2月20日答复：维持原记载；投诉人对处理结果不满意" in complaint


def test_an_authority_is_asked_to_urge_the_lender_and_does_not_collect_itself(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    assert "请贵局督促被投诉机构：停止在每日22:00至次日8:00催收" in _written(case, "nfra_complaint", "12378")


def test_an_appeal_does_not_call_open_what_the_carrier_solved(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    case.add_filing(
        "carrier", "2026-01-10", receipt="YD-1", answered_on="2026-01-12", outcome="solved", answer="已拦截。"
    )
    text = _written(case, "telecom_appeal")
    assert "2026年1月12日答复：已拦截；" in text
    assert "问题尚未解决。" not in text and "尚未解决的问题" in text


def test_what_a_complainant_noted_beside_a_refusal_is_no_answer_to_it(case: Case) -> None:
    _call(case, "2026-01-05T10:00", person=SISTER, told_by=SISTER)
    sister = next(one.id for one in case.background().persons.values() if one.called == SISTER)
    case.add_fact("refused_contact", "2026-01-05T10:00", person=sister, party=_lender(case), note="说过别再打。")
    text = _written(case, "nfra_complaint", "12378", mask="none")
    assert "已明确要求不得再联系（对方：某消费金融有限公司；记录：说过别再打）。" in text


def test_a_reference_value_of_the_tool_is_never_in_a_letter(case: Case) -> None:
    for minute in range(0, 60, 5):
        _call(case, f"2026-01-05T10:{minute:02d}")
    for letter, channel in (("nfra_complaint", "12378"), ("nifa_report", "nifa"), ("civil_complaint", "court")):
        text = _written(case, letter, channel)
        assert "本工具" not in text and "参考值" not in text, letter
    text = _written(case, "nfra_complaint", "12378")
    assert "短时间内反复来电12次" in text


def test_a_matter_is_figures_two_or_three_quotations_and_one_line_of_law(case: Case) -> None:
    for day in range(5, 12):
        _call(case, f"2026-01-{day:02d}T10:00", tags=["threat_family"], words=f"小心你妈{day}。")
    text = _written(case, "nfra_complaint", "12378")
    assert "2026年1月5日至2026年1月11日共7次，分布在7天" in text
    assert text.count("小心你妈") == 2, "the table of contacts has the others"
    assert text.count("《消费金融公司管理办法》") == 1


def test_what_was_quoted_in_one_matter_is_not_quoted_again(case: Case) -> None:
    _call(case, "2026-01-08T10:00", person=SISTER, tags=["debt_disclosed", "threat_family"], words="你哥欠钱，等着。")
    text = _written(case, "nfra_complaint", "12378", mask="none")
    assert text.count("你哥欠钱，等着。") == 1


def test_many_contacts_are_named_by_the_report(case: Case) -> None:
    for day in range(1, 29):
        _call(case, f"2026-01-{day:02d}T23:30")
        _call(case, f"2026-01-{day:02d}T12:00")
    text = _written(case, "nfra_complaint", "12378")
    assert "等28次，全部编号见案件报告第七部分7-" in text


def test_the_list_of_exhibits_is_referred_to_and_not_repeated(case: Case, tmp_path: Path) -> None:
    _call(case, "2026-01-08T23:30")
    file = tmp_path / "录音一.mp3"
    file.write_bytes(b"ID3 not a real recording")
    case.attach(file)
    for letter, channel in (("nfra_complaint", "12378"), ("police_statement", "police"), ("civil_complaint", "court")):
        text = _written(case, letter, channel)
        assert "证据共1件" in text and "见“证据目录”" in text, letter
        assert "录音一" not in text, letter


@pytest.mark.parametrize(("letter", "channel"), [("nfra_complaint", "12378"), ("nifa_report", "nifa")])
def test_a_recommended_standard_is_called_one_where_it_is_first_named(case: Case, letter: str, channel: str) -> None:
    _call(case, "2026-03-05T23:30")
    text = _written(case, letter, channel)
    _before, _name, after = text.partition("贷后催收风控指引》")
    assert after.startswith("（推荐性国家标准）") or "贷后催收风控指引》（推荐性国家标准）" in after
    assert "行业自律规范" in text


def test_a_step_says_once_that_it_was_answered(case: Case) -> None:
    _call(case, "2026-01-08T23:30")
    case.add_filing("lender", "2026-01-16", party=_lender(case), receipt="KF-77", answered_on="2026-01-20",
                    outcome="unsatisfied", answer="称无此事。")  # fmt: skip
    told = _written(case, "police_statement", "police").partition("此前已采取的措施")[2].partition("声明")[0]
    assert "2026年1月20日答复；对答复不满意；称无此事" in told and "已答复" not in told


def test_a_presumption_is_no_more_than_that(folder: Path) -> None:
    text = _written(case_called("us", folder), "cfpb_complaint", "cfpb")
    presumed = (
        "Presumednottocomply,untilthecollectorshowsotherwise:RegulationF(12CFRpart1006),12CFR§1006.14(b)(2)(i)(A)"
    )
    assert presumed in text and "Appearsnottocomplywith:RegulationF(12CFRpart1006),12CFR§1006.14(b)(2)" not in text


def test_what_is_asked_stands_before_all_else(filed: Case) -> None:
    for letter, channel, asked in (
        ("nfra_complaint", "12378", "请贵局督促该机构停止上述行为"), ("nifa_report", "nifa", "请协会核查处理"),
        ("police_statement", "police", "请予受案登记、出具受案回执"),
    ):  # fmt: skip
        text = _written(filed, letter, channel)
        assert asked in text.partition("一、")[0], letter
