"""What the user copies or mails out of WeChat: names, times and words on lines of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import wechat_copy
from tests.importers.files import DATA, read, source_of

WECHAT = DATA / "wechat"
RULE = "—————"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("name", ["copy", "copy_forms_gb18030", "copy_spaced_utf16", "mail", "mail_group"])
def test_copies_and_mails_are_recognised(name: str) -> None:
    assert source_of(WECHAT / f"{name}.txt") == "wechat_copy"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "小王\n2026年09月29日 13:58\n还钱\n"
    path = write(tmp_path / "a.txt", "\ufeff" + text if encoding == "utf-16-be" else text, encoding)
    assert source_of(path) == "wechat_copy" and read(path).all("text") == ["还钱"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bodies_hold_blank_lines_and_the_name_belongs_to_the_next_message(tmp_path: Path, end: str) -> None:
    lines = ["小王", "`2026年09月29日 13:58`", "一", "", "", "二", "", "阿明", "`2026年09月29日 13:59`", "三"]
    seen = read(write(tmp_path / "a.txt", end.join(lines)), me="阿明")
    assert seen.all("text") == ["一\n\n\n二", "三"] and seen.all("direction") == ["in", "out"]
    assert [one.where for one in seen.records] == ["2", "9"] and set(seen.all("contact_name")) == {"小王"}


def test_a_name_that_cannot_be_seen_is_shown_by_its_code_point() -> None:
    seen = read(WECHAT / "copy.txt", me="[看不见的昵称 U+3164]")
    assert seen.questions == [] and seen.all("direction") == ["in", "out", "in"]
    assert read(WECHAT / "copy.txt", me="催收小王").records[0].number_raw == "微信:[看不见的昵称 U+3164]"


def test_a_name_that_was_lost_on_the_way_is_not_shown_and_nobody_elses(tmp_path: Path) -> None:
    seen = read(write(tmp_path / "a.txt", "小王\n2026年09月29日 13:58\n一\n\n\n2026年09月29日 13:59\n二\n"), me="小王")
    assert [(one.direction, one.text) for one in seen.records] == [("out", "一"), ("in", "二")]
    assert seen.records[1].number_raw == ""


@pytest.mark.parametrize(
    ("written", "start", "precision"),
    [
        ("2026年9月29日 13:58", "2026-09-29 13:58:00", "minute"), ("`2026-09-29 13:58`", "2026-09-29 13:58:00", "minute"),
        ("2026/9/29 13:58:05", "2026-09-29 13:58:05", "second"), ("2026年09月29日 星期二 13:58", "2026-09-29 13:58:00", "minute"),
        ("2026年09月29日 下午1:58", "2026-09-29 13:58:00", "minute"), ("2026年09月29日 晚上11:58", "2026-09-29 23:58:00", "minute"),
        ("2026年09月29日 上午12:58", "2026-09-29 00:58:00", "minute"), ("2026年09月29日 中午12:58", "2026-09-29 12:58:00", "minute"),
        ("２０２６年０９月２９日　１３：５８", "2026-09-29 13:58:00", "minute"), ("2026-09-29 1:58 PM", "2026-09-29 13:58:00", "minute"),
    ],
)  # fmt: skip
def test_forms_of_the_time(tmp_path: Path, written: str, start: str, precision: str) -> None:
    seen = read(write(tmp_path / "a.txt", f"小王\n{written}\n还钱\n"))
    assert (seen.starts, seen.all("precision"), seen.all("time_basis")) == ([start], [precision], ["local"])


@pytest.mark.parametrize(
    "written", ["2099年1月1日 10:00", "1601年1月1日 10:00", "2026年2月30日 10:00", "2026年2月3日 25:00"]
)
def test_times_that_cannot_be_right_do_not_fall_into_the_words_before(tmp_path: Path, written: str) -> None:
    seen = read(write(tmp_path / "a.txt", f"小王\n2026年2月3日 10:00\n一\n\n小王\n{written}\n二\n"))
    assert seen.all("text") == ["一"] and list(seen.skipped) == ["6"]


def test_dates_within_words_begin_no_message(tmp_path: Path) -> None:
    seen = read(write(tmp_path / "a.txt", "小王\n2026年2月3日 10:00\n2026年2月1日 10:00前还\n2026年2月1日\n10:00\n"))
    assert seen.all("text") == ["2026年2月1日 10:00前还\n2026年2月1日\n10:00"]


def test_a_time_of_another_form_within_words_begins_no_message_and_is_pointed_out(tmp_path: Path) -> None:
    body = "还钱\n\n2026年09月30日 我去你家\n2026-09-30 10:00"
    text = f"小王\n`2026年09月29日 13:58`\n{body}\n\n小王\n`2026年09月29日 14:01`\n喂\n"
    seen = read(write(tmp_path / "a.txt", text), me="-")
    assert seen.all("text") == [body, "喂"] and seen.skipped == {}
    assert len(seen.warnings) == 1 and "2026-09-30 10:00" in seen.warnings[0]


def test_a_known_name_above_a_time_of_another_form_begins_a_message(tmp_path: Path) -> None:
    text = "小王\n`2026年09月29日 13:58`\n还钱\n\n小王\n2026-09-29 14:01\n喂\n"
    assert read(write(tmp_path / "a.txt", text), me="-").all("text") == ["还钱", "喂"]


def test_words_before_the_first_name_are_named_as_left_out(tmp_path: Path) -> None:
    seen = read(write(tmp_path / "a.txt", "催收记录整理\n\n小王\n2026年2月3日 10:00\n一\n"))
    assert list(seen.skipped) == ["1"] and seen.all("text") == ["一"]


def test_quoted_copies_are_pointed_out(tmp_path: Path) -> None:
    text = "小王\n2026年2月3日 10:00\n你看：\n小李\n2025年2月3日 10:00\n我还\n"
    assert len(read(write(tmp_path / "a.txt", text)).warnings) == 1
    assert read(WECHAT / "copy.txt").warnings == []


@pytest.mark.parametrize("line", ["9月29日 13:59", "昨天 14:00", "星期二 下午1:58", "09-29 13:58"])
def test_times_without_a_year_are_pointed_out(tmp_path: Path, line: str) -> None:
    seen = read(write(tmp_path / "a.txt", f"小王\n2026年2月3日 10:00\n还\n\n小李\n{line}\n好\n"))
    assert len(seen.records) == 1 and "6" in seen.warnings[0]


def test_a_mail_has_a_line_for_each_day() -> None:
    seen = read(WECHAT / "mail.txt", me="阿明")
    assert seen.starts == ["2026-04-06 16:21:00", "2026-04-06 16:21:00", "2026-04-07 09:05:00"]
    assert seen.all("direction") == ["in", "out", "in"] and seen.skipped == {}
    assert seen.records[0].text == "有点事\n明天  10:30\n再说"


def test_a_mail_of_a_group() -> None:
    seen = read(WECHAT / "mail_group.txt", me="阿明")
    assert seen.all("direction") == ["in", "out", "in"] and set(seen.all("channel")) == {"group_message"}
    assert seen.all("number_raw") == ["微信:二叔", "", "微信:催收 小王"]


def test_a_pasted_list_of_a_carrier_is_no_chat(tmp_path: Path) -> None:
    text = "序号\n1\n2026-03-01 22:15:00\n主叫\n2\n2026-03-01 22:16:00\n被叫\n"
    assert not wechat_copy.sniff(registry.probe(write(tmp_path / "a.txt", text)))
    named = "时间煮雨\n2026-03-01 22:15:00\n在吗\n\n小王\n2026-03-01 22:16:00\n在\n"
    assert source_of(write(tmp_path / "b.txt", named)) == "wechat_copy"


def test_a_copy_without_times_is_refused_in_words(tmp_path: Path) -> None:
    path = write(tmp_path / "电脑复制.txt", "小王:\n还钱\n\n阿明:\n没有\n")
    with pytest.raises(InputError, match="电脑复制") as error:
        read(path)
    assert "多选" in error.value.message


@pytest.mark.parametrize("line", ["x" * 900_000, "a" + " " * 900_000 + "b", "—" * 300_000, "0" * 900_000])
def test_endless_lines_do_not_hold_it_up(tmp_path: Path, line: str) -> None:
    for name in ("copy.txt", "mail.txt"):
        path = write(tmp_path / name, (WECHAT / name).read_text("utf-8") + f"\n{line}\n")
        assert len(read(path).records) == 3 and len(read(path).skipped) == 1
