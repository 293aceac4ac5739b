"""What happens to a case outside of one quiet process: two writers, a kill, a full disk, a read-only folder."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import casekit
from casekit.casebook import Case
from casekit.errors import LedgerError
from casekit.text import language
from tests.casebook.conftest import Take, call
from tests.casebook.verifier import broken_entries, rows_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses signals and limits of POSIX")

WRITER = """
import sys, casekit
case = casekit.open_case(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    case.log(start="2026-01-05T10:00", words=f"{sys.argv[2]} {number}")
"""

# Takes in rows without end, so that the kill always meets the import in its midst; says when some are written.
IMPORTER = """
import sys, casekit
from datetime import UTC, datetime, timedelta
from pathlib import Path
case = casekit.open_case(sys.argv[1])

def rows(index):
    number = 0
    while True:
        if number == 20_000:
            print("in the midst", flush=True)
        yield {"start": datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=number), "precision": "second",
               "channel": "call", "direction": "in", "number": "17000000001", "number_raw": "17000000001"}
        number += 1

case.import_batch(rows, source="x", source_kind="phone_log", path=Path(sys.argv[2]), name="calls.xml",
                  summary=lambda: {})
"""

# Spills unfinished pages into the file, as a commit does while it is on its way.
TORN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript("PRAGMA cache_size=5; BEGIN IMMEDIATE;")
for number in range(2000):
    connection.execute("INSERT INTO entry VALUES (?, 't', 'fact', 'p', 1, 'r', ?, 's', ?)", (99 + number, str(number), "x" * 5000))
print("in the midst", flush=True)
sys.stdin.readline()
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def heard(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.strip() == words, process.communicate()[1]


def test_two_processes_write_at_once_and_nothing_is_lost(case: Case) -> None:
    writers = [start(WRITER, case.folder, name, 12) for name in ("A", "B")]
    for writer in writers:
        heard(writer, "ready")
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    case.log(start="2026-01-05T11:00", words="meanwhile")
    for writer in writers:
        assert writer.communicate()[1] == ""
        assert writer.returncode == 0
    said = [one.words for one in case.incidents()]
    for name in ("A", "B"):
        assert [words for words in said if words.startswith(name)] == [f"{name} {number}" for number in range(12)]
    assert [one.no for one in case.incidents()] == list(range(1, 26))
    assert case.verify() == []
    assert broken_entries(case.ledger.path) == []


def test_an_import_that_is_killed_leaves_nothing_half(case: Case, take: Take, tmp_path: Path) -> None:
    take(case, "phone_log", [call(0)])
    before, counted = case.head, len(case.incidents())
    source = tmp_path / "calls.xml"
    source.write_text("<calls/>")
    process = start(IMPORTER, case.folder, source)
    heard(process, "in the midst")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    again = casekit.open_case(case.folder)
    assert again.head == before
    assert len(again.incidents()) == counted
    assert again.verify() == []
    assert take(again, "phone_log", [call(0), call(60)]).imported == 1


def test_a_kill_while_the_file_itself_is_written_is_rolled_back(case: Case) -> None:
    case.log(start="2026-01-05")
    before, size = case.head, case.ledger.path.stat().st_size
    process = start(TORN, case.ledger.path)
    heard(process, "in the midst")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert case.ledger.path.stat().st_size > size  # some of it is on the disk already
    again = casekit.open_case(case.folder)
    assert again.head == before
    assert again.verify() == []
    assert case.ledger.path.stat().st_size == size


def test_a_save_that_was_acknowledged_survives_the_kill(case: Case) -> None:
    program = WRITER.replace('words=f"{sys.argv[2]} {number}")', 'words="kept")\n    print("saved", flush=True)')
    process = start(program, case.folder, "A", 1000)
    heard(process, "ready")
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    for _number in range(3):
        heard(process, "saved")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    again = casekit.open_case(case.folder)
    assert len(again.incidents()) >= 3
    assert again.verify() == []


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What a full disk does to a program: the next block of a file cannot be written."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize(("tag", "words"), [("en", "Nothing was saved"), ("zh", "没有保存")])
def test_a_disk_that_takes_no_more_loses_nothing(case: Case, take: Take, tag: str, words: str) -> None:
    case.log(start="2026-01-05", words="before")
    before = [tuple(row) for row in rows_of(case.ledger.path)]
    with language(tag), files_no_larger_than(case.ledger.path.stat().st_size):
        with pytest.raises(LedgerError, match=words):
            case.log(start="2026-01-06", words="too much " * 4000)
        with pytest.raises(LedgerError, match=words):
            take(case, "phone_log", [call(at) for at in range(3000)])
    assert [tuple(row) for row in rows_of(case.ledger.path)] == before
    case.log(start="2026-01-06", words="after")
    assert [one.words for one in casekit.open_case(case.folder).incidents()] == ["before", "after"]
    assert case.verify() == []


@pytest.mark.parametrize(("tag", "words"), [("en", "too large for this disk"), ("zh", "超过了这块磁盘")])
def test_evidence_that_does_not_fit_is_not_half_kept(case: Case, tag: str, words: str) -> None:
    before = case.head
    with language(tag), files_no_larger_than(100_000), pytest.raises(LedgerError, match=words):
        case.attach(b"x" * 200_000, name="录音.m4a")
    assert case.head == before
    assert [path for path in (case.folder / "evidence").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk of its own can be mounted by root only")
def test_a_disk_that_is_full_is_named(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine mounts no tmpfs")
    try:
        case = casekit.create_case(disk / "case", lender="花呗")
        before = case.head
        with pytest.raises(LedgerError, match=r"The disk is full\. Nothing was saved"):
            case.log(start="2026-01-05", words="x" * 400_000)
        with pytest.raises(LedgerError, match="the disk is full"):
            case.attach(b"x" * 400_000, name="录音.m4a")
        assert casekit.open_case(disk / "case").head == before
        assert case.log(start="2026-01-05", words="short").no == 1
        assert case.verify() == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that other users can reach; the temporary folders of tests are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may write anywhere, so it steps down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def make_read_only(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@pytest.mark.parametrize(("tag", "words"), [("en", r"read-only\. Copy it"), ("zh", "只读的。请把它复制")])
def test_a_read_only_folder_is_read_and_not_written(shelf: Path, tag: str, words: str) -> None:
    case = casekit.create_case(shelf / "case", lender="花呗")
    case.log(start="2026-01-05T22:30", words="原话")
    case.attach(b"abc", name="a.m4a", incident=1)
    case.events()  # loads what may not be readable for somebody else
    make_read_only(case.folder)
    with language(tag), as_somebody_else():
        there = casekit.open_case(case.folder)
        assert [one.words for one in there.incidents()] == ["原话"]
        assert len(there.events()) == 1
        assert there.verify() == []
        with pytest.raises(LedgerError, match=words):
            there.log(start="2026-01-06")
        with pytest.raises(LedgerError):
            there.attach(b"def", name="b.m4a")
        with pytest.raises(LedgerError):
            casekit.create_case(case.folder / "inside")
    assert casekit.open_case(case.folder).head == case.head


def test_a_folder_that_may_not_be_entered_is_told(shelf: Path) -> None:
    case = casekit.create_case(shelf / "case", lender="花呗")
    case.folder.chmod(0)
    with as_somebody_else(), pytest.raises(casekit.CaseError, match="Check that the folder exists"):
        casekit.open_case(case.folder)
    case.folder.chmod(0o755)
    assert casekit.open_case(case.folder).head == case.head


def test_evidence_is_kept_read_only(case: Case) -> None:
    one = case.attach(b"abc", name="a.m4a")
    assert stat.S_IMODE(case.evidence_path(one.sha256).stat().st_mode) == 0o444
