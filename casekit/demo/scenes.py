"""The moments of the demo story that are told in words: calls, messages, notes and dated facts."""

from __future__ import annotations

from datetime import datetime

from casekit.demo.cast import (
    AGENCY_NUMBERS,
    HUABEI,
    HUABEI_HOTLINE,
    MARK,
    MOTHER,
    QUICK,
    QUICK_NUMBERS,
)
from casekit.demo.events import DEBTOR, Call, Dated, Message, Note, Said


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _rings(start: str, number: str, side: str = HUABEI, scene: str = "") -> Call:
    return Call(_at(start), number, side, outcome="rang_no_answer", scene=scene)


def _talk(start: str, number: str, seconds: int, ring: int, scene: str = "", person: str = DEBTOR) -> Call:
    return Call(_at(start), number, HUABEI, person, duration_s=seconds, ring_s=ring, scene=scene)


CALLS = (
    Call(_at("2025-12-08T10:12:40"), HUABEI_HOTLINE, HUABEI, direction="out", duration_s=305, ring_s=12, scene="asked"),
    Call(_at("2026-01-12T10:05:08"), HUABEI_HOTLINE, HUABEI, direction="out", duration_s=372, ring_s=14, scene="complaint"),
    # The edges of the quiet hours, to the second: neither inside nor outside.
    _rings("2025-12-10T22:00:00", AGENCY_NUMBERS[4], scene="edge-evening"),
    _rings("2026-02-04T08:00:00", AGENCY_NUMBERS[15], scene="edge-morning"),
    _talk("2025-12-18T20:05:04", AGENCY_NUMBERS[5], 142, 8, "insult"),
    _talk("2025-12-22T22:41:17", AGENCY_NUMBERS[6], 96, 9, "threat"),
    # Hung up and rung again at once: four records, two contacts, and only the user can tell.
    _talk("2026-01-08T16:20:10", AGENCY_NUMBERS[8], 12, 4, "redial-first"),
    _talk("2026-01-08T16:20:52", AGENCY_NUMBERS[8], 15, 5, "redial-second"),
    _talk("2026-01-15T19:32:26", AGENCY_NUMBERS[9], 187, 10, "police"),
    _talk("2026-01-16T07:41:33", AGENCY_NUMBERS[10], 34, 15),
    _talk("2026-01-27T21:12:05", "", 48, 7, "hidden-talk"),
    _talk("2026-02-05T18:22:41", AGENCY_NUMBERS[13], 121, 6, "abuse"),
    _rings("2026-01-27T21:04:12", "", scene="hidden-1"),
    _rings("2026-01-28T20:47:50", "", scene="hidden-2"),
    _rings("2026-02-09T22:31:15", "", scene="hidden-3"),
    _rings("2026-02-16T23:05:29", AGENCY_NUMBERS[16]),
)  # fmt: skip

MOTHERS_CALLS = (
    _talk("2025-12-30T10:05:12", AGENCY_NUMBERS[7], 213, 9, "mother-told", MOTHER),
    _talk("2025-12-30T15:22:47", AGENCY_NUMBERS[8], 64, 11, person=MOTHER),
    _talk("2025-12-31T09:47:03", AGENCY_NUMBERS[7], 128, 6, "mother-refuses", MOTHER),
    _talk("2025-12-31T16:30:21", AGENCY_NUMBERS[6], 33, 12, "mother-again", MOTHER),
    _talk("2026-01-02T11:12:55", AGENCY_NUMBERS[8], 41, 5, person=MOTHER),
    _talk("2026-01-06T20:05:38", AGENCY_NUMBERS[7], 75, 8, person=MOTHER),
    _talk("2026-01-13T09:30:10", AGENCY_NUMBERS[9], 22, 16, person=MOTHER),
    _talk("2026-01-29T22:17:26", AGENCY_NUMBERS[12], 18, 13, "mother-night", MOTHER),
    _talk("2026-02-11T12:40:02", AGENCY_NUMBERS[14], 57, 7, person=MOTHER),
)  # fmt: skip

MESSAGES = (
    Message(
        _at("2025-12-29T22:36:40"), AGENCY_NUMBERS[7], HUABEI,
        "最后通知：今晚再不处理花呗欠款，明天把你通讯录里的人挨个打一遍，后果自负。", scene="sms-exposure",
    ),
    Message(
        _at("2026-01-08T19:03:22"), AGENCY_NUMBERS[9], HUABEI,
        "别以为过了年就没事了。你妈住哪儿我们一清二楚，再不还钱就上门找她。", scene="sms-family",
    ),
    Message(
        _at("2026-02-03T14:10:05"), AGENCY_NUMBERS[13], HUABEI,
        "律师函：林晓雨，你已涉嫌诈骗，三日内不还款将移交公安机关对你实施抓捕。", scene="sms-letter",
    ),
    Message(
        _at("2026-02-17T00:06:11"), AGENCY_NUMBERS[16], HUABEI,
        "过年好啊林晓雨。欠着钱还有脸过年，你们全家都不要脸。", scene="sms-newyear",
    ),
    Message(
        _at("2026-01-20T20:15:48"), QUICK_NUMBERS[2], QUICK,
        "林晓雨，示例速贷的欠款今天必须结清，不然我们联系你单位。", scene="sms-quick",
    ),
)  # fmt: skip

SAID = (
    Said("asked", note="我主动致电客服，客服确认这些来电号码属于受委托的催收机构。", identified="yes"),
    Said("complaint", note="我向客服投诉：要求停止夜间来电、停止联系我的家人和单位，并保留录音。", identified="yes"),
    Said(
        "insult", "欠钱不还的老赖，你还要不要脸？你这种人就该让全小区都知道。", "接通后没有说明是哪家机构。",
        ("insult", "threat_exposure", "refuse_identity"), identified="no", recording=True,
    ),
    Said(
        "threat", "今天不还，我就把你通讯录里的人一个一个打过去，先打你妈。", "夜里接的，我说太晚了，对方继续骂。",
        ("threat_exposure", "threat_family"), "某催收服务（虚构）", "自称姓刘", "no", recording=True,
    ),
    Said(
        "police", "我是经侦的，你这是诈骗，明天就到单位抓你。", "问他是哪个单位的，他不说，只让我今晚打钱。",
        ("impersonate_police", "threat_arrest", "refuse_identity"), identified="no", recording=True,
    ),
    Said(
        "hidden-talk", "你躲得了初一躲不过十五。", "不显示号码，声音和前几天的是同一个人，催花呗。",
        ("caller_id_spoof_suspected", "refuse_identity"), identified="no",
    ),
    Said(
        "abuse", "你个不要脸的东西，没钱你活着干什么？", "我请对方文明说话，对方骂得更难听。",
        ("insult",), "某催收服务（虚构）", "工号没说", "no",
    ),
    Said("hidden-1", note="不显示号码，几分钟后用同样方式又打来，是催花呗的。"),
    Said("hidden-2", note="不显示号码，与前一天相同。"),
    Said("hidden-3", note="不显示号码，夜间。"),
    Said("sms-exposure", tags=("threat_exposure",), note="第二天起家人、朋友、单位陆续接到电话。"),
    Said("sms-family", tags=("threat_family",), note="收到后我很害怕，当晚截图。"),
    Said("sms-letter", tags=("impersonate_lawyer", "threat_arrest", "false_legal_consequence")),
    Said("sms-newyear", tags=("insult",), note="除夕夜零点后收到。"),
    Said("sms-quick", tags=("threat_exposure",)),
    Said(
        "mother-told", "你女儿欠花呗两万六，逾期两个月了，你当妈的替她还。", "母亲当天下午告诉我，她一夜没睡。",
        ("debt_disclosed", "amount_disclosed", "overdue_time_disclosed", "pay_demand_to_third_party"),
        "某催收服务（虚构）", identified="no", told_at="2025-12-30T17:30", number_source="given_as_contact",
    ),
    Said(
        "mother-refuses", "你不还，我就天天打。", "母亲在电话里明确说“你们不要再打给我了”，对方这样回答。",
        ("pay_demand_to_third_party",), told_at="2025-12-31T12:10", number_source="given_as_contact",
    ),
    Said("mother-again", "让你女儿接电话，不然还打。", told_at="2025-12-31T19:00", number_source="given_as_contact"),
    Said("mother-night", note="母亲已经睡下，被吵醒。", told_at="2026-01-30T08:20", number_source="given_as_contact"),
)  # fmt: skip

_BOOK = "phone_address_book"
# A picture cannot be masked, so the message names nobody but the borrower.
FRIENDS_SMS = "您好，林晓雨欠花呗不还，已将你列为联系人，请督促她今天还款，否则每天联系你。"
NOTES = (
    Note(
        "sister-1", "2025-12-30T11:20", "sister", "你妹妹欠钱不还，让她赶紧接电话。", "姐姐电话告诉我的。",
        ("debt_disclosed",), number=AGENCY_NUMBERS[7], told_at="2025-12-30T11:40", number_source=_BOOK,
    ),
    Note(
        "colleague-1", "2025-12-30T14:32", "colleague", "林晓雨是你同事吧？她欠我们两万六，你转告她今天必须还。",
        "同事在办公室接的，旁边还有别人。", ("debt_disclosed", "amount_disclosed"), number=AGENCY_NUMBERS[8],
        duration_s=55, told_at="2025-12-30T14:40", number_source=_BOOK, claimed_org="演示消金",
    ),
    Note(
        "friend-1", "2025-12-30T15", "friend", "她不还，就找你们这些朋友要。", "朋友记得是下午三点多。",
        ("debt_disclosed", "pay_demand_to_third_party"), told_at="2025-12-30T16:00", number_source=_BOOK,
    ),
    Note(
        "friend-sms", "2025-12-30T15:48", "friend", "", "朋友收到的短信，她截图用微信发给我。",
        ("debt_disclosed",), channel="sms", text=FRIENDS_SMS, number=AGENCY_NUMBERS[8], told_at="2025-12-30T16:02", number_source=_BOOK,
    ),
    Note(
        "employer-1", "2025-12-31T09:50", "employer", "你们公司的林晓雨是老赖，欠花呗两万六，公司管不管？",
        "前台转给经理接的，经理找我谈话。", ("debt_disclosed", "amount_disclosed", "insult", "workplace_disruption"),
        number=AGENCY_NUMBERS[6], duration_s=140, told_at="2025-12-31T10:30", number_source=_BOOK,
    ),
    Note(
        "colleague-2", "2025-12-31T10:15", "colleague", "再转告一次，不还就去你们单位。", "同事说很不愉快。",
        ("debt_disclosed", "threat_exposure"), number=AGENCY_NUMBERS[7], told_at="2025-12-31T10:20", number_source=_BOOK,
    ),
    Note(
        "sister-2", "2025-12-31T14:05", "sister", "你替她还也行。", "", ("debt_disclosed", "pay_demand_to_third_party"),
        number=AGENCY_NUMBERS[8], told_at="2025-12-31T14:30", number_source=_BOOK,
    ),
    Note(
        "uncle-1", "2025-12-31T18:40", "uncle", "你侄女欠债跑了，你知不知道她在哪儿？", "二叔很少联系，这次全家都知道了。",
        ("debt_disclosed",), told_at="2025-12-31T19:20", number_source=_BOOK,
    ),
    Note(
        "neighbour-1", "2025-12-31", "neighbour", "", "邻居只记得是那天，对方问我住几号楼。", told_at="2026-01-01T10:00",
        number_source=_BOOK,
    ),
    Note(
        "employer-2", "2026-01-07T10:20", "employer", "上次说的事你们公司处理了没有？", "我已要求不要再打单位电话。",
        ("debt_disclosed", "workplace_disruption"), number=AGENCY_NUMBERS[8], duration_s=62,
        told_at="2026-01-07T10:45", number_source=_BOOK,
    ),
    Note(
        "wechat", "2026-01-09T23:15", DEBTOR, "看到没有，你同事都知道了，明天轮到你们领导。", "用私人微信加我，半夜发来。",
        ("threat_exposure", "personal_phone_or_wechat"), channel="im",
    ),
    Note(
        "visit", "2026-01-20T19:40", DEBTOR, "今天不给钱我们就在门口等着。", "两人敲门，没有出示证件，等了约二十分钟。",
        ("refuse_identity",), channel="visit", place=f"演示市示例小区（{MARK}）", people_count=2, id_shown=False,
        police_called=False, identified="no",
    ),
)  # fmt: skip

FACTS = (
    Dated("outsourcing_told", "2025-12-08T10:17", institution="huabei_lender", scene="asked", value="客服确认已委托第三方催收机构。"),
    Dated("refused_contact", "2025-12-31T09:48", MOTHER, "agency", "mother-refuses", "你们不要再打给我了。"),
    Dated("employer_ban", "2026-01-05T11:00", institution="agency", value="我在通话中要求不要再致电我的单位。"),
    Dated("complaint_filed", "2026-01-12T10:12", institution="huabei_lender", scene="complaint", value="向客服投诉，登记编号 DEMO-TS-0001，答复将在15日内回复。"),
    Dated("debtor_reachable", "2025-12-29T18:30", institution="huabei_lender", value="当天我接了电话，说明正在找工作，愿意分期。"),
)  # fmt: skip
