"""Readers in a process of their own: what they find, how they are ended."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from casekit.errors import StoppedError
from casekit.importers import registry
from casekit.importers.reading import apart
from casekit.importers.watching import Watch, WatchedPath

PROGRAM = """
import sys, time
from casekit.importers.reading.apart import tell
from casekit.importers.reading.laid_sheets import row_line, sheet_line
tell(lambda path: [{lines}])
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A reader that answers these lines."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def write(lines: str) -> str:
        (tmp_path / "some_reader.py").write_text(PROGRAM.format(lines=lines))
        return "some_reader"

    return write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.xls"
    path.write_bytes(b"x" * 100)
    return path


def test_rows_of_several_sheets_come_by_turns(reader, path: Path) -> None:
    name = reader(
        'sheet_line(0, "甲"), sheet_line(1, "乙", True), row_line(0, 1, ["a", "", ""]), row_line(1, 1, ["b"]), row_line(0, 3, ["", "c"])'
    )
    laid = apart.laid_apart(registry.probe(path), name)
    assert (laid.names(), laid.names(hidden=True)) == (["甲"], ["乙"])
    first, again = laid.rows("甲"), laid.rows("甲")
    assert [next(first), next(again), *first] == [(1, ["a"]), (1, ["a"]), (3, ["", "c"])]
    assert list(laid.rows("乙")) == [(1, ["b"])]


@pytest.mark.parametrize(
    "lines",
    ["", "1/0", "sys.exit(3)", 'sheet_line(0, "甲"), b"[1,2\\n"', 'b"[7,1,2]\\n"', 'b"{}\\n"', 'b"\\xff\\n"', "bytearray(5 << 30)"],
)  # fmt: skip
def test_a_reader_that_breaks_off_gives_a_fault(reader, path: Path, lines: str) -> None:
    with pytest.raises(apart.FaultError, match="damaged"):
        apart.laid_apart(registry.probe(path), reader(lines))


def test_a_reader_that_never_ends_is_ended(reader, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_LONGEST_READING", 0.2)
    monkeypatch.setattr(apart, "_PAUSE", 0.1)
    with pytest.raises(apart.FaultError):
        apart.laid_apart(registry.probe(path), reader("time.sleep(60)"))


def test_who_watches_the_file_may_stop_its_reader(reader, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PAUSE", 0.1)
    started: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen.__init__
    monkeypatch.setattr(
        subprocess.Popen,
        "__init__",
        lambda self, *words, **more: (started.append(self), begin(self, *words, **more))[1],
    )
    probe = registry.probe(WatchedPath.of(path, Watch(None)))

    def stop(_done: int, _total: int) -> None:
        raise StoppedError("stopped")

    probe.path = WatchedPath.of(path, Watch(stop))
    with pytest.raises(StoppedError):
        apart.laid_apart(probe, reader("time.sleep(60)"))
    assert started[0].returncode is not None
