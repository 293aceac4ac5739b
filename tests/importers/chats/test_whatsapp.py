"""Chats of WhatsApp: who wrote, what nobody wrote, what came along, and what only looks like a message."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import whatsapp
from casekit.importers.chats.whatsapp_words import attached, call
from casekit.importers.intake import import_file
from casekit.importers.source import Options
from casekit.numbers import fold
from casekit.text import language
from tests.importers.files import Contents, read, source_of

CHAT = "2026/3/1 21:58 - 小张: 还钱\n2026/3/1 22:15 - 我: 别打了\n"


@pytest.fixture
def case(tmp_path: Path) -> Any:
    return casekit.create_case(tmp_path / "案件", own_numbers=("13800000001",))


def chat(folder: Path, text: str, name: str = "chat.txt", encoding: str = "utf-8", **options: object) -> Contents:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    assert source_of(path) == "whatsapp"
    return read(path, **options)


def packed(folder: Path, files: dict[str, bytes], name: str = "WhatsApp Chat - 小张.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for inside, content in files.items():
            archive.writestr(inside, content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    seen = chat(tmp_path, CHAT.replace("\n", end), encoding=encoding, me="我")
    assert seen.all("text") == ["还钱", "别打了"] and seen.all("direction") == ["in", "out"]
    assert seen.all("number_raw") == ["WhatsApp:小张"] * 2


def test_who_is_me_is_asked_unless_the_title_tells(tmp_path: Path) -> None:
    assert chat(tmp_path, CHAT).questions == ["me"]
    for name in ("与小张的 WhatsApp 聊天.txt", "與小张的WhatsApp對話.txt", "WhatsApp Chat with 小张.txt", "WhatsApp Chat - 小张 (2).txt",
                 "Chat de WhatsApp con 小张.txt", "WhatsApp-Chat mit 小张.txt"):  # fmt: skip
        seen = chat(tmp_path, CHAT, name)
        assert seen.questions == [] and seen.all("direction") == ["in", "out"]
        assert len(seen.warnings) == 1 and "小张" in seen.warnings[0]
    assert chat(tmp_path, CHAT, "WhatsApp Chat with 小张.txt", me="小张").all("direction") == ["out", "in"]


@pytest.mark.parametrize(
    "name",
    ["小张.txt", "WhatsApp Chat with 小张三.txt", "WhatsApp Chat with 老小张.txt", "WhatsApp Chat with 小张 家人.txt"],
)
def test_a_title_that_only_holds_the_name_tells_nothing(tmp_path: Path, name: str) -> None:
    assert chat(tmp_path, CHAT, name).questions == ["me"]


def test_a_wrong_me_is_asked_again(tmp_path: Path) -> None:
    seen = chat(tmp_path, CHAT, me="老王")
    assert seen.questions == ["me"] and len(seen.records) == 2


def test_a_collector_who_alone_wrote(tmp_path: Path) -> None:
    seen = chat(tmp_path, "2026/3/1 21:58 - 小张: 还钱\n", me="-")
    assert (seen.questions, seen.all("direction"), seen.all("channel")) == ([], ["in"], ["im"])


def test_a_number_in_place_of_a_name(tmp_path: Path) -> None:
    seen = chat(tmp_path, CHAT.replace("小张", "\u202a+86\u00a0170\u00a00000\u00a00001\u202c"), me="我")
    assert {fold(one) for one in seen.all("number_raw")} == {"17000000001"}
    assert seen.all("contact_name") == ["+86 170 0000 0001"] * 2


def test_lines_without_a_head_go_on_with_the_text_before(tmp_path: Path) -> None:
    text = "5/3/26, 15:04 - A: first\n\n2026-03-01 你又打来\n[5/3/24, 15:04:05] X: pasted\n2026/3/1 21:58 - Y: pasted\n  end\n\n"
    seen = chat(tmp_path, text + "13/3/26, 15:04 - B: x", me="B")
    assert seen.all("text") == [
        "first\n\n2026-03-01 你又打来\n[5/3/24, 15:04:05] X: pasted\n2026/3/1 21:58 - Y: pasted\n  end", "x",
    ]  # fmt: skip
    assert [one.where for one in seen.records] == ["1", "8"]


def test_notices_are_left_out_even_with_a_colon(tmp_path: Path) -> None:
    notices = (
        'A changed the subject to "B: C"', "A更改了群组主题为“还钱: 快”", "Your security code with A changed. Tap: more",
        "A added +86 170 0000 0003", "A created group “x: y”", "消息和通话已进行端到端加密。了解: 详情",
    )  # fmt: skip
    lines = "".join(f"2026/3/1 21:58 - {one}\n" for one in notices)
    seen = chat(tmp_path, lines + CHAT, me="我")
    assert list(seen.skipped) == [str(number + 1) for number in range(len(notices))]
    assert len(seen.records) == 2 and set(seen.all("channel")) == {"group_message"}


def test_a_message_whose_time_has_an_unknown_word_is_left_out_and_not_glued_to_another(tmp_path: Path) -> None:
    seen = chat(tmp_path, "13/3/26, 9:58 am - A: x\n13/3/26, 9:58 xyzzy - A: y\n13/3/26 lunch 9:58 - no\n", me="-")
    assert seen.all("text") == ["x"] and list(seen.skipped) == ["2"]


def test_minutes_and_seconds(tmp_path: Path) -> None:
    seen = chat(tmp_path, "[2026/3/1 21:58:07] A: x\n[2026/3/1 21:58] A: y\n", me="-")
    assert seen.all("precision") == ["second", "minute"] and seen.starts[0] == "2026-03-01 21:58:07"
    assert set(seen.all("time_basis")) == {"local"} and seen.records[0].start.tzinfo is None


def test_an_open_order_gives_records_without_a_time(tmp_path: Path) -> None:
    seen = chat(tmp_path, "3/4/26, 10:00 - A: x\n", me="-")
    assert seen.questions == ["date_order"] and seen.starts == [""]
    assert chat(tmp_path, "3/4/26, 10:00 - A: x\n", me="-", date_order="mdy").starts == ["2026-03-04 10:00:00"]


def test_a_text_of_megabytes_is_cut(tmp_path: Path) -> None:
    seen = chat(tmp_path, CHAT + "骂人的话\n" * 400_000 + CHAT, me="我")
    assert len(seen.records) == 4 and len(seen.records[1].text) < 2 << 20
    with language("en"):
        assert "only the beginning was kept: 1" in read(tmp_path / "chat.txt", me="我").warnings[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Missed voice call", ("rang_no_answer", None)), ("Missed group video call.", ("rang_no_answer", None)),
        ("Missed voice call at 22:15", ("rang_no_answer", None)), ("未接语音通话", ("rang_no_answer", None)),
        ("未接視訊通話", ("rang_no_answer", None)), ("Verpasster Sprachanruf", ("rang_no_answer", None)),
        ("Llamada de voz perdida", ("rang_no_answer", None)), ("Voice call. \u200eNo answer", ("rang_no_answer", None)),
        ("Voice call, \u200e1 hr 2 min", ("conversation", 3720)), ("语音通话。\u200e45 秒", ("conversation", 45)),
        ("语音通话，\u200e1 小时 3 分钟", ("conversation", 3780)), ("語音通話。\u200e2 分鐘", ("conversation", 120)),
        ("Voice call. \u200e34 secs", ("conversation", 34)), ("Sprachanruf. \u200e2 Min.", ("conversation", 120)),
        ("Аудиозвонок, \u200e2 мин", ("conversation", 120)), ("음성 통화, \u200e1시간 2분", ("conversation", 3720)),
        ("音声通話、\u200e応答なし", ("rang_no_answer", None)), ("Пропущенный аудиозвонок", ("rang_no_answer", None)),
        ("Voice call, 2 months", None), ("语音通话，2 分钟后打", None),
        ("Video call. Declined", ("rejected", None)), ("Voice call me back", None), ("Voice call", None),
        ("Missed voice call, why?", None), ("A voice call", None), ("你有未接语音通话", None),
    ],
)  # fmt: skip
def test_calls(text: str, told: tuple[str, int | None] | None) -> None:
    assert call(text) == told


def test_what_somebody_typed_is_no_call(tmp_path: Path) -> None:
    assert chat(tmp_path, "2026/3/1 21:58 - A: Missed voice call\n", me="-").all("channel") == ["im"]
    assert chat(tmp_path, "2026/3/1 21:58 - Missed voice call\n" + CHAT, me="我").all("channel") == ["call", "im", "im"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\u200e<attached: 00000012-PHOTO-2026-03-05.jpg>", "00000012-PHOTO-2026-03-05.jpg"),
        ("<附件：00000013-AUDIO.opus>", "00000013-AUDIO.opus"),
        ("看 <adjunto: a b.pdf>", "a b.pdf"),
        ("IMG-20260305-WA0001.jpg (file attached)\n字幕", "IMG-20260305-WA0001.jpg"),
        ("\u200ePTT-20260305-WA0002.opus （文件已附加）", "PTT-20260305-WA0002.opus"),
        ("<Media omitted>", ""), ("image omitted", ""), ("see a.jpg", ""), ("<a: b>", ""),
    ],
)  # fmt: skip
def test_names_of_files(text: str, name: str) -> None:
    assert attached(text) == name


def test_a_zip_brings_what_came_along(tmp_path: Path, case: Any) -> None:
    text = (
        "\u200e[2026/3/1 21:58:01] 小张: \u200e消息和通话已进行端到端加密。\n[2026/3/1 21:58:07] 小张: \u200e<附件：1-PHOTO.jpg>\n"
        "[2026/3/1 21:59:07] 我: 收到\n[2026/3/1 21:59:08] 小张: <附件：gone.jpg>\n"
    )
    path = packed(tmp_path, {"_chat.txt": text.encode(), "1-PHOTO.jpg": b"\xff\xd8picture", "left.jpg": b"x"})
    assert source_of(path) == "whatsapp"
    with language("en"):
        looked = read(path)
    assert looked.questions == [] and looked.records[0].attachments[0].path is None
    assert [line.rpartition(": ")[2] for line in looked.warnings[1:]] == [
        "1. To have them in the case, export the chat once more with media.", "1.",
    ]  # fmt: skip
    result = import_file(case, path)
    assert result.imported == 3
    incident = case.incidents()[0]
    assert incident.text == "<附件：1-PHOTO.jpg>" and len(incident.evidence) == 1


def test_an_android_zip_and_a_text_that_somebody_sent(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {"与小张的 WhatsApp 聊天.txt": CHAT.encode(), "notes.txt": CHAT.encode(), "b.txt": b"nothing"},
        "a.zip",
    )
    assert source_of(path) == "whatsapp"
    assert read(path).all("direction") == ["in", "out"]


@pytest.mark.parametrize(
    "files",
    [
        {"a.jpg": b"x"},
        {"a.txt": b"hello"},
        {"a/_chat.txt": CHAT.encode(), "b/_chat.txt": CHAT.encode()},
        {"_chat.txt": b""},
        {f"{number}.txt": CHAT.encode() for number in range(30)},
    ],
)
def test_zips_that_are_no_chat_or_several(tmp_path: Path, files: dict[str, bytes]) -> None:
    path = packed(tmp_path, files)
    assert not whatsapp.sniff(registry.probe(path))
    with pytest.raises(InputError, match=r"no chat of WhatsApp|没有 WhatsApp"):
        list(whatsapp.read(registry.probe(path), Options()))


@pytest.mark.parametrize(
    "text", ["hello\n", "a,b,c\n1,2,3\n", "2026-03-01 21:58:07 A(10001)\nhi\n", "2026/3/1 21:58 - no name here\n" * 3]
)
def test_other_texts_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "WhatsApp Chat with A.txt"
    path.write_text(text, "utf-8")
    assert not whatsapp.sniff(registry.probe(path))


def test_taken_in_twice_nothing_is_doubled(tmp_path: Path, case: Any) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(CHAT * 2, "utf-8")
    assert import_file(case, path, me="我").imported == 4
    assert import_file(case, path, me="我").confirmed == 4


@pytest.mark.parametrize(
    "journal",
    [
        "[2026-03-01 12:00:00] INFO: started\n[2026-03-01 12:00:01] WARN: x: y\n",
        "2026-03-01 12:00:00 - app.db - ERROR: gone\n2026-03-01 12:00:01 - root: hello\n",
        "[2026-03-01 12:00:00] local.ERROR: gone\n[2026-03-01 12:00:01] local.INFO: back\n",
        "[2026-03-01 12:00:00] kernel: usb 1-1: new device\n[2026-03-01 12:00:01] systemd[1]: Started x\n",
    ],
)
def test_the_journal_of_a_program_is_no_chat(journal: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(journal, "utf-8")
    assert not whatsapp.sniff(registry.probe(tmp_path / "a.txt"))


def test_a_person_whose_name_is_a_word_of_journals_may_chat(tmp_path: Path) -> None:
    text = "[2026-03-01 12:00:00] INFO: Pay\n[2026-03-01 12:01:00] Wang: no\n[2026-03-01 12:01:10] Wang: never\n"
    assert len(chat(tmp_path, text, me="Wang").records) == 3


def test_a_chat_in_which_nobody_wrote_is_known_as_such(tmp_path: Path) -> None:
    given = chat(tmp_path, "2026/3/1 21:58 - 消息和通话已进行端到端加密。\n2026/3/1 21:59 - 您已更改群组设置\n")
    assert given.records == [] and len(given.skipped) == 2


def test_an_order_of_dates_that_cannot_be_is_told(tmp_path: Path) -> None:
    text = "03/04/26, 21:05 - Zhang: pay\n14/04/26, 21:06 - Wang: no\n"
    with language("en"):
        given = chat(tmp_path, text, me="Wang", date_order="mdy")
    assert [str(one.start.date()) for one in given.records] == ["2026-04-03", "2026-04-14"]
    assert "14/04/26" in given.warnings[0] and "2026-04-14" in given.warnings[0]
