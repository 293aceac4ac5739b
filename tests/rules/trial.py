"""A rulebook of one rule, made around a test, for tests of what a test, a condition or a vector does."""

from __future__ import annotations

from typing import Any

from casekit.rules.loading import book_of
from casekit.rules.rulebook import Rulebook
from casekit.rules.schema import faults_of

_WORDS = {"zh": "试验", "en": "a trial"}
_RULE = {
    "id": "TRIAL", "title": _WORDS, "instrument": _WORDS, "article": None, "article_verified": False,
    "effective": {"from": "2020-01-01", "to": None}, "conduct": {"zh": "试验。", "en": "a trial."}, "strength": "law",
    "confidence": "high", "source": ["T"], "checked_on": "2026-11", "binds": ["anyone"], "scope": "debt", "severity": "breach",
    "threshold": 0, "unit": _WORDS, "summary": {"zh": "{count} 次。", "en": "{count}."},
    "arithmetic": {"zh": "{when}：{figure} 次", "en": "{when}: {figure}"},
    "defeated_by": {"zh": "试验。", "en": "a trial."}, "family": "trial", "routes": ["lender"],
    "vectors": [{"name": "none", "case": "near_miss", "events": [], "expect": {"status": "none"}}],
}  # fmt: skip


def book(rule: dict[str, Any], *, through: str = "lender") -> Rulebook:
    """A book with one rule of these fields; the rest of it says nothing in particular."""
    data = {
        "id": "trial", "title": _WORDS, "country": "CN", "zones": ["Asia/Shanghai"], "binds_through": through,
        "sources": {"T": _WORDS}, "rules": [{**_RULE, **rule}],
    }  # fmt: skip
    assert faults_of(data) == []
    return book_of(data, "", own=False)
