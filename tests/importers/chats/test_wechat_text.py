"""Chats of WeChat as plain text from tools: heads, years that are missing, and what is no such file."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import wechat_text
from tests.importers.files import DATA, read, source_of

WECHAT = DATA / "wechat"


@pytest.mark.parametrize("name", ["wechatmsg", "weflow", "chatlog_without_year", "chatlog_groups"])
def test_texts_of_tools_are_recognised(name: str) -> None:
    assert source_of(WECHAT / f"{name}.txt") == "wechat_text"


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-02 09:00:01 INFO started\n2024-01-02 09:00:02 INFO stopped\n",
        "2024-01-02 09:00:01 小王(10001)\n还钱\n\n2024-01-02 09:00:05 小李<a@example.com>\n没有\n",
        "disk(sda1) 09:00:01\nfull\n", "2024-01-02 09:00:01 \n", "一句话\n",
    ],
)  # fmt: skip
def test_journals_and_chats_of_qq_are_left_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert not wechat_text.sniff(registry.probe(path))


def test_notices_have_a_head_but_no_words() -> None:
    seen = read(WECHAT / "wechatmsg.txt", me="阿明")
    assert seen.all("direction") == ["in", "out", "in"] and list(seen.skipped) == ["9"]
    assert seen.all("text") == ["今天不还\n\n就上门", "[图片]", "2024-01-02 09:02:01 你等着"]


def test_names_in_quotation_marks_call_the_user_me() -> None:
    seen = read(WECHAT / "weflow.txt")
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]


def test_a_year_that_is_missing_is_asked_for_and_turns_at_new_year() -> None:
    path = WECHAT / "chatlog_without_year.txt"
    seen = read(path)
    assert seen.questions == ["year"] and seen.starts == ["", "", ""] and seen.all("direction") == ["in", "out", "in"]
    placed = read(path, year=2026)
    assert placed.starts == ["2025-12-30 22:15:00", "2025-12-31 09:00:00", "2026-01-02 22:15:00"]
    assert set(placed.all("time_basis")) == {"year_inferred"} and placed.questions == []


def test_a_quoted_message_stays_within_the_answer() -> None:
    answer = read(WECHAT / "chatlog_without_year.txt", year=2026).records[1]
    assert answer.text.endswith("没钱") and answer.text.startswith("> 催收小王")


def test_times_of_day_alone_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "一天.txt"
    path.write_text("小王(wxid_a) 09:00:01\n还钱\n\n我 09:01:01\n没有\n\n", "utf-8")
    with pytest.raises(InputError, match="一天"):
        read(path)


def test_groups_stand_in_brackets() -> None:
    seen = read(WECHAT / "chatlog_groups.txt")
    assert [(one.channel, one.direction, one.number_raw) for one in seen.records] == [
        ("group_message", "in", "微信:wxid_fake0002"), ("group_message", "out", ""), ("im", "in", "微信:wxid_fake0001"),
    ]  # fmt: skip
