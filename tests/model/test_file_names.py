"""What the names of recordings and pictures tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casekit.model.file_names import read_name


@pytest.mark.parametrize(
    ("name", "number", "who", "time", "precision"),
    [
        ("通话录音@李四(17000000001)_20240301123045.mp3", "17000000001", "李四", "2024-03-01 12:30:45", "second"),
        ("通话录音@李四(17000000001_17000000002)_20240301123045.mp3", "17000000001", "李四", "2024-03-01 12:30:45", "second"),
        ("Call@0086 170 0000 0001(008617000000001)_20240301123045.mp3", "17000000001", "0086 170 0000 0001", "2024-03-01 12:30:45", "second"),
        ("催收(外包)(17000000001)_20240301123045(1).mp3", "17000000001", "催收(外包)", "2024-03-01 12:30:45", "second"),
        ("催收小王@17000000001_20240301090000.amr", "17000000001", "催收小王", "2024-03-01 09:00:00", "second"),
        ("170 0000 0001_20240301090000.mp3", "17000000001", "", "2024-03-01 09:00:00", "second"),
        ("17000000001-2403010900.mp3", "17000000001", "", "2024-03-01 09:00:00", "minute"),
        ("张三-2403010900.mp3", "", "张三", "2024-03-01 09:00:00", "minute"),
        ("通话录音 张三_240301_101010.m4a", "", "张三", "2024-03-01 10:10:10", "second"),
        ("Call recording 95000_240301_101010.m4a", "95000", "", "2024-03-01 10:10:10", "second"),
        ("CallRecord_20240301-123045_17000000001.m4a", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("+8617000000001_240506_225406577.amr", "17000000001", "", "2024-05-06 22:54:06", "second"),
        ("20240301_123045.088+0800_in_17000000001_某人.oga", "17000000001", "某人", "2024-03-01 12:30:45", "second"),
        ("1d20240301123045p+8617000000001.3gp", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("0d20240301123045pnull.3gp", "", "", "2024-03-01 12:30:45", "second"),
        ("WhatsApp Image 2024-01-02 at 10.11.12 (1).jpeg", "", "", "2024-01-02 10:11:12", "second"),
        ("mmexport0123456789abcdef0123456789abcdef_1709267445000.jpeg", "", "", "2024-03-01 12:30:45", "second"),
        ("微信图片_20240316125218_123_45.jpg", "", "", "2024-03-16 12:52:18", "second"),
    ],
)  # fmt: skip
def test_names(name: str, number: str, who: str, time: str, precision: str) -> None:
    told = read_name(name)
    assert told is not None
    local = told.taken_at + timedelta(hours=8)
    assert (told.number, told.name, f"{local:%Y-%m-%d %H:%M:%S}", told.precision) == (number, who, time, precision)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "录音.mp3",
        "holiday.mp3",
        "1-2.mp3",
        "新录音 3.m4a",
        "call_20240301.mp3",
        "2024年3月1日.m4a",
        "合同_20240301_123045.pdf",
        "IMG.jpg",
        "a" * 5000 + ".mp3",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize("name", ["IMG_1234.PNG", "mmexport0123456789abcdef0123456789abcdef.png"])
def test_pictures_without_a_time(name: str) -> None:
    told = read_name(name)
    assert told is not None and told.taken_at is None
