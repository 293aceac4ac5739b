"""What the names of recordings and pictures tell, and the call that a recording belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.importers.file_names import facts_of_name, matching_call, read_name


@pytest.mark.parametrize(
    ("name", "maker", "number", "who", "time", "precision", "direction"),
    [
        ("通话录音@李四(17000000001)_20240301123045.mp3", "MIUI", "17000000001", "李四", "2024-03-01 12:30:45", "second", ""),
        ("通话录音@李四(17000000001_17000000002)_20240301123045.mp3", "MIUI", "17000000001", "李四", "2024-03-01 12:30:45", "second", ""),
        ("Call@0086 170 0000 0001(008617000000001)_20240301123045.mp3", "MIUI", "17000000001", "0086 170 0000 0001", "2024-03-01 12:30:45", "second", ""),
        ("催收(外包)(17000000001)_20240301123045(1).mp3", "MIUI", "17000000001", "催收(外包)", "2024-03-01 12:30:45", "second", ""),
        ("催收小王@17000000001_20240301090000.amr", "Huawei/Honor", "17000000001", "催收小王", "2024-03-01 09:00:00", "second", ""),
        ("170 0000 0001_20240301090000.mp3", "Huawei/Honor", "17000000001", "", "2024-03-01 09:00:00", "second", ""),
        ("17000000001-2403010900.mp3", "ColorOS", "17000000001", "", "2024-03-01 09:00:00", "minute", ""),
        ("张三-2403010900.mp3", "ColorOS", "", "张三", "2024-03-01 09:00:00", "minute", ""),
        ("通话录音 张三_240301_101010.m4a", "Samsung", "", "张三", "2024-03-01 10:10:10", "second", ""),
        ("Call recording 95000_240301_101010.m4a", "Samsung", "95000", "", "2024-03-01 10:10:10", "second", ""),
        ("CallRecord_20240301-123045_17000000001.m4a", "crDroid/GrapheneOS", "17000000001", "", "2024-03-01 12:30:45", "second", ""),
        ("+8617000000001_240506_225406577.amr", "LineageOS", "17000000001", "", "2024-05-06 22:54:06", "second", ""),
        ("20240301_123045.088+0800_in_17000000001_某人.oga", "BCR", "17000000001", "某人", "2024-03-01 12:30:45", "second", "in"),
        ("1d20240301123045p+8617000000001.3gp", "LG", "17000000001", "", "2024-03-01 12:30:45", "second", "out"),
        ("0d20240301123045pnull.3gp", "LG", "", "", "2024-03-01 12:30:45", "second", "in"),
        ("WhatsApp Image 2024-01-02 at 10.11.12 (1).jpeg", "WhatsApp", "", "", "2024-01-02 10:11:12", "second", ""),
        ("mmexport0123456789abcdef0123456789abcdef_1709267445000.jpeg", "WeChat", "", "", "2024-03-01 12:30:45", "second", ""),
        ("微信图片_20240316125218_123_45.jpg", "WeChat", "", "", "2024-03-16 12:52:18", "second", ""),
    ],
)  # fmt: skip
def test_names(name: str, maker: str, number: str, who: str, time: str, precision: str, direction: str) -> None:
    told = read_name(name)
    assert told is not None
    local = told.taken_at + timedelta(hours=8)
    assert (told.maker, told.number, told.name, f"{local:%Y-%m-%d %H:%M:%S}", told.precision, told.direction) == (
        maker, number, who, time, precision, direction,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "",
        "录音.mp3",
        "holiday.mp3",
        "1-2.mp3",
        "通话录音@李四(17000000001)_20241301123045.mp3",
        "IMG.jpg",
        "a" * 5000 + ".mp3",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize("name", ["IMG_1234.PNG", "mmexport0123456789abcdef0123456789abcdef.png"])
def test_pictures_without_a_time(name: str) -> None:
    told = read_name(name)
    assert told is not None and (told.kind, told.taken_at) == ("screenshot", None)


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
