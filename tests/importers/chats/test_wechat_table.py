"""Rows whose cells hold what people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import wechat_table


def rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    path.write_bytes(text.encode())
    return list(wechat_table.rows(registry.probe(path)))


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    assert rows(tmp_path / "a", 'a,b\n\n"1\n2","x ""y"" z"\r\n3,4') == [
        (1, ["a", "b"]), (3, ["1\n2", 'x "y" z']), (4, ["3", "4"]),
    ]  # fmt: skip


def test_cells_stay_as_they_are(tmp_path: Path) -> None:
    assert rows(tmp_path / "a", "a,b\n 1 ,='x'\n")[1][1] == [" 1 ", "='x'"]


def test_a_row_of_its_own_inside_an_open_quotation_is_named(tmp_path: Path) -> None:
    text = 'n,time\n1,2026-01-01 10:00:00\n"2,2026-01-01 10:00:00\n3,2026-01-01 10:00:00\n4",2026-01-01 10:00:00\n'
    with pytest.raises(InputError, match=r"\b3\b"):
        rows(tmp_path / "a", text)
    within = 'n,time\n1,2026-01-01 10:00:00\n"一,\n2026-01-01 10:00:00,好",2026-01-01 10:00:00\n'
    assert len(rows(tmp_path / "a", within)) == 3


def test_many_lines_in_one_cell_take_no_longer_than_they_are(tmp_path: Path) -> None:
    assert len(rows(tmp_path / "a", 'a,b\n"' + "x\n" * 400_000 + '",1\n')[1][1][0]) == 800_000
