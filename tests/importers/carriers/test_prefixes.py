"""Numbers behind dialling prefixes are told, never put in place of what the list shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.importers.carriers.prefixes import behind_prefix
from tests.importers.files import read, write_csv


@pytest.mark.parametrize(
    ("number", "behind"),
    [
        ("1259317000000001", "17000000001"), ("1795102155550000", "02155550000"), ("1791113900000002", "13900000002"),
        ("1019317000000001", "17000000001"), ("12583113800000001", "13800000001"), ("12583213800000001", "13800000001"),
        ("12593008617000000001", "17000000001"), ("12593", ""), ("125931", ""), ("17000000001", ""), ("12593012345", ""),
        ("10193", ""), ("1069000012593", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_stands_behind_a_prefix(number: str, behind: str) -> None:
    assert behind_prefix(number) == behind


def test_rows_with_a_prefix_are_told_and_kept(tmp_path: Path) -> None:
    numbers = ["1259317000000001", "17000000001", "1795117000000001", *[f"125931380000000{n}" for n in range(8)]]
    rows = [("起始时间", "对方号码", "主被叫"), *[("2025-12-03 10:00:00", number, "主叫") for number in numbers]]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.all("number_raw") == numbers
    (told,) = seen.warnings
    assert ": 10." in told and "17000000001 (2)" in told and told.count("(") == 6
