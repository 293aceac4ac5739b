"""Chats of WeChat as tables: every layout, what spreadsheets make of them, and cells that hold whole pages."""

from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.chats import wechat_csv
from casekit.importers.source import Options
from tests.importers.files import DATA, read, source_of, write_csv, write_xlsx

WECHAT = DATA / "wechat"
V1 = ("localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "Status", "StrContent", "StrTime")
MEMOTRACE = ("消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息")
WXDUMP = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "src", "CreateTime")
CHATLOG = ("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content")
SERVER_ID = "7594861486645126963"


def v1(content: str, *, kind: str = "1", subkind: str = "0", own: str = "0", talker: str = "3") -> tuple[str, ...]:
    return ("1", talker, kind, subkind, own, "1704157201", "", content, "2024-01-02 09:00:01", SERVER_ID)


def memotrace(sender: str, content: str, kind: str = "文本", time: str = "2024-01-02 09:00:01") -> tuple[str, ...]:
    return ("1", kind, sender, time, content, "", "", "")


def chatlog(wxid: str, content: str, talker: str, name: str = "") -> tuple[str, ...]:
    return ("2024-01-02 09:00:01", name, wxid, "", talker, content)


@pytest.mark.parametrize("path", sorted(WECHAT.glob("*.csv")), ids=lambda path: path.name)
def test_every_layout_is_known_by_its_header(path: Path) -> None:
    assert source_of(path) == "wechat_csv"


@pytest.mark.parametrize(
    "header", [("Time", "Sender", "Amount"), ("起始时间", "对方号码", "通信方式"), ("id", "type_name", "talker")]
)
def test_other_tables_are_left_to_others(tmp_path: Path, header: tuple[str, ...]) -> None:
    path = write_csv(tmp_path / "a.csv", [header, ("1", "2", "3")])
    assert not wechat_csv.sniff(registry.probe(path))


def test_an_open_quotation_in_somebody_elses_table_is_no_matter_here(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"1,2\n3,4\n', "utf-8")
    assert not wechat_csv.sniff(registry.probe(path))


def test_the_number_of_a_message_keeps_all_its_digits(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [V1, v1("还钱")])
    assert read(path).records[0].raw["MsgSvrID"] == SERVER_ID
    cut = write_csv(tmp_path / "b.csv", [V1, (*v1("还钱")[:-1], "7.59486E+18"), (*v1("滚")[:-1], "7.59486E+18")])
    seen = read(cut)
    assert [one.raw["MsgSvrID"] for one in seen.records] == ["7.59486E+18"] * 2 and seen.all("text") == ["还钱", "滚"]


@pytest.mark.parametrize(
    ("kind", "subkind", "content", "text"),
    [
        ("1", "0", "<b>不是标签</b>", "<b>不是标签</b>"), ("1", "0", '"引号",逗号\n\n空行', '"引号",逗号\n\n空行'),
        ("3", "0", "<msg><img/></msg>", "[图片]"), ("34", "0", "", "[语音]"), ("43", "0", "x/y/z.mp4", "[视频]"),
        ("47", "0", "0123456789abcdef0123456789abcdef", "[动画表情]"), ("48", "0",
        '<msg><location x="1" label="浙江省杭州市" poiname="某小区"/></msg>', "[位置] 浙江省杭州市 某小区"),
        ("49", "6", "<msg><appmsg><title>催告函.pdf</title><type>6</type></appmsg></msg>", "[文件] 催告函.pdf"),
        ("49", "0", "<msg><appmsg><title>标题</title><type>5</type></appmsg></msg>", "[链接] 标题"),
        ("49", "2000", "&lt;msg&gt;&lt;feedesc&gt;￥1.00&lt;/feedesc&gt;&lt;/msg&gt;", "[转账] ￥1.00"),
        ("49", "2001", "", "[红包]"), ("21474836529", "", "", "[链接]"), ("999", "0", "", "[999]"),
        ("49", "", "<msg><appmsg><title>没有说完", "[卡片]"),
    ],
)  # fmt: skip
def test_what_is_no_text_stands_in_words(tmp_path: Path, kind: str, subkind: str, content: str, text: str) -> None:
    seen = read(write_csv(tmp_path / "a.csv", [V1, v1(content, kind=kind, subkind=subkind)]))
    assert seen.all("text") == [text] and seen.all("outcome") == ["delivered"]
    if text != content:
        assert seen.records[0].raw.get("StrContent", "") == content


def test_people_of_an_export_without_names_stay_apart_and_the_user_is_told(tmp_path: Path) -> None:
    rows = [V1, v1("一", talker="3"), v1("二", talker="8"), v1("三", own="1", talker="8")]
    seen = read(write_csv(tmp_path / "messages.csv", rows))
    third, eighth = "微信:messages TalkerId 3", "微信:messages TalkerId 8"
    assert [(one.direction, one.number_raw) for one in seen.records] == [("in", third), ("in", eighth), ("out", eighth)]
    assert "names nobody" in seen.warnings[0] or "TalkerId" in seen.warnings[0]
    named = read(write_csv(tmp_path / "催收小王_utf8.csv", rows[:2]))
    assert named.all("contact_name") == ["催收小王"] and named.warnings == []


def test_rows_of_one_contact_are_shorter_than_the_header_of_the_later_version(tmp_path: Path) -> None:
    row = v1("还钱")[:-1]
    seen = read(write_csv(tmp_path / "a.csv", [(*V1, "Remark", "NickName", "Sender"), row, row]))
    assert seen.all("text") == ["还钱", "还钱"] and seen.skipped == {}


def test_without_marks_of_who_sent_what_the_user_is_asked(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [MEMOTRACE, memotrace("我", "在"), memotrace("催收小王", "还钱")], "utf-8-sig")
    assert read(path).questions == ["me"] and set(read(path).all("direction")) == {"in"}
    assert read(path, me="我").all("direction") == ["out", "in"]
    assert read(path, me="催收小王").all("direction") == ["in", "out"]
    assert read(path, me="没有这个人").questions == ["me"]


def test_a_chat_of_two_says_itself_which_side_is_the_user(tmp_path: Path) -> None:
    rows = [CHATLOG, chatlog("wxid_a", "还钱", "wxid_a", "小王"), chatlog("wxid_me", "别打了", "wxid_a", "我")]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]
    assert seen.all("number_raw") == ["微信:wxid_a"] * 2 and seen.all("contact_name") == ["小王"] * 2


def test_the_marks_are_not_believed_where_two_people_carry_the_same(tmp_path: Path) -> None:
    def row(talker: str, own: str) -> tuple[str, ...]:
        return ("1", SERVER_ID, "文本", own, talker, "1@chatroom", talker, "", "2024-01-02 09:00:01")

    alike = write_csv(tmp_path / "a.csv", [WXDUMP, row("wxid_a", "1"), row("wxid_b", "1")])
    assert read(alike).questions == ["me"]
    assert read(alike, me="wxid_b").all("direction") == ["in", "out"]
    both_ways = write_csv(tmp_path / "b.csv", [WXDUMP, row("wxid_a", "1"), row("wxid_a", "0"), row("wxid_b", "0")])
    assert read(both_ways).questions == ["me"]
    good = write_csv(tmp_path / "c.csv", [WXDUMP, row("wxid_a", "0"), row("wxid_b", "1")])
    assert read(good).questions == [] and read(good).all("direction") == ["in", "out"]
    assert read(good, me="wxid_b").questions == []


def test_the_users_word_stands_above_the_marks_of_the_file(tmp_path: Path) -> None:
    header = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime")
    rows = [header, ("1", "1", "text", "1", "小王", "还钱", "", "2023-11-15T10:00:00.000Z"),
            ("2", "2", "text", "0", "阿明", "没有", "", "2023-11-15T10:00:05.000Z")]  # fmt: skip
    path = write_csv(tmp_path / "a.csv", rows, "utf-8-sig")
    assert read(path).all("direction") == ["out", "in"] and read(path, me="小王").all("direction") == ["out", "in"]
    assert read(path, me="阿明").all("direction") == ["in", "out"]
    assert read(path).starts[0] == "2023-11-15 10:00:00+00:00"


def test_two_people_of_one_name_are_told_apart_by_the_marks(tmp_path: Path) -> None:
    header = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime")
    rows = [header, *(("1", "1", "text", own, "\u3164", own, "", "2023-11-15T10:00:00.000Z") for own in "01")]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.all("direction") == ["in", "out"]
    assert (
        set(seen.all("number_raw"))
        == {"微信:[看不见的昵称 U+3164]"}
        == {f"微信:{one.contact_name}" for one in seen.records}
    )


def test_the_sender_before_the_words_of_a_group_message(tmp_path: Path) -> None:
    seen = read(
        write_csv(tmp_path / "a.csv", [V1, v1("wxid_ab12:\n还钱"), v1("fake_user9:\r\n快点"), v1("10:\n不是人")])
    )
    assert seen.all("number_raw") == ["微信:wxid_ab12", "微信:fake_user9", "微信:a TalkerId 3"]
    assert seen.all("text") == ["还钱", "快点", "10:\n不是人"] and set(seen.all("channel")) == {"group_message"}


def test_own_words_in_a_group_have_no_other_side(tmp_path: Path) -> None:
    rows = [WXDUMP, ("1", SERVER_ID, "文本", "1", "我", "1@chatroom", "别信", "", "2024-01-02 09:00:01"),
            ("2", SERVER_ID, "文本", "0", "wxid_a", "1@chatroom", "还钱", "", "2024-01-02 09:00:02")]  # fmt: skip
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert [(one.channel, one.direction, one.number_raw) for one in seen.records] == [
        ("group_message", "out", ""), ("group_message", "in", "微信:wxid_a"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters_of_spreadsheets(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(
            [MEMOTRACE, memotrace("小王", "一\n二,三;四\t五", time="2024/1/2 9:05"), memotrace("我", "好")]
        )
    seen = read(path, me="我")
    assert seen.all("text") == ["一\n二,三;四\t五", "好"]
    assert seen.starts[0] == "2024-01-02 09:05:00" and seen.all("precision") == ["minute", "second"]


def test_a_table_saved_as_xlsx(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"聊天": [CHATLOG, chatlog("wxid_a", "还\n钱", "wxid_a", "小王")]})
    seen = read(path)
    assert source_of(path) == "wechat_csv" and seen.all("text") == ["还\n钱"]
    assert seen.records[0].where == "聊天!2"


SHEET = ("序号", "时间", "发送者昵称", "发送者微信ID", "发送者备注", "发送者身份", "消息类型", "内容")
ABOVE = [("会话信息",), ("微信ID", "wxid_a", "昵称", "小王"), ("导出工具", "WeFlow"), ()]


def test_a_sheet_with_the_chat_described_above_the_header(tmp_path: Path) -> None:
    rows = [("1", "2024-01-02 09:00:01", "小王", "wxid_a", "催收小王", "催收小王", "文本消息", "还钱"),
            ("2", "2024-01-02 09:00:31", "阿明", "wxid_me", "", "我", "文本消息", "没有")]  # fmt: skip
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"聊天记录": [*ABOVE, SHEET, *rows]}))
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]
    assert set(seen.all("number_raw")) == {"微信:wxid_a"} and set(seen.all("contact_name")) == {"催收小王"}
    compact = [(one[0], one[1], *one[5:]) for one in (SHEET, *rows)]
    assert read(write_xlsx(tmp_path / "b.xlsx", {"聊天记录": compact})).all("number_raw") == ["微信:催收小王"] * 2
    group = [(*one[:5], one[2], *one[6:]) for one in rows]
    assert read(write_csv(tmp_path / "c.csv", [SHEET, *group])).questions == ["me"]


def test_a_quotation_mark_that_is_not_closed_is_named_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [",".join(cells) for cells in (CHATLOG, *(chatlog("wxid_a", one, "wxid_a") for one in "0123"))]
    for number in (3, 5):
        text = "\n".join(row.replace(f",{number - 2}", f',"{number - 2}') if row.endswith(str(number - 2)) else row
                         for row in rows)  # fmt: skip
        path.write_text(text, "utf-8")
        with pytest.raises(InputError, match=rf"\b{number}\b"):
            read(path)


def test_a_cell_of_a_megabyte_is_read(tmp_path: Path) -> None:
    forwarded = (
        "<msg><appmsg><title>群聊的聊天记录</title><type>19</type>" + "<item>话</item>\n" * 60_000 + "</appmsg></msg>"
    )
    limit = csv.field_size_limit()
    seen = read(write_csv(tmp_path / "a.csv", [V1, v1(forwarded, kind="49", subkind="19"), v1("好")]))
    assert seen.all("text") == ["[聊天记录] 群聊的聊天记录", "好"] and csv.field_size_limit() == limit
    assert max(len(value) for value in seen.records[0].raw.values()) <= 2000


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = write_csv(tmp_path / f"{count}.csv", [V1, *(v1("还钱" * 50, own=str(one % 2)) for one in range(count))])
        probe = registry.probe(path)
        tracemalloc.start()
        try:
            assert sum(1 for _one in wechat_csv.read(probe, Options())) == count + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(6000) < peak(600) * 1.5 + 100_000


def test_columns_of_one_name_and_cells_beyond_the_header_are_all_kept(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", [(*CHATLOG, "Content", ""), (*chatlog("wxid_a", "一", "wxid_a"), "二", "三", "四")]
    )
    seen = read(path)
    assert seen.all("text") == ["一"] and list(seen.records[0].raw.values())[-3:] == ["二", "三", "四"]


def test_headers_that_stand_in_the_middle_and_empty_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("微信聊天",), (), CHATLOG, chatlog("wxid_a", "一", "wxid_a"), (), CHATLOG])
    seen = read(path)
    assert [one.where for one in seen.records] == ["4"] and list(seen.skipped) == ["6"]


@pytest.mark.parametrize(
    "time", ["1601-01-01 00:00:00", "2099-01-01 00:00:00", "-1", "下午", "99999999999999999999", ""]
)
def test_times_that_cannot_be_right_are_left_out(tmp_path: Path, time: str) -> None:
    seen = read(write_csv(tmp_path / "a.csv", [MEMOTRACE, memotrace("小王", "还钱", time=time)]))
    assert seen.records == [] and list(seen.skipped) == ["2"]
