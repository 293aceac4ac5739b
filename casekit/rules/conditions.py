"""What must be so for a rule to apply, and what takes contacts out of it, from the dated facts of the case."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from casekit.model import Background, Fact
from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.look import Look
from casekit.rules.rulebook import Rule

KNOWN, UNKNOWN, NEVER = "known", "unknown", "never"


def state_of(look: Look, required: dict[str, Any]) -> str:
    """Whether something a rule requires is so, is not, or is not known."""
    if look.facts(required["fact"]):
        return KNOWN
    contrary = required.get("denied_by", ())
    if look.denied(required["fact"]) or (contrary and look.facts(*contrary)):
        return NEVER
    return UNKNOWN


def open_exceptions(rule: Rule, look: Look) -> list[dict[str, Any]]:
    """The exceptions of a rule that the user has not said were not so."""
    return [one for one in rule.not_if if not _settled(one, look)]


def _settled(exception: dict[str, Any], look: Look) -> bool:
    if "overdue_over" in exception:
        debts = [look.background.debts.get(look.debt or "")] if look.debt else look.background.debts_of(look.lender)
        return bool(debts) and all(debt is not None and debt.overdue_since is not None for debt in debts)
    return look.denied(exception["fact"])


def excepted(frame: Frame, rule: Rule, background: Background) -> Array:
    """Rows to which an exception that the case records applies."""
    out = np.zeros(len(frame), dtype=bool)
    for exception in rule.not_if:
        if "overdue_over" in exception:
            out |= _long_overdue(frame, background, int(exception["overdue_over"]))
            continue
        for fact in background.facts_of(exception["fact"]):
            out |= _concerned(frame, fact, background, exception)
    return out


def _long_overdue(frame: Frame, background: Background, days: int) -> Array:
    """Rows about a debt that was overdue for more than some days on their day."""
    out = np.zeros(len(frame), dtype=bool)
    for debt in background.debts.values():
        if debt.overdue_since is None:
            continue
        since = (debt.overdue_since - date(1970, 1, 1)).days
        out |= frame.known & frame.is_one_of("debt", {debt.id}) & (frame.second // DAY - since > days)
    return out


def _concerned(frame: Frame, fact: Fact, background: Background, exception: dict[str, Any]) -> Array:
    """Rows from the time of a fact on, as long as it holds, of the person, debt, channel and side it names."""
    begin = int(fact.at.timestamp())
    rows: Array = frame.instant >= begin
    if fact.person or "per" in exception:
        rows &= frame.is_one_of("person", {fact.person})
    if fact.debt:
        rows &= frame.is_one_of("debt", {fact.debt})
    if fact.channel:
        rows &= frame.is_one_of("channel", {fact.channel})
    lender = background.lender_of(fact.party)
    if lender is not None:
        rows &= frame.lender == frame.lenders.index(lender.id)
    if "days" in exception:
        rows &= frame.instant < (begin // DAY + int(exception["days"])) * DAY
    if exception.get("until") == "conversation":
        talks = frame.instant[rows & frame.is_one_of("outcome", {"conversation"})]
        if len(talks):
            rows &= frame.instant <= talks.min()
    return rows
