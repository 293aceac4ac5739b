"""Chats in forms that are not read: told what they are, and how to export them instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.text import language

QQ_PAGE = b'From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\nMIME-Version: 1.0\r\nContent-Type:multipart/related;\r\n\tcharset="utf-8"\r\n\ttype="text/html";\r\n\tboundary="----=_NextPart_1"\r\n\r\n------=_NextPart_1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding:7bit\r\n\r\n<html><body><table><tr><td>x</td></tr></table></body></html>\r\n'
TELEGRAM_PAGE = b'<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_body chat_page"><div class="history"><div class="message">x</div></div></div></div></body></html>'
KAKAO = "2026년 3월 1일 오후 9:58, 회원님 : 안녕\n2026년 3월 1일 오후 9:59, 대리 : 갚아\n2026년 3월 1일 오후 9:59, 대리 : 빨리\n"
LINE = "[LINE] 催收とのトーク履歴\n保存日時：2026/03/02 10:00\n\n2026/03/01(日)\n21:58\t催收\t返して\n21:59\t私\t待って\n22:00\t催收\t早く\n"
SIGNAL = "[2026-03-01, 21:58] A\nhi\n[2026-03-01, 21:59] B\nho\n"


@pytest.mark.parametrize(
    ("content", "in_english", "in_chinese"),
    [
        (QQ_PAGE, "choose text (*.txt)", "文本文件"), (TELEGRAM_PAGE, "Machine-readable JSON", "JSON"),
        (KAKAO.encode(), "looks like a chat", "像是聊天记录"), (LINE.encode(), "looks like a chat", "像是聊天记录"),
        (SIGNAL.encode(), "looks like a chat", "像是聊天记录"),
        ("小张 2026/3/1 21:00:00\n还钱\n\n我 2026/3/1 21:01:00\n别\n".encode(), "looks like a chat", "像是聊天记录"),
        ("小张: 03-01 21:00:00\n还钱\n\n我: 03-01 21:01:00\n别\n".encode(), "looks like a chat", "像是聊天记录"),
        ("小张\n昨天 21:00\n还钱\n\n我\n21:01\n别\n".encode(), "looks like a chat", "像是聊天记录"),
    ],
)  # fmt: skip
def test_refused_in_words(tmp_path: Path, content: bytes, in_english: str, in_chinese: str) -> None:
    path = tmp_path / "聊天.txt"
    path.write_bytes(content)
    for tag, words in (("en", in_english), ("zh", in_chinese)):
        with language(tag), pytest.raises(InputError) as error:
            registry.recognise(registry.probe(path))
        assert words in error.value.message and "聊天.txt" in error.value.message


@pytest.mark.parametrize(
    "content",
    [
        "今天他们又打电话来了，说要找我单位。\n很生气\n3点\n",
        "时间,商品,金额\n2026-03-01 21:58,a,1\n2026-03-01 21:59,b,2\n" * 3,
    ],
)
def test_other_texts_are_no_chat(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content, "utf-8")
    with language("en"), pytest.raises(InputError) as error:
        registry.recognise(registry.probe(path))
    assert "looks like a chat" not in error.value.message
