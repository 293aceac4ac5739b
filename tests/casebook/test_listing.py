"""Lists that leave: CSV without formulas, whole or not at all, and lines for a terminal."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from casekit.casebook import Case
from casekit.casebook.listing import lines, write_csv
from casekit.casebook.masking import masked_view
from casekit.errors import LedgerError
from tests.casebook.conftest import COLLECTOR, FAMILY, Take, call

DANGEROUS = ("=1+1", "+86 170", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', " =1", "＝1+1", "\n=1")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_cell_is_a_formula(case: Case, tmp_path: Path) -> None:
    for text in DANGEROUS:
        case.log(start="2026-01-05", number=f"+8{len(text)} 555", words=text, note=text, text=text, claimed_agent=text)
    assert write_csv(masked_view(case), tmp_path / "list.csv") == len(DANGEROUS)
    for row, text in zip(read(tmp_path / "list.csv"), DANGEROUS, strict=True):
        assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
        assert row["words"].removeprefix("'") == text


def test_a_list_holds_what_counts_and_nothing_else(case: Case, take: Take, tmp_path: Path) -> None:
    take(case, "phone_log", [call(0), call(60, FAMILY)])
    take(case, "carrier_bill", [call(2)])
    case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
    case.log(start="2026-01-06", person="李四妹", words='一\n二,"三"😡')
    path = tmp_path / "new folder" / "名单.csv"
    assert write_csv(masked_view(case), path) == 2
    bill, typed = read(path)
    assert (bill["number"], bill["party"], bill["person"]) == (COLLECTOR, "花呗", "林一")
    assert (typed["person"], typed["words"]) == ("李*", '一\n二,"三"😡')
    assert FAMILY not in path.read_text("utf-8-sig")
    assert [one.name for one in path.parent.iterdir()] == ["名单.csv"]


@pytest.mark.skipif(os.name == "nt", reason="folders are files only on POSIX")
def test_a_list_that_cannot_be_written_is_told(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="could not be written"):
        write_csv(masked_view(case), tmp_path / "file" / "list.csv")


def test_lines_for_a_terminal(case: Case) -> None:
    case.log(start="2026-01-05T22:30", number=COLLECTOR, person="妹妹", relation="sibling", words="还钱")
    case.log()
    first, second = lines(case)
    assert first.split("  ")[-6:] == ["call", "not known", COLLECTOR, "妹妹", "stated to be the collector's", "还钱"]
    assert second.split()[:2] == ["2", "?"]
    assert "number not shown" in second
