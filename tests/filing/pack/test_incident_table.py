"""The table of incidents: the columns authorities expect, every contact that counts, and nothing a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from casekit.casebook import Case, create_case
from casekit.filing.pack.incident_table import incident_table, table_csv, table_xlsx
from casekit.outgoing import no_formula
from casekit.report.spreadsheet import Spreadsheet, csv_bytes, xlsx_bytes
from casekit.text import language
from tests.filing.samples import dossier
from tests.report.samples import MOTHER, MOTHER_LINE

COLUMNS = ["编号", "日期", "起止时间", "时长", "方式", "来电/发送号码", "对方自称", "接收人及关系", "内容摘要（原话）", "涉嫌规则", "证据编号"]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_both_files_hold_the_expected_columns_and_every_contact_that_counts(filed: Case) -> None:
    with language("zh"):
        made = dossier(filed, "nifa")
        head, *rows = read(table_csv(made))
        assert head == COLUMNS
        assert table_csv(made).startswith("\ufeff".encode())
        assert len(rows) == len(made.material.rows) == len(cells(table_xlsx(made))) - 1
    dates = [row[1] for row in rows if row[1] and len(row[1]) == 10]
    assert dates == sorted(dates)
    worst = next(row for row in rows if "跪着" in row[8])
    assert worst[2].startswith("22:41:07") and worst[8].startswith("“你再不还钱") and worst[10]
    assert re.search(r"\d+-\d+ \S", worst[9])


def test_what_is_told_of_a_contact_is_kept_apart_from_its_words(filed: Case) -> None:
    with language("zh"):
        made = dossier(filed, "nifa")
        told = [row for row in made.material.rows if row.tags and (row.words or row.text)]
        contents = {row[0]: row[8] for row in incident_table(made).rows}
    assert told
    for row in told:
        assert re.fullmatch(r"(“.+”)+（.+）", str(contents[row.no]), re.DOTALL)


def test_what_cannot_be_told_yet_is_named_as_no_suspicion(filed: Case) -> None:
    with language("zh"):
        made = dossier(filed, "nifa")
        open_ones = {made.material.mark(one) for one in made.material.findings if one.status == "cannot_tell"}
        named = {mark for row in incident_table(made).rows for mark in re.findall(r"7-[\d.]+", str(row[9]))}
    assert open_ones and named and not open_ones & named


def test_third_persons_are_masked_in_both(filed: Case) -> None:
    made = dossier(filed, "nifa")
    with zipfile.ZipFile(io.BytesIO(table_xlsx(made))) as archive:
        content = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    for text in (content, table_csv(made).decode("utf-8")):
        assert MOTHER not in text and MOTHER_LINE not in text and "王*" in text


def test_the_same_case_gives_the_same_bytes(filed: Case) -> None:
    made = dossier(filed, "nifa")
    assert table_xlsx(made) == table_xlsx(made)
    assert table_csv(made) == table_csv(made)


def test_a_contact_has_the_number_of_the_other_papers(filed: Case) -> None:
    made = dossier(filed, "nifa")
    assert {row[0] for row in incident_table(made).rows} == {row.no for row in made.material.rows}


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_no_cell_of_a_csv_begins_as_a_formula_does(first: str, second: str) -> None:
    sheet = Spreadsheet("t", "s", (("a", 5), ("b", 5)), [[first, 1], ["x", second]])
    for row in read(csv_bytes(sheet)):
        assert all(not cell.startswith(FORMULA) and not cell.lstrip().startswith(FORMULA) for cell in row)


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", " =", "＝"]), st.text(max_size=5))
def test_what_could_be_a_formula_stands_behind_an_apostrophe_and_stays_readable(sign: str, rest: str) -> None:
    assert no_formula(sign + rest) == "'" + sign + rest


def test_plain_words_and_numbers_stay_as_they_are() -> None:
    assert no_formula("13800000001*您好=再见") == "13800000001*您好=再见"
    sheet = Spreadsheet("t", "s", (("a", 5),), [[7], ["-7"]])
    assert read(csv_bytes(sheet))[1:] == [["7"], ["'-7"]]


def test_nothing_in_the_spreadsheet_is_a_formula_or_a_link() -> None:
    nasty = ['=HYPERLINK("http://example.org")', "+1+2", "http://example.org", "@SUM(A1)", "x" * 40_000, "\x00\ud800"]
    content = xlsx_bytes(Spreadsheet("t", "s", (("a", 5),), [[one] for one in nasty]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist()]
    assert not any(re.search("<f>|<f |<hyperlink|/hyperlink", part) for part in parts)
    assert [row[0] for row in cells(content)][1:4] == nasty[:3]


def test_a_day_can_be_sorted_and_a_number_keeps_its_leading_zero() -> None:
    sheet = Spreadsheet("t", "s", (("a", 12), ("b", 12)), [[date(2026, 1, 5), "01012345678"]])
    assert cells(xlsx_bytes(sheet))[1] == [date(2026, 1, 5), "01012345678"]
    assert read(csv_bytes(sheet))[1] == ["2026-01-05", "01012345678"]


def test_rows_are_as_high_as_their_text_and_the_page_is_set_up_to_print() -> None:
    long = "您的账单已逾期，请尽快还款。" * 8
    sheet = Spreadsheet("清单 & 表", "s", (("编号", 8), ("内容", 40)), [[1, "短"], [2, long]])
    with language("zh"), zipfile.ZipFile(io.BytesIO(xlsx_bytes(sheet))) as archive:
        page, book = (archive.read(f"xl/{name}.xml").decode("utf-8") for name in ("worksheets/sheet1", "workbook"))
    short, tall = (float(re.search(rf'<row r="{row}"[^>]* ht="([\d.]+)"', page)[1]) for row in (2, 3))  # type: ignore[index]
    assert tall > 5 * short
    assert 'orientation="landscape"' in page and "&amp;L清单 &amp;&amp; 表" in page and "第 &amp;P 页" in page
    assert "_xlnm.Print_Titles" in book and "_xlnm.Print_Area" in book


def test_each_contact_names_the_lists_that_show_it(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某消费金融", language="zh")
    case.mark_number("17000000001", party=case.background().lenders()[0].id, basis="user")
    for count, name in enumerate(("bill.csv", "phone.xml"), start=1):
        (tmp_path / name).write_text(name)
        rows = [
            {
                "start": datetime(2026, 1, 5, 14 + count, tzinfo=UTC), "zone": "Asia/Shanghai", "precision": "second",
                "channel": "call", "direction": "in", "outcome": "conversation", "duration_s": 60, "person": "debtor",
                "number_raw": "17000000001", "number": "17000000001", "row": "1", "raw": {},
            }
        ]  # fmt: skip
        case.import_batch(
            lambda _index, rows=rows: iter(rows), source=name, source_kind="phone_log", path=tmp_path / name, name=name,
            summary=lambda: {"read": 1},
        )  # fmt: skip
    with language("zh"):
        table = incident_table(dossier(case, "nifa")).rows
    assert [row[-1] for row in table] == ["三-1", "三-2"]
