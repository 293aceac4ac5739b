"""What must be so for a rule to apply, and what takes contacts out of it, from the dated facts of the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from casekit.model import DEBTOR, Background, Fact
from casekit.rules.frame import Array, Frame
from casekit.rules.hours import hours_said, in_hours
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


def asked_of(look: Look, requires: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Array]]:
    """(what has to be asked, "" for nothing; the rows it is about), of the rows to which some conditions may apply.

    What is said of an agency is said of that agency alone; otherwise it is about all rows.
    """
    if not requires:
        yield "", look.rows
        return
    asked = np.zeros(len(look.rows), dtype=np.int64)
    open_to = look.frame.everywhere(look.rows)
    for place, required in enumerate(requires, start=1):
        known = _spoken_of(look, look.facts(required["fact"]))
        contrary = look.facts(*required["denied_by"]) if "denied_by" in required else []
        open_to &= known | ~_spoken_of(look, [*look.denials(required["fact"]), *contrary])
        asked[(asked == 0) & ~known] = place
    for place in np.unique(asked[open_to]).tolist():
        yield requires[place - 1]["fact"] if place else "", look.rows[open_to & (asked == place)]


def _spoken_of(look: Look, facts: Sequence[Fact]) -> Array:
    """Which rows some facts are about."""
    about = np.zeros(len(look.rows), dtype=bool)
    for fact in facts:
        party = look.background.parties.get(fact.party or "")
        if party is not None and party.kind == "agency" and look.through == "lender":
            about |= look.frame.is_one_of("party", {party.id})[look.rows]
        else:
            about[:] = True
    return about


def open_exceptions(rule: Rule, look: Look) -> list[dict[str, Any]]:
    """The exceptions of a rule that the user has not said were not so."""
    return [one for one in rule.not_if if not _settled(one, look)]


def _settled(exception: dict[str, Any], look: Look) -> bool:
    if "overdue_over" in exception:
        debts = [look.background.debts.get(look.debt or "")] if look.debt else look.background.debts_of(look.lender)
        return bool(debts) and all(debt is not None and debt.overdue_since is not None for debt in debts)
    return look.denied(exception["fact"])


def excepted(
    frame: Frame, rule: Rule, background: Background, through: str = "lender", part: str | None = None
) -> Array:
    """Rows to which an exception that the case records applies: of the whole rule, or of the tests of one part."""
    out = np.zeros(len(frame), dtype=bool)
    for exception in rule.not_if:
        if part not in exception.get("parts", (None,)):
            continue
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

    With `per: person` one that names nobody is the borrower's.
    `days` are days of the calendar where the person was contacted, the day of the fact the first of them.
    `until: conversation` ends it with the first conversation after it; the one in which it was said is none.
    `within: hours` takes only those that lie inside the hours it names or touch them; all, where it names none.
    """
    begin, end = seconds_of(fact)
    mine = frame.known & (frame.instant >= begin)
    if fact.person or "per" in exception:
        mine &= frame.is_one_of("person", {fact.person or DEBTOR})
    if fact.debt:
        mine &= frame.is_one_of("debt", {fact.debt})
    if fact.channel:
        mine &= frame.is_one_of("channel", {fact.channel})
    rows = np.flatnonzero(mine)
    rows = rows[side_of(frame, background, through, rows, fact)]
    if "days" in exception:
        _first, last = days_of(frame, background, rows, fact)
        rows = rows[frame.day(rows) < last + int(exception["days"])]
    hours = hours_said(fact.value) if exception.get("within") == "hours" else []
    if hours:
        _inside, touching = in_hours(frame, rows, hours)
        rows = rows[touching]
    if exception.get("until") == "conversation":
        talks = rows[frame.is_one_of("outcome", {"conversation"})[rows] & (frame.instant[rows] >= max(end, begin + 1))]
        talks = talks[talks != frame.row_of.get(fact.incident or "", -1)]
        if len(talks):
            rows = rows[frame.instant[rows] <= frame.instant[talks].min()]
    return rows
