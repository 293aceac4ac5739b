"""Tables as text: csv, and what people copy out of pages and PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.importers import registry
from casekit.importers.reading import tables
from tests.importers.files import read

HEADER = ["起始时间", "通信地点", "通信方式", "对方号码", "通信时长"]
ROWS = [
    ["2025-12-03 21:08:07", "杭州", "被叫", "17000000001", "38秒"],
    ["2025-12-04 21:08:07", "宁波", "主叫", "95000", "5秒"],
]


def write(path: Path, *rows: list[str], between: str, encoding: str = "utf-8", above: str = "") -> Path:
    path.write_bytes((above + "\n".join(between.join(row) for row in rows)).encode(encoding))
    return path


def rows(path: Path) -> list[list[str]]:
    return [cells for _number, cells in tables.rows(registry.probe(path))]


@pytest.mark.parametrize("between", [",", "\t", ";", "|", "，", "；", "｜", "  ", " ", "\u3000", "     ", " \u3000 "])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_whatever_stands_between_the_cells(tmp_path: Path, between: str, encoding: str) -> None:
    path = write(tmp_path / "a.txt", HEADER, *ROWS, between=between, encoding=encoding)
    assert rows(path) == [HEADER, *ROWS]
    assert read(path).all("number_raw") == ["17000000001", "95000"]


@pytest.mark.parametrize("between", ["\t", " ", "  "])
def test_lines_above_the_table_do_not_decide_what_stands_between(tmp_path: Path, between: str) -> None:
    above = "尊敬的客户，您好，以下，是，详单\n手机号码：13900000002\n"
    path = write(tmp_path / "a.txt", HEADER, *ROWS, between=between, above=above)
    assert rows(path)[2:] == [HEADER, *ROWS]
    assert read(path).owners == ["13900000002"]


@pytest.mark.parametrize(
    "written",
    ["12-03 21:08:07", "12月3日 21:08", "2025年12月3日 21:08:07", "2025/12/3  21:08:07", "20251203 21:08:07", "12-03 周三 21:08:07"],
)  # fmt: skip
def test_a_date_and_its_time_are_one_cell(tmp_path: Path, written: str) -> None:
    path = write(tmp_path / "a.txt", HEADER, [written, *ROWS[0][1:]], between=" ")
    (cells,) = rows(path)[1:]
    assert len(cells) == 5 and cells[1:] == ROWS[0][1:]


def test_a_row_that_lacks_a_cell_is_never_read_under_the_wrong_headers(tmp_path: Path) -> None:
    """Without the place, the number would stand under 通信方式 and the duration under 对方号码."""
    short = [ROWS[0][0], *ROWS[0][2:]]
    for between in (" ", "   "):
        path = write(tmp_path / "a.txt", HEADER, short, ROWS[1], between=between)
        seen = read(path)
        assert seen.all("number_raw") == ["95000"] and list(seen.skipped) == ["2"]


def test_running_text_is_one_cell_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今天 他们 又 打电话来\n说 10 点 以前 还 钱\n", encoding="utf-8")
    assert all(len(cells) == 1 for cells in rows(path))


def test_many_quotations_that_are_never_closed_are_signs_like_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙,丙\n" + '1,"2,3\n' * 3001, encoding="utf-8")
    assert rows(path)[1:] == [["1", "2", "3"]] * 3001
