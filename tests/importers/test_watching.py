"""How far a reading is, and how it is stopped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casekit.errors import StoppedError
from casekit.importers.records import Skipped
from casekit.importers.watching import Watch, WatchedPath

LINES = "".join(f"第{number}行 17000000001\n" for number in range(40_000)).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "通话 记录.txt"
    path.write_bytes(LINES)
    return path


def rows(path: Path):
    with path.open(encoding="utf-8", newline="") as text:
        for number, line in enumerate(text, start=1):
            yield Skipped(str(number), line)


def test_a_watched_path_reads_like_any_other(path: Path) -> None:
    watched = WatchedPath.of(path, Watch(None))
    assert watched == path and watched.name == path.name and watched.stat().st_size == len(LINES)
    with watched.open("rb") as stream:
        assert stream.read() == LINES
    with watched.open("rb") as stream:
        assert hashlib.file_digest(stream, "sha256").digest() == hashlib.sha256(LINES).digest()
    with watched.open(encoding="utf-8") as text:
        assert sum(1 for _line in text) == 40_000
    assert watched.read_bytes() == LINES and watched.read_text("utf-8").startswith("第0行")
    assert (watched.parent / "other").exists() is False
    with pytest.raises(FileNotFoundError):
        WatchedPath.of(path.with_name("none"), Watch(None)).open("rb")


def test_the_rows_still_to_come_are_estimated_by_the_bytes_still_to_come(path: Path) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(lambda *step: told.append(step))
    assert sum(1 for _item in watch.items(rows(WatchedPath.of(path, watch)))) == 40_000
    estimates = [total for done, total in told if done]
    assert told[0] == (0, 0) and told[-1] == (40_000, 40_000)
    assert all(30_000 < total < 50_000 for total in estimates[2:])
    assert all(done <= total for done, total in told if total)
    done = [done for done, _total in told]
    assert done == sorted(done)


def test_what_is_read_to_its_end_before_the_first_row_gives_no_estimate(path: Path) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(lambda *step: told.append(step))

    def all_at_once(watched: Path):
        with watched.open("rb") as stream:
            lines = stream.readlines()
        yield from (Skipped(str(number), "") for number, _line in enumerate(lines))

    list(watch.items(all_at_once(WatchedPath.of(path, watch))))
    assert (250, 0) in told and {total for _done, total in told} == {0, 40_000}


def test_a_second_reading_begins_anew_with_the_number_that_is_known(path: Path) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(lambda *step: told.append(step))
    watched = WatchedPath.of(path, watch)
    list(watch.items(rows(watched)))
    told.clear()
    list(watch.items(rows(watched), 40_000))
    assert told[0] == (0, 40_000) and {total for _done, total in told} == {40_000}


def test_reading_stops_where_the_progress_says_so_even_before_the_first_row(path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StoppedError("stopped")

    watch = Watch(stop)
    with pytest.raises(StoppedError), WatchedPath.of(path, watch).open("rb") as stream:
        stream.read(1)
    with pytest.raises(StoppedError):
        list(watch.items(iter([Skipped("1", "x")])))
