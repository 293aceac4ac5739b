"""What a message of WeChat says in words: its text, or what stands in place of a picture, a transfer or a call.

WeChat numbers the kinds of messages; tools write the number or a word of their own. The bodies of all but plain texts
are XML, of which only titles and the like are taken, by pattern: nothing of it is ever parsed as a document.
"""

from __future__ import annotations

import html
import json
import re

from casekit.text import N_

NOTICE = N_("a notice of WeChat, not a message")
RECALLED = N_("a message that was taken back; its words are not in the file")
EMPTY = N_("a message without any content")
CALL = "通话"
_TEXT, _QUOTE = "文本", "引用"
_KINDS = {
    "1": _TEXT, "3": "图片", "34": "语音", "42": "名片", "43": "视频", "44": "视频", "47": "动画表情", "48": "位置",
    "49": "卡片", "50": CALL, "62": "视频", "64": CALL, "66": "名片", "10000": NOTICE, "10002": NOTICE,
}  # fmt: skip
_CARDS = {
    "1": _TEXT, "3": "音乐", "4": "链接", "5": "链接", "6": "文件", "8": "动画表情", "17": "位置共享",
    "19": "聊天记录", "24": "笔记", "33": "小程序", "36": "小程序", "51": "视频号", "53": "接龙", "57": _QUOTE,
    "62": NOTICE, "63": "视频号", "74": "文件", "87": "群公告", "2000": "转账", "2001": "红包", "2003": "红包封面",
}  # fmt: skip
# Words of tools, the more special ones first.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        ("撤回|revoke|recall", RECALLED), ("系统|通知|system|notice|拍一拍|邀请加群", NOTICE), ("引用|quote|reply", _QUOTE),
        ("聊天记录|合并转发|forward", "聊天记录"), ("文本|文字|text", _TEXT), ("通话|voip|call", CALL), ("图片|image|photo", "图片"),
        ("语音|voice|audio", "语音"), ("视频号|channel", "视频号"), ("视频|video", "视频"),
        ("表情|sticker|emoji|gif", "动画表情"), ("转账|transfer", "转账"), ("红包封面", "红包封面"), ("红包|red.?packet", "红包"),
        ("小程序|mini.?program", "小程序"), ("群公告", "群公告"), ("位置|location", "位置"), ("文件|file", "文件"),
        ("音乐|music", "音乐"), ("名片|contact", "名片"), ("链接|卡片|分享|link|card|share", "链接"),
    )
)  # fmt: skip
_LOOKED_AT = 200_000
_LONGEST_PATH = 500
_LONGEST_KIND = 100
_MARKUP = re.compile(r"\A\s*(?:<\?xml|<[A-Za-z]\w*[\s>/])")
_MARK = re.compile(r"</?[A-Za-z!?][^>]{0,4000}>")
# What tools write where they saved a picture or a sound: a path or a digest, no words.
_STORED = re.compile(r"[0-9a-fA-F]{32}|[^\s<>]*[\\/.][^<>\n]*\.(?:dat|jpe?g|png|gif|webp|mp4|mov|amr|silk|mp3|wav|m4a|aud)",
                     re.IGNORECASE)  # fmt: skip
_SERVED = re.compile(
    r"!?(\[[^\[\]\n]{1,300}\])\(https?://[^/\s)]{0,80}/(?:image|video|voice|file|data)/[^\s)]{0,2000}\)"
)
# In groups the account of the sender may stand before the words.
_SENDER = re.compile(r"\A\s*(wxid_[\w-]{1,40}|[A-Za-z][\w-]{5,40}|\d{5,20}@[\w.]{1,20}):\s*\r?\n")


def kind_of(kind: str, subkind: str = "", content: str = "") -> str:
    """The kind of a message: a Chinese word, `NOTICE` or `RECALLED`; what no tool is known to write stays as it is.

    `kind` is WeChat's number or the word of a tool; WeChat 4 packs both numbers into one.
    """
    kind = kind.strip()[:_LONGEST_KIND]
    if kind.isascii() and kind.isdigit() and len(kind) < 20:
        number = int(kind)
        if number >> 32:
            number, subkind = number & 0xFFFFFFFF, str(number >> 32)
        if number == 49:
            subkind = subkind.strip() if subkind.strip() not in ("", "0") else _inside(content, "type")
            return _CARDS.get(subkind, _KINDS["49"])
        kind = str(number)
        found = _KINDS.get(kind, kind)
        return RECALLED if found == NOTICE and _is_recall(content) else found
    for pattern, known in _WORDS:
        if pattern.search(kind):
            return RECALLED if known == NOTICE and _is_recall(content) else known
    return kind


def in_words(kind: str, content: str) -> str:
    """The words of a message of a kind that `kind_of` gave; empty when there is nothing to say.

    Plain texts stay as they are; of anything else the kind stands in brackets, as WeChat itself writes it, before
    what the file says of it.
    """
    if kind in ("", _TEXT):
        return _unserved(content).strip()
    said = _of_markup(kind, content) if _is_markup(content) else _unserved(content).strip()
    if kind == _QUOTE:
        return said or "[引用]"
    if kind != "文件" and len(said) < _LONGEST_PATH and _STORED.fullmatch(said):
        said = ""
    if said.startswith("[") or (kind == "链接" and said.startswith("http")):
        return said
    return f"[{kind}] {said}" if said and said != kind else f"[{kind}]"


def without_sender(content: str) -> tuple[str, str]:
    """(account of the sender, the words), where a message in a group begins with the account of who sent it."""
    found = _SENDER.match(content)
    return (found.group(1), content[found.end() :]) if found else ("", content)


def out_of_json(cell: str) -> str:
    """The words in a cell such as {"src": "", "msg": "你好"}; a cell that is no such thing stays as it is."""
    if not cell.lstrip().startswith("{"):
        return cell
    try:
        held = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    said = held.get("msg") if isinstance(held, dict) else None
    return said if isinstance(said, str) else cell


def _is_markup(content: str) -> bool:
    return _MARKUP.match(_unescaped(content)) is not None


def _unescaped(content: str) -> str:
    content = content[:_LOOKED_AT]
    return html.unescape(content) if content.lstrip().startswith("&lt;") else content


def _is_recall(content: str) -> bool:
    return "撤回" in content[:2000] or "revokemsg" in content[:2000]


def _of_markup(kind: str, content: str) -> str:
    content = _unescaped(content)
    if kind == CALL:
        parts = [_inside(content, "msg")]
    elif kind == "转账":
        parts = [_inside(content, "feedesc") or _inside(content, "des"), _inside(content, "pay_memo")]
    elif kind == "红包":
        parts = [_inside(content, "sendertitle") or _inside(content, "title")]
    elif kind == _QUOTE:
        return _quoting(content)
    elif kind == "位置":
        parts = [_attribute(content, "label"), _attribute(content, "poiname")]
    elif kind == "名片":
        parts = [_attribute(content, "nickname")]
    else:
        parts = [_inside(content, "title"), _inside(content, "des")]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _quoting(content: str) -> str:
    """The answer, and below it what it answers to."""
    answer, quoted = _inside(content, "title"), content.partition("<refermsg>")[2]
    whom, what = _inside(quoted, "displayname"), _inside(quoted, "content")
    if _is_markup(what):
        what = _inside(_unescaped(what), "title")
    return "\n".join(part for part in (answer, f"「{whom}：{what}」" if whom or what else "") if part)


def _inside(content: str, name: str) -> str:
    """The words of the first element of this name."""
    _before, begins, rest = content[:_LOOKED_AT].partition(f"<{name}>")
    said, ends, _after = rest.partition(f"</{name}>")
    if not begins or not ends:
        return ""
    said = said.strip()
    if said.startswith("<![CDATA[") and said.endswith("]]>"):
        return said[9:-3].strip()
    return html.unescape(_MARK.sub("", said)).strip()


def _attribute(content: str, name: str) -> str:
    found = re.search(rf'\s{name}\s*=\s*"([^"]*)"', content)
    return html.unescape(found.group(1)).strip() if found else ""


def _unserved(content: str) -> str:
    """Words without the address at which the exporting program itself served a picture."""
    return _SERVED.sub(r"\1", content)
