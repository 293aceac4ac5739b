"""Chats of WeChat as JSON: three families of tools, marks that cannot be trusted, files that are cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import wechat_json
from tests.importers.files import DATA, read, source_of

WECHAT = DATA / "wechat"


def write(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def chatlog(sender: str, own: bool, *, talker: str = "1@chatroom", **fields: Any) -> dict[str, Any]:
    usual = {"seq": 1, "time": "2024-01-02T09:00:01+08:00", "talker": talker, "talkerName": "", "senderName": "",
             "isChatRoom": talker.endswith("@chatroom"), "type": 1, "subType": 0, "content": "还钱"}  # fmt: skip
    return {**usual, "sender": sender, "isSelf": own, **fields}


def weflow(*messages: dict[str, Any], **session: Any) -> dict[str, Any]:
    usual = {"wxid": "wxid_a", "nickname": "小王", "remark": "催收小王", "type": "私聊"}
    return {"weflow": {"version": "1"}, "session": {**usual, **session}, "messages": list(messages)}


def message(own: object, **fields: Any) -> dict[str, Any]:
    usual = {"localId": 1, "createTime": 1704157201, "type": "文本消息", "localType": 1, "content": "还钱"}
    return {**usual, "isSend": own, **fields}


@pytest.mark.parametrize("path", sorted(WECHAT.glob("*[a-z].json")), ids=lambda path: path.name)
def test_every_family_is_known_by_its_fields(path: Path) -> None:
    if not path.name.endswith(".golden.json"):
        assert source_of(path) == "wechat_json"


@pytest.mark.parametrize(
    "content",
    [{"name": "A", "type": "personal_chat", "id": 1, "messages": []}, [{"talker": "a", "content": "b"}], [], {},
     {"data": [{"startTime": "09-18 14:07:37", "anotherNm": "10086"}]}],
)  # fmt: skip
def test_other_json_is_left_to_others(tmp_path: Path, content: Any) -> None:
    assert not wechat_json.sniff(registry.probe(write(tmp_path / "a.json", content)))


def test_marks_that_are_all_alike_are_asked_about(tmp_path: Path) -> None:
    for own in (True, False):
        path = write(tmp_path / "a.json", [chatlog("wxid_a", own), chatlog("wxid_b", own)])
        assert read(path).questions == ["me"] and read(path).all("direction") == ["in", "in"]
        assert read(path, me="wxid_b").all("direction") == ["in", "out"]
    good = write(tmp_path / "b.json", [chatlog("wxid_a", False), chatlog("wxid_b", True)])
    assert read(good).questions == [] and read(good).all("direction") == ["in", "out"]


def test_in_a_chat_of_two_the_partner_settles_it_whatever_the_marks_say(tmp_path: Path) -> None:
    rows = [chatlog("wxid_a", True, talker="wxid_a"), chatlog("wxid_me", True, talker="wxid_a")]
    seen = read(write(tmp_path / "a.json", rows))
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]
    assert set(seen.all("number_raw")) == {"微信:wxid_a"} and set(seen.all("channel")) == {"im"}


@pytest.mark.parametrize("yes", [1, True, "1"])
def test_a_session_names_the_other_side(tmp_path: Path, yes: object) -> None:
    content = weflow(message(0), message(yes, senderUsername="wxid_me"))
    seen = read(write(tmp_path / "a.json", content))
    assert [(one.direction, one.number_raw) for one in seen.records] == [("in", "微信:wxid_a"), ("out", "微信:wxid_a")]
    assert seen.starts == ["2024-01-02 01:00:01+00:00"] * 2


def test_where_only_the_user_wrote_the_session_is_the_other_side(tmp_path: Path) -> None:
    seen = read(write(tmp_path / "a.json", weflow(message(1, senderUsername="wxid_me"))))
    assert [(one.direction, one.number_raw, one.contact_name) for one in seen.records] == [
        ("out", "微信:wxid_a", "催收小王")
    ]


def test_senders_that_stand_apart_from_the_messages(tmp_path: Path) -> None:
    content = weflow(message(0, senderID=2), message(1, senderID=1), wxid="9@chatroom", type="群聊")
    content = {
        **content,
        "senders": [{"senderID": 1, "wxid": "wxid_me"}, {"senderID": 2, "wxid": "wxid_b", "displayName": "二叔"}],
    }
    seen = read(write(tmp_path / "a.json", content))
    assert [(one.channel, one.direction, one.number_raw) for one in seen.records] == [
        ("group_message", "in", "微信:wxid_b"), ("group_message", "out", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("time", [1704157201, 1704157201000, "1704157201", "2024-01-02T01:00:01Z", 1704157201.5])
def test_forms_of_an_instant(tmp_path: Path, time: object) -> None:
    start = read(write(tmp_path / "a.json", weflow(message(0, createTime=time)))).records[0].start
    assert start.replace(microsecond=0).isoformat() == "2024-01-02T01:00:01+00:00"


def test_a_local_time_stands_in_where_the_instant_is_missing(tmp_path: Path) -> None:
    content = weflow(message(0, createTime=None, formattedTime="2024-01-02 09:00:01"))
    assert read(write(tmp_path / "a.json", content)).starts == ["2024-01-02 09:00:01"]


def test_what_stands_before_a_cut_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", weflow(*(message(0, content=str(one)) for one in range(5))))
    path.write_bytes(path.read_bytes()[:-100])
    seen = read(path)
    assert seen.all("text") == ["0", "1", "2", "3"] and len(seen.warnings) == 1
    path.write_bytes(b'{"weflow":{},"session":{},"messages":[{"crea')
    with pytest.raises(InputError, match=r"a\.json"):
        read(path)


def test_entries_that_are_no_messages_are_left_out_with_a_reason(tmp_path: Path) -> None:
    content = weflow(message(0))
    content["messages"] += [None, "x", 7, ["a"], {}, {"content": {"a": 1}, "createTime": 1704157201}]
    seen = read(write(tmp_path / "a.json", content))
    assert len(seen.records) + len(seen.skipped) == 7 and len(seen.records) == 2


def test_cards_of_chatlog_say_their_title(tmp_path: Path) -> None:
    rows = [chatlog("wxid_a", False, talker="wxid_a", type=49, subType=5, content="",
                    contents={"title": "律师函", "desc": "点开看", "url": "http://example.invalid"})]  # fmt: skip
    assert read(write(tmp_path / "a.json", rows)).all("text") == ["[链接] 律师函 点开看"]
