"""What a file is kept with by its name, and the call that a recording belongs to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.importers.file_names import facts_of_name, matching_call


def test_a_name_that_has_only_the_day_gives_no_time(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a")
    assert facts_of_name(case, "IMG-20220101-WA0001.jpg") == {}
    assert facts_of_name(case, "录音.mp3") == {}


@pytest.fixture
def case(tmp_path: Path) -> Any:
    made = casekit.create_case(tmp_path / "a")
    for start, length in (("2024-03-01T12:30:00", 300), ("2024-03-01T12:40:00", 20), ("2024-03-01T12:43:00", 20)):
        made.log(start=start, number="17000000001", duration_s=length)
    made.log(start="2024-03-01T12:30:00", number="17000000002", duration_s=300)
    made.log(start="2024-03-01T12:30:00", number="17000000001", channel="sms")
    return made


@pytest.mark.parametrize(
    ("clock", "number", "found"),
    [
        ("123045", "17000000001", 1),  # while the first call lasted
        ("123459", "17000000001", 1),
        ("124005", "17000000001", 2),
        ("122700", "17000000001", 1),  # three minutes before, nothing else near
        ("124145", "17000000001", None),  # between two calls
        ("130000", "17000000001", None),
        ("123045", "17000000003", None),
        ("123045", "17000000002", 4),
    ],
)
def test_a_recording_finds_its_call(case: Any, clock: str, number: str, found: int | None) -> None:
    facts = facts_of_name(case, f"{number}_20240301{clock}.mp3")
    assert facts["time_basis"] == "file_name"
    matched = matching_call(case, facts)
    assert (case.incident(matched).no if matched else None) == found


def test_a_picture_has_no_call() -> None:
    assert matching_call(None, {"taken_at": datetime.now(UTC)}) is None  # type: ignore[arg-type]
