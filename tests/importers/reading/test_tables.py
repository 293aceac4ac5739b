"""Rows of text from xlsx, legacy xls and text files, as a person sees them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import sheet_reader, tables
from tests.importers.biff import WESTERN, write_compound, write_xls
from tests.importers.files import write_csv, write_xlsx


def rows(path: Path, sheet: int = 0) -> list[list[str]]:
    probe = registry.probe(path)
    return [cells for _number, cells in tables.rows(probe, tables.sheets(probe)[sheet])]


def test_cells_look_as_a_person_sees_them() -> None:
    seen = [
        sheet_reader.cell_text(cell)
        for cell in (
            None, True, 13800000000.0, 0.5, datetime(2026, 1, 5, 9, 8, 7), date(2026, 1, 5), time(9, 8, 7),
            timedelta(hours=26, seconds=5), "  上海 ", 1065512345678901.0,
        )
    ]  # fmt: skip
    assert seen == [
        "", "TRUE", "13800000000", "0.5", "2026-01-05 09:08:07", "2026-01-05", "09:08:07", "26:00:05", "上海",
        "1.0655123456789e+15",
    ]  # fmt: skip


def test_signs_that_keep_a_spreadsheet_from_changing_a_cell_are_no_part_of_it() -> None:
    cells = ('="17000000001"', "'17000000001", "'引", "'+86170", '=""', "")
    assert [tables.as_written(cell) for cell in cells] == ["17000000001", "17000000001", "'引", "+86170", "", ""]


def test_sheets_and_hidden_sheets(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"一": [["甲"]], "藏": [["乙"]], "空": []}, hidden=["藏"])
    probe = registry.probe(path)
    assert tables.sheets(probe) == ["一", "空"]
    assert tables.sheets(probe, hidden=True) == ["藏"]
    assert list(tables.rows(probe, "空")) == []


def test_row_numbers_are_those_of_the_sheet_and_merged_cells_give_their_first(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(2, 0, 2, 2, "中国移动通话详单")
        sheet.write(3, 0, "起始时间")
        sheet.write_formula(3, 1, "=1+1", None, "2")
    found = [(number, cells) for number, cells in tables.rows(registry.probe(path), "Sheet1") if any(cells)]
    assert found == [(3, ["中国移动通话详单"]), (4, ["起始时间", "2"])]


@pytest.mark.parametrize("code_page", [1200, WESTERN])
def test_legacy_workbooks_in_both_code_pages(tmp_path: Path, code_page: int) -> None:
    """Text whose first byte looks like a line feed (上) or a blank (传) must come through as well."""
    path = write_xls(
        tmp_path / "a.xls", {"月": [["序号", "上海", "传唤"], ["1", "2025-12-01 10:00:00", 17000000001]]}, code_page
    )
    assert rows(path) == [["序号", "上海", "传唤"], ["1", "2025-12-01 10:00:00", "17000000001"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_text_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'起始时间{delimiter}"对方{delimiter}号码"\r\n甲{delimiter}"乙""丙"\r\n'.encode(encoding))
    assert rows(path) == [["起始时间", f"对方{delimiter}号码"], ["甲", '乙"丙']]


def test_a_quotation_that_is_not_closed_is_a_sign_like_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙,丙\n" + "1,2,3\n" * 3 + '4,"5,6\n' + "7,8,9\n" * 300, encoding="utf-8")
    assert rows(path) == [["甲", "乙", "丙"], *[["1", "2", "3"]] * 3, ["4", "5", "6"], *[["7", "8", "9"]] * 300]


def test_a_quotation_that_is_closed_in_another_row_does_not_swallow_the_rows_between(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('甲,乙,丙\n1,"2,3\n4,5,6\n7,8",9\n', encoding="utf-8")
    assert rows(path)[1:] == [["1", "2", "3"], ["4", "5", "6"], ["7", '8"', "9"]]
    path.write_text('甲,乙,丙\n1,"好,\n,a,b,c,",3\n', encoding="utf-8")
    assert rows(path)[1:] == [["1", "好,\n,a,b,c,", "3"]]


def test_an_endless_quotation_is_no_endless_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('甲,乙\n1,"' + "x\n" * 20_000, encoding="utf-8")
    assert rows(path)[:3] == [["甲", "乙"], ["1", "x"], ["x"]] and len(rows(path)) == 20_001


def test_a_password_an_archive_a_document_and_a_bomb_are_told_apart(tmp_path: Path) -> None:
    locked = write_compound(tmp_path / "锁.xlsx", {"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    letter = write_compound(tmp_path / "信.xls", {"WordDocument": b"x"})
    archive, bomb = tmp_path / "包.xlsx", tmp_path / "弹.xlsx"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("calls.xml", "<calls/>")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * (401 << 20))
    for path, sentence in ((locked, "password"), (letter, "office program"), (archive, "an archive"), (bomb, "safety")):
        with pytest.raises(InputError, match=sentence):
            tables.sheets(registry.probe(path))


@pytest.mark.parametrize("keep", [9, 600, 3000])
def test_workbooks_that_are_cut_off_are_refused(tmp_path: Path, keep: int) -> None:
    rows_of_calls = [["起始时间", "通信方式", "对方号码"]] * 200
    for path in (
        write_xlsx(tmp_path / "a.xlsx", {"一": rows_of_calls}),
        write_xls(tmp_path / "a.xls", {"一": rows_of_calls}),
    ):
        path.write_bytes(path.read_bytes()[:keep])
        with pytest.raises(InputError, match=r"cut off|office program"):
            registry.recognise(registry.probe(path))


def test_an_ordinary_quoted_line_break_is_fine(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["甲", "乙"], ["一\n二\n三\n四", "2"]])
    assert rows(path)[1] == ["一\n二\n三\n四", "2"]


def test_a_stray_cell_in_the_last_corner_does_not_end_the_session(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Laid out as a whole such a sheet has seventeen thousand million cells."""
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "起始时间")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(InputError, match="cannot be read"):
        rows(path)
    assert capfd.readouterr().err == ""


def test_a_stray_cell_far_below_is_only_empty_rows(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", {"一": [["甲"], *[[]] * 60_000, ["乙"]]})
    assert [cells for cells in rows(path) if any(cells)] == [["甲"], ["乙"]]


def open_document(path: Path, rows: str, more: str = "") -> Path:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="详单">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        listed = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0">{more}</manifest:manifest>'
        archive.writestr("META-INF/manifest.xml", listed)
    return path


def test_the_open_form_of_a_workbook(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
    number = '<table:table-cell office:value-type="float" office:value="17000000001"/>'
    lines = [cell("对方号码") + cell("起始时间"), number + cell("2025-12-03 10:00:00")]
    path = open_document(tmp_path / "a.xls", "".join(f"<table:table-row>{one}</table:table-row>" for one in lines))
    assert tables.sheets(registry.probe(path)) == ["详单"]
    assert rows(path) == [["对方号码", "起始时间"], ["17000000001", "2025-12-03 10:00:00"]]


def test_an_open_workbook_of_endless_repeated_cells_is_refused(tmp_path: Path) -> None:
    cells = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    )
    with pytest.raises(InputError):
        rows(open_document(tmp_path / "a.ods", cells))
