"""What the names of recordings and pictures tell."""

from __future__ import annotations

import csv
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from casekit.model.file_names import read_name

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "filenames"


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
        # MIUI: + is written as 00, a comma as p, a star as s; a name cut at 50 signs; nobody's number
        ("通话录音@李四(0085217000000)_20240301123045.mp3", "+85217000000", "李四", "2024-03-01 12:30:45", "second"),
        ("通话录音@客服(95000p1p2)_20240301123045.mp3", "95000", "客服", "2024-03-01 12:30:45", "second"),
        ("通话录音@李四(s31s17000000001)_20240301123045.mp3", "*31*17000000001", "李四", "2024-03-01 12:30:45", "second"),
        ("通话录音@某某消费金融有限公司法务部催收专员(17000000001)_20240301123045.mp3", "17000000001", "某某消费金融有限公司法务部催收专员", "2024-03-01 12:30:45", "second"),
        ("通话录音@未知号码(-1)_20240301123045.mp3", "", "", "2024-03-01 12:30:45", "second"),
        ("Вызов@Иван(+79000000001)_20240301123045.mp3", "+79000000001", "Иван", "2024-03-01 12:30:45", "second"),
        ("李四(170 0000 0001)_20240301123045.mp3", "17000000001", "李四", "2024-03-01 12:30:45", "second"),
        ("江苏南京 17000000001_20240301123045.mp3", "17000000001", "江苏南京", "2024-03-01 12:30:45", "second"),
        # Huawei without a number, with copies of copies
        ("催收小王@_20240301090000.amr", "", "催收小王", "2024-03-01 09:00:00", "second"),
        ("17000000001_20240301090000(1) - 副本.amr", "17000000001", "", "2024-03-01 09:00:00", "second"),
        ("17000000001_20240301090000 - Copy (2).amr", "17000000001", "", "2024-03-01 09:00:00", "second"),
        ("17000000001_20240301090000~2.amr", "17000000001", "", "2024-03-01 09:00:00", "second"),
        # Samsung in other languages
        ("통화 녹음 01000000000_240301_101010.m4a", "01000000000", "", "2024-03-01 10:10:10", "second"),
        ("통화 녹음 홍길동_240301_101010.m4a", "", "홍길동", "2024-03-01 10:10:10", "second"),
        ("Grabación de llamada +34600000000_240301_101010.m4a", "+34600000000", "", "2024-03-01 10:10:10", "second"),
        ("通话录音 170 0000 0001_240301_101010.m4a", "17000000001", "", "2024-03-01 10:10:10", "second"),
        # BCR: anonymous, with the card, of older versions without the direction
        ("20240301_123045.793+0800_in_.ogg", "", "", "2024-03-01 12:30:45", "second"),
        ("20240301_043045.793+0000_out_sim2_17000000001_Bob Smith.oga", "17000000001", "Bob Smith", "2024-03-01 12:30:45", "second"),
        ("20240301_123045.881926+0800_+12025550100.flac", "+12025550100", "", "2024-03-01 12:30:45", "second"),
        ("CallRecord_20240301-123045.m4a", "", "", "2024-03-01 12:30:45", "second"),
        # Names that no maker is known for
        ("REC_17000000001_20240301123045.mp3", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("2024-03-01_12-30-45_17000000001.m4a", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("张三_2024-03-01_12-30-45.mp3", "", "张三", "2024-03-01 12:30:45", "second"),
        ("录音 2024年3月1日12点30分.m4a", "", "", "2024-03-01 12:30:00", "minute"),
        ("Recording_20240301_123045.m4a", "", "", "2024-03-01 12:30:45", "second"),
        ("17000000001 1709267445000.aac", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("催收17000000001骂人.m4a", "17000000001", "", None, "unknown"),
        # A moment that cannot be is none, and the number still stands
        ("通话录音@李四(17000000001)_20241301123045.mp3", "17000000001", "", None, "unknown"),
        ("17000000001_20991231235959.amr", "17000000001", "", None, "unknown"),
        ("1d20240301123045p+8617000000001.3gp", "17000000001", "", "2024-03-01 12:30:45", "second"),
        ("0d20240301123045pnull.3gp", "", "", "2024-03-01 12:30:45", "second"),
        ("WhatsApp Image 2024-01-02 at 10.11.12 (1).jpeg", "", "", "2024-01-02 10:11:12", "second"),
        ("mmexport0123456789abcdef0123456789abcdef_1709267445000.jpeg", "", "", "2024-03-01 12:30:45", "second"),
        ("微信图片_20240316125218_123_45.jpg", "", "", "2024-03-16 12:52:18", "second"),
        ("Screenshot_2024-03-01-12-30-45-918_com.tencent.mm.jpg", "", "", "2024-03-01 12:30:45", "second"),
        ("Screenshot_20240301_123045_com.tencent.mm(1).jpg", "", "", "2024-03-01 12:30:45", "second"),
        ("Screenshot_20240301-123045_WeChat.png", "", "", "2024-03-01 12:30:45", "second"),
        ("截屏2024-03-01 下午2.30.45.png", "", "", "2024-03-01 14:30:45", "second"),
        ("Screen Shot 2024-03-01 at 12.30.45 AM.png", "", "", "2024-03-01 00:30:45", "second"),
        ("屏幕截图 2024-03-01 123045.png", "", "", "2024-03-01 12:30:45", "second"),
        ("QQ图片20240301123045.jpg", "", "", "2024-03-01 12:30:45", "second"),
        ("wx_camera_1709267445000.mp4", "", "", "2024-03-01 12:30:45", "second"),
        ("IMG_20240301_123045.jpg", "", "", "2024-03-01 12:30:45", "second"),
        ("PXL_20240301_043045123.jpg", "", "", "2024-03-01 12:30:45", "second"),  # Pixels write UTC
        ("IMG-20240301-WA0001.jpg", "", "", "2024-03-01 00:00:00", "day"),
        ("PTT-20240301-WA0001.opus", "", "", "2024-03-01 00:00:00", "day"),
    ],
)  # fmt: skip
def test_names(name: str, number: str, who: str, time: str | None, precision: str) -> None:
    told = read_name(name)
    assert told is not None
    local = f"{told.taken_at + timedelta(hours=8):%Y-%m-%d %H:%M:%S}" if told.taken_at else None
    assert (told.number, told.name, local, told.precision) == (number, who, time, precision)


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


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("20240301_123045.088+0800_in_17000000001.oga", "in"),
        ("20240301_123045.088+0800_out_17000000001.oga", "out"),
        ("20240301_123045.088+0800_conference_17000000001.oga", ""),
        ("0d20240301123045p17000000001.3gp", "in"),
        ("1d20240301123045pnull.3gp", "out"),
        ("来电_17000000001_20240301_123045.amr", "in"),
        ("17000000001 2024-03-01_123045_out.amr", "out"),
        ("通话录音@李四(17000000001)_20240301123045.mp3", ""),
    ],
)
def test_directions(name: str, direction: str) -> None:
    told = read_name(name)
    assert told is not None and told.direction == direction


@pytest.mark.parametrize(
    "name",
    [
        "通话录音@李四(17000000001_17000000002)_20240301123045.mp3",
        "通话录音@李四(17000000001)_王五(17000000002)_20240301123045.mp3",
    ],
)
def test_a_conference_has_several_numbers(name: str) -> None:
    told = read_name(name)
    assert told is not None and (told.number, told.others) == ("17000000001", ("17000000002",))


@pytest.mark.parametrize("table", ["recording_filenames.tsv", "screenshot_filenames.tsv"])
def test_the_samples_say_what_is_known_of_them(table: str) -> None:
    path = SAMPLES / table
    if not path.exists():
        pytest.skip("the samples are not here")
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            told = read_name(row["filename"])
            assert told is not None, row
            assert told.number == (row.get("number") or ""), row
            assert told.name == (row.get("name") or ""), row
            assert told.direction == (row.get("direction") or ""), row
            said = row["local_time"].removesuffix(" (+08:00)")
            if not said:
                assert told.taken_at is None, row
                continue
            offset = timezone(timedelta(hours=int((row.get("utc_offset") or "+08:00")[:3])))
            assert told.taken_at is not None, row
            assert f"{told.taken_at.astimezone(offset):%Y-%m-%d %H:%M:%S}".startswith(said), row


def test_a_name_of_any_signs_is_read_quickly_and_without_an_error() -> None:
    for name in ("(" * 250, "_(" * 120, "2024" * 60, " " * 250, "1 " * 120, "副本" * 120, "+-_" * 80, "通话录音@" * 50):
        for ending in (".mp3", ".jpg", ""):
            read_name(name + ending)
