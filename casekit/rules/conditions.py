"""What must be so for a rule to apply, and what takes contacts out of it, from the dated facts of the case."""

from __future__ import annotations

from typing import Any

import numpy as np

from casekit.model import Background, Fact
from casekit.rules.frame import Array, Frame
from casekit.rules.look import Look, day_number, days_of, seconds_of, side_of
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


def excepted(frame: Frame, rule: Rule, background: Background, through: str = "lender") -> Array:
    """Rows to which an exception that the case records applies."""
    out = np.zeros(len(frame), dtype=bool)
    for exception in rule.not_if:
        if "overdue_over" in exception:
            out |= _long_overdue(frame, background, int(exception["overdue_over"]))
            continue
        for fact in background.facts_of(exception["fact"]):
            out[_concerned(frame, fact, background, through, exception)] = True
    return out


def _long_overdue(frame: Frame, background: Background, days: int) -> Array:
    """Rows about a debt that was overdue for more than some days on their day."""
    out = np.zeros(len(frame), dtype=bool)
    for debt in background.debts.values():
        if debt.overdue_since is None:
            continue
        late = frame.first_day.astype(np.int64) - day_number(debt.overdue_since) > days
        out |= frame.known & frame.is_one_of("debt", {debt.id}) & late
    return out


def _concerned(frame: Frame, fact: Fact, background: Background, through: str, exception: dict[str, Any]) -> Array:
    """Rows from the time of a fact on, as long as it holds, of the person, debt, channel and side it names.

    `days` are days of the calendar where the person was contacted, the day of the fact the first of them.
    `until: conversation` ends it with the first conversation after it; the one in which it was said is none.
    """
    begin, end = seconds_of(fact)
    mine = frame.known & (frame.instant >= begin)
    if fact.person or "per" in exception:
        mine &= frame.is_one_of("person", {fact.person})
    if fact.debt:
        mine &= frame.is_one_of("debt", {fact.debt})
    if fact.channel:
        mine &= frame.is_one_of("channel", {fact.channel})
    rows = np.flatnonzero(mine)
    rows = rows[side_of(frame, background, through, rows, fact)]
    if "days" in exception:
        _first, last = days_of(frame, background, rows, fact)
        rows = rows[frame.day(rows) < last + int(exception["days"])]
    if exception.get("until") == "conversation":
        talks = rows[frame.is_one_of("outcome", {"conversation"})[rows] & (frame.instant[rows] >= max(end, begin + 1))]
        talks = talks[talks != frame.row_of.get(fact.incident or "", -1)]
        if len(talks):
            rows = rows[frame.instant[rows] <= frame.instant[talks].min()]
    return rows
