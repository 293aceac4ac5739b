"""Rules: dated, sourced YAML data, a few vectorised primitives, and findings that show their arithmetic.

`check` runs a rulebook over the events table; `check_case` over an open case. A finding says
"appears to", lists its incidents, and says what would defeat it; it is never a verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.rules.finding import Finding, Occurrence, Question
from casekit.rules.grouping import FindingGroup, group_findings
from casekit.rules.loading import load_rulebook
from casekit.rules.rulebook import Rule, Rulebook

if TYPE_CHECKING:
    import pandas as pd

    from casekit.casebook import Case
    from casekit.model import Background

__all__ = [
    "Finding", "FindingGroup", "Occurrence", "Question", "Rule", "Rulebook", "check", "check_case", "group_findings",
    "load_rulebook",
]  # fmt: skip


def check(events: pd.DataFrame, background: Background, rulebook: str = "cn") -> list[Finding]:
    """Run a rulebook over an events table; see `casekit.rules.engine.check`."""
    from casekit.rules.engine import check as run

    return run(events, background, load_rulebook(rulebook))


def check_case(case: Case, rulebook: str | None = None) -> list[Finding]:
    """Run a rulebook, the case's own unless another is named, over an open case."""
    background = case.background()
    return check(case.events(), background, rulebook or background.header.rulebook)
