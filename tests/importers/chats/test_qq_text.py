"""Chats of QQ as text: heads and what only looks like one, several chats in a file, who is who."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit.importers import registry
from casekit.importers.chats import qq_text
from casekit.text import language
from tests.importers.files import Contents, read, source_of

RULE = "=" * 64
HEADER = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n"


def chat_with(name: str, *messages: str, group: str = "我的好友") -> str:
    above = f"{RULE}\n消息分组:{group}\n{RULE}\n消息对象:{name}\n{RULE}\n\n"
    return above + "".join(f"{one}\n\n" for one in messages)


def chat(folder: Path, text: str, encoding: str = "utf-8-sig", **options: Any) -> Contents:
    path = folder / "a.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert source_of(path) == "qq_text"
    return read(path, **options)


@pytest.mark.parametrize(
    ("head", "start", "number", "name"),
    [
        ("2026-03-01 21:58:07 小张(1700001)", "2026-03-01 21:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 9:58:07 小张(1700001)", "2026-03-01 09:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 9:58:07 PM 小张(1700001)", "2026-03-01 21:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 12:58:07 AM 小张(1700001)", "2026-03-01 00:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 12:58:07 PM 小张(1700001)", "2026-03-01 12:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 21:58:07 【管理员】小张(1700001)", "2026-03-01 21:58:07", "QQ:1700001", "小张"),
        ("2026-03-01 21:58:07 小张(工作)(1700001)", "2026-03-01 21:58:07", "QQ:1700001", "小张(工作)"),
        ("2026-03-01 21:58:07 小张<zhang@example.com>", "2026-03-01 21:58:07", "QQ:zhang@example.com", "小张"),
        ("2026-03-01 21:58:07 (1700001)", "2026-03-01 21:58:07", "QQ:1700001", ""),
    ],
)  # fmt: skip
def test_heads(tmp_path: Path, head: str, start: str, number: str, name: str) -> None:
    seen = chat(tmp_path, f"{head}\n还钱\n\n", me="-")
    one = seen.records[0]
    assert (seen.starts[0], one.number_raw, one.contact_name, one.text) == (start, number, name, "还钱")
    assert (one.precision, one.time_basis) == ("second", "local")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    seen = chat(tmp_path, HEADER + chat_with("小张", "2026-03-01 21:58:07 小张\n还钱"), encoding)
    assert seen.all("text") == ["还钱"] and seen.all("direction") == ["in"] and seen.questions == []


def test_dates_in_a_text_do_not_end_it(tmp_path: Path) -> None:
    text = "2019-03-06 你又打来\n2019-03-06 10:00:00 我在上班\n\n2019-03-06\n====\n" + RULE + "\n完"
    seen = chat(tmp_path, HEADER + chat_with("小张", "2026-03-01 21:58:07 我\n" + text, "2026-03-01 21:59:07 小张\n好"))
    assert seen.all("text") == [text, "好"] and seen.all("direction") == ["out", "in"]


def test_where_senders_have_numbers_a_line_without_one_is_text(tmp_path: Path) -> None:
    text = "原文如下\n\n2019-03-06 10:00:00 老王\n还钱"
    messages = f"2026-03-01 21:58:07 小张(1700001)\n{text}", "2026-03-01 21:59:07 我(1700009)\n停"
    seen = chat(tmp_path, HEADER + chat_with("群", *messages, group="我的QQ群"), me="1700009")
    assert seen.all("text") == [text, "停"] and set(seen.all("channel")) == {"group_message"}
    assert seen.all("number_raw") == ["QQ:1700001", ""]


def test_who_is_me_is_asked_in_a_group_and_follows_from_a_chat_of_two(tmp_path: Path) -> None:
    group = chat_with(
        "群", "2026-03-01 21:58:07 小张(1700001)\n还钱", "2026-03-01 21:59:07 我(1700009)\n停", group="我的QQ群"
    )
    assert chat(tmp_path, HEADER + group).questions == ["me"]
    both = HEADER + chat_with("小张", "2026-03-01 20:00:00 小张\n在吗", "2026-03-01 20:01:00 我\n不在") + group
    seen = chat(tmp_path, both)
    assert seen.questions == [] and "我" in seen.warnings[0]
    assert seen.all("direction") == ["in", "out", "in", "out"]
    # The group tells the numbers of both.
    assert seen.all("number_raw") == ["QQ:1700001"] * 3 + [""]
    assert chat(tmp_path, both, me="小张").all("direction") == ["out", "in", "out", "in"]


def test_the_partner_may_be_named_with_the_number(tmp_path: Path) -> None:
    messages = "2026-03-01 20:00:00 小张\n在吗", "2026-03-01 20:01:00 我\n不在"
    assert chat(tmp_path, HEADER + chat_with("小张(1700001)", *messages)).all("direction") == ["in", "out"]


def test_a_remark_that_nobody_writes_under_is_asked(tmp_path: Path) -> None:
    messages = "2026-03-01 20:00:00 小张\n在吗", "2026-03-01 20:01:00 我\n不在"
    seen = chat(tmp_path, HEADER + chat_with("催收的人", *messages))
    assert seen.questions == ["me"] and set(seen.all("channel")) == {"im"}


def test_notices_and_impossible_times_are_left_out(tmp_path: Path) -> None:
    messages = (
        "2026-03-01 20:00:00 系统消息(10000)\n加入本群", "2026-02-30 20:00:00 小张(1700001)\nx",
        "2099-03-01 20:00:00 小张(1700001)\nx", "2026-03-01 20:00:01 小张(1700001)\ny",
    )  # fmt: skip
    seen = chat(tmp_path, HEADER + chat_with("群", *messages, group="我的QQ群"), me="-")
    assert len(seen.skipped) == 3 and seen.all("text") == ["y"]


@pytest.mark.parametrize(
    "text",
    ["hello", "2026-03-01 21:58:07 小张\n还钱\n", "2026-03-01,21:58:07,小张(1700001)\n", "消息记录很多\n没有头\n"],
)
def test_other_texts_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert not qq_text.sniff(registry.probe(path))


def test_words_before_the_first_message_of_a_chat_are_named_as_left_out(tmp_path: Path) -> None:
    head = HEADER + chat_with("小张", "早先的话\n又一行", "2026-03-01 21:59:07 小张\n好")
    seen = chat(tmp_path, head + chat_with("小李", "2026-03-01 21:59:07 小李\n好"), me="-")
    assert seen.all("text") == ["好", "好"] and list(seen.skipped) == ["9"]
    assert "before the first message" in read_english(tmp_path)


def read_english(folder: Path) -> str:
    with language("en"):
        return next(iter(read(folder / "a.txt", me="-").skipped.values()))
