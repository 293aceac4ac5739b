"""What was done about it in the demo story and what it did: filings, harm, talks, household, credit record, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.demo import cast
from casekit.demo.cast import COMPLAINANT, HUABEI, HUABEI_HOTLINE, INSTITUTIONS, MARK, MOTHER


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper or a notice, as it was photographed: the name of the file, what stands on it, and what it proves."""

    name: str
    taken_at: str
    title: str
    lines: tuple[str, ...]
    how_obtained: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper that was handed in, and what came of it; fields as in `casekit.model.Filing`."""

    channel: str
    filed_on: date
    institution: str = ""
    side: str = ""
    receipt: str = ""
    clerk: str = ""
    accepted_on: date | None = None
    answered_on: date | None = None
    outcome: str = "open"
    answer: str = ""
    note: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Harmed:
    """What it did to somebody."""

    kind: str
    at: str
    text: str
    amount: str = ""
    person: str = ""
    papers: tuple[str, ...] = ()


_LENDER, _QUICK = INSTITUTIONS["huabei_lender"], INSTITUTIONS["quick_lender"]
PAPERS = {
    "contract": Paper(
        "花呗借款合同首页.jpg", "2026-02-21T10:05", "个人消费借款合同（首页）",
        ("合同编号：DEMO-HB-0001", f"贷款人：{_LENDER.full_name}", f"住所：{_LENDER.address}", f"借款人：{COMPLAINANT}",
         "借款金额：38800.00 元", "期限：12 期，自 2025年4月28日起", "每期还款：3555.45 元，每月28日", f"客服电话：{HUABEI_HOTLINE}",
         "签订日期：2025年4月28日"),
        "在借款页面下载合同后打印拍照", "debt",
    ),
    "loan": Paper(
        "示例速贷借款合同首页.jpg", "2026-02-21T10:09", "小额借款合同（首页）",
        ("合同编号：DEMO-SD-0002", f"贷款人：{_QUICK.full_name}", f"住所：{_QUICK.address}", f"借款人：{COMPLAINANT}",
         "借款金额：8000.00 元", f"客服电话：{_QUICK.hotline}", "签订日期：2025年8月20日"),
        "在借款页面下载合同后打印拍照", "debt",
    ),
    "complaint": Paper(
        "客服投诉登记回执.jpg", "2026-01-12T10:20", "演示消金 投诉登记回执",
        ("登记编号：DEMO-TS-0001", "登记时间：2026年1月12日 10:12", "事项：停止夜间来电，停止联系家人和单位，", "　　　保存通话录音，说明委托的催收机构",
         "答复：15 日内"),
        "客服在应用内发来的回执，手机截图",
    ),
    "answer": Paper(
        "客服答复.jpg", "2026-01-26T15:42", "演示消金 投诉答复",
        ("登记编号：DEMO-TS-0001", "答复日期：2026年1月26日", "答复：已提醒相关人员注意沟通方式。", "　　　委外机构名单和录音暂不提供。"),
        "客服在应用内的答复，手机截图",
    ),
    "carrier": Paper(
        "运营商受理短信.jpg", "2026-01-14T09:31", "示例运营商 受理通知",
        ("受理编号：DEMO-YY-0001", "事项：高频骚扰电话投诉，开通拦截服务", "受理日期：2026年1月14日"),
        "运营商发来的短信，手机截图",
    ),
    "spam": Paper(
        "骚扰电话举报回执.jpg", "2026-01-18T20:11", "骚扰电话举报回执",
        ("举报编号：DEMO-12321-0001", "被举报号码：5 个", "提交时间：2026年1月18日 20:10"),
        "提交举报后的页面，手机截图",
    ),
    "letter": Paper(
        "挂号信回执.jpg", "2026-02-06T11:20", "国内挂号信函收据",
        ("编号：DEMO-GH-0001", f"收件人：{_LENDER.full_name}", "寄件日期：2026年2月6日", "内件：要求保存并提供通话录音、说明委外机构的函"),
        "邮局收据拍照",
    ),
    "work": Paper(
        "单位谈话通知.jpg", "2026-01-08T09:05", "工作消息",
        (f"{COMPLAINANT}：", "前台和部门同事近期多次接到找你的催款电话，", "影响办公。请今天下午到办公室说明情况，", "并尽快处理好个人事务。", "2026年1月8日"),
        "工作软件里的消息，手机截图",
    ),
    "leave": Paper(
        "请假单.jpg", "2026-01-30T09:10", "请假单",
        (f"姓名：{COMPLAINANT}", "类别：事假（不计薪）", "时间：2026年1月30日 上午半天", "扣薪：160.00 元"),
        "请假单拍照",
    ),
    "copies": Paper(
        "打印光盘收据.jpg", "2026-02-21T11:30", "收据",
        ("项目：打印、复印、刻录光盘", "金额：186.00 元", "日期：2026年2月21日"),
        "收据拍照",
    ),
}  # fmt: skip

FILED = (
    Filed(
        "lender", date(2026, 1, 12), "huabei_lender", HUABEI, "DEMO-TS-0001", "客服（工号 0001，虚构）", date(2026, 1, 12),
        date(2026, 1, 26), "unsatisfied", "称已提醒相关人员注意沟通方式；没有提供委外机构名单和录音。",
        "电话投诉：停止夜间来电，停止联系家人和单位，保存录音。", ("complaint", "answer"),
    ),
    Filed(
        "carrier", date(2026, 1, 14), "", HUABEI, "DEMO-YY-0001", "", date(2026, 1, 14), date(2026, 1, 16), "solved",
        "已开通高频骚扰电话拦截。", "投诉骚扰号码。", ("carrier",),
    ),
    Filed(
        "12321", date(2026, 1, 18), "agency", HUABEI, "DEMO-12321-0001", outcome="transferred",
        note="举报 5 个来电号码。", papers=("spam",),
    ),
    Filed(
        "lender", date(2026, 2, 6), "huabei_lender", HUABEI, "DEMO-GH-0001",
        note="书面要求：保存并提供通话录音，说明委托的催收机构和联系人号码的来源。", papers=("letter",),
    ),
)  # fmt: skip

HARMED = (
    Harmed("job", "2026-01-08", "单位经理约谈，称催款电话影响办公，要求尽快处理好个人事务。", papers=("work",)),
    Harmed(
        "family",
        "2026-01-30",
        "母亲夜里被来电吵醒后一夜未睡，次日由我请假半天陪同，扣薪 160 元。",
        "160.00",
        MOTHER,
        ("leave",),
    ),
    Harmed("cost", "2026-02-21", "整理证据的打印、复印和刻录光盘费用。", "186.00", papers=("copies",)),
)

INCOME = (("灵活就业收入（平均）", "5200.00"),)
EXPENSES = (
    ("房租", "1500.00"), ("饮食和日用", "1400.00"), ("交通和通信", "350.00"), ("赡养母亲", "500.00"), ("社会保险", "480.00"),
)  # fmt: skip
BUDGET_NOTE = f"每月平均数。（{MARK}）"


@dataclass(frozen=True, slots=True)
class Talked:
    """A talk about repayment; both sides as it was written down."""

    at: str
    clerk: str
    ours: str
    theirs: str


TALKED = (
    Talked(
        "2026-01-12T10:05", "客服（工号 0001，虚构）", "承认欠款，希望每月还 500 元，分期偿还。", "登记后由专员联系。"
    ),
    Talked("2026-02-09T14:30", "专员（自称姓何，虚构）", "每月还 600 元，36 期左右。", "最多再分 12 期，没有谈成。"),
)
# (day, kind, what it says)
CREDIT = (
    (date(2026, 1, 25), "report_pulled", "在人民银行征信中心网站查询本人信用报告。"),
    (date(2026, 1, 25), "entry_found", "花呗账户显示逾期，当前逾期金额与我收到的账单不同，正在核对。"),
)
CREDIT_INSTITUTION = cast.INSTITUTIONS["huabei_lender"].full_name
