"""Makes the PDF beside it: `python -m tests.importers.data.containers.make_pdf`."""

from __future__ import annotations

from pathlib import Path

from tests.importers.files import MOBILE
from tests.importers.pdf import Page, write_pdf

HERE = Path(__file__).parent
WIDTHS = (95, 50, 45, 80, 55, 60, 50, 85)
ROWS = [
    ("12-27 08:00:00", "杭州", "被叫", "17000000001", "38秒", "国内通话", "--", "0.00"),
    ("12-31 23:59:59", "浙江省\n杭州市", "主叫", "17000000001", "02分34秒", "国内异地\n主叫", "--", "0.00"),
    ("01-01 00:00:00", "杭州", "被叫", "057100000001", "5秒", "国内通话", "--", "0.00"),
    ("01-02\n10:00:00", "杭州", "被叫", "95000", "1小时2分3秒", "国内通话", "--", "0.00"),
    ("01-03 10:00:00", "", "主叫", "13800000001", "5秒", "国内通话", "", "0.00"),
]
TOTAL = ("合计", "", "", "", "5", "", "", "0.00")


def page(number: int, rows: list[tuple[str, ...]], *, ruled: bool) -> Page:
    """A page of a list, with what stands above and below the table, and a watermark across it."""
    drawn = Page()
    drawn.words(220, 30, "中国移动通信客户详单", 14)
    drawn.words(30, 52, "手机号码：13900000002")
    drawn.words(300, 52, "查询时间：2025年12月27日至2026年01月26日")
    drawn.words(120, 500, "中国移动", 60, turned=True)
    drawn.table(65, rows, WIDTHS, ruled=ruled)
    drawn.words(270, 820, f"第 {number} 页 / 共 2 页")
    return drawn


def main() -> None:
    """Write both files: a row of the one with lines goes on on its second page."""
    ruled = [*ROWS[:4], ("01-03 10:00:00", "浙江省", "主叫", "13800000001", "5秒", "国内异地", "--", "0.00")]
    rest = ("", "杭州市", "", "", "", "主叫", "", "")
    write_pdf(
        HERE / "mobile_ruled.pdf",
        [page(1, [MOBILE, *ruled], ruled=True), page(2, [MOBILE, rest, TOTAL], ruled=True)],
    )
    write_pdf(
        HERE / "mobile_without_lines.pdf",
        [page(1, [MOBILE, *ROWS[:3]], ruled=False), page(2, [*ROWS[3:], TOTAL], ruled=False)],
    )


if __name__ == "__main__":
    main()
