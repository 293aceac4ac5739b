"""Tables of PDF with and without ruling lines, and PDF that cannot be read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import tables
from casekit.text import language
from tests.importers.files import MOBILE, MOBILE_SMS, read
from tests.importers.pdf import Page, write_pdf

WIDTHS = (95, 50, 45, 80, 55, 60, 50, 85)
SMS_WIDTHS = (95, 50, 85, 50, 50, 60, 50, 60)


def call(number: int) -> tuple[str, ...]:
    way = "被叫" if number % 3 else "主叫"
    return (
        f"2025-12-{number % 28 + 1:02d} 10:00:00",
        "杭州",
        way,
        f"1700000{number:04d}",
        f"{number}秒",
        "国内通话",
        "--",
        "0.00",
    )


def sheets(path: Path) -> dict[str, list[tuple[str, list[str]]]]:
    probe = registry.probe(path)
    return {name: [(str(number), cells) for number, cells in tables.rows(probe, name)] for name in tables.sheets(probe)}


def page(*parts: tuple[float, list[tuple[str, ...]]], ruled: bool = True, widths=WIDTHS) -> Page:
    drawn = Page()
    for y, rows in parts:
        drawn.table(y, rows, widths, ruled=ruled)
    return drawn


def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        registry.recognise(registry.probe(path))
    return error.value.message


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without lines"])
@pytest.mark.parametrize("repeated", [True, False], ids=["header on each page", "header once"])
def test_a_list_over_three_pages(tmp_path: Path, ruled: bool, repeated: bool) -> None:
    calls = [call(number) for number in range(90)]
    pages = []
    for number in range(3):
        header = [MOBILE] if repeated or not number else []
        drawn = page((60, [*header, *calls[number * 30 : number * 30 + 30]]), ruled=ruled)
        drawn.words(200, 30, "中国移动通信客户详单", 14)
        drawn.words(250, 820, f"第{number + 1}页/共3页")
        pages.append(drawn)
    seen = read(write_pdf(tmp_path / "a.pdf", pages))
    assert seen.all("number_raw") == [row[3] for row in calls]
    assert seen.all("direction") == ["in" if row[2] == "被叫" else "out" for row in calls]
    assert seen.all("duration_s") == list(range(90))
    assert seen.starts == [row[0] for row in calls]
    assert set(seen.skipped.values()) <= {"the column names once more", "重复的列名行"}
    assert seen.records[35].where == ("p2:7" if repeated else "p2:6")


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without lines"])
def test_two_lists_are_two_sheets(tmp_path: Path, ruled: bool) -> None:
    sms = ("2025-12-03 21:08:07", "杭州", "106900000001", "接收", "短信", "某平台", "--", "0.10")
    first, second = Page(), Page()
    first.table(60, [MOBILE, call(1), call(2)], WIDTHS, ruled=ruled)
    second.words(30, 40, "2025年12月短信详单")
    second.table(60, [MOBILE_SMS, sms], SMS_WIDTHS, ruled=ruled)
    path = write_pdf(tmp_path / "a.pdf", [first, second])
    assert sheets(path) == {
        "1": [("p1:1", list(MOBILE)), ("p1:2", list(call(1))), ("p1:3", list(call(2)))],
        "2": [("0", ["2025年12月短信详单"]), ("p2:1", list(MOBILE_SMS)), ("p2:2", list(sms))],
    }
    assert read(path).all("channel") == ["call", "call", "sms"]


def test_columns_without_lines_hold_their_place_when_a_cell_is_empty_or_wide(tmp_path: Path) -> None:
    rows = [
        MOBILE,
        call(1),
        ("2025-12-03 21:08:07", "", "主叫", "", "5秒", "", "", "0.00"),
        ("2025-12-03 21:08:07", "内蒙古呼", "主叫", "+8617000000001", "5秒", "国内通话", "", "0.00"),
    ]
    path = write_pdf(tmp_path / "a.pdf", [page((60, rows), ruled=False)])
    assert [cells for _place, cells in sheets(path)["1"]] == [list(row) for row in rows]


def test_words_of_cells_that_are_too_narrow_touch_those_of_the_next(tmp_path: Path) -> None:
    """The time ends where the place begins; a landline and a duration that touch are never taken for one number."""
    narrow = (84, 50, 45, 60, 60, 60, 50, 85)
    for ruled in (True, False):
        path = write_pdf(tmp_path / "a.pdf", [page((60, [MOBILE, call(1), call(2)]), ruled=ruled, widths=narrow)])
        assert [cells for _place, cells in sheets(path)["1"]] == [list(MOBILE), list(call(1)), list(call(2))]
    landline = ("2025-12-03 21:08:07", "杭州", "主叫", "057100000012", "5秒", "国内通话", "--", "0.00")
    narrow = (95, 50, 45, 53, 60, 60, 50, 85)
    for ruled in (True, False):
        path = write_pdf(tmp_path / "b.pdf", [page((60, [MOBILE, call(1), landline]), ruled=ruled, widths=narrow)])
        seen = read(path)
        assert seen.all("number_raw") == [call(1)[3]] and list(seen.skipped) == ["p1:3"]


def test_notes_below_a_list_are_no_part_of_its_columns(tmp_path: Path) -> None:
    drawn = page((60, [MOBILE, call(1), call(2)]), ruled=False)
    drawn.words(30, 300, "温馨提示：本详单仅供客户核对使用，如有疑问请拨打客服热线10086，感谢您的支持。")
    rows = [cells for _place, cells in sheets(write_pdf(tmp_path / "a.pdf", [drawn]))["1"]]
    assert rows[1:3] == [list(call(1)), list(call(2))] and rows[3][0].startswith("温馨提示") and len(rows[3]) == 1


def test_words_printed_twice_to_look_bold_and_a_watermark(tmp_path: Path) -> None:
    drawn = page((60, [MOBILE, call(1)]), (60, [MOBILE]))
    drawn.words(80, 300, "中国移动", 60, turned=True)
    assert [cells for _place, cells in sheets(write_pdf(tmp_path / "a.pdf", [drawn]))["1"]] == [
        list(MOBILE),
        list(call(1)),
    ]


def test_a_total_at_the_top_of_a_page_is_not_the_rest_of_the_row_before(tmp_path: Path) -> None:
    total = ("", "", "合计", "", "", "", "", "0.00")
    path = write_pdf(tmp_path / "a.pdf", [page((60, [MOBILE, call(1), call(2)])), page((60, [total, call(3)]))])
    assert read(path).all("number_raw") == [call(number)[3] for number in (1, 2, 3)]


def test_a_scan_is_refused_in_words(tmp_path: Path) -> None:
    drawn = Page()
    drawn.picture()
    path = write_pdf(tmp_path / "扫描.pdf", [drawn, drawn])
    assert "is a picture inside a PDF" in refused(path) and "xlsx or csv" in refused(path)
    with language("zh"):
        assert "扫描.pdf 是 PDF，但里面只有图片" in refused(path)


def test_a_locked_pdf_is_refused_in_words(tmp_path: Path) -> None:
    marks = "/Filter /Standard /V 1 /R 2 /P -4 /O <" + "28" * 32 + "> /U <" + "11" * 32 + ">"
    path = write_pdf(tmp_path / "a.pdf", [page((60, [MOBILE, call(1)]))], encrypt=f"<< {marks} >>")
    assert "locked with a password" in refused(path)


def test_a_letter_is_refused_in_words(tmp_path: Path) -> None:
    drawn = Page()
    drawn.words(30, 60, "您好，这是一封信。")
    assert "finds no table" in refused(write_pdf(tmp_path / "a.pdf", [drawn]))


@pytest.mark.parametrize("keep", [9, 700, 3000, 5000])
def test_a_pdf_that_is_cut_off_is_refused_even_where_pages_could_be_read(tmp_path: Path, keep: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", [page((60, [MOBILE, *map(call, range(9))]))])
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert "damaged or cut off" in refused(path)
    path.write_bytes(whole[:keep] + b"\xff" * 200 + whole[keep + 200 :])
    with suppress(InputError):
        registry.recognise(registry.probe(path))


def test_marks_before_the_beginning_do_not_hide_a_pdf(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [page((60, [MOBILE, call(1)]))])
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    assert read(path).all("number_raw") == [call(1)[3]]
