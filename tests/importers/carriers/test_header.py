"""Where the header stands: two rows, units below, doubled names, several lists on a sheet, title lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.importers import registry
from casekit.importers.carriers.header import Header, find_header, headed
from tests.importers.files import DATA, MOBILE, read, write_csv

CARRIERS = DATA / "carriers"


def found(tmp_path: Path, *rows: tuple[str, ...]) -> Header | None:
    return find_header(registry.probe(write_csv(tmp_path / "a.csv", rows)), "")


def test_a_header_over_two_rows(tmp_path: Path) -> None:
    header = found(
        tmp_path, ("通话详单", "", "", ""), ("起始时间", "对方", "", "通话"), ("", "号码", "归属地", "时长(秒)")
    )
    assert header is not None and header.row == 3
    assert header.names == ("起始时间", "对方号码", "对方归属地", "通话时长")
    assert header.units[3] == "秒"


def test_the_second_row_may_complete_a_header_that_could_stand_alone(tmp_path: Path) -> None:
    header = found(tmp_path, ("起始时间", "对方号码", "通话", ""), ("", "", "类型", "时长"))
    assert header is not None and header.row == 2
    assert header.names == ("起始时间", "对方号码", "通话类型", "通话时长")


def test_units_in_a_row_below(tmp_path: Path) -> None:
    header = found(tmp_path, ("起始时间", "对方号码", "通话时长"), ("", "", "（分钟）"))
    assert header is not None and (header.row, header.units) == (2, ("", "", "分钟"))


def test_the_first_row_of_data_is_no_part_of_the_header(tmp_path: Path) -> None:
    header = found(tmp_path, MOBILE, ("12-03 10:00:00", "杭州", "被叫", "17000000001", "5秒", "", "", ""))
    assert header is not None and header.row == 1


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("手机号码：13900000002", "13900000002"), ("手机号码:139 0000 0002 查询月份：202512", "13900000002"),
        ("查询号码 8613900000002", "13900000002"), ("客户姓名：张三 设备号码：+86-13900000002 2025-12-01", "13900000002"),
        ("业务号码（13900000002）", "13900000002"), ("产品号码：0571-55550000", "057155550000"), ("門號：0912345678", "0912345678"),
        ("手机号码：139****0002", ""), ("对方号码：17000000001", ""), ("客户姓名：张三", ""), ("手机号码：13900000002345", ""),
    ],
)  # fmt: skip
def test_the_own_number_in_title_lines(line: str, owner: str) -> None:
    assert Header(2, (), (), (line,)).owner() == owner


def test_two_columns_of_one_name_stay_apart_in_the_raw_cells(tmp_path: Path) -> None:
    rows = [
        ("起始时间", "对方号码", "对方号码", "主被叫"),
        ("2025-12-03 10:00:00", "某银行", "17000000001", "被叫", "多"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.records[0].raw == {
        "起始时间": "2025-12-03 10:00:00", "对方号码": "某银行", "对方号码 #3": "17000000001", "主被叫": "被叫", "#5": "多",
    }  # fmt: skip


def test_rows_stand_under_the_header_above_them() -> None:
    path = CARRIERS / "several_lists_on_one_sheet_202512.csv"
    probe = registry.probe(path)
    header = find_header(probe, "")
    assert header is not None and (header.row, header.another) == (7, 4)
    from casekit.importers.reading import tables

    under: dict[int, list[int]] = {}
    for one, (number, _row) in headed(header, tables.rows(probe, "")):
        under.setdefault(one.row, []).append(number)
    assert under == {7: [8, 9, 10, 11, 12], 13: [14, 15], 16: [17, 18]}


def test_headers_in_english_and_traditional_characters() -> None:
    assert read(CARRIERS / "english.csv").all("direction") == ["in", "out"]
    assert read(CARRIERS / "taiwan.csv").all("duration_s") == [65, 65]
    assert read(CARRIERS / "hongkong_two_sides.csv").all("number_raw") == ["23456789", "23456780"]
