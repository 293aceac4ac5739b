"""The carriers' bills: China Unicom's table as xlsx, China Mobile's as csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from casekit.demo.cast import MARK
from casekit.demo.events import Call

UNICOM_COLUMNS = (
    "序号", "业务类型", "通话起始时间", "通话时长", "呼叫类型", "对方号码", "本机通话地", "对方归属地", "通话类型",
    "通话费", "其他费", "小计",
)  # fmt: skip
MOBILE_COLUMNS = (
    "起始时间", "通信地点", "通信方式", "对方号码", "通信时长", "通信类型", "套餐优惠", "实收通信费(元)",
)  # fmt: skip
_HOME = "浙江杭州"


def write_unicom(path: Path, calls: Iterable[Call]) -> Path:
    """A bill of China Unicom: answered calls only, newest first, every cell text."""
    import xlsxwriter

    # Dates of the machine would make the bytes differ from run to run.
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": MARK, "comments": MARK, "created": datetime(2026, 3, 1)})
        sheet = book.add_worksheet(path.stem)
        rows = sorted((call for call in calls if call.connected), key=lambda call: call.picked_up, reverse=True)
        for column, name in enumerate(UNICOM_COLUMNS):
            sheet.write_string(0, column, name)
        for number, call in enumerate(rows, start=1):
            for column, text in enumerate(_unicom_row(number, call)):
                sheet.write_string(number, column, text)
    return path


def _unicom_row(number: int, call: Call) -> Sequence[str]:
    incoming = call.direction == "in"
    return (
        str(number), "语音电话", f"{call.picked_up:%Y-%m-%d %H:%M:%S}", _duration(_billed(call)),
        "被叫" if incoming else "主叫", _with_country_code(call.number) if incoming else call.number, _HOME,
        "中国", "国内通话", "0.00", "0.00", "0.00",
    )  # fmt: skip


def _billed(call: Call) -> int:
    """The carrier's count of seconds: now and then one more than the phone's."""
    return call.duration_s + (call.start.second % 3 == 0)


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    if hours:
        return f"{hours}小时{minutes}分{rest}秒"
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒"


def _with_country_code(number: str) -> str:
    """Incoming numbers carry 0086, and an area code then loses its zero; hidden ones are stars."""
    if not number:
        return "***"
    if len(number) == 11 and number.startswith("1"):
        return f"0086{number}"
    return f"0086{number[1:]}" if number.startswith("0") else number


def write_mobile(path: Path, calls: Iterable[Call], period: tuple[date, date], line: str) -> Path:
    """A bill of China Mobile: GB18030, times without a year, the period in the lines above the table."""
    first, last = period
    rows: list[Sequence[str]] = [
        (f"中国移动通话详单（{MARK}）",),
        (f"手机号码：{line}",),
        (f"查询时间：{first:%Y-%m-%d}至{last:%Y-%m-%d}",),
        MOBILE_COLUMNS,
        (f"{first:%m-%d} 00:00:00", "--", "--", "--", "--", "--", "套餐月费", "38.00"),
    ]
    answered = (call for call in calls if call.connected and first <= call.picked_up.date() <= last)
    rows += [_mobile_row(call) for call in sorted(answered, key=lambda call: call.picked_up)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


def _mobile_row(call: Call) -> Sequence[str]:
    incoming = call.direction == "in"
    minutes, seconds = divmod(call.duration_s, 60)
    return (
        f"{call.picked_up:%m-%d %H:%M:%S}", "杭州", "被叫" if incoming else "主叫", call.number,
        f"{minutes:02}分{seconds:02}秒" if minutes else f"{seconds:02}秒", "国内被叫" if incoming else "国内主叫",
        "--", "0.00",
    )  # fmt: skip
