"""Exports of Telegram Desktop: one chat or all, old and new, whole or damaged."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import telegram
from casekit.importers.intake import import_file
from casekit.importers.source import Options
from casekit.text import language
from tests.importers.files import Contents, read, source_of

NIGHT = 1772374500  # 2026-03-01 22:15:00 in Shanghai
ME, OTHER = "user2", "user1"


def message(
    text: Any = "x", *, writer: str = OTHER, name: str = "Agent", after: int = 0, **more: Any
) -> dict[str, Any]:
    usual = {
        "id": 1, "type": "message", "date": "2026-03-01T22:15:00", "date_unixtime": str(NIGHT + after), "from": name,
        "from_id": writer, "text": text,
    }  # fmt: skip
    return {key: value for key, value in {**usual, **more}.items() if value is not ...}


def call(**more: Any) -> dict[str, Any]:
    usual = {
        "type": "service",
        "action": "phone_call",
        "actor": "Agent",
        "actor_id": OTHER,
        "from": ...,
        "from_id": ...,
    }
    return message("", **{**usual, **more})


def export(folder: Path, *messages: dict[str, Any], **chat: Any) -> Path:
    path = folder / "result.json"
    about = {"name": "Agent", "type": "personal_chat", "id": 1, **chat}
    path.write_text(json.dumps({**about, "messages": list(messages)}, ensure_ascii=False), "utf-8")
    return path


def chat(folder: Path, *messages: dict[str, Any], options: dict[str, Any] | None = None, **about: Any) -> Contents:
    path = export(folder, *messages, **about)
    assert source_of(path) == "telegram_json"
    return read(path, **(options or {}))


def test_in_a_chat_of_two_the_other_one_is_me(tmp_path: Path) -> None:
    seen = chat(tmp_path, message(), message(writer=ME, name="Me"))
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]
    assert seen.all("number_raw") == ["Telegram:user1"] * 2 and set(seen.all("channel")) == {"im"}


def test_who_is_me_in_a_group_is_asked(tmp_path: Path) -> None:
    messages = message(), message(writer=ME, name="Me")
    seen = chat(tmp_path, *messages, type="private_supergroup", name="群", id=9)
    assert seen.questions == ["me"] and set(seen.all("channel")) == {"group_message"}
    for me in ("Me", "user2", "Telegram:user2"):
        answered = chat(tmp_path, *messages, type="private_supergroup", name="群", id=9, options={"me": me})
        assert answered.questions == [] and answered.all("direction") == ["in", "out"]
        assert answered.all("number_raw") == ["Telegram:user1", ""]


def test_only_one_side_wrote(tmp_path: Path) -> None:
    assert chat(tmp_path, message()).all("direction") == ["in"]
    mine = chat(tmp_path, message(writer=ME, name="Me"))
    assert mine.questions == [] and mine.all("direction") == ["out"]
    assert (mine.records[0].number_raw, mine.records[0].contact_name) == ("Telegram:user1", "Agent")


def test_a_contact_with_the_name_of_the_user(tmp_path: Path) -> None:
    seen = chat(tmp_path, message(), message(writer=ME, name="Agent"))
    assert seen.all("direction") == ["in", "out"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"text": ["a ", {"type": "bold", "text": "b"}, " c", 5, None]}, "a b c5"),
        ({"text": None}, ""),
        ({"photo": "photos/p.jpg"}, "[photo: p.jpg]\nx"),
        ({"photo": "(File not included. Change data exporting settings to download.)"}, "[photo]\nx"),
        ({"file": "voice_messages/v.ogg", "media_type": "voice_message"}, "[voice_message: v.ogg]\nx"),
        ({"file": "files/a.pdf", "file_name": "a.pdf"}, "[file: a.pdf]\nx"),
        ({"forwarded_from": "B"}, "[forwarded from B]\nx"),
        ({"location_information": {"latitude": 1.5, "longitude": 2}}, "[location: 1.5, 2]\nx"),
        ({"poll": {"question": "q"}}, "[poll: q]\nx"),
        ({"contact_information": {"first_name": "W", "phone_number": "+8617000000001"}}, "[contact: W +8617000000001]\nx"),
        ({"poll": "nonsense", "contact_information": [], "photo": 7}, "[photo: 7]\nx"),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, more: dict[str, Any], text: str) -> None:
    assert chat(tmp_path, message(**more)).all("text") == [text]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"duration_seconds": 65, "discard_reason": "hangup"}, ("in", "conversation", 65)),
        ({"discard_reason": "missed"}, ("in", "rang_no_answer", None)),
        ({"discard_reason": "busy"}, ("in", "rejected", None)),
        ({"discard_reason": "busy", "actor_id": ME, "actor": "Me"}, ("out", "busy", None)),
        ({"discard_reason": "missed", "actor_id": ME, "actor": "Me"}, ("out", "rang_no_answer", None)),
        ({}, ("in", "unknown", None)),
        ({"duration_seconds": -5}, ("in", "unknown", None)),
        ({"duration_seconds": 10**12}, ("in", "unknown", None)),
    ],
)
def test_calls(tmp_path: Path, more: dict[str, Any], told: tuple[str, str, int | None]) -> None:
    one = chat(tmp_path, call(**more), message(), message(writer=ME, name="Me")).records[0]
    assert (one.direction, one.outcome, one.duration_s) == told and one.channel == "call"


def test_times(tmp_path: Path) -> None:
    seen = chat(
        tmp_path, message(), message(date_unixtime=NIGHT), message(date_unixtime=..., date="2019-01-02T03:04:05"),
        message(date_unixtime="4102444800"), message(date_unixtime=..., date="1601-01-01T00:00:00"), message(date_unixtime=..., date=...),
    )  # fmt: skip
    assert seen.starts == ["2026-03-01 14:15:00+00:00"] * 2 + ["2019-01-02 03:04:05"]
    assert seen.all("time_basis") == ["epoch", "epoch", "local"] and list(seen.skipped) == ["4", "5", "6"]


def everything(*chats: dict[str, Any], left: list[dict[str, Any]] | None = None, user: int = 2) -> dict[str, Any]:
    return {
        "about": "Here is the data you requested.", "personal_information": {"user_id": user, "first_name": "Me"},
        "chats": {"about": "", "list": list(chats)}, "left_chats": {"list": left or []},
    }  # fmt: skip


def test_all_chats_at_once(tmp_path: Path) -> None:
    mine = message(writer=ME, name="Me")
    path = tmp_path / "result.json"
    content = everything(
        {"name": "Agent", "type": "personal_chat", "id": 1, "messages": [message(), mine]},
        {"name": "None wrote", "type": "personal_chat", "id": 7, "messages": []},
        {"type": "saved_messages", "id": 2, "messages": [mine]},
        {"name": "G", "type": "private_group", "id": 3, "messages": [message(name="B", writer="user5"), mine]},
        left=[{"name": "H", "type": "private_group", "id": 4, "messages": [message(name="C", writer="user6")]}],
    )
    path.write_text(json.dumps(content), "utf-8")
    seen = read(path)
    assert seen.questions == []
    assert [(one.where, one.direction, one.channel, one.number_raw) for one in seen.records] == [
        ("1/1", "in", "im", "Telegram:user1"), ("1/2", "out", "im", "Telegram:user1"),
        ("4/1", "in", "group_message", "Telegram:user5"), ("4/2", "out", "group_message", ""),
        ("5/1", "in", "group_message", "Telegram:user6"),
    ]  # fmt: skip
    assert list(seen.skipped) == ["3/1"]


def test_notices_and_nonsense_are_left_out_with_a_reason(tmp_path: Path) -> None:
    seen = chat(
        tmp_path, message(), message(type="service", action="pin_message"), message(type="unsupported"), 5, None
    )  # type: ignore[arg-type]
    assert len(seen.records) == 1 and list(seen.skipped) == ["2", "3", "4", "5"]


def test_a_file_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = export(tmp_path, *(message(str(number), after=number) for number in range(20)))
    path.write_bytes(path.read_bytes()[:-200])
    with language("en"):
        seen = read(path)
    assert 17 <= len(seen.records) < 20 and seen.questions == []
    assert f"after message {len(seen.records)}" in seen.warnings[-1]
    path.write_bytes(b'{"name": "A", "type": "personal_chat", "id": 1, "messages": [{"from_id": ')
    with pytest.raises(InputError, match=r"cut off|没有传完整"):
        list(telegram.read(registry.probe(path), Options()))


def test_a_zip_of_the_folder_brings_what_came_along(tmp_path: Path) -> None:
    listed = export(tmp_path, message(photo="photos/p.jpg"), message(file="files/gone.pdf", after=9))
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ChatExport_2026-03-02/result.json", listed.read_bytes())
        archive.writestr("ChatExport_2026-03-02/photos/p.jpg", b"\xff\xd8picture")
        archive.writestr("elsewhere/gone.pdf", b"x")
    assert source_of(path) == "telegram_json"
    case = casekit.create_case(tmp_path / "case")
    result = import_file(case, path)
    assert result.imported == 2 and len(result.preview.warnings) == 1
    assert [len(one.evidence) for one in case.incidents()] == [1, 0]


def test_other_json_is_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    for content in ('{"messages": []}', '[{"from_id": "user1", "messages": []}]', '{"data": {"from_id": 1}}', "{"):
        path.write_text(content, "utf-8")
        assert not telegram.sniff(registry.probe(path))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "result.json"
    one = json.dumps(message("长" * 500)).encode()
    with path.open("wb") as stream:
        stream.write(b'{"name": "Agent", "type": "personal_chat", "id": 1, "messages": [')
        stream.write(b",".join([one] * 12_000))
        stream.write(b"]}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _item in telegram.read(registry.probe(path), Options()))
    assert count == 12_000 and path.stat().st_size > 30 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 15 << 10


def test_the_oldest_exports_name_people_but_no_accounts_and_no_instants(tmp_path: Path) -> None:
    old = dict[str, Any](from_id=..., date_unixtime=...)
    told = chat(
        tmp_path,
        message("还钱", **old),
        message("别打了", name="Wang", **old),
        call(actor_id=..., **old, duration_seconds=12),
    )
    assert [(one.direction, one.channel, one.number_raw, str(one.start), one.time_basis) for one in told.records] == [
        ("in", "im", "Telegram:Agent", "2026-03-01 22:15:00", "local"),
        ("out", "im", "Telegram:Agent", "2026-03-01 22:15:00", "local"),
        ("in", "call", "Telegram:Agent", "2026-03-01 22:15:00", "local"),
    ]


@pytest.mark.parametrize("kind", ["personal_chat", "private_supergroup", "saved_messages", "public_channel"])
def test_a_chat_without_messages_is_known_as_such(kind: str, tmp_path: Path) -> None:
    assert chat(tmp_path, type=kind).records == []
