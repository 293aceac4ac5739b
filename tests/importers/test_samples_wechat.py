"""Collected layouts of WeChat exports, where they are at hand, against another way of reading them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.importers.files import read, source_of

FOLDER = Path(__file__).parents[3] / "shared" / "samples" / "wechat_RECONSTRUCTED"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the collected samples are not beside the repository")


def plain(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_chatlog() -> None:
    (path,) = FOLDER.glob("chatlog_*.csv")
    rows, seen = plain(path), read(path)
    assert source_of(path) == "wechat_csv" and seen.questions == [] and seen.skipped == {}
    assert seen.all("text") == [row["Content"] for row in rows] and seen.starts == [row["Time"] for row in rows]
    assert seen.all("direction") == ["in" if row["Sender"] == row["Talker"] else "out" for row in rows]
    assert set(seen.all("number_raw")) == {f"微信:{row['Talker']}" for row in rows}


def test_memotrace() -> None:
    path = FOLDER / "memotrace_new.csv"
    rows, seen = plain(path), read(path, me="我")
    assert read(path).questions == ["me"] and seen.questions == [] and seen.skipped == {}
    assert seen.all("direction") == ["out" if row["发送人"] == "我" else "in" for row in rows]
    assert seen.all("text") == [row["内容"] if row["类型"] == "文本" else f"[{row['类型']}]" for row in rows]
