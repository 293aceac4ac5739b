"""Which rows a rule is about: of its dates, of those it binds, of its roles, channels and direction, of one debt or lender.

Each part is a mark on every row that is made once for all rules that share it. Of a row of which something is not
known (the debt, the kind of lender, who was reached, when), what that is goes along, one bit each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casekit.model import Background
from casekit.rules.conditions import excepted
from casekit.rules.frame import Array, Frame
from casekit.rules.look import day_number
from casekit.rules.questions import kind_of_caller
from casekit.rules.rulebook import WHO, Rule

# What may not be known of a row, in the order in which it is supposed; one bit each.
UNKNOWNS = ("debt", "lender_type", "person", "time")
DEBT, LENDER_TYPE, PERSON, TIME = (np.uint8(1 << place) for place in range(len(UNKNOWNS)))
_FOR_EVER = 10**7  # a day that never comes


@dataclass(frozen=True, slots=True)
class Scope:
    """What one finding is about: marks on rows that belong to it for sure, and on rows that may belong to it."""

    debt: str | None
    lender: str | None
    sure: Array
    maybe: Array
    sure_rows: Array
    every_row: Array


def selected(frame: Frame, background: Background, through: str, rule: Rule, scope: Scope) -> tuple[Array, Array]:
    """(rows that a rule is about in a scope or may be about, what is not known of each).

    Rows to which an exception applies that the case records are none of them.
    """
    in_time, undated = _of_dates(frame, rule)
    bound, type_unknown = _bound(frame, background, through, rule, scope)
    taken = in_time & frame.where({"direction": ["in"], **rule.where}, whoever=True)
    taken &= bound | type_unknown
    taken &= scope.sure | scope.maybe
    if rule.not_if and taken.any():
        taken &= ~frame.mark(("excepted", rule.id), lambda: excepted(frame, rule, background, through))
    rows = frame.same(np.flatnonzero(taken))
    who = WHO & rule.where.keys()
    flags = np.zeros(len(rows), dtype=np.uint8)
    for bit, unknown in (
        (DEBT, scope.maybe),
        (LENDER_TYPE, type_unknown),
        (PERSON, frame.is_stranger(who) if who else None),
        (TIME, undated),
    ):
        if unknown is not None and unknown.any():
            flags |= unknown[rows] * bit
    return rows, flags


def scopes_of(frame: Frame, background: Background, name: str) -> list[Scope]:
    """Every debt (and every lender of whom no debt is recorded), or every lender."""
    lenders = background.lenders()
    if not lenders:
        everything = frame.where({})
        return [_scope(None, None, everything, ~everything)]
    if name == "lender":
        return [_scope_of_lender(frame, background, lender.id) for lender in lenders]
    without = [lender.id for lender in lenders if not background.debts_of(lender.id)]
    return [
        *(_scope_of_debt(frame, background, debt) for debt in background.debts),
        *(_scope_of_lender(frame, background, lender) for lender in without),
    ]


def _scope(debt: str | None, lender: str | None, sure: Array, maybe: Array) -> Scope:
    rows = np.flatnonzero(sure)
    return Scope(debt, lender, sure, maybe, rows, np.flatnonzero(sure | maybe) if maybe.any() else rows)


def _scope_of_lender(frame: Frame, background: Background, lender: str) -> Scope:
    debts = background.debts_of(lender)
    mine = (frame.lender == frame.lenders.index(lender)) | frame.is_one_of("debt", {debt.id for debt in debts})
    open_rows = (frame.lender < 0) & frame.is_missing("debt") & ~mine
    return _scope(debts[0].id if len(debts) == 1 else None, lender, mine, open_rows)


def _scope_of_debt(frame: Frame, background: Background, debt: str) -> Scope:
    lender = background.debt_lender(debt)
    place = frame.lenders.index(lender.id) if lender is not None else -1
    open_rows = frame.is_missing("debt") & ((frame.lender < 0) | (frame.lender == place))
    return _scope(debt, lender.id if lender else None, frame.is_one_of("debt", {debt}), open_rows)


def _of_dates(frame: Frame, rule: Rule) -> tuple[Array, Array]:
    """(rows inside the rule's dates or perhaps inside, those of which that is not known)."""
    first = day_number(rule.effective_from)
    last = day_number(rule.effective_to) if rule.effective_to else _FOR_EVER
    day, until = frame.first_day, frame.last_day
    in_time = frame.mark(("in force", first, last), lambda: ~frame.known | ((until >= first) & (day <= last)))
    undated = frame.mark(
        ("perhaps in force", first, last), lambda: in_time & ~(frame.known & (day >= first) & (until <= last))
    )
    return in_time, undated


def _bound(frame: Frame, background: Background, through: str, rule: Rule, scope: Scope) -> tuple[Array, Array]:
    """(rows of those whom the rule binds, rows of which that is not known).

    An agency is bound through the lender it acts for, or by what it is itself where the book says so. A caller
    who is not known is looked at as if it came from the lender the finding would be about.
    """
    everybody = frame.where({})
    if "anyone" in rule.binds:
        return everybody, frame.mark("nothing", lambda: ~everybody)
    callers: list[str | None] = [*frame.categories["party"], None]
    kinds = [_kind(background, through, scope.lender, party) for party in callers]

    def of_callers(wanted: frozenset[str]) -> Array:
        """Many rules bind the same kinds, and most cases have callers of one kind."""
        chosen = tuple(kind in wanted for kind in kinds)
        return frame.mark(("callers", chosen), lambda: np.array(chosen)[frame.codes["party"]])

    return of_callers(rule.binds), of_callers(frozenset(("unknown",)))


def _kind(background: Background, through: str, lender: str | None, party: str | None) -> str:
    """What a caller counts as for those whom a rule binds."""
    found = background.parties.get(party or "")
    if through == "caller":
        return kind_of_caller(found) if found is not None else "unknown"
    behind = background.lender_of(party) or background.lender_of(lender)
    return behind.lender_type if behind else "unknown"
