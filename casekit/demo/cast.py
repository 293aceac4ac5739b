"""Who takes part in the demo story. Everybody, every company and every number is invented.

The numbers come from ranges in which the last signs make clear that they belong to nobody: mobiles
with a zero run after the prefix, landlines of zeros, service and message ports that are not in use.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MARK = "演示数据，全部虚构"
MARK_IN_ENGLISH = "demo data, all of it invented"

COMPLAINANT = "林晓雨"
ZONE = "Asia/Shanghai"
OWN_LINE = "13800000101"
FIRST_DAY, LAST_DAY = date(2025, 11, 1), date(2026, 2, 28)

# Whose call it is, in the story: two lenders, private life, and advertisers who stay unattributed.
HUABEI, QUICK, PRIVATE, STRANGER = "huabei", "quick", "private", "stranger"


@dataclass(frozen=True, slots=True)
class Institution:
    """A lender, or an agency that acts for one."""

    kind: str
    name: str
    full_name: str
    lender_type: str = "unknown"
    acts_for: str | None = None
    hotline: str = ""
    address: str = ""
    registration: str = ""  # with letters that a real one never has


INSTITUTIONS = {
    "huabei_lender": Institution(
        "lender", "演示消费金融（虚构）", "演示消费金融有限公司（虚构）", "consumer_finance", hotline="9500001",
        address="演示市虚构区示范大道1号（虚构）", registration="91000000DEMOOOOO01",
    ),
    "agency": Institution(
        "agency", "某催收服务（虚构）", "某催收服务有限公司（虚构）", acts_for="huabei_lender",
        address="演示市虚构区样本路8号（虚构）", registration="91000000DEMOOOOO02",
    ),
    "quick_lender": Institution(
        "lender", "示例小额贷款（虚构）", "示例小额贷款有限公司（虚构）", "microloan", hotline="9500004",
        address="示例市虚构县样板街3号（虚构）", registration="91000000DEMOOOOO03",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt as the borrower tells it."""

    lender: str
    product: str
    reference: str
    principal: str
    claimed: str
    overdue_since: date
    note: str
    contract_date: date
    payments: tuple[tuple[date, str, str], ...] = ()  # (day, amount, kind)


DEBTS = {
    HUABEI: Owed(
        "huabei_lender", "花呗", "DEMO-HB-0001", "23480.00 元", "26912.37 元", date(2025, 10, 28),
        "承认这笔欠款。失业后从2025年10月起未能足额还款，愿意协商分期。（演示数据，全部虚构）",
        date(2025, 4, 28),
        (
            (date(2025, 4, 28), "38800.00", "received"),
            *((date(2025, month, 28), "3555.45", "paid") for month in range(5, 10)),
            *((day, "3555.45", "due") for day in (
                date(2025, 10, 28), date(2025, 11, 28), date(2025, 12, 28), date(2026, 1, 28), date(2026, 2, 28),
                date(2026, 3, 28), date(2026, 4, 28),
            )),
        ),
    ),
    QUICK: Owed(
        "quick_lender", "示例速贷（虚构）", "DEMO-SD-0002", "8000.00 元", "9240.00 元", date(2025, 11, 20),
        "承认这笔欠款，金额以合同为准。（演示数据，全部虚构）",
        date(2025, 8, 20),
    ),
}  # fmt: skip

HUABEI_HOTLINE, QUICK_HOTLINE = "9500001", "9500004"
HUABEI_PORT, QUICK_PORT = "106900001001", "106900002002"
# One number is used for a week or so, then the next ones appear.
AGENCY_NUMBERS = tuple(
    f"{prefix}{tail}"
    for prefix, tail in zip(
        ("1700000", "1710000", "1620000") * 6,
        ("1207", "1318", "1426", "1533", "1649", "1751", "1862", "1974", "2085", "2193", "2308", "2417", "2521", "2636",
         "2745", "2859", "2960", "3072"),
        strict=True,
    )
)  # fmt: skip
QUICK_NUMBERS = ("16200005108", "17000005216", "17100005327", "16200005439")


@dataclass(frozen=True, slots=True)
class Linked:
    """Whose a number is and how the borrower knows."""

    institution: str
    basis: str
    note: str


def collector_numbers() -> dict[str, Linked]:
    """Every number that the borrower gives to a lender or its agency, with the basis."""
    known = {
        HUABEI_HOTLINE: Linked("huabei_lender", "published_list", "合同所列客服电话"),
        HUABEI_PORT: Linked("huabei_lender", "sms_signature", "短信签名【演示消金】"),
        QUICK_HOTLINE: Linked("quick_lender", "published_list", "合同所列客服电话"),
        QUICK_PORT: Linked("quick_lender", "sms_signature", "短信签名【示例速贷】"),
    }
    bases = (
        ("hotline_confirmed", "2025年12月8日致电客服，确认是委托的机构"),
        ("stated_org", "对方自称受演示消金委托"),
        ("stated_amount", "对方说出花呗欠款金额"),
    )
    for position, number in enumerate(AGENCY_NUMBERS):
        # The hotline was asked on 8 December: it can only have confirmed the numbers used until then.
        basis, note = bases[0] if position < 5 else bases[1 + position % 2]
        known[number] = Linked("agency", basis, note)
    for number in QUICK_NUMBERS:
        known[number] = Linked("quick_lender", "stated_org", "对方自称示例速贷")
    return known


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A relative, friend or colleague whom the collectors rang."""

    name: str
    relation: str
    line: str
    in_phone_as: str
    role: str = "other_third_party"


MOTHER = "mother"
PEOPLE = {
    MOTHER: Acquaintance("周桂芳", "parent", "13900000202", "妈妈", role="preagreed_contact"),
    "sister": Acquaintance("林晓雪", "sibling", "13900000303", "姐姐"),
    "colleague": Acquaintance("陈航", "colleague", "13800000404", "陈航"),
    "friend": Acquaintance("吴倩", "friend", "13900000505", "倩倩"),
    "employer": Acquaintance("赵国栋", "employer", "057100000606", "公司前台"),
    "uncle": Acquaintance("林建国", "relative", "13900000707", "二叔"),
    "neighbour": Acquaintance("孙秀兰", "neighbour", "13800000808", "孙阿姨"),
}


@dataclass(frozen=True, slots=True)
class Everyday:
    """A number of everyday life: never a collector's, counted in no figure."""

    number: str
    in_phone_as: str
    texts: tuple[str, ...] = field(default=())


BANK = Everyday(
    "9500009", "(Unknown)",
    ("【示例银行】您尾号0000的账户完成一笔工资入账，余额请登录手机银行查询。",
     "【示例银行】您的验证码为000000，五分钟内有效，请勿告诉他人。"),
)  # fmt: skip
LOCKER = Everyday("106900009009", "(Unknown)", ("【示例驿站】您的包裹已到小区东门，凭0-0-0000取件。",))
KINDERGARTEN = Everyday("057100000920", "小满幼儿园")
LANDLORD = Everyday("13800000911", "房东王姐")
COURIERS = tuple(Everyday(f"1380000093{digit}", "(Unknown)") for digit in range(6))
EVERYDAY = (BANK, LOCKER, KINDERGARTEN, LANDLORD, *COURIERS)
ADVERTISERS = ("17100009001", "057100009002")
MOTHERS_FRIENDS = ("13900000811", "13800000822", "057100000833")
MOTHERS_TEXTS = ("晚上回来吃饭吗？给你留了汤。", "天冷了，多穿点 🧣")


def private_numbers() -> frozenset[str]:
    """Numbers that must appear in no figure and in nothing that leaves the machine, masked or not."""
    return frozenset({*(one.number for one in EVERYDAY), *ADVERTISERS, *MOTHERS_FRIENDS})


def name_in_phone(number: str) -> str:
    """What the borrower's phone shows for a number."""
    for known in PEOPLE.values():
        if known.line == number:
            return known.in_phone_as
    return next((one.in_phone_as for one in EVERYDAY if one.number == number), "(Unknown)")
