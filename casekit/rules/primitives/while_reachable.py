"""Contacts with others although the debtor could be reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casekit.rules.frame import DAY, Array
from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.look import Look, seconds_of

_WRITTEN = ("sms", "im", "email", "app_push", "letter")
_LONG_AGO = -(2**62)


def while_reachable(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts before which the debtor could be reached by this lender, on their day or `look_back_days` days before.

    It could be reached when the debtor answered a call, rang or wrote; those rows are the hit's `proof`. A
    fact `debtor_reachable` says so as well, `debtor_unreachable` the contrary from its time on. Where nothing
    says either, it is asked. A contact of which it cannot be said that such a sign came before it is at the
    boundary. One hit a person.
    """
    frame, days = look.frame, int(parameters["look_back_days"])
    known = frame.known[look.rows]
    rows = look.rows[known]
    signs = _signs(look)
    certain, proof = _latest(look, rows, signs, days, sure=True)
    possible, _proof = _latest(look, rows, signs, days, sure=False)
    lost = _lost(look, rows)
    reachable = (certain > _LONG_AGO) & (certain > lost)
    edge = ~reachable & (possible > _LONG_AGO) & (possible > lost)
    open_rows = ~reachable & ~edge & (lost == _LONG_AGO) & (not look.denied("debtor_reachable"))
    hits = []
    for _person, members in groups(frame.codes["person"][rows], np.arange(len(rows))):
        person = person_of(frame, rows[members[0]])
        over, near, asked = (members[mask[members]] for mask in (reachable, edge, open_rows))
        if len(over) or len(near):
            shown = np.unique(proof[over])
            hits.append(Hit(person, rows[over], rows[near], len(over), proof=shown[shown >= 0]))
        if len(asked):
            hits.append(Hit(person, NONE, rows[asked], len(asked), "debtor_reachable"))
    if not known.all():
        hits.append(Hit("", NONE, look.rows[~known], 0, "time"))
    return hits


@dataclass(frozen=True, slots=True)
class _Signs:
    """When the debtor could be reached, in the order of time; the row that shows it, -1 where a fact says so."""

    begin: Array
    end: Array
    row: Array


def _signs(look: Look) -> _Signs:
    """Calls the debtor answered or made, what the debtor wrote, and what the user said of it."""
    frame = look.frame
    answered = frame.where({"role": ["debtor"], "outcome": ["conversation"]})
    wrote = frame.where({"role": ["debtor"], "direction": ["out"], "channel": _WRITTEN})
    rows = look.around[(frame.known & (frame.length <= DAY) & (answered | wrote))[look.around]]
    facts = [seconds_of(one) for one in look.facts("debtor_reachable")]
    begin = np.r_[frame.instant[rows], np.array([one for one, _end in facts], dtype=np.int64)]
    end = np.r_[frame.instant[rows] + frame.length[rows], np.array([one for _begin, one in facts], dtype=np.int64)]
    order = np.argsort(begin, kind="stable")
    return _Signs(begin[order], end[order], np.r_[rows, np.full(len(facts), -1)][order])


def _latest(look: Look, rows: Array, signs: _Signs, days: int, *, sure: bool) -> tuple[Array, Array]:
    """(when the latest sign before each row was, long ago for none; the row that shows it), for sure or perhaps."""
    frame = look.frame
    nothing = np.full(len(rows), _LONG_AGO), np.full(len(rows), -1)
    if not len(signs.begin):
        return nothing
    moments = np.maximum(signs.end, signs.begin + 1) if sure else signs.begin
    until = frame.instant[rows] if sure else frame.instant[rows] + np.maximum(frame.length[rows] - 1, 0) - 1
    order = np.argsort(moments, kind="stable")
    place = np.searchsorted(moments[order], until, side="right") - 1
    sign = order[place]
    # The look-back reaches to the midnight that began its first day, where the person was contacted.
    day = frame.last_day[rows] if sure else frame.first_day[rows]
    earliest = frame.instant[rows] - frame.second[rows] + (day.astype(np.int64) - days) * DAY
    latest = signs.begin[sign] if sure else np.maximum(signs.end[sign] - 1, signs.begin[sign])
    near = (place >= 0) & (latest >= earliest)
    return np.where(near, signs.begin[sign], nothing[0]), np.where(near, signs.row[sign], nothing[1])


def _lost(look: Look, rows: Array) -> Array:
    """Since when the user said, by the time of each row, that the debtor could not be reached; long ago for never."""
    moments = np.sort(np.array([seconds_of(one)[0] for one in look.facts("debtor_unreachable")], dtype=np.int64))
    place = np.searchsorted(moments, look.frame.instant[rows], side="right")
    since: Array = np.r_[_LONG_AGO, moments][place]
    return since
