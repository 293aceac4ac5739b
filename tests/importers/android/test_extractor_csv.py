"""call_log.csv of the public extractor: its columns wherever they stand, its words for the types."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.files import NIGHT, read, source_of, write_csv

HEADER = (
    "Call Date (timestamp)", "Call date", "Call type", "Caller name", "Caller #", "Call duration (s)", "Call duration",
    "Call Id #",
)  # fmt: skip


def test_more_columns_and_marks_of_a_spreadsheet(tmp_path: Path) -> None:
    header = (*HEADER[:7], "Read status", "SIM slot", HEADER[7])
    rows = [header, (str(NIGHT), "x", "Outgoing", "(Unknown)", "+8617000000001", "5", "y", "1", "N/A", "0"), ()]
    path = write_csv(tmp_path / "call_log.csv", rows, "utf-8-sig")
    assert source_of(path) == "extractor_csv"
    seen = read(path)
    assert [(one.where, one.direction, one.duration_s, one.contact_name) for one in seen.records] == [
        ("2", "out", 5, "")
    ]
    assert seen.skipped == {}


def test_a_table_with_other_columns_is_not_taken(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "call_log.csv", [(HEADER[0], "Call type"), (str(NIGHT), "Incoming")])
    with pytest.raises(InputError):
        source_of(path)
