"""Workbooks as Excel 2003 wrote them in XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import tables

BEGIN = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-'
    'microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def cell(kind: str, text: str, more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def book(path: Path, *rows: str, more: str = "", encoding: str = "UTF-8") -> Path:
    sheet = f'<Worksheet ss:Name="详单"><Table>{"".join(rows)}</Table>{more}</Worksheet></Workbook>'
    path.write_bytes((BEGIN.format(encoding=encoding) + sheet).encode(encoding))
    return path


def rows(path: Path) -> list[tuple[int, list[str]]]:
    probe = registry.probe(path)
    return list(tables.rows(probe, tables.sheets(probe)[0]))


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "UTF-16"])
def test_cells_look_as_a_person_sees_them(tmp_path: Path, encoding: str) -> None:
    path = book(
        tmp_path / "a.xls",
        f"<Row>{cell('String', '起始时间')}{cell('Number', '13800000000')}{cell('Number', '1.38E10')}</Row>",
        f"<Row>{cell('DateTime', '2025-12-03T21:08:07.000')}{cell('DateTime', '2025-12-03T00:00:00.000')}"
        f"{cell('DateTime', '1899-12-31T00:01:23.000')}{cell('Number', '0.15')}</Row>",
        encoding=encoding,
    )
    assert rows(path) == [
        (1, ["起始时间", "13800000000", "13800000000"]),
        (2, ["2025-12-03 21:08:07", "2025-12-03", "00:01:23", "0.15"]),
    ]


def test_rows_and_cells_that_are_left_out_keep_their_places(tmp_path: Path) -> None:
    merged, fourth = cell("String", "甲", 'ss:MergeAcross="1"'), cell("String", "丙", 'ss:Index="4"')
    path = book(
        tmp_path / "a.xls",
        f"<Row>{merged}{cell('String', '乙')}</Row>",
        f'<Row ss:Index="5">{fourth}</Row>',
    )
    assert rows(path) == [(1, ["甲", "", "乙"]), (5, ["", "", "", "丙"])]


def test_a_hidden_sheet_is_told_apart(tmp_path: Path) -> None:
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    probe = registry.probe(book(tmp_path / "a.xls", f"<Row>{cell('String', '甲')}</Row>", more=options))
    assert (tables.sheets(probe), tables.sheets(probe, hidden=True)) == ([], ["详单"])


def test_a_stray_cell_in_the_last_corner_is_nothing_to_lay_out(tmp_path: Path) -> None:
    far = cell("String", "x", 'ss:Index="999999999"')
    assert rows(book(tmp_path / "a.xls", f'<Row ss:Index="999999999">{cell("String", "甲")}{far}</Row>')) == [
        (2097153, ["甲"])
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "cc">]><Workbook'),
        lambda text: text.replace("<Table>", "<Table>" + "<a>" * 100_000),
    ],
    ids=["cut", "entities", "nesting"],
)
def test_damage_entities_and_nesting_are_refused(tmp_path: Path, damage) -> None:
    path = book(tmp_path / "a.xls", f"<Row>{cell('String', '甲' * 300)}</Row>")
    path.write_text(damage(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        rows(path)
