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
from casekit.rules.conditions import NEVER, UNKNOWN, asked_of, excepted, open_exceptions, state_of
from casekit.rules.finding import Finding
from casekit.rules.frame import Array, Frame, frame_of
from casekit.rules.hits import NONE, Hit
from casekit.rules.look import Look
from casekit.rules.primitives import hits_of
from casekit.rules.questions import Unclear
from casekit.rules.rulebook import Rule, Rulebook
from casekit.rules.selection import PERSON, UNKNOWNS, Scope, scopes_of, selected
from casekit.rules.sentences import finding_of

if TYPE_CHECKING:
    import pandas as pd


def check(events: pd.DataFrame, background: Background, rulebook: Rulebook) -> list[Finding]:
    """Every finding of a rulebook on an events table, in the order of the book."""
    frame = frame_of(events, background)
    findings = []
    scopes = {name: scopes_of(frame, background, name) for name in ("debt", "lender")}
    for rule in rulebook.rules:
        for scope in scopes[rule.scope]:
            finding = _finding(Place(frame, background, rulebook.through, scope), rule)
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


def _finding(place: Place, rule: Rule) -> Finding | None:
    frame, background, scope = place.frame, place.background, place.scope
    rows, flags = selected(frame, background, place.through, rule, scope)
    if not len(rows):
        return None
    whole = place.look(scope.sure_rows, scope.sure_rows)
    pending = []
    for required in rule.requires:
        state = state_of(whole, required)
        if state == NEVER:
            return None
        if state == UNKNOWN:
            pending.append(str(required["fact"]))
    runs = _runs(place, rule, rows, flags)
    sure, with_debts = runs[0], runs[1]

    def finding(status: str, hits: list[Hit], wider: list[Hit], supposed: list[Hit]) -> Finding:
        found = frame.union(part for hit in sure for part in (hit.rows, hit.boundary))
        more = frame.without(frame.union(part for hit in supposed for part in (hit.rows, hit.boundary)), found)
        unclear = _unclear(place, rule, hits, more, flags[np.searchsorted(rows, more)])
        asked = tuple(Unclear(fact, scope.lender, 0) for fact in pending)
        if status == "over" and not pending:
            # Of contacts whose debt is not known the finding gives an upper bound instead.
            unclear = tuple(one for one in unclear if one.what != "debt")
            same, hits = wider is hits, _without_unclear(frame, hits)
            wider = hits if same else _without_unclear(frame, wider)
        elif unclear or pending:
            status = "cannot_tell"
        told = {rule.test[hit.test].get("part") for hit in hits}
        exceptions = [one for one in open_exceptions(rule, whole) if not told.isdisjoint(one.get("parts", told))]
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
    around = scope.every_row if with_open_debts else scope.sure_rows
    for number, test in enumerate(rule.test):
        mine = frame.among(rows, frame.where(test["where"], whoever=whoever)) if "where" in test else rows
        mine = _not_excepted(place, rule, mine, test.get("part"))
        for asked, concerned in asked_of(place.look(mine, around), test.get("requires", ())):
            for hit in hits_of(place.look(concerned, around), test):
                hits.append(replace(hit, test=number, unclear=hit.unclear or asked))
    return hits


def _not_excepted(place: Place, rule: Rule, rows: Array, part: str | None) -> Array:
    """Rows without those that an exception of one part of a rule takes out of it."""
    if part is None or not any(part in one.get("parts", ()) for one in rule.not_if):
        return rows
    frame = place.frame
    out = frame.mark(("excepted", rule.id, part), lambda: excepted(frame, rule, place.background, place.through, part))
    return rows[~out[rows]]


def _without_unclear(frame: Frame, hits: list[Hit]) -> list[Hit]:
    """Hits beside a certain one; the rows of one that hangs on something unknown are not counted, only listed."""
    return [
        replace(hit, rows=NONE, boundary=frame.union((hit.rows, hit.boundary))) if hit.unclear else hit for hit in hits
    ]


def _over(hits: Iterable[Hit]) -> bool:
    """Whether a hit is certain; one that hangs on something unknown is not."""
    return any(len(hit.rows) and not hit.unclear for hit in hits)


def _unclear(place: Place, rule: Rule, hits: Iterable[Hit], more: Array, flags: Array) -> tuple[Unclear, ...]:
    """What is not known of hits, and of the rows that would come in addition, with how many rows it is about.

    `flags` say what is not known of each of these rows.
    """
    counts: dict[str, int] = {}
    if rule.asks_who:
        flags = flags | place.frame.is_stranger(rule.asks_who)[more] * PERSON
    # A condition of a test holds whenever it came about: no day is compared with it.
    conditions = {str(required["fact"]) for test in rule.test for required in test.get("requires", ())}
    for hit in hits:
        if hit.unclear:
            concerned = np.concatenate((hit.rows, hit.boundary))
            unknown = place.frame.is_unknown(hit.unclear, concerned)
            count = len(concerned) if unknown is None else int(np.count_nonzero(unknown))
            counts[hit.unclear] = counts.get(hit.unclear, 0) + (0 if hit.unclear in conditions else count)
    lender = place.scope.lender
    for bit, name in enumerate(UNKNOWNS):
        concerned = more[flags >> bit & 1 > 0]
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
