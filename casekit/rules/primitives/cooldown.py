"""Contacts within days of an event that should have been followed by quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look
from casekit.rules.primitives.owners import first_unknown, names_of, owners_of, unknown_of


def cooldown(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts within `days` calendar days after an event; the day of the event is the first day.

    The event is a row matching `after` (columns and values, sent or received) of the same `per` (person,
    party). A contact after the event on its own day counts; of two of which it cannot be said which came first,
    as of two known only to the same day, the contact is at the boundary. Contacts of `outcomes` count, those of
    `maybe` may count. An event known only to the month starts nothing. One hit an event.
    """
    frame, days, per = look.frame, int(parameters["days"]), names_of(parameters)
    sure = frame.where({"outcome": parameters["outcomes"]})
    counted = sure | frame.where({"outcome": parameters["maybe"]}) if parameters.get("maybe") else sure
    rows = look.rows[(frame.known & counted)[look.rows]]
    events = look.around[(frame.known & (frame.length <= DAY) & frame.where(parameters["after"]))[look.around]]
    if not len(rows) or not len(events):
        return []
    hits: list[Hit] = []
    found = np.zeros(len(frame), dtype=bool)
    for mine, theirs, names, unclear in _alike(frame, rows, events, per):
        certain, possible = _latest_before(frame, mine, theirs, names, days)
        event = np.where(certain >= 0, certain, possible)
        near = np.flatnonzero((event >= 0) & ~found[mine])
        for one, members in groups(event[near], near):
            counts = (certain[members] >= 0) & sure[mine[members]]
            over, edge = mine[members[counts]], mine[members[~counts]]
            key, proof = date_of(frame.first_day[one]), np.array([one])
            if unclear:
                hits.append(Hit(key, NONE, mine[members], len(members), unclear, proof))
            else:
                hits.append(Hit(key, over, edge, len(over), proof=proof))
        found[mine[near]] = True
    return hits


def _alike(frame: Frame, rows: Array, events: Array, per: list[str]) -> Iterator[tuple[Array, Array, list[str], str]]:
    """(rows, events, the columns known of both, what is not known): first those of which everything is known."""
    of_rows, of_events = unknown_of(frame, rows, per), unknown_of(frame, events, per)
    of_either = [np.flatnonzero(np.bincount(of)).tolist() for of in (of_rows, of_events)]
    kinds = [(one | other, one, other) for one in of_either[0] for other in of_either[1]]
    for unknown, one, other in sorted(kinds):
        names = [name for place, name in enumerate(per) if not unknown >> place & 1]
        yield rows[of_rows == one], events[of_events == other], names, first_unknown(unknown, per)


def _latest_before(frame: Frame, rows: Array, events: Array, names: Sequence[str], days: int) -> tuple[Array, Array]:
    """(the latest event that was for sure before each row and near, the latest that may have been); -1 for none."""
    owners = owners_of(frame, np.r_[rows, events], names)
    mine, theirs = owners[: len(rows)], owners[len(rows) :]
    over = frame.instant[events] + np.maximum(frame.length[events], 1)
    certain = _last(mine, frame.instant[rows], theirs, over, rows, events)
    last = frame.instant[rows] + np.maximum(frame.length[rows] - 1, 0)
    possible = _last(mine, last - 1, theirs, frame.instant[events], rows, events)
    near = (certain >= 0) & (frame.last_day[rows] - frame.first_day[certain] < days)
    maybe = (possible >= 0) & (frame.first_day[rows] - frame.last_day[possible] < days)
    return np.where(near, certain, -1), np.where(maybe, possible, -1)


def _last(mine: Array, until: Array, theirs: Array, moments: Array, rows: Array, events: Array) -> Array:
    """For each row the event of the same owner with the latest moment that is not after `until`; -1 for none.

    A row that is an event is none that it could come after.
    """
    low = min(int(until.min()), int(moments.min()))
    scale = max(int(until.max()), int(moments.max())) - low + 1
    keys = theirs * scale + moments - low
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], mine * scale + until - low, side="right") - 1
    place -= (place >= 0) & (events[order[place]] == rows)
    same = (place >= 0) & (theirs[order[place]] == mine)
    latest: Array = np.where(same, events[order[place]], -1)
    return latest
