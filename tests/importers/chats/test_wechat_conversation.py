"""Messages become records; the same message from two tools is entered once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import casekit
from casekit.importers.chats.wechat_conversation import Message, Writer, items, shown_name
from casekit.importers.chats.wechat_times import Moment
from casekit.importers.intake import import_file
from casekit.importers.records import Question, Record, Skipped, Warned
from casekit.importers.source import Options
from tests.importers.files import DATA

WECHAT = DATA / "wechat"
NOON = Moment(datetime(2026, 3, 1, 4, tzinfo=UTC), "second", "epoch")


def message(writer: Writer, content: str = "还钱", where: str = "1", **fields: object) -> Message:
    return Message(where, NOON, "", writer, "", content, **fields)  # type: ignore[arg-type]


def records(*messages: object, me: str = "") -> list[object]:
    return list(items(lambda: list(messages), Options(me=me)))  # type: ignore[arg-type]


def test_what_is_no_message_passes_in_its_order() -> None:
    said, left_out = Warned("x"), Skipped("2", "y")
    given = records(message(Writer("a", is_own=False)), left_out, said)
    assert given[1:] == [left_out, said] and isinstance(given[0], Record)


def test_a_long_cell_is_kept_in_part_and_the_text_not_twice() -> None:
    one = records(message(Writer("a", is_own=False), raw={"text": "还钱 ", "xml": "x" * 9000, "none": ""}))[0]
    assert one.raw == {"xml": "x" * 2000}


def test_people_without_any_name_are_not_made_one() -> None:
    asked, *given = records(message(Writer()), message(Writer("", "阿明")))
    assert isinstance(asked, Question) and [one.number_raw for one in given] == ["", "微信:阿明"]


def test_names_that_cannot_be_seen() -> None:
    assert (
        shown_name("\u3164") == "[看不见的昵称 U+3164]"
        and shown_name(" \u2800\u3164 ") == "[看不见的昵称 U+2800 U+3164]"
    )
    assert (shown_name(" 小王\u3164"), shown_name("")) == ("小王\u3164", "")


def test_somebody_else_may_be_called_as_tools_call_the_user() -> None:
    given = records(message(Writer("", "我", is_own=False)), message(Writer("", "我", is_own=True)))
    assert [(one.direction, one.number_raw) for one in given] == [("in", "微信:我"), ("out", "微信:我")]


def test_notices_do_not_count_as_people() -> None:
    notice = Message("9", NOON, "", Writer("系统"), "a notice of WeChat, not a message", "撤回")
    assert not any(isinstance(one, Question) for one in records(message(Writer("a", is_own=False)), notice))


def test_an_export_and_one_by_another_tool_are_entered_once(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "case")
    first = import_file(case, WECHAT / "weflow.json")
    again = import_file(case, WECHAT / "weflow.json")
    assert first.imported == again.confirmed == 4
    chatlog = tmp_path / "chatlog.csv"
    chatlog.write_text(
        "Time,SenderName,Sender,TalkerName,Talker,Content\n"
        "2024-01-02 09:00:01,催收小王,wxid_fake0001,催收小王,wxid_fake0001,今天不还试试😡\n"
        "2024-01-02 09:00:32,我,wxid_fakeme,催收小王,wxid_fake0001,别打了\n"
        "2024-01-02 09:10:00,催收小王,wxid_fake0001,催收小王,wxid_fake0001,新的一条\n",
        "utf-8",
    )
    other = import_file(case, chatlog)
    assert (other.imported, other.confirmed) == (1, 2)


def of_chatlog(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    told = [f"{time},{name},{wxid},{name},{wxid},{text}" for time, name, wxid, text in rows]
    path.write_text("\n".join(["Time,SenderName,Sender,TalkerName,Talker,Content", *told]), "utf-8")
    return path


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_copy_with_the_name_and_an_export_with_the_account_are_entered_once(tmp_path: Path, copy_first: bool) -> None:
    rows = [("2024-01-02 09:00:01", "还钱"), ("2024-01-02 09:05:00", "滚")]
    export = of_chatlog(tmp_path / "a.csv", *((time, "小王", "wxid_a1", text) for time, text in rows))
    copy = tmp_path / "a.txt"
    copy.write_text("\n".join(f"小王\n2024年01月02日 {time[11:16]}\n{text}\n" for time, text in rows), "utf-8")
    case = casekit.create_case(tmp_path / "case")
    first, second = (import_file(case, one, me="-") for one in ([copy, export] if copy_first else [export, copy]))
    assert (first.imported, second.imported, second.confirmed) == (2, 0, 2)


def test_ends_of_lines_that_a_spreadsheet_changed_make_no_other_message() -> None:
    assert records(message(Writer("a", is_own=False), "还\r\n钱"))[0].text == "还\n钱"


def test_two_accounts_with_one_name_stay_two_people(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "case")
    said = ("2024-01-02 09:00:01", "小王")
    for place, wxid in enumerate(("wxid_a1", "wxid_b2")):
        result = import_file(case, of_chatlog(tmp_path / f"{place}.csv", (*said, wxid, "还钱")), me="-")
        assert (result.imported, result.confirmed) == (1, 0)


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_copy_by_the_minute_and_an_export_by_the_second_are_entered_once(tmp_path: Path, copy_first: bool) -> None:
    rows = [("09:00:01", "还钱"), ("09:00:41", "还钱"), ("09:01:00", "还钱"), ("09:05:00", "滚")]
    export, copy = tmp_path / "a.csv", tmp_path / "a.txt"
    header = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息"
    export.write_text(
        "\n".join([header, *(f"1,文本,小王,2024-01-02 {time},{text},,," for time, text in rows)]), "utf-8"
    )
    copied = [(time[:5], text) for time, text in (*rows, ("09:06:00", "滚"))]
    copy.write_text("\n".join(f"小王\n2024年01月02日 {time}\n{text}\n" for time, text in copied), "utf-8")
    case = casekit.create_case(tmp_path / "case")
    files = [copy, export] if copy_first else [export, copy]
    first, second = (import_file(case, path, me="-") for path in files)
    counts = (first.imported, second.imported, second.confirmed)
    assert counts == ((5, 0, 4) if copy_first else (4, 1, 4))


def test_every_kind_of_chat_goes_into_a_case_and_out_again(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "case")
    for path in sorted(WECHAT.iterdir()):
        if path.name.endswith(".golden.json"):
            continue
        result = import_file(case, path, me="阿明" if b"\xe9\x98\xbf" in path.read_bytes() else "-", year=2026)
        assert result.imported + result.confirmed + len(result.preview.skipped) == result.preview.read > 0
    for batch in case.batches():
        case.undo(batch.id)
    assert case.incidents() == [] and case.ledger.verify() == []


def test_a_call_is_a_call_with_its_outcome_but_an_announced_group_call_a_message() -> None:
    one = Writer("wxid_a", "李经理", is_own=False)
    said = "[语音通话] 通话时长 01:23"
    called, group = records(
        Message("1", NOON, "", one, "通话", said),
        Message("2", NOON, "", one._replace(chat="1@chatroom", group=True), "通话", "发起了语音通话"),
    )
    assert isinstance(called, Record) and isinstance(group, Record)
    assert (called.channel, called.outcome, called.duration_s, called.text) == ("call", "conversation", 83, said)
    assert (group.channel, group.outcome, group.duration_s) == ("group_message", "delivered", None)
