"""`casekit import` of folders and archives, `casekit undo` of all of it, and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import casekit
from casekit.text import language
from tests.importers.files import MOBILE, NIGHT, call, sms, write_csv, write_xlsx, xml
from tests.importers.media import sounds
from tests.importers.shell import Shell
from tests.importers.test_cli_import import KEYS, ROW

CALLS = xml("calls", call(), call(date=NIGHT + 60_000, type=2), call(date="0"))
TEXTS = xml("smses", sms("今天必须还款"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "手机"
    (folder / "短信").mkdir(parents=True)
    (folder / "calls.xml").write_bytes(CALLS)
    (folder / "短信" / "sms.xml").write_bytes(TEXTS)
    (folder / "说明.txt").write_text("你好", "utf-8")
    (folder / "录音.mp3").write_bytes(sounds.mp3(5))
    return folder


@pytest.fixture
def packed(folder: Path) -> Path:
    return zipped(folder.with_suffix(".zip"), {path.relative_to(folder).as_posix(): path.read_bytes()
                                               for path in folder.rglob("*") if path.is_file()})  # fmt: skip


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def left_behind(shell: Shell) -> list[str]:
    """Files in the evidence folder."""
    return [one.name for one in Path(shell.case, "evidence").rglob("*") if one.is_file()]


@pytest.mark.parametrize("of", ["folder", "packed"])
def test_the_result_has_one_object_per_file_inside(shell: Shell, of: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(of)
    results = shell.json("import", path)
    assert [set(one) for one in results[:3]] == [{*KEYS, "collection"}] * 3
    assert set(results[3]) > {*KEYS, "collection", "match", "incidents"}
    assert {one["file"]: one["imported"] for one in results} == {
        "calls.xml": 2, "短信/sms.xml": 1, "说明.txt": 0, "录音.mp3": 0,
    }  # fmt: skip
    assert len({one["collection"]["id"] for one in results}) == 1 and results[0]["collection"]["name"] == path.name
    assert shell.error.count("\n") == 1
    assert shell.json("undo", results[0]["collection"]["id"])["withdrawn"] == 3
    assert casekit.open_case(shell.case).incidents() == []


def test_people_are_told_each_file_in_a_line_and_how_to_undo_all(shell: Shell, folder: Path) -> None:
    said = shell("import", folder)
    shared = casekit.open_case(shell.case).batches()[0].collection
    assert "calls.xml: SMS Backup & Restore" in said
    assert "2026-03-01 to 2026-03-01; 2 taken in, 0 were there already, 1 left out" in said
    assert "lists: 2; new records: 3." in said and f"casekit undo CASE {shared}" in said
    assert "说明.txt: " in shell.error
    assert "3 records were withdrawn" in shell("undo", shared[:6])
    with language("zh"):
        assert "手机 共 2 个文件" in shell("import", folder)


def test_a_dry_run_tells_what_would_come_and_changes_nothing(shell: Shell, packed: Path) -> None:
    before = casekit.open_case(shell.case).ledger.head()
    results = shell.json("import", packed, "--dry-run")
    assert [one["collection"] for one in results] == [{"id": None, "name": "手机.zip"}] * 4
    assert {one["file"]: one["preview"]["by_channel"] for one in results if "preview" in one} == {
        "calls.xml": {"call": 2}, "短信/sms.xml": {"sms": 1},
    }  # fmt: skip
    said = shell("import", packed, "--dry-run")
    assert "records: 2, of them new: 2; rows left out: 1" in said and "lists: 2; new records: 3" in said
    assert casekit.open_case(shell.case).ledger.head() == before and left_behind(shell) == []


def test_a_bill_with_an_open_question_is_asked_about_and_the_others_go_in(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "calls.xml").write_bytes(CALLS)
    write_csv(tmp_path / "a" / "详单.csv", [MOBILE, ROW])
    results = {one["file"]: one for one in shell.json("import", tmp_path / "a", code=1)}
    assert (results["calls.xml"]["imported"], results["详单.csv"]["batch"]) == (2, None)
    assert results["详单.csv"]["preview"]["wanted"][0]["id"] == "year"
    assert "(--year)" in shell("import", tmp_path / "a", code=1)
    said = shell("import", tmp_path / "a", "--dry-run")
    assert "(--year)" in said and "lists: 1; new records: 0" in said
    again = {one["file"]: one for one in shell.json("import", tmp_path / "a", "--year", 2025)}
    assert (again["calls.xml"]["confirmed"], again["详单.csv"]["imported"]) == (2, 1)


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A phone's folder: two calls of one number four minutes apart, one of another, and recordings of them.

    One is sure, one fits both, one is of a call that only its own BCR file tells of, one has no ending, one is unknown.
    """
    folder = tmp_path / "录音和记录"
    (folder / "通话录音").mkdir(parents=True)
    (folder / "calls.xml").write_bytes(
        xml("calls", call("17000000001"), call("17000000001", date=NIGHT + 4 * 60_000), call("17000000002"))
    )
    sound = sounds.mp3(5)
    told = {"timestamp_unix_ms": NIGHT + 2000, "direction": "in", "calls": [{"phone_number": "17000000002"}]}
    for name, content in {
        "17000000001_20260301221508.mp3": sound, "17000000001_20260301221730.mp3": sound + b"\0",
        "20260301_221500.000+0800_in.oga": sounds.opus(4), "20260301_221500.000+0800_in.json": json.dumps(told).encode(),
        "17000000001_20260301221901": sound + b"\0\0", "17000000009_20260301100000.mp3": sound + b"\0\0\0",
    }.items():  # fmt: skip
        (folder / "通话录音" / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("is_zip", [False, True])
def test_recordings_find_the_calls_of_the_lists_they_lie_with(shell: Shell, recorded: Path, is_zip: bool) -> None:
    path = recorded
    if is_zip:
        path = zipped(recorded.with_suffix(".zip"), {one.relative_to(recorded).as_posix(): one.read_bytes()
                                                     for one in recorded.rglob("*") if one.is_file()})  # fmt: skip
    results = {one["file"].removeprefix("通话录音/"): one for one in shell.json("import", path)}
    assert {name: (one["source"], one["confirmed"], len(one["questions"])) for name, one in results.items()} == {
        "calls.xml": ("smsbr_xml", 0, 0), "17000000001_20260301221508.mp3": ("recording", 1, 0),
        "17000000001_20260301221730.mp3": ("recording", 0, 1), "20260301_221500.000+0800_in.oga": ("recording", 1, 0),
        "17000000001_20260301221901": ("recording", 1, 0), "17000000009_20260301100000.mp3": ("recording", 0, 0),
    }  # fmt: skip
    open_one = results["17000000001_20260301221730.mp3"]
    assert [one["no"] for one in open_one["match"]["candidates"]] == [2, 1]
    assert "#2  2026-03-01 22:19  17000000001" in open_one["questions"][0]
    # The command that the question names settles it.
    kept = casekit.open_case(shell.case).evidence_path(open_one["sha256"])
    assert f"{kept.name}" in open_one["questions"][0] and "--incident NUMBER" in open_one["questions"][0]
    assert shell.json("attach", kept, "--incident", 2)[0]["incidents"] == [open_one["match"]["candidates"][0]["id"]]
    # The file that BCR wrote is kept beside its recording.
    names = {one.name: len(one.incidents) for one in casekit.open_case(shell.case).background().evidence}
    assert len(names) == 7 and names["17000000009_20260301100000.mp3"] == 0
    assert "--new-incidents" in results["17000000009_20260301100000.mp3"]["warnings"][0]


def test_undoing_all_of_it_takes_the_links_back_and_keeps_the_files(shell: Shell, recorded: Path) -> None:
    shell("import", recorded / "calls.xml")
    said = shell("import", recorded)
    assert "kept as evidence: 5; of them with their contact: 3." in said and "casekit undo CASE" in said
    case = casekit.open_case(shell.case)
    shared = case.batches()[-1].collection
    linked = [one.incidents for one in case.background().evidence if one.incidents]
    assert len(linked) == 4  # with the file that BCR wrote
    assert shell.json("undo", shared)["withdrawn"] == 0  # the calls were in the case before
    case = casekit.open_case(shell.case)
    assert (len(case.incidents()), [one for one in case.background().evidence if one.incidents]) == (3, [])
    assert len(left_behind(shell)) == 7
    case.redo(shared)
    assert [one.incidents for one in case.background().evidence if one.incidents] == linked
    again = {one["file"]: one for one in shell.json("import", recorded)}
    assert again["通话录音/17000000001_20260301221508.mp3"]["match"]["verdict"] == "known"


def test_a_recording_whose_call_was_undone_is_looked_at_anew(shell: Shell, recorded: Path) -> None:
    shell("import", recorded / "calls.xml")
    sure = recorded / "通话录音" / "17000000001_20260301221508.mp3"
    assert shell.json("attach", sure)[0]["match"]["verdict"] == "link"
    shell("undo", casekit.open_case(shell.case).batches()[0].id)
    assert shell.json("attach", "--again")[0]["match"]["verdict"] == "none"


def test_a_folder_of_recordings_alone_goes_in_and_can_be_undone(shell: Shell, recorded: Path) -> None:
    shell("import", recorded / "calls.xml")
    before = casekit.open_case(shell.case).ledger.head()
    told = shell.json("import", recorded / "通话录音", "--dry-run")
    assert [one["confirmed"] for one in told] == [1, 0, 1, 0, 1] and {one["batch"] for one in told} == {None}
    assert casekit.open_case(shell.case).ledger.head() == before
    shared = shell.json("import", recorded / "通话录音")[0]["collection"]["id"]
    shell("undo", shared[:8])
    shell("undo", shared, code=1)
    assert "undone already" in shell.error


def test_recordings_that_came_before_their_list_find_it_later(shell: Shell, recorded: Path) -> None:
    said = shell("import", recorded / "通话录音")
    assert "kept as evidence: 5; of them with their contact: 0." in said and "casekit attach CASE --again" in said
    assert "Undoing takes" not in said
    shell("import", recorded / "calls.xml")
    assert sorted(one["match"]["verdict"] for one in shell.json("attach", "--again")) == [
        "ask", "link", "link", "link", "none",  # a link is that of BCR, whose own file lies apart now
    ]  # fmt: skip


def test_a_recording_that_cannot_be_kept_is_told_and_holds_up_nothing(shell: Shell, recorded: Path) -> None:
    (recorded / "通话录音" / "17000000001_20260301221508.mp3").write_bytes(b"")
    results = {one["file"].removeprefix("通话录音/"): one for one in shell.json("import", recorded, code=1)}
    assert "empty" in results["17000000001_20260301221508.mp3"]["warnings"][0]
    assert "empty" in shell.error and results["17000000001_20260301221901"]["confirmed"] == 1


def test_nothing_to_take_in_is_a_failure_in_words(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    assert shell.json("import", tmp_path / "leer", code=1) == []
    assert "no file at all" in shell.error
    (tmp_path / "leer" / "说明.txt").write_text("你好", "utf-8")
    assert [one["file"] for one in shell.json("import", tmp_path / "leer", code=1)] == ["说明.txt"]
    assert "no list that can be taken in" in shell.error


def test_names_that_lead_out_of_an_archive_lead_nowhere(shell: Shell, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        {"../../逃出.xml": CALLS, "/tmp/绝对.xml": TEXTS, "C:\\x\\盘.xml": xml("calls", call(date=NIGHT + 1))},
    )
    assert {one["file"] for one in shell.json("import", path)} == {"逃出.xml", "tmp/绝对.xml", "x/盘.xml"}
    assert not list(tmp_path.rglob("*.xml")) or all(Path(shell.case) in one.parents for one in tmp_path.rglob("*.xml"))
    assert not list(tmp_path.parent.glob("逃出*")) and not Path("/tmp/绝对.xml").exists()


def bad_archives(folder: Path) -> dict[str, Path]:
    whole = zipped(folder / "whole.zip", {"calls.xml": CALLS, "sms.xml": TEXTS})
    cut = folder / "truncated.zip"
    cut.write_bytes(whole.read_bytes()[:-60])
    locked = bytearray(whole.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    (folder / "encrypted.zip").write_bytes(bytes(locked))
    return {
        "cut off or damaged": cut,
        "80 MB": zipped(folder / "bomb.zip", {"a.xml": b"\0" * (80 << 20)}),
        "app that made it": folder / "encrypted.zip",
        "Unpack it first": zipped(folder / "nested.zip", {"in.zip": whole.read_bytes()}),
    }


def test_bad_archives_end_in_words_and_leave_nothing(shell: Shell, tmp_path: Path) -> None:
    before = casekit.open_case(shell.case).ledger.head()
    for words, path in bad_archives(tmp_path).items():
        shell("import", path, code=1)
        assert words in shell.error and "Traceback" not in shell.error, path
        shell("import", path, "--dry-run", code=1)
    assert casekit.open_case(shell.case).ledger.head() == before and left_behind(shell) == []


def test_an_archive_of_10_000_files_with_names_in_gbk(shell: Shell, tmp_path: Path) -> None:
    members = {f"DCIM/IMG_{number:05}.jpg": b"" for number in range(10_000)}
    path = zipped(tmp_path / "a.zip", {**members, "AAAAAAAA.xml": CALLS}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", "通话记录".encode("gbk")))
    assert [(one["file"], one["imported"]) for one in shell.json("import", path)] == [("通话记录.xml", 2)]
    assert "10000 pictures were not taken in" in shell.error


def test_a_directory_of_an_archive_that_is_nonsense_is_damage(shell: Shell, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"calls.xml": CALLS, "sms.xml": TEXTS})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 42 : at + 46] = struct.pack("<I", len(data) + 1000)  # the first file begins behind the end
    path.write_bytes(bytes(data))
    results = {one["file"]: one for one in shell.json("import", path, code=1)}
    assert (results["calls.xml"]["imported"], results["sms.xml"]["imported"]) == (0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
class TestCtrlC:
    def start(self, shell: Shell, path: Path, temporary: Path) -> subprocess.Popen[str]:
        temporary.mkdir()
        return subprocess.Popen(
            [sys.executable, "-m", "casekit", "import", shell.case, str(path), "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "CASEKIT_LANG": "en", "TMPDIR": str(temporary)},
        )  # fmt: skip

    def wait_for(self, process: subprocess.Popen[str], sign: Path) -> None:
        """Until the import has begun to write, as a journal beside the ledger shows."""
        while process.poll() is None and not sign.exists():
            time.sleep(0.005)

    def holds_a_big_file(self, folder: Path) -> bool:
        """Whether the import is at a file of more than a megabyte; its folders come and go while we look."""
        try:
            return any(one.stat().st_size > 1 << 20 for one in folder.glob("*/*"))
        except FileNotFoundError:
            return False

    def big(self, count: int) -> bytes:
        return xml("calls", *(call(date=NIGHT + 1000 * step) for step in range(count)))

    def test_the_file_in_progress_leaves_nothing(self, shell: Shell, tmp_path: Path) -> None:
        path = tmp_path / "calls.xml"
        path.write_bytes(self.big(60_000))
        before = casekit.open_case(shell.case).ledger.head()
        importing = self.start(shell, path, tmp_path / "temporary")
        self.wait_for(importing, Path(shell.case, "ledger.sqlite-journal"))
        importing.send_signal(signal.SIGINT)
        out, err = importing.communicate()
        assert (importing.returncode, err) == (1, "Stopped. Nothing of calls.xml was taken in.\n")
        assert json.loads(out) == []
        assert casekit.open_case(shell.case).ledger.head() == before and left_behind(shell) == []
        assert list((tmp_path / "temporary").iterdir()) == []

    def test_of_an_archive_the_files_before_stay_and_can_be_undone(self, shell: Shell, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", {"1.xml": TEXTS, "2.xml": self.big(60_000), "3.xml": CALLS})
        importing = self.start(shell, path, tmp_path / "temporary")
        folder = tmp_path / "temporary"
        while importing.poll() is None and not self.holds_a_big_file(folder):
            time.sleep(0.005)
        importing.send_signal(signal.SIGINT)
        out, err = importing.communicate()
        (told,) = json.loads(out)
        assert (
            importing.returncode == 1 and "Nothing of a.zip: 2.xml was taken in. 1 file before it is in the case" in err
        )
        assert (told["file"], told["imported"], len(left_behind(shell))) == ("1.xml", 1, 1)
        assert told["collection"]["id"] in err and list(folder.iterdir()) == []
        assert shell.json("undo", told["collection"]["id"])["withdrawn"] == 1


def test_a_workbook_is_no_archive(shell: Shell, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "详单.xlsx", {"1": [MOBILE, ("2025-12-03 21:08:07", *ROW[1:])]})
    (told,) = shell.json("import", path)
    assert (set(told), told["imported"]) == (KEYS, 1)
