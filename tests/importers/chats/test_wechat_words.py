"""Kinds and words of messages, as numbers and as the words of tools."""

from __future__ import annotations

import pytest

from casekit.importers.chats.wechat_words import (
    NOTICE,
    RECALLED,
    in_words,
    kind_of,
    out_of_json,
    without_sender,
)


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("文本", "文本"), ("文字", "文本"), ("text", "文本"), ("粘贴的文本", "文本"), ("文本消息", "文本"), ("图片消息", "图片"),
        ("image", "图片"), ("sticker", "动画表情"), ("语音", "语音"), ("语音通话", "通话"), ("视频通话", "通话"), ("视频", "视频"),
        ("(分享)视频号视频", "视频号"), ("(分享)卡片式链接", "链接"), ("(分享)小程序", "小程序"), ("合并转发的聊天记录", "聊天记录"),
        ("引用回复", "引用"), ("系统通知", NOTICE), ("系统消息", NOTICE), ("拍一拍", NOTICE), ("消息撤回1", RECALLED),
        ("邀请加群", NOTICE), ("转账", "转账"), ("赠送红包封面", "红包封面"), ("红包", "红包"), ("接龙", "接龙"), ("", ""),
        ("1", "文本"), ("10000", NOTICE), ("10002", NOTICE), ("50", "通话"), ("47", "动画表情"), (str(57 << 32 | 49), "引用"),
        (str(2000 << 32 | 49), "转账"), ("12345", "12345"), ("９", "９"), ("-1", "-1"), ("9" * 30, "9" * 30),
    ],
)  # fmt: skip
def test_kinds(kind: str, known: str) -> None:
    assert kind_of(kind) == known


def test_a_notice_of_a_message_taken_back_is_told_apart() -> None:
    assert kind_of("10000", "0", '"小王" 撤回了一条消息') == RECALLED
    assert kind_of("系统消息", "", "你撤回了一条消息") == RECALLED


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("文本", "  有空白  ", "有空白"), ("", "还钱", "还钱"), ("图片", "图片", "[图片]"), ("图片", "[图片]", "[图片]"),
        ("图片", r"FileStorage\MsgAttach\a\b.dat", "[图片]"), ("文件", "files/欠条.pdf", "[文件] files/欠条.pdf"),
        ("语音", "我是法院的，你听好", "[语音] 我是法院的，你听好"), ("转账", "[转账|发送 ￥5](备注)", "[转账|发送 ￥5](备注)"),
        ("链接", "http://example.invalid/a", "http://example.invalid/a"), ("引用", "", "[引用]"), ("引用", "好\n引用", "好\n引用"),
        ("文本", "![图片](http://127.0.0.1:5030/image/abc)", "[图片]"), ("文本", "[看](https://example.com/page)", "[看](https://example.com/page)"),
        ("名片", '<msg nickname="催收&amp;小王"/>', "[名片] 催收&小王"), ("通话", "<voipmsg><msg><![CDATA[对方已取消]]></msg></voipmsg>", "[通话] 对方已取消"),
        ("链接", "<msg><title>甲</title><des>甲</des></msg>", "[链接] 甲"), ("链接", "<msg><title>没完", "[链接]"),
        ("引用", "<msg><title>行</title><refermsg><displayname>甲</displayname><content>&lt;msg&gt;&lt;title&gt;书&lt;/title&gt;&lt;/msg&gt;</content></refermsg></msg>", "行\n「甲：书」"),
        ("图片", "", "[图片]"), ("文本", "", ""),
    ],
)  # fmt: skip
def test_words(kind: str, content: str, words: str) -> None:
    assert in_words(kind, content) == words


def test_an_entity_bomb_is_only_text() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><msg><title>&a;&a;</title></msg>'
    assert in_words("链接", bomb) == "[链接] &a;&a;"


@pytest.mark.parametrize(
    "content", ["<title>" * 30_000, "./" * 100_000, "[" * 200_000, "<" * 200_000, " " * 200_000, "<msg " * 40_000]
)
def test_bodies_made_to_take_long_do_not(content: str) -> None:
    for kind in ("图片", "链接", "引用", "位置", "转账", "文本"):
        in_words(kind, content)
    without_sender(content)


def test_words_in_json() -> None:
    assert out_of_json('{"src": "a", "msg": "你\\n好"}') == "你\n好"
    for cell in ('{"src": 1}', '{"msg": 1}', "{", "[1]", "好", '{"msg"' * 3000 + "[" * 5000):
        assert out_of_json(cell) == cell


def test_the_sender_before_the_words() -> None:
    assert without_sender("wxid_ab-1:\n还钱") == ("wxid_ab-1", "还钱")
    for words in ("http://example.com:\n1", "地址:\n杭州", "abc: 同一行", "10086:\n1"):
        assert without_sender(words) == ("", words)
