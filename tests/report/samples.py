"""Cases to make reports of, and findings and charts as their rooms hand them over; all of it invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casekit.casebook import Case, create_case

MOTHER, MOTHER_LINE = "王秀兰", "13900000012"
COLLEAGUE, COLLEAGUE_LINE = "赵大勇", "13900000034"
OWN_LINE = "13800000001"
GRANDMOTHER = "13900000099"
BEGIN = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)


def rich_case(folder: Path, *, nasty: str = "") -> Case:
    """Two debts, an agency, three persons, calls, messages, a visit, a refusal, files; `nasty` in every text field."""
    case = create_case(
        folder, complainant="张三" + nasty, lender="某消费金融" + nasty, lender_type="consumer_finance",
        product="花呗" + nasty, own_numbers=[OWN_LINE], demo=True,
    )  # fmt: skip
    case.update_header(phone=OWN_LINE, address="重庆市某区某路1号" + nasty)
    lender = case.background().lenders()[0]
    case.update_party(lender.id, full_name="重庆某消费金融有限公司" + nasty, hotline=nasty if nasty else "950000")
    debt = next(iter(case.background().debts))
    case.update_debt(debt, reference="HB-0000-1" + nasty, principal="8,600元" + nasty, claimed="9,412元" + nasty,
                     overdue_since="2025-11-20", note="曾申请延期" + nasty)  # fmt: skip
    agency = case.add_party("agency", "某信息服务公司" + nasty, acts_for=lender.id)
    other = case.add_party("lender", "另一小贷" + nasty, lender_type="microloan")
    case.add_debt(other.id, product="小额贷" + nasty)
    mother = case.add_person(MOTHER, role="other_third_party", relation="parent", lines=[MOTHER_LINE])
    case.add_person(COLLEAGUE, role="other_third_party", relation="colleague", lines=[COLLEAGUE_LINE])
    numbers = [f"1700000{index:04d}" for index in range(12)]
    for index, number in enumerate(numbers):
        case.mark_number(number, party=agency.id, basis=("sms_signature", "stated_org", "hotline_confirmed")[index % 3],
                         note=("短信签名【某金】" if index % 3 == 0 else "") + nasty)  # fmt: skip
    for index in range(60):
        case.log(
            start=BEGIN + timedelta(hours=7 * index, minutes=13 * index % 60), number=numbers[index % 12],
            duration_s=(index * 17) % 130 or None,
            outcome="conversation" if (index * 17) % 130 else "rang_no_answer", debt=debt, party=agency.id,
        )  # fmt: skip
    worst = case.log(
        start="2026-01-10T22:41:07", number=numbers[0], duration_s=65, debt=debt, party=agency.id,
        claimed_org="某金法务部" + nasty, claimed_agent="工号017" + nasty, identified="yes", tags=["threat_family", "insult"],
        words="你再不还钱我就叫你妈跪着来求我，我们有的是人上门。" + nasty, note="态度恶劣" + nasty,
    )  # fmt: skip
    case.log(start="2026-01-11T09:20", number=numbers[1], person=MOTHER, debt=debt, party=agency.id, duration_s=80,
             tags=["debt_disclosed", "amount_disclosed", "pay_demand_to_third_party"], told_by=MOTHER, told_at="2026-01-11",
             words=f"{MOTHER}，你儿子欠了9412元，你替他还。" + nasty, asked_to_stop=True,
             number_source="phone_address_book")  # fmt: skip
    case.log(start="2026-01-12T10:05", number=numbers[2], person=MOTHER, party=agency.id, duration_s=20, debt=debt)
    case.log(start="2026-01-12T15:00", number="10690000001", channel="sms", party=agency.id, debt=debt,
             text="【某金】张三，您已严重逾期，今日18点前不处理将移交司法机关并通知您的紧急联系人！" + nasty,
             tags=["false_legal_consequence"])  # fmt: skip
    case.log(start="2026-01-13T15", channel="visit", person=COLLEAGUE, party=agency.id, place="某大厦前台", people_count=2,
             tags=["workplace_disruption"], note="两人到单位前台打听" + nasty, told_by=COLLEAGUE)  # fmt: skip
    case.log(
        start="2026-01",
        number=numbers[3],
        channel="call",
        note="当月还有数次，时间记不清" + nasty,
        party=agency.id,
    )
    case.log(number="", channel="call", note="隐藏号码", party=agency.id, debt=debt)
    case.log(start="2026-01-14T20:00", number=GRANDMOTHER, attribution="not_collector", words="外婆打来的电话")
    case.mark_number(GRANDMOTHER, attribution="not_collector")
    case.add_fact(
        "complaint_filed",
        "2026-01-15",
        party=lender.id,
        value="客服回执 0000-1" + nasty,
        note="答复已转办" + nasty,
    )
    case.attach(b"RIFF....WAVE synthetic", name=f"录音 {numbers[0]} 20260110.m4a", incident=worst.id, duration_s=65,
                device="手机" + nasty, how_obtained="手机自带通话录音" + nasty, note="全程" + nasty)  # fmt: skip
    case.attach(b"synthetic bill", name="通话详单.xlsx", kind="export", how_obtained="运营商App下载" + nasty)
    case.attach(b"synthetic letter", name="投诉回执.pdf")
    assert mother.id
    return case


def long_case(folder: Path, count: int) -> Case:
    """A case of `count` calls, brought by one import."""
    case = create_case(folder, complainant="张三", lender="某消费金融", product="花呗", own_numbers=[OWN_LINE])
    source = folder.parent / "calls.xml"
    source.write_text("synthetic", encoding="utf-8")

    def records() -> Any:
        for index in range(count):
            number = f"1700000{index % 300:04d}"
            yield {
                "start": BEGIN + timedelta(minutes=17 * index), "zone": "Asia/Shanghai", "precision": "second",
                "time_basis": "epoch", "channel": "call", "direction": "in", "duration_s": index % 90,
                "outcome": "conversation" if index % 90 else "rang_no_answer", "number_raw": number, "number": number,
                "person": "debtor", "line": OWN_LINE, "row": str(index), "raw": {"number": number},
            }  # fmt: skip

    case.import_batch(lambda _index: records(), source="smsbr_xml", source_kind="phone_log", path=source,
                      name="calls.xml", summary=lambda: {"read": count})  # fmt: skip
    lender = case.background().lenders()[0].id
    case.mark_numbers([f"1700000{tail:04d}" for tail in range(300)], party=lender)
    return case
