"""Running a rulebook over the events table.

For every rule and scope (a debt, or a lender where the rule counts per lender): the rows of its dates, of
those it binds and of its roles and channels are taken; its tests are run; what they hit becomes a finding.
Rows of which it is not known whether they belong to the scope, or whether the rule binds the lender, are run
as well, so that a finding can say what would follow, and ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from casekit.model import Background
from casekit.rules.finding import Finding
from casekit.rules.frame import DAY, Array, Frame, frame_of
from casekit.rules.primitives import PRIMITIVES, Hit
from casekit.rules.rulebook import Rule, Rulebook
from casekit.rules.sentences import Unclear, finding_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Scope:
    """What one finding is about: rows that belong to it for sure, and rows that may belong to it."""

    debt: str | None
    lender: str | None
    sure: Array
    maybe: Array


def check(events: pd.DataFrame, background: Background, rulebook: Rulebook) -> list[Finding]:
    """Every finding of a rulebook on an events table, strongest instruments first as the book lists them."""
    frame = frame_of(events, background)
    findings = []
    scopes = {name: _scopes(frame, background, name) for name in ("debt", "lender")}
    for rule in rulebook.rules:
        selected = _selected(frame, rule)
        for scope in scopes[rule.scope]:
            finding = _finding(frame, background, rule, scope, selected)
            if finding is not None:
                findings.append(finding)
    return findings


def _finding(frame: Frame, background: Background, rule: Rule, scope: Scope, selected: Array) -> Finding | None:
    bound, type_unknown = _bound(frame, rule, background, scope.lender)
    allowed = selected & ~_excepted(frame, rule, background)
    sure = scope.sure[(allowed & bound)[scope.sure]]
    hits = _run(frame, rule, sure, background)
    if scope.maybe.size:
        widened = np.union1d(sure, scope.maybe[(allowed & bound)[scope.maybe]])
        wider = _run(frame, rule, widened, background) if widened.size > sure.size else hits
    else:
        wider = hits
    if _over(hits):
        return finding_of(frame, background, rule, scope.debt, scope.lender, hits, wider, ())
    if _over(wider):
        return finding_of(frame, background, rule, scope.debt, scope.lender, hits, wider, (Unclear("debt", None),))
    open_rows = np.union1d(scope.sure, scope.maybe)
    open_rows = open_rows[(allowed & (bound | type_unknown))[open_rows]]
    if type_unknown[open_rows].any():
        supposed = _run(frame, rule, open_rows, background)
        if _over(supposed):
            return finding_of(
                frame, background, rule, scope.debt, scope.lender, (), supposed, (Unclear("lender_type", scope.lender),)
            )
    if hits:
        unclear = tuple(Unclear(name, None) for name in sorted({hit.unclear for hit in hits if hit.unclear}))
        return finding_of(frame, background, rule, scope.debt, scope.lender, hits, hits, unclear)
    return None


def _run(frame: Frame, rule: Rule, rows: Array, background: Background) -> list[Hit]:
    hits: list[Hit] = []
    if not rows.size:
        return hits
    for test in rule.test:
        mine = rows[_where(frame, test["where"])[rows]] if "where" in test else rows
        hits.extend(PRIMITIVES[test["kind"]](frame, mine, test, background))
    return hits


def _over(hits: Any) -> bool:
    """Whether a hit is certain; one that hangs on something unknown is not."""
    return any(len(hit.rows) and not hit.unclear for hit in hits)


def _selected(frame: Frame, rule: Rule) -> Array:
    """Rows inside the rule's dates, roles, channels and direction; without a time there is no rule."""
    first = _days(rule.effective_from)
    last = _days(rule.effective_to) if rule.effective_to else None
    day = frame.second // DAY
    until = (frame.second + np.maximum(frame.length - 1, 0)) // DAY
    inside = frame.known & (day >= first)
    if last is not None:
        inside &= until <= last
    return inside & _where(frame, {"direction": ["in"], **rule.where})


def _days(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _where(frame: Frame, where: dict[str, Any]) -> Array:
    inside = np.ones(len(frame.ids), dtype=bool)
    for column, values in where.items():
        inside &= frame.has_tag(values) if column == "tags" else frame.is_one_of(column, values)
    return inside


def _bound(frame: Frame, rule: Rule, background: Background, scope: str | None) -> tuple[Array, Array]:
    """(rows whose lender or caller the rule binds, rows of which that is not known).

    A caller who is not known is looked at as if it came from the lender the finding would be about.
    """
    everybody = np.ones(len(frame.ids), dtype=bool)
    if "anyone" in rule.binds:
        return everybody, ~everybody
    bound, unknown = [], []
    for party in [*frame.categories["party"], None]:
        known = background.parties.get(party) if party else None
        lender = background.lender_of(party or scope)
        types = {one.lender_type for one in (known, lender) if one is not None}
        bound.append(bool(types & rule.binds))
        unknown.append(not types & rule.binds and (lender is None or lender.lender_type == "unknown"))
    codes = frame.codes["party"]
    return np.array(bound)[codes], np.array(unknown)[codes]


def _excepted(frame: Frame, rule: Rule, background: Background) -> Array:
    """Rows to which an exception that the case records applies."""
    out = np.zeros(len(frame.ids), dtype=bool)
    for exception in rule.not_if:
        for fact in background.facts_of(exception["fact"]):
            rows = frame.instant >= int(fact.at.timestamp())
            if exception.get("per") == "person":
                people = frame.categories["person"]
                rows &= frame.codes["person"] == (people.index(fact.person) if fact.person in people else -2)
            lender = background.lender_of(fact.party) or background.debt_lender(fact.debt)
            if lender is not None:
                rows &= frame.lender == frame.lenders.index(lender.id)
            out |= rows
    return out


def _scopes(frame: Frame, background: Background, name: str) -> list[Scope]:
    everything = np.arange(len(frame.ids))
    if not background.debts:
        return [Scope(None, sole.id if (sole := background.sole_lender()) else None, everything, everything[:0])]
    if name == "lender":
        lenders = dict.fromkeys(debt.lender for debt in background.debts.values())
        return [_scope_of_lender(frame, background, lender) for lender in lenders]
    return [_scope_of_debt(frame, background, debt) for debt in background.debts]


def _scope_of_lender(frame: Frame, background: Background, lender: str) -> Scope:
    debts = background.debts_of(lender)
    place = frame.lenders.index(lender) if lender in frame.lenders else -2
    mine = (frame.lender == place) | frame.is_one_of("debt", {debt.id for debt in debts})
    open_rows = (frame.lender < 0) & (frame.codes["debt"] < 0)
    debt = debts[0].id if len(debts) == 1 else None
    return Scope(debt, lender, np.flatnonzero(mine), np.flatnonzero(open_rows & ~mine))


def _scope_of_debt(frame: Frame, background: Background, debt: str) -> Scope:
    lender = background.debt_lender(debt)
    mine = frame.is_one_of("debt", {debt})
    place = frame.lenders.index(lender.id) if lender is not None and lender.id in frame.lenders else -2
    open_rows = (frame.codes["debt"] < 0) & ((frame.lender < 0) | (frame.lender == place))
    return Scope(debt, lender.id if lender else None, np.flatnonzero(mine), np.flatnonzero(open_rows))
