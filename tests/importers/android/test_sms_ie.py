"""SMS Import / Export: the zip of version 2, the lists of version 1, calls; and what only looks like them."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.android import sms_ie
from tests.importers.files import DATA, NIGHT, read, source_of

FOLDER = DATA / "android"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def message(**columns: object) -> dict[str, object]:
    return {"_id": "1", "thread_id": "2", "address": "17000000001", "date": str(NIGHT), "type": "1", "body": "逾期",
            **columns}  # fmt: skip


def multimedia(*parts: dict[str, object], **columns: object) -> dict[str, object]:
    return {"_id": "1", "thread_id": "2", "date": str(NIGHT // 1000), "msg_box": "1", "m_type": "132",
            "__parts": list(parts), **columns}  # fmt: skip


@pytest.fixture
def export(tmp_path: Path):
    def write(*entries: object, files: dict[str, bytes] | None = None, folder: str = "") -> Path:
        path = tmp_path / "messages-2026-03-02.zip"
        with zipfile.ZipFile(path, "w") as archive:
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries)
            archive.writestr(f"{folder}messages.ndjson", lines)
            for name, content in (files or {}).items():
                archive.writestr(folder + name, content)
        return path

    return write


def test_files_are_laid_where_the_import_wants_them(export, tmp_path: Path) -> None:
    part = {"ct": "image/png", "name": "函.png", "_data": "/data/x/app_parts/PART_1.png"}
    path = export(multimedia(part), files={"data/PART_1.png": PICTURE})
    assert read(path).records[0].attachments[0].path is None
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (attachment,) = read(path, scratch=scratch).records[0].attachments
    assert attachment.name == "函.png" and attachment.path.read_bytes() == PICTURE


def test_files_of_the_first_version_are_inside_the_list(tmp_path: Path) -> None:
    part = {"ct": "image/png", "cl": "a.png", "_data": "/x/PART_1", "binary_data": base64.encodebytes(PICTURE).decode()}
    path = tmp_path / "messages.json"
    path.write_text(json.dumps([message(), {**multimedia(), "__parts": None, "parts": [part]}]))
    assert source_of(path) == "sms_ie_json"
    (attachment,) = read(path, scratch=tmp_path).records[1].attachments
    assert attachment.name == "a.png" and attachment.path.read_bytes() == PICTURE


def test_a_damaged_file_in_the_zip_is_named_and_its_message_kept(export) -> None:
    part = {"ct": "image/png", "cl": "a.png", "_data": "PART_1"}
    path = export(multimedia(part), message(), files={"data/PART_1": PICTURE})
    path.write_bytes(path.read_bytes().replace(PICTURE[-64:], b"?" * 64))
    for scratch in (None, path.parent):
        seen = read(path, scratch=scratch)
        assert len(seen.records) == 2 and seen.records[0].attachments == ()
        assert "“a.png” in message 1" in seen.warnings[0]


def test_names_in_the_list_cannot_reach_outside(export, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    part = {"ct": "image/png", "name": "../../x.png", "_data": "../../../etc/passwd"}
    path = export(multimedia(part), files={"data/../../passwd": b"x"})
    seen = read(path, scratch=scratch)
    assert seen.records[0].attachments == () and "not in this file: 1" in seen.warnings[0]
    assert list(scratch.iterdir()) == []


def test_seconds_and_milliseconds_of_the_two_kinds(export) -> None:
    seen = read(export(message(), multimedia(), multimedia(date=str(NIGHT)), message(date=str(NIGHT // 1000))))
    assert [int(one.start.timestamp() * 1000) for one in seen.records] == [NIGHT] * 3
    assert list(seen.skipped) == ["4"]


def test_packed_once_more_in_a_folder(export) -> None:
    path = export(message(), files={"data/x": b"1"}, folder="messages-2026-03-02/")
    assert source_of(path) == "sms_ie_json" and read(path).all("text") == ["逾期"]


@pytest.mark.parametrize("entry", [5, "x", None, [], [[]], {}, {"a": {"b": 1}}, {"date": True, "type": 1, "body": 2}])
def test_entries_of_another_shape_are_named(export, entry: object) -> None:
    seen = read(export(message(), entry, message()))
    assert len(seen.records) == 2 and list(seen.skipped) == ["2"]


@pytest.mark.parametrize(
    "extra", [{"__parts": 5}, {"__parts": [5, None]}, {"__sender_address": []}, {"__recipient_addresses": {"a": 1}}]
)
def test_odd_things_in_an_entry_do_no_harm(export, extra: dict[str, object]) -> None:
    assert len(read(export(multimedia(**extra))).records) == 1


def test_a_list_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([message(body=f"m{number}") for number in range(50)])[:3000])
    seen = read(path)
    assert 10 < len(seen.records) < 50 and f"after record {len(seen.records)}" in seen.warnings[0]
    path.write_text(json.dumps([message()])[:60])
    with pytest.raises(InputError, match="cut off"):
        read(path, source="sms_ie_json")


def test_one_entry_per_line_without_the_zip(tmp_path: Path) -> None:
    path = tmp_path / "messages.ndjson"
    path.write_text("\n".join(map(json.dumps, [message(), multimedia({"ct": "image/png", "_data": "PART_1"})])))
    seen = read(path)
    assert len(seen.records) == 2 and "not in this file: 1" in seen.warnings[0]


@pytest.mark.parametrize(
    "content",
    [
        '{"data": []}', "[]", "{}", "[[1]]", '[{"a": 1}]', '{"messages": [{"date": "1772374500000", "type": "1"}]}',
        '{"date": "2026-03-01", "duration": "5", "type": "1"}',
        '{"name": "x", "type": "personal_chat", "id": 1, "messages": [{"date": "2026-03-01T22:15:00"}]}',
    ],
)  # fmt: skip
def test_other_json_is_not_taken(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    assert not sms_ie.sniff(registry.probe(path))


def test_other_archives_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("calls.xml", "<calls/>")
    assert not sms_ie.sniff(registry.probe(path))
    with pytest.raises(InputError, match="found no list"):
        read(path, source="sms_ie_json")


def test_insisting_on_it_for_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    with pytest.raises(InputError):
        read(path, source="sms_ie_json")
