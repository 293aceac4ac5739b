"""The JSON file that BCR writes beside a recording."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casekit.importers.media.companion import beside, is_companion, read

WHOLE: dict[str, Any] = {
    "timestamp_unix_ms": 1709267445088,
    "timestamp": "2024-03-01T12:30:45.088+08:00",
    "direction": "in",
    "sim_slot": 2,
    "call_log_name": "某公司",
    "calls": [
        {"phone_number": "+8617000000001", "phone_number_formatted": "170 0000 0001", "contact_name": "催收小王"},
        {"phone_number": "17000000002", "caller_name": "某人", "contact_name": None},
    ],
    "output": {"recording": {"duration_secs_total": 70.2, "duration_secs_encoded": 65.4}},
}


def written(folder: Path, content: Any) -> Path:
    path = folder / "20240301_123045.088+0800_in_17000000001.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_what_it_says(tmp_path: Path) -> None:
    said = read(written(tmp_path, WHOLE))
    assert said is not None
    assert said.taken_at == datetime(2024, 3, 1, 4, 30, 45, 88000, tzinfo=UTC)
    assert said.numbers == ("17000000001", "17000000002")
    assert (said.contact_name, said.direction, said.duration_s, said.device) == ("催收小王", "in", 65, "SIM 2")


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"direction": "conference"}, "direction", ""),
        ({"direction": None}, "direction", ""),
        ({"sim_slot": None}, "device", ""),
        ({"timestamp_unix_ms": None}, "taken_at", None),
        ({"timestamp_unix_ms": 10**30}, "taken_at", None),
        ({"timestamp_unix_ms": 0}, "taken_at", None),
        ({"calls": None}, "numbers", ()),
        ({"calls": ["x", {"phone_number": None}, {"phone_number": 5}]}, "numbers", ()),
        ({"calls": []}, "contact_name", "某公司"),
        ({"output": None}, "duration_s", None),
        ({"output": {"recording": None}}, "duration_s", None),
        ({"output": {"recording": {"duration_secs_total": 70.2}}}, "duration_s", 70),
        ({"output": {"recording": {"duration_secs_encoded": float("nan")}}}, "duration_s", None),
    ],
)
def test_what_is_missing_stays_unknown(tmp_path: Path, changed: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(read(written(tmp_path, {**WHOLE, **changed})), field) == value


@pytest.mark.parametrize("content", [[], {}, "x", {"calls": []}, {"direction": "in"}, None])
def test_other_json_is_none(tmp_path: Path, content: Any) -> None:
    path = written(tmp_path, content)
    assert read(path) is None and not is_companion(path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"calls": 1, "direction": ' + b"9" * 5000 + b"}"]
)
def test_what_cannot_be_read_is_none_or_at_least_no_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    read(path)
    assert read(tmp_path / "missing.json") is None


def test_it_stands_beside_the_recording_of_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert beside(path.with_suffix(".oga")) == path
    assert beside(tmp_path / "other.oga") is None
    assert beside(path) is None
