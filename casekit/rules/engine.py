"""Running a rulebook over the events table.

For every rule and scope (a debt, or a lender where the rule counts per lender): the rows of its dates, of
those it binds and of its roles and channels are taken; its tests are run; what they hit becomes a finding.
Rows of which something is not known (the debt, the kind of lender, who was reached, when) are then taken as
if they belonged here, step by step, so that a finding can say what would follow, and ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from casekit.model import Background
from casekit.rules.asking import Unclear, kind_of_caller
from casekit.rules.conditions import NEVER, UNKNOWN, asked_of, excepted, open_exceptions, state_of
from casekit.rules.finding import Finding
from casekit.rules.frame import Array, Frame, frame_of
from casekit.rules.hits import NONE, Hit
from casekit.rules.look import Look, day_number
from casekit.rules.primitives import PRIMITIVES
from casekit.rules.rulebook import WHO, Rule, Rulebook
from casekit.rules.sentences import finding_of

if TYPE_CHECKING:
    import pandas as pd

# What may not be known of a row, in the order in which it is supposed; one bit each.
UNKNOWNS = ("debt", "lender_type", "person", "time")
_DEBT, _LENDER_TYPE, _PERSON, _TIME = (np.uint8(1 << place) for place in range(len(UNKNOWNS)))
_NOTHING = np.uint8(0)
_FOR_EVER = 10**7  # a day that never comes


@dataclass(frozen=True, slots=True)
class Scope:
    """What one finding is about: rows that belong to it for sure, and rows that may belong to it."""

    debt: str | None
    lender: str | None
    sure: Array
    maybe: Array


def check(events: pd.DataFrame, background: Background, rulebook: Rulebook) -> list[Finding]:
    """Every finding of a rulebook on an events table, in the order of the book."""
    frame = frame_of(events, background)
    findings = []
    scopes = {name: _scopes(frame, background, name) for name in ("debt", "lender")}
    for rule in rulebook.rules:
        selected, unknown = _selected(frame, rule)
        selected &= ~excepted(frame, rule, background, rulebook.through)
        for scope in scopes[rule.scope]:
            finding = _finding(Place(frame, background, rulebook.through, scope), rule, selected, unknown)
            if finding is not None:
                lender = background.parties.get(scope.lender or "")
                routes = rulebook.routes_for(rule, lender.lender_type) if lender else rule.routes
                findings.append(replace(finding, routes=routes))
    return findings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is run: the whole table and what the finding would be about."""

    frame: Frame
    background: Background
    through: str
    scope: Scope

    def look(self, rows: Array, around: Array) -> Look:
        return Look(self.frame, rows, around, self.background, self.scope.lender, self.scope.debt, self.through)


def _finding(place: Place, rule: Rule, selected: Array, unknown: Array) -> Finding | None:
    frame, background, scope = place.frame, place.background, place.scope
    pending = []
    for required in rule.requires:
        state = state_of(place.look(scope.sure, scope.sure), required)
        if state == NEVER:
            return None
        if state == UNKNOWN:
            pending.append(str(required["fact"]))
    bound, type_unknown = _bound(place, rule)
    flags: Array = unknown | np.where(type_unknown, _LENDER_TYPE, _NOTHING)
    flags[scope.maybe] |= _DEBT
    rows = frame.union((scope.sure, scope.maybe)) if scope.maybe.size else scope.sure
    rows = rows[(selected & (bound | type_unknown))[rows]]
    if not rows.size:
        return None
    runs = _runs(place, rule, rows, flags[rows])
    sure, with_debts = runs[0], runs[1]
    if rule.asks_who:
        flags = flags | np.where(frame.is_stranger(rule.asks_who), _PERSON, _NOTHING)
    found = frame.union(part for hit in sure for part in (hit.rows, hit.boundary))

    def finding(status: str, hits: list[Hit], wider: list[Hit], supposed: list[Hit]) -> Finding:
        more = frame.without(frame.union(part for hit in supposed for part in (hit.rows, hit.boundary)), found)
        unclear = _unclear(place, rule, hits, more, flags)
        asked = tuple(Unclear(fact, scope.lender, 0) for fact in pending)
        if status == "over" and not pending:
            # Of contacts whose debt is not known the finding gives an upper bound instead.
            unclear = tuple(one for one in unclear if one.what != "debt")
            same, hits = wider is hits, _without_unclear(frame, hits)
            wider = hits if same else _without_unclear(frame, wider)
        elif unclear or pending:
            status = "cannot_tell"
        exceptions = open_exceptions(rule, place.look(scope.sure, scope.sure))
        about = (scope.debt, scope.lender)
        callers = place.through == "caller"
        asked = (*asked, *unclear)
        return finding_of(frame, background, rule, about, hits, wider, asked, exceptions, status, callers=callers)

    if _over(sure):
        return finding("over", sure, with_debts, runs[-1])
    supposed = next((run for run in runs if _over(run)), None) or sure
    supposed = supposed or next((run for run in runs if any(hit.unclear for hit in run)), [])
    return finding("boundary", supposed, supposed, supposed) if supposed else None


def _runs(place: Place, rule: Rule, rows: Array, flags: Array) -> list[list[Hit]]:
    """What is hit when nothing is supposed, and then with one kind of unknown more supposed each time."""
    runs: list[list[Hit]] = []
    before = -1
    for step, supposed in enumerate(("", *UNKNOWNS)):
        taken = rows[flags < (1 << step)] if flags.any() else rows
        whoever = step > UNKNOWNS.index("person") and bool(rule.asks_who)
        if len(taken) > before or (supposed == "person" and rule.asks_who):
            runs.append(_run(place, rule, taken, whoever=whoever, with_open_debts=step > 0))
        else:
            runs.append(runs[-1])
        before = len(taken)
    return runs


def _run(place: Place, rule: Rule, rows: Array, *, whoever: bool, with_open_debts: bool) -> list[Hit]:
    hits: list[Hit] = []
    if not rows.size:
        return hits
    frame, scope = place.frame, place.scope
    around = frame.union((scope.sure, scope.maybe)) if with_open_debts and scope.maybe.size else scope.sure
    for number, test in enumerate(rule.test):
        mine = rows[frame.where(test["where"], whoever=whoever)[rows]] if "where" in test else rows
        for asked, concerned in asked_of(place.look(mine, around), test.get("requires", ())):
            for hit in PRIMITIVES[test["kind"]](place.look(concerned, around), test):
                hits.append(replace(hit, test=number, unclear=hit.unclear or asked))
    return hits


def _without_unclear(frame: Frame, hits: list[Hit]) -> list[Hit]:
    """Hits beside a certain one; the rows of one that hangs on something unknown are not counted, only listed."""
    return [
        replace(hit, rows=NONE, boundary=frame.union((hit.rows, hit.boundary))) if hit.unclear else hit for hit in hits
    ]


def _over(hits: Iterable[Hit]) -> bool:
    """Whether a hit is certain; one that hangs on something unknown is not."""
    return any(len(hit.rows) and not hit.unclear for hit in hits)


def _unclear(place: Place, rule: Rule, hits: Iterable[Hit], more: Array, flags: Array) -> tuple[Unclear, ...]:
    """What is not known of hits, and of the rows that would come in addition, with how many rows it is about."""
    counts: dict[str, int] = {}
    # A condition of a test holds whenever it came about: no day is compared with it.
    conditions = {str(required["fact"]) for test in rule.test for required in test.get("requires", ())}
    for hit in hits:
        if hit.unclear:
            rows = 0 if hit.unclear in conditions else len(hit.rows) + len(hit.boundary)
            counts[hit.unclear] = counts.get(hit.unclear, 0) + rows
    lender = place.scope.lender
    for bit, name in enumerate(UNKNOWNS):
        concerned = more[flags[more] >> bit & 1 > 0]
        if name == "lender_type" and place.through == "caller":
            # What a caller is cannot be asked before it is known who it was.
            named = place.frame.is_one_of("party_kind", ("lender", "agency"))[concerned]
            if not named.all():
                counts["party"] = counts.get("party", 0) + int(np.count_nonzero(~named))
            concerned = concerned[named]
        if len(concerned):
            counts[name] = counts.get(name, 0) + len(concerned)
    about = {"lender_type": lender} | {hit.unclear: lender for hit in hits if hit.unclear not in UNKNOWNS}
    return tuple(Unclear(name, about.get(name), count) for name, count in sorted(counts.items()))


def _selected(frame: Frame, rule: Rule) -> tuple[Array, Array]:
    """Rows that are inside the rule's dates, roles, channels and direction or may be, and what is not known of each."""
    day, until = frame.first_day, frame.last_day
    first = day_number(rule.effective_from)
    last = day_number(rule.effective_to) if rule.effective_to else _FOR_EVER
    dated = frame.known & (day >= first) & (until <= last)
    undated = ~frame.known | ((until >= first) & (day <= last) & ~dated)
    unknown = np.where(undated, _TIME, _NOTHING)
    who = WHO & rule.where.keys()
    if who:
        unknown |= np.where(frame.is_stranger(who), _PERSON, _NOTHING)
    return (dated | undated) & frame.where({"direction": ["in"], **rule.where}, whoever=True), unknown


def _bound(place: Place, rule: Rule) -> tuple[Array, Array]:
    """(rows of those whom the rule binds, rows of which that is not known).

    An agency is bound through the lender it acts for, or by what it is itself where the book says so. A caller
    who is not known is looked at as if it came from the lender the finding would be about.
    """
    frame = place.frame
    everybody = np.ones(len(frame), dtype=bool)
    if "anyone" in rule.binds:
        return everybody, ~everybody
    callers: list[str | None] = [*frame.categories["party"], None]
    kinds = [_kind(place, party) for party in callers]
    codes = frame.codes["party"]
    bound = np.array([kind in rule.binds for kind in kinds])[codes]
    return bound, np.array([kind == "unknown" for kind in kinds])[codes]


def _kind(place: Place, party: str | None) -> str:
    """What a caller counts as for those whom a rule binds."""
    found = place.background.parties.get(party or "")
    if place.through == "caller":
        return kind_of_caller(found) if found is not None else "unknown"
    lender = place.background.lender_of(party) or place.background.lender_of(place.scope.lender)
    return lender.lender_type if lender else "unknown"


def _scopes(frame: Frame, background: Background, name: str) -> list[Scope]:
    """Every debt (and every lender of whom no debt is recorded), or every lender."""
    lenders = background.lenders()
    if not lenders:
        return [Scope(None, None, np.arange(len(frame)), np.arange(0))]
    if name == "lender":
        return [_scope_of_lender(frame, background, lender.id) for lender in lenders]
    without = [lender.id for lender in lenders if not background.debts_of(lender.id)]
    return [
        *(_scope_of_debt(frame, background, debt) for debt in background.debts),
        *(_scope_of_lender(frame, background, lender) for lender in without),
    ]


def _scope_of_lender(frame: Frame, background: Background, lender: str) -> Scope:
    debts = background.debts_of(lender)
    mine = (frame.lender == frame.lenders.index(lender)) | frame.is_one_of("debt", {debt.id for debt in debts})
    open_rows = (frame.lender < 0) & frame.is_missing("debt") & ~mine
    debt = debts[0].id if len(debts) == 1 else None
    return Scope(debt, lender, np.flatnonzero(mine), np.flatnonzero(open_rows))


def _scope_of_debt(frame: Frame, background: Background, debt: str) -> Scope:
    lender = background.debt_lender(debt)
    place = frame.lenders.index(lender.id) if lender is not None else -1
    open_rows = frame.is_missing("debt") & ((frame.lender < 0) | (frame.lender == place))
    sure = np.flatnonzero(frame.is_one_of("debt", {debt}))
    return Scope(debt, lender.id if lender else None, sure, np.flatnonzero(open_rows))
