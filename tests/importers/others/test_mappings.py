"""What the user said of a table's columns comes back for the next table of that header, and damage is no obstacle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.importers.others.mappings import recall, remember


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEKIT_HOME", str(tmp_path))
    return tmp_path


def test_the_same_header_in_any_order_brings_back_the_columns(home: Path) -> None:
    assert recall(["拨打时刻", "方向", "电话"]) == {}
    remember(["拨打时刻", "方向", "电话"], {"start": "拨打时刻", "number": "电话", "duration": ""})
    assert recall(["电话", "拨打时刻", "方向"]) == {"start": "拨打时刻", "number": "电话", "duration": ""}
    assert recall(["拨打时刻", "方向"]) == {}


def test_the_latest_word_holds(home: Path) -> None:
    remember(["a", "b"], {"start": "a"})
    remember(["c", "d"], {"start": "c"})
    remember(["b", "a"], {"start": "b"})
    assert recall(["a", "b"]) == {"start": "b"}
    assert len(json.loads((home / "column-mappings.json").read_text("utf-8"))) == 2


def test_only_headers_and_the_choice_are_kept(home: Path) -> None:
    remember(["a", "b"], {"start": "a"})
    assert json.loads((home / "column-mappings.json").read_text("utf-8")) == [
        {"header": ["a", "b"], "columns": {"start": "a"}}
    ]


def test_no_more_than_a_number_of_headers_are_kept(home: Path) -> None:
    for number in range(205):
        remember([f"a{number}", "b"], {"start": "b"})
    assert recall(["a0", "b"]) == {} and recall(["a204", "b"]) == {"start": "b"}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"{", b"{}", b"[1, null, []]", b'[{"header": 5, "columns": {"start": "a"}}]',
        b'[{"header": ["a", "b"], "columns": ["start"]}]', b'[{"columns": {"start": "a"}}]', b"[" * 200_000,
    ],
)  # fmt: skip
def test_a_damaged_file_counts_as_nothing_and_is_written_anew(home: Path, content: bytes) -> None:
    (home / "column-mappings.json").write_bytes(content)
    assert recall(["a", "b"]) == {}
    remember(["a", "b"], {"start": "a"})
    assert recall(["a", "b"]) == {"start": "a"}


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("CASEKIT_HOME", str(tmp_path / "file" / "below"))
    remember(["a", "b"], {"start": "a"})
    assert recall(["a", "b"]) == {}
