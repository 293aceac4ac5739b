"""The pages of docs/channels, made from the channels' files; written there by `python -m tests.channels.channel_pages`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casekit.channels.catalog import channels_of
from casekit.channels.channel import Channel
from casekit.channels.describing import certainty, time_in_words
from casekit.text import language, pick

FOLDER = Path(__file__).parents[2] / "docs" / "channels"
PAGES = {"en": FOLDER / "README.md", "zh": FOLDER / "README.zh-CN.md"}
COUNTRIES = {
    "CN": {"zh": "中国大陆", "en": "Mainland China"}, "US": {"zh": "美国", "en": "United States"},
    "PH": {"zh": "菲律宾", "en": "Philippines"}, "ID": {"zh": "印度尼西亚", "en": "Indonesia"},
    "IE": {"zh": "爱尔兰", "en": "Ireland"},
}  # fmt: skip
HEADS = {
    "en": ("Channel", "What it takes", "How", "Limits and times", "Mind", "How sure"),
    "zh": ("渠道", "受理什么", "怎样提交", "限制和期限", "注意", "可靠程度"),
}
BEFORE = {
    "en": """# Channels

[中文](README.zh-CN.md)

Where a matter can be taken, as casekit knows it. Each row is one file of `casekit/channels/data/`; the schema there
describes every field. Numbers, addresses and hours were read in copies of public pages and not on the live web: **take
them from the place itself before you go by them.** What is called *usual* is no deadline. `casekit channels CASE` ranks
the channels for a case and says why; nothing is ever sent by casekit.

This page is made from the files: `python -m tests.channels.channel_pages`.
""",
    "zh": """# 投诉和求助渠道

[English](README.md)

本页列出 casekit 所知的渠道，每一行对应 `casekit/channels/data/` 中的一个文件，各字段的含义见同一目录下的 schema。
电话、网址和时间来自公开页面的副本，没有逐一在官方网站核对：**使用前请以官方公布为准。**写明“通常”的，不是法定期限。
`casekit channels 案件` 会为案件排出先后并说明理由；本工具不会发送任何材料。

本页由这些文件生成：`python -m tests.channels.channel_pages`。
""",
}


def page(tag: str) -> str:
    """The page of a language."""
    with language(tag):
        parts = [BEFORE[tag]]
        for country, name in COUNTRIES.items():
            parts.append(f"## {pick(name)}\n")
            parts.append("\n".join(_table(tag, channels_of(country))) + "\n")
    return "\n".join(parts)


def _table(tag: str, channels: Iterable[Channel]) -> list[str]:
    heads = HEADS[tag]
    return [_row(heads), _row("---" for _head in heads), *(_row(_cells(one)) for one in channels)]


def _cells(one: Channel) -> tuple[str, ...]:
    limits = [pick(limit.words) for limit in one.limits] + [time_in_words(limit) for limit in one.times]
    mind = [pick(trap.words) for trap in one.traps] + [pick(refusal.words) for refusal in one.refuses]
    return (
        f"**{one.name}** `{one.id}`", pick(one.accepts), _lines(map(pick, one.how)), _lines(limits) or "—",
        _lines(mind), certainty(one),
    )  # fmt: skip


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(texts)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    for tag, path in PAGES.items():
        path.write_text(page(tag), "utf-8")
