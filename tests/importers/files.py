"""Export files as phones and carriers write them, with invented numbers; and short ways to read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from casekit.importers import registry
from casekit.importers.records import Declared, Item, Owner, Question, Record, Skipped, Warned
from casekit.importers.source import Options

DATA = Path(__file__).parent / "data"
UNICOM_A = ("序号", "业务类型", "通话起始时间", "通话时长", "呼叫类型", "对方号码", "通话地点", "通话类型", "通话费", "其他费", "小计")  # fmt: skip
UNICOM_B = ("序号", "业务类型", "通话起始时间", "通话时长", "呼叫类型", "对方号码", "本机通话地", "对方归属地", "通话类型",
            "通话费", "其他费", "小计")  # fmt: skip
UNICOM_C = ("序号", "业务类型", "通话起始时间", "通话时长", "呼叫类型", "对方号码", "通话类型", "通话费", "其他费", "小计")  # fmt: skip
UNICOM_T = ("对方号码", "起始时间", "通话类型", "通话时长（秒）", "总话费", "长途类型", "话单位置", "漫游类型", "网络")
MOBILE = ("起始时间", "通信地点", "通信方式", "对方号码", "通信时长", "通信类型", "套餐优惠", "实收通信费(元)")
MOBILE_SMS = ("起始时间", "通信地点", "对方号码", "通信方式", "信息类型", "业务名称", "套餐优惠", "通信费(元)")
NIGHT = 1772374500000  # 2026-03-01 22:15:00 in Shanghai


def xml(root: str, *elements: str, count: object = None, head: str = "<?xml version='1.0' encoding='UTF-8'?>") -> bytes:
    """A backup with these elements; the count is right unless one is given."""
    said = len(elements) if count is None else count
    return f'{head}\n<{root} count="{said}">\n{"".join(elements)}</{root}>\n'.encode()


def element(name: str, /, **attributes: object) -> str:
    return f"<{name} " + " ".join(f"{key}={quoteattr(str(value))}" for key, value in attributes.items()) + " />\n"


def call(number: str = "17000000001", **attributes: object) -> str:
    usual = {"number": number, "duration": 65, "date": NIGHT, "type": 1, "presentation": 1, "contact_name": "(Unknown)"}
    return element("call", **{**usual, **attributes})


def sms(body: str, **attributes: object) -> str:
    usual = {"address": "1069000000001", "date": NIGHT, "type": 1, "subject": "null", "contact_name": "null"}
    return element("sms", **{**usual, "body": body, **attributes})


def write_csv(path: Path, rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: dict[str, Iterable[Sequence[object]]], hidden: Sequence[str] = ()) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif value is not None:
                        sheet.write_number(number, column, value)
    return path


class Contents:
    """What a parser yielded, sorted by kind."""

    def __init__(self, items: Iterable[Item]) -> None:
        kept = list(items)
        self.records = [one for one in kept if isinstance(one, Record)]
        self.skipped = {one.where: one.reason for one in kept if isinstance(one, Skipped)}
        self.warnings = [one.text for one in kept if isinstance(one, Warned)]
        self.questions = [one.id for one in kept if isinstance(one, Question)]
        self.declared = [one.count for one in kept if isinstance(one, Declared)]
        self.owners = [one.number for one in kept if isinstance(one, Owner)]

    @property
    def starts(self) -> list[str]:
        return [one.start.isoformat(" ") if one.start else "" for one in self.records]

    def all(self, field: str) -> list[object]:
        return [getattr(one, field) for one in self.records]


def read(
    path: Path, *, source: str | None = None, columns: dict[str, str] | None = None, **options: object
) -> Contents:
    """Recognise a file and read it to its end."""
    probe = registry.probe(path, columns=columns)
    return Contents(registry.recognise(probe, source).read(probe, Options(**options)))  # type: ignore[arg-type]


def source_of(path: Path) -> str:
    return registry.recognise(registry.probe(path)).id
