"""Sentences that name a section of the workbook, made to lead there."""

from __future__ import annotations

import re

from casekit.report.markup import Html, element, escape

# The sections as sentences name them; both names together are the heading in the notebook.
_SECTIONS = {
    "开始": "Start", "先保护自己": "Protect yourself", "导入": "Import", "这些号码是谁": "Whose numbers are these",
    "补充": "Add details", "亲友被骚扰": "Relatives and friends", "图表": "Charts", "涉嫌违规": "Findings",
    "导出报告": "Export", "投诉材料": "Complaint papers", "跟进": "Follow-up", "还款协商": "Repayment", "案件信息": "Case file",
}  # fmt: skip
_ANCHORS = {
    name: f"#{zh} · {en}".replace(" ", "-") for zh, en in _SECTIONS.items() for name in (zh, en)
}  # fmt: skip
_NAMED = re.compile(f"“({'|'.join(_ANCHORS)})”")


def leading(sentence: str) -> Html:
    """A sentence of ours as HTML, in which the quoted name of a section leads there."""
    return Html(_NAMED.sub(lambda found: f"“{element('a', found[1], href=_ANCHORS[found[1]])}”", escape(sentence)))
