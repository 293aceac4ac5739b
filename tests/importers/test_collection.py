"""Everything in a folder or an archive: what is looked at, by which name, and what becomes of each file."""

from __future__ import annotations

import hashlib
import os
import plistlib
import shutil
import socket
import struct
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit
from casekit.errors import InputError, StoppedError
from casekit.importers import collection, together
from casekit.importers.iphone.backup import hashed_name
from casekit.importers.reading import archive
from casekit.model import DEBTOR
from tests.importers.files import MOBILE, NIGHT, call, sms, write_csv, write_xlsx, xml

OWN, MOTHER, COLLECTOR = "13800000001", "13900000002", "17000000001"
ROW = ("2025-12-03 21:08:07", "杭州", "被叫", COLLECTOR, "38秒", "国内被叫", "--", "0.00")
CALLS = xml("calls", call(), call(date=NIGHT + 60_000, type=2))
TEXTS = xml("smses", sms("今天必须还款"))


@pytest.fixture
def case(home: Path) -> Any:
    return casekit.create_case(home / "花呗", own_numbers=[OWN])


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are laid, to see that none stay."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "手机备份"
    (folder / "2026" / "短信").mkdir(parents=True)
    (folder / "2026" / "calls.xml").write_bytes(CALLS)
    (folder / "2026" / "短信" / "sms.xml").write_bytes(TEXTS)
    (folder / "说明.txt").write_text("这里是我的备份", "utf-8")
    return folder


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def looked(case: Any, path: Path, **answers: Any) -> dict[str, together.Outcome]:
    with collection.opened(path, leave_out=case.folder) as found:
        return {one.name: one for one in together.look_through(case, found, **answers)}


def taken(case: Any, path: Path, shared: str = "0123456789abcdef", **answers: Any) -> dict[str, together.Outcome]:
    with collection.opened(path, leave_out=case.folder) as found:
        return {one.name: one for one in together.take_in(case, found, shared, **answers)}


class TestWhatIsACollection:
    def test_a_folder_and_an_archive_of_files_are(self, tmp_path: Path) -> None:
        assert collection.is_collection(tmp_path)
        assert collection.is_collection(zipped(tmp_path / "a.zip", {"calls.xml": CALLS}))
        assert collection.is_collection(zipped(tmp_path / "名.dat", {"a/b/详单.csv": b"x"}))

    def test_a_file_and_an_office_file_are_not_even_when_cut_off(self, tmp_path: Path, folder: Path) -> None:
        sheet = write_xlsx(tmp_path / "详单.xlsx", {"1": [MOBILE, ROW]})
        cut = tmp_path / "cut.xlsx"
        cut.write_bytes(sheet.read_bytes()[:2000])
        text = zipped(
            tmp_path / "a.odt", {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
        )
        for path in (sheet, cut, text, folder / "2026" / "calls.xml", tmp_path / "none.zip"):
            assert not collection.is_collection(path), path

    def test_an_app_s_own_archive_is_a_file_of_that_app(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from casekit.importers import registry
        from casekit.importers.source import Source

        own = Source(
            "app_zip", "An app", "chat",
            lambda probe: archive.is_zip(probe) and any(one.name == "chat.own" for one in archive.members(probe)),
            lambda probe, options: iter(()),
        )  # fmt: skip
        monkeypatch.setattr(registry, "SOURCES", (own, *registry.SOURCES))
        path = zipped(tmp_path / "a.zip", {"chat.own": b"x", "IMG.jpg": b"y"})
        assert not collection.is_collection(path)

    def test_one_in_which_lists_of_others_lie_too_is_a_collection(self, tmp_path: Path) -> None:
        chat = "2024/1/2 21:08 - 小王: 在吗\n2024/1/2 21:09 - 我: 在\n".encode()
        own = zipped(
            tmp_path / "chat.zip",
            {
                "与小王的 WhatsApp 聊天.txt": chat,
                "IMG-1.jpg": b"x",
                "表.csv": "拨打时刻,方向,电话\n2025-12-03 10:00:00,来电,17000000001\n".encode(),
            },
        )
        mixed = zipped(tmp_path / "mixed.zip", {"与小王的 WhatsApp 聊天.txt": chat, "手机/calls.xml": CALLS})
        assert not collection.is_collection(own)
        assert collection.is_collection(mixed)

    def test_a_damaged_archive_is_one_and_is_refused_in_words(self, tmp_path: Path) -> None:
        whole = zipped(tmp_path / "a.zip", {"calls.xml": CALLS, "sms.xml": TEXTS}).read_bytes()
        cut = tmp_path / "cut.zip"
        cut.write_bytes(whole[: len(whole) // 2])
        assert collection.is_collection(cut)
        with pytest.raises(InputError, match="cut off or damaged"), collection.opened(cut):
            pass


class TestWhatIsFound:
    def test_names_are_relative_and_sorted_as_people_count(self, tmp_path: Path) -> None:
        for number in (10, 2, 1):
            (tmp_path / f"calls-{number}.xml").write_bytes(CALLS + b" " * number)
        with collection.opened(tmp_path) as found:
            assert [one.name for one in found.files] == ["calls-1.xml", "calls-2.xml", "calls-10.xml"]

    def test_recordings_and_pictures_are_set_apart(self, folder: Path) -> None:
        for name in (f"通话录音@{COLLECTOR}_20260301221530.mp3", "Screenshot_20260301_221600.jpg", "a.M4A"):
            (folder / name).write_bytes(b"x")
        with collection.opened(folder) as found:
            assert len(found.media) == 3
            assert [one.name for one in found.files] == ["2026/calls.xml", "2026/短信/sms.xml", "说明.txt"]

    def test_what_is_hidden_or_of_the_system_is_not_spoken_of(self, tmp_path: Path) -> None:
        members = {
            "__MACOSX/._calls.xml": b"x", ".DS_Store": b"x", "a/.hidden/calls.xml": CALLS, "Thumbs.db": b"x",
            "~$详单.xlsx": b"x", "a/calls.xml": CALLS,
        }  # fmt: skip
        with collection.opened(zipped(tmp_path / "a.zip", members)) as found:
            assert [one.name for one in found.files] == ["a/calls.xml"]
        for name, content in members.items():
            (tmp_path / "here" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "here" / name).write_bytes(content)
        with collection.opened(tmp_path / "here") as found:
            assert ([one.name for one in found.files], found.left) == (["a/calls.xml"], [])

    @pytest.mark.parametrize("only", [{}, {".hidden": b"x"}])
    def test_an_empty_one_is_said_to_be(self, tmp_path: Path, only: dict[str, bytes]) -> None:
        (tmp_path / "leer").mkdir()
        for path in (tmp_path / "leer", zipped(tmp_path / "leer.zip", only)):
            for name, content in only.items() if path.is_dir() else ():
                (path / name).write_bytes(content)
            with pytest.raises(InputError, match=r"leer.* no file at all"), collection.opened(path):
                pass

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
    def test_links_lead_neither_out_of_the_folder_nor_round_in_it(self, folder: Path, tmp_path: Path) -> None:
        outside = tmp_path / "private"
        outside.mkdir()
        (outside / "calls.xml").write_bytes(CALLS)
        (folder / "out").symlink_to(outside)
        (folder / "out.xml").symlink_to(outside / "calls.xml")
        (folder / "2026" / "round").symlink_to(folder)
        (folder / "again.xml").symlink_to(folder / "2026" / "calls.xml")
        (folder / "gone.xml").symlink_to(folder / "nothing")
        with collection.opened(folder) as found:
            assert [one.name for one in found.files] == ["2026/calls.xml", "2026/短信/sms.xml", "说明.txt"]
            assert {name for name, why in found.left if "leads out of the folder" in why} == {"out", "out.xml"}

    @pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
    def test_sockets_and_pipes_are_named_and_not_opened(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        os.mkfifo("pipe")
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("socket")
            with collection.opened(folder) as found:
                assert sorted(name for name, _why in found.left) == ["pipe", "socket"]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_what_may_not_be_read_is_named(self, case: Any, folder: Path) -> None:
        (folder / "locked").mkdir()
        (folder / "locked").chmod(0)
        (folder / "2026" / "calls.xml").chmod(0)
        outcomes = taken(case, folder)
        (folder / "locked").chmod(0o700)
        assert "not allowed" in outcomes["locked"].reason
        assert "may not be read" in outcomes["2026/calls.xml"].reason and outcomes["2026/calls.xml"].is_open
        assert outcomes["2026/短信/sms.xml"].result

    def test_the_folder_of_the_case_itself_is_not_entered(self, case: Any, folder: Path) -> None:
        taken(case, folder)
        shutil.copytree(folder, case.folder.parent / "手机备份")
        with collection.opened(case.folder.parent, leave_out=case.folder) as found:
            assert {one.name.split("/")[0] for one in found.files} == {"手机备份"}

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
    def test_names_that_are_bytes_of_chinese_windows_are_read_as_such(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/" + "通话记录.xml".encode("gb18030")
        with open(path, "wb") as stream:
            stream.write(CALLS)
        with collection.opened(tmp_path) as found:
            assert [one.name for one in found.files] == ["通话记录.xml"]


class TestArchives:
    def test_names_are_labels_and_lead_nowhere(self, case: Any, tmp_path: Path, scratch: Path) -> None:
        names = ["../../../逃出.xml", "/etc/绝对.xml", "C:\\Windows\\驱动器.xml", "a/\u202elmx.exe", "x" * 300 + ".xml"]
        packed = zipped(
            tmp_path / "a.zip", {name: xml("calls", call(date=NIGHT + 1000 * at)) for at, name in enumerate(names)}
        )
        before = sorted(tmp_path.rglob("*"))
        outcomes = taken(case, packed)
        assert [name for name in outcomes if len(name) < 200] == [
            "a/_lmx.exe",
            "etc/绝对.xml",
            "Windows/驱动器.xml",
            "逃出.xml",
        ]
        assert all(one.result for one in outcomes.values())
        for batch in case.batches():
            assert "/" not in batch.file_name and "\\" not in batch.file_name and ".." not in batch.file_name
        assert [one for one in sorted(tmp_path.rglob("*")) if case.folder not in (one, *one.parents)] == [
            one for one in before if case.folder not in (one, *one.parents)
        ]
        assert list(scratch.iterdir()) == []

    def test_names_in_gbk(self, case: Any, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", {"AAAAAAAA.xml": CALLS}, zipfile.ZIP_STORED)
        path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", "通话记录".encode("gbk")))
        assert [(name, one.preview is not None) for name, one in looked(case, path).items()] == [("通话记录.xml", True)]

    def test_an_archive_inside_an_archive_is_named_and_not_opened(self, case: Any, tmp_path: Path) -> None:
        inner = zipped(tmp_path / "in.zip", {"calls.xml": CALLS}).read_bytes()
        sheet = write_xlsx(tmp_path / "详单.xlsx", {"1": [("手机号码：" + OWN,), MOBILE, ROW]}).read_bytes()
        packed = zipped(tmp_path / "out.zip", {"in.zip": inner, "old.7z": b"7z\xbc\xaf\x27\x1c", "详单.xlsx": sheet})
        outcomes = taken(case, packed)
        assert "Unpack it first" in outcomes["in.zip"].reason and "Unpack it" in outcomes["old.7z"].reason
        assert outcomes["详单.xlsx"].result and case.batches()[0].imported == 1

    def test_an_archive_in_a_folder_is_gone_into_and_one_of_an_app_is_a_list(self, case: Any, folder: Path) -> None:
        chat = "2024/1/2 21:08 - 小王: 在吗\n2024/1/2 21:09 - 我: 在\n".encode()
        more = xml("calls", call(date=NIGHT + 120_000))
        zipped(folder / "混合.zip", {"手机/more.xml": more, "_chat.txt": chat, "a.mp3": b"ID3", "__MACOSX/._a": b"x"})
        zipped(folder / "chat.zip", {"_chat.txt": chat})
        with collection.opened(folder) as found:
            assert [one.name for one in found.media] == ["混合.zip/a.mp3"]
        outcomes = taken(case, folder, me="我")
        assert {name: one.result.imported if one.result else None for name, one in outcomes.items()} == {
            "2026/calls.xml": 2, "2026/短信/sms.xml": 1, "chat.zip": 2, "混合.zip/手机/more.xml": 1, "混合.zip/_chat.txt": 0,
            "说明.txt": None,
        }  # fmt: skip
        assert case.batches()[-1].collection_member == "混合.zip/手机/more.xml"

    def test_a_bad_archive_in_a_folder_is_told_and_holds_up_nothing(self, case: Any, folder: Path) -> None:
        whole = zipped(folder / "cut.zip", {"calls.xml": CALLS}).read_bytes()
        (folder / "cut.zip").write_bytes(whole[:-30])
        zipped(folder / "bomb.zip", {"a.xml": b"\0" * (80 << 20)})
        zipped(folder / "outer.zip", {"a/in.zip": whole, "b.xml": xml("smses", sms("明天上门"))})
        outcomes = taken(case, folder)
        assert "cut off or damaged" in outcomes["cut.zip"].reason and "80 MB" in outcomes["bomb.zip"].reason
        assert "Unpack it first" in outcomes["outer.zip/a/in.zip"].reason and outcomes["outer.zip/b.xml"].result
        assert len(case.incidents()) == 4

    def test_an_encrypted_one_and_a_bomb_are_refused_in_words(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", {"calls.xml": CALLS})
        data = bytearray(path.read_bytes())
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(signature) + offset] |= 1
        path.write_bytes(bytes(data))
        with pytest.raises(InputError, match=r"encrypted archive.*app that made it"), collection.opened(path):
            pass
        bomb = zipped(tmp_path / "bomb.zip", {"a.xml": b"\0" * (80 << 20)})
        with pytest.raises(InputError, match="80 MB"), collection.opened(bomb):
            pass

    def test_one_that_lies_about_the_size_of_a_file_lays_no_more_than_it_says(
        self, case: Any, tmp_path: Path, scratch: Path
    ) -> None:
        path = zipped(tmp_path / "a.zip", {"a.xml": b"<calls>" + b" " * 1_000_000, "calls.xml": CALLS})
        data = bytearray(path.read_bytes())
        at = data.index(b"PK\x01\x02")
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
        path.write_bytes(bytes(data))
        outcomes = taken(case, path)
        assert "cut off or damaged" in outcomes["a.xml"].reason and outcomes["a.xml"].is_open
        assert outcomes["calls.xml"].result
        assert list(scratch.iterdir()) == []

    def test_a_damaged_member_does_not_take_the_others_with_it(self, case: Any, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", {"calls.xml": CALLS, "sms.xml": TEXTS}, zipfile.ZIP_STORED)
        path.write_bytes(path.read_bytes().replace(b'duration="65"', b'duration="66"', 1))
        outcomes = taken(case, path)
        assert "damaged" in outcomes["calls.xml"].reason and outcomes["sms.xml"].result
        assert len(case.incidents()) == 1

    def test_a_disk_without_room_is_told_before_it_is_full(
        self, case: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scratch: Path
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(100, 99, 1))
        outcomes = taken(case, zipped(tmp_path / "a.zip", {"calls.xml": CALLS}))
        assert "no room" in outcomes["calls.xml"].reason and "1 MB" in outcomes["calls.xml"].reason
        assert list(scratch.iterdir()) == []

    def test_many_thousand_members_are_only_listed(self, case: Any, tmp_path: Path) -> None:
        members = {f"DCIM/IMG_{number}.jpg": b"" for number in range(50_000)}
        with collection.opened(
            zipped(tmp_path / "a.zip", {**members, "calls.xml": CALLS}, zipfile.ZIP_STORED)
        ) as found:
            assert (len(found.media), len(found.files)) == (50_000, 1)
            assert [one.result is not None for one in together.take_in(case, found, "a" * 16)] == [True]


@given(st.data())
@settings(max_examples=150)
def test_a_damaged_archive_ends_in_words_or_brings_what_is_whole(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder), Path(folder, "a.zip")
        content = bytearray(
            zipped(path, {"通话/calls.xml": CALLS, "sms.xml": TEXTS, "in.zip": b"PK\x03\x04"}).read_bytes()
        )
        for _time in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content)
        made = casekit.create_case(home / "case", own_numbers=[OWN])
        if not collection.is_collection(path):
            return
        try:
            outcomes = taken(made, path)
        except InputError:
            return
        for one in outcomes.values():
            assert one.result is not None or one.reason
        assert made.verify() == []
        assert {one.sha256 for one in made.batches()} <= {hashlib.sha256(each).hexdigest() for each in (CALLS, TEXTS)}


class TestIphoneBackups:
    def backup(self, folder: Path, encrypted: bool = False) -> Path:
        folder.mkdir()
        (folder / "Manifest.plist").write_bytes(plistlib.dumps({"IsEncrypted": encrypted}))
        (folder / "Manifest.db").write_bytes(b"SQLite format 3\0")
        known = hashed_name("HomeDomain", "Library/SMS/sms.db")
        for name in (known, *(hashlib.sha1(str(one).encode()).hexdigest() for one in range(300))):
            (folder / name[:2]).mkdir(exist_ok=True)
            (folder / name[:2] / name).write_bytes(b"anything")
        return folder

    def test_only_what_casekit_reads_is_shown_by_its_name_on_the_phone(self, tmp_path: Path) -> None:
        self.backup(tmp_path / "00008030-000A")
        (tmp_path / "calls.xml").write_bytes(CALLS)
        with collection.opened(tmp_path) as found:
            assert [one.name.rpartition("/")[2] for one in found.files] == ["sms.db", "calls.xml"]
            assert len(found.notes) == 1 and "302 other files" in found.notes[0]
        with collection.opened(tmp_path / "00008030-000A") as found:
            assert [one.base for one in found.files] == ["sms.db"]

    def test_in_an_archive_it_is_said_where_what_messages_brought_is_found(self, tmp_path: Path) -> None:
        folder = self.backup(tmp_path / "00008030-000A")
        packed = shutil.make_archive(str(tmp_path / "备份"), "zip", tmp_path, folder.name)
        with collection.opened(Path(packed)) as found:
            assert [one.base for one in found.files] == ["sms.db"]
            assert "unpack 备份.zip and take in the folder" in found.notes[0]

    def test_an_encrypted_one_is_told_with_what_to_do(self, case: Any, tmp_path: Path) -> None:
        outcomes = taken(case, self.backup(tmp_path / "backup", encrypted=True))
        assert list(outcomes) == ["backup"]
        assert "encrypted" in outcomes["backup"].reason and outcomes["backup"].is_open


class TestTakingIn:
    def test_each_list_is_a_batch_with_its_own_evidence_that_knows_where_it_came_from(
        self, case: Any, tmp_path: Path
    ) -> None:
        packed = zipped(tmp_path / "备份.zip", {"2026/calls.xml": CALLS, "sms.xml": TEXTS, "说明.txt": "你好".encode()})
        outcomes = taken(case, packed)
        assert {name: one.result.imported for name, one in outcomes.items() if one.result} == {
            "2026/calls.xml": 2,
            "sms.xml": 1,
        }
        assert outcomes["说明.txt"].reason and not outcomes["说明.txt"].is_open
        calls = casekit.open_case(case.folder).batches()[0]
        assert (calls.file_name, calls.sha256) == ("calls.xml", hashlib.sha256(CALLS).hexdigest())
        assert (calls.collection, calls.collection_name, calls.collection_member, calls.collection_sha256) == (
            "0123456789abcdef", "备份.zip", "2026/calls.xml", hashlib.sha256(packed.read_bytes()).hexdigest(),
        )  # fmt: skip
        assert case.evidence_path(calls.sha256).read_bytes() == CALLS and case.verify() == []

    def test_all_of_it_is_undone_and_brought_back_together_or_one_by_one(self, case: Any, folder: Path) -> None:
        taken(case, folder)
        first, second = case.batches()
        assert case.undo(first.id) == 2
        assert case.undo("01234567") == 1  # what is left of it
        assert case.incidents() == [] and case.background().evidence == ()
        with pytest.raises(InputError, match="undone already"):
            case.undo("0123456789abcdef")
        assert case.redo("0123456789abcdef") == 3
        assert [one.undone for one in case.batches()] == [False, False]
        assert case.undo(second.id) == 1 and case.redo("0123456789abcdef") == 1

    def test_a_list_is_not_taken_for_a_recording_by_its_first_bytes(self, case: Any, tmp_path: Path) -> None:
        (tmp_path / "lists").mkdir()
        write_csv(tmp_path / "lists" / "utf16.csv", [MOBILE, ROW], "utf-16")
        write_csv(tmp_path / "lists" / "no ending", [MOBILE, (ROW[0].replace("21:", "22:"), *ROW[1:])], "utf-8-sig")
        (tmp_path / "lists" / "recording").write_bytes(b"#!AMR\n" + bytes(13) * 50)
        with collection.opened(tmp_path / "lists") as found:
            came = {one.name for one in together.look_through(case, found, own_numbers=(OWN,)) if one.preview}
            assert came == {"utf16.csv", "no ending"} and [one.name for one in found.media] == ["recording"]

    def test_looking_through_changes_nothing(self, case: Any, folder: Path) -> None:
        before = case.ledger.head()
        outcomes = looked(case, folder)
        assert case.ledger.head() == before
        assert {name: one.preview.records for name, one in outcomes.items() if one.preview} == {
            "2026/calls.xml": 2, "2026/短信/sms.xml": 1,
        }  # fmt: skip

    def test_the_same_content_twice_is_one_file(self, case: Any, folder: Path) -> None:
        (folder / "copy of calls.xml").write_bytes(CALLS)
        (folder / "other.xml").write_bytes(CALLS.replace(b"65", b"66"))  # the same size, another list
        outcomes = taken(case, folder)
        assert outcomes["copy of calls.xml"].reason == "It is the same file as 2026/calls.xml."
        assert len(case.batches()) == 3 and outcomes["other.xml"].result.imported == 2

    def test_overlapping_exports_bring_each_record_once(self, case: Any, tmp_path: Path) -> None:
        packed = zipped(tmp_path / "a.zip", {"1.xml": CALLS, "2.xml": xml("calls", call(), call(date=NIGHT + 90_000))})
        outcomes = taken(case, packed)
        assert [(one.result.imported, one.result.confirmed) for one in outcomes.values()] == [(2, 0), (1, 1)]

    def test_a_bill_that_leaves_something_open_stays_out_and_the_others_do_not(self, case: Any, tmp_path: Path) -> None:
        case.update_person(DEBTOR, lines=[])
        write_csv(tmp_path / "无年份.csv", [("手机号码：" + OWN,), MOBILE, ("12-03 21:08:07", *ROW[1:])])
        write_csv(tmp_path / "谁的.csv", [MOBILE, ROW])
        (tmp_path / "calls.xml").write_bytes(CALLS)
        outcomes = taken(case, tmp_path)
        assert [one.file_name for one in case.batches()] == ["calls.xml"]
        assert "year" in outcomes["无年份.csv"].reason and outcomes["无年份.csv"].is_open
        assert "Whose list" in outcomes["谁的.csv"].reason and outcomes["谁的.csv"].is_open
        assert {name for name, one in looked(case, tmp_path).items() if one.is_open} == {"无年份.csv", "谁的.csv"}
        again = taken(case, tmp_path, own_numbers=(OWN,), year=2025)
        assert all(one.result for one in again.values())
        assert (again["谁的.csv"].result.imported, again["无年份.csv"].result.imported) == (0, 1) or (
            again["谁的.csv"].result.imported,
            again["无年份.csv"].result.imported,
        ) == (1, 0)

    def test_each_list_is_that_of_whom_its_own_number_belongs_to(self, case: Any, tmp_path: Path) -> None:
        mother = case.add_person("王妈妈", relation="parent", lines=[MOTHER])
        write_csv(tmp_path / "我的.csv", [("手机号码：" + OWN,), MOBILE, ROW])
        write_csv(tmp_path / "妈妈.csv", [("手机号码：" + MOTHER,), MOBILE, ROW])
        looked_at = looked(case, tmp_path)
        assert not any(one.is_open for one in looked_at.values())
        taken(case, tmp_path)
        assert {one.file_name: one.person for one in case.batches()} == {"我的.csv": DEBTOR, "妈妈.csv": mother.id}

    def test_what_is_said_of_the_person_holds_for_all(self, case: Any, folder: Path) -> None:
        taken(case, folder, person="王妈妈", relation="parent")
        mother = case.find_person("王妈妈")
        assert {one.person for one in case.batches()} == {mother.id}

    def test_it_is_stopped_between_and_inside_files_and_leaves_no_half(
        self, case: Any, folder: Path, scratch: Path
    ) -> None:
        asked: list[str] = []

        def telling(name: str) -> Any:
            def report(done: int, total: int) -> None:
                if name.endswith("sms.xml"):
                    raise StoppedError(name)

            asked.append(name)
            return report

        came: list[str] = []
        with collection.opened(folder) as found, pytest.raises(StoppedError):
            came.extend(one.name for one in together.take_in(case, found, "a" * 16, telling))
        assert asked == ["2026/calls.xml", "2026/短信/sms.xml"]
        assert [one.file_name for one in case.batches()] == ["calls.xml"]
        assert len([one for one in case.store.folder.rglob("*") if one.is_file()]) == 1
        assert list(scratch.iterdir()) == []
        assert case.undo("a" * 16) == 2
