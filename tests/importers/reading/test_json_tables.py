"""JSON of any program as tables, and nothing of it where it is damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.importers import registry
from casekit.importers.reading import json_tables, tables


def laid(tmp_path: Path, value: Any) -> dict[str, list[list[str]]]:
    path = tmp_path / "a.json"
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode())
    probe = registry.probe(path)
    return {sheet: [row for _number, row in tables.rows(probe, sheet)] for sheet in tables.sheets(probe)}


def test_objects_are_rows_below_the_names_of_their_members(tmp_path: Path) -> None:
    assert laid(tmp_path, [{"at": "2026-03-01 10:00", "n": "170"}, {"n": "171", "at": "2026-03-02 10:00"}]) == {
        "1": [["at", "n"], ["2026-03-01 10:00", "170"], ["2026-03-02 10:00", "171"]]
    }


def test_members_may_be_missing_and_come_late(tmp_path: Path) -> None:
    (rows,) = laid(tmp_path, [{"a": 1, "b": 2}, {"a": 3, "b": 4, "c": "x"}, {"a": 5, "c": "y"}]).values()
    assert rows[0] == ["a", "b", "c"]
    assert [row + [""] * (3 - len(row)) for row in rows[1:]] == [["1", "2", ""], ["3", "4", "x"], ["5", "", "y"]]


def test_objects_of_other_kinds_make_tables_of_their_own(tmp_path: Path) -> None:
    found = laid(tmp_path, {"calls": [{"at": "1", "n": "2"}] * 2, "people": [{"first": "a", "last": "b"}]})
    assert sorted(rows[0] for rows in found.values()) == [["at", "n"], ["first", "last"]]
    assert sorted(len(rows) for rows in found.values()) == [2, 3]


def test_objects_with_one_member_are_no_rows(tmp_path: Path) -> None:
    assert laid(tmp_path, [{"a": 1}, {"a": 2}]) == {}


@pytest.mark.parametrize("damaged", [b'[{"a": 1, "b": 2}', b'[{"a": 1, "b": 2}, {"a', b'{"a": [1, 2, ', b"[[[[[["])
def test_damaged_json_gives_no_tables(tmp_path: Path, damaged: bytes) -> None:
    assert laid(tmp_path, damaged) == {}


def test_no_more_than_a_number_of_tables_and_columns(tmp_path: Path) -> None:
    kinds = [{f"a{at}": 1, f"b{at}": 2} for at in range(30)]
    assert len(laid(tmp_path, kinds)) == 20
    (rows,) = laid(tmp_path, [{f"a{at}": at for at in range(200)}]).values()
    assert len(rows[0]) == 60


def test_what_is_far_too_large_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_tables, "_LEAST_BOUND", 10)
    monkeypatch.setattr(json_tables, "_WORST_RATIO", 0)
    assert laid(tmp_path, [{"a": "x" * 30, "b": "y" * 30}] * 10) == {}
