"""Contacts within days of an event that should have been followed by quiet."""

from __future__ import annotations

import numpy as np

from casekit.rules.frame import DAY
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look


def cooldown(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts within `days` calendar days after an event; the day of the event is the first day.

    The event is a row matching `after` (columns and values, sent or received) of the same `per` (person,
    party). A contact after the event on its own day counts; of two known only to the same day it cannot be
    said which came first: they are at the boundary. One hit an event.
    """
    frame, days = look.frame, int(parameters["days"])
    rows = look.rows[frame.known[look.rows] & frame.is_one_of("outcome", parameters["outcomes"])[look.rows]]
    events = look.around[frame.known[look.around]]
    for column, values in parameters["after"].items():
        events = events[frame.is_one_of(column, values)[events]]
    if not len(rows) or not len(events):
        return []
    owner = np.zeros(len(frame), dtype=np.int64)
    for name in parameters.get("per", ()):
        owner = owner * (len(frame.categories[name]) + 1) + frame.codes[name] + 1
    order = np.lexsort((frame.instant[events], owner[events]))
    events = events[order]
    scale = int(frame.instant.max()) + 1
    keys = owner[events] * scale + frame.instant[events]
    own = owner[rows] * scale + frame.instant[rows]
    # The last event of the same owner strictly before the contact; the contact may be an event of its own.
    place = np.searchsorted(keys, own, side="left") - 1
    has = (place >= 0) & (owner[events[place]] == owner[rows])
    event = events[np.maximum(place, 0)]
    apart = frame.day(rows) - frame.day(event)
    near = has & (apart >= 0) & (apart < days)
    exact = (frame.length[rows] <= 86_400) & (frame.length[event] <= 86_400)
    certain = near & exact & (frame.instant[event] + frame.length[event] <= frame.instant[rows])
    hits = []
    concerned = np.flatnonzero(near)
    for one, members in groups(event[concerned], concerned):
        over, edge = rows[members[certain[members]]], rows[members[~certain[members]]]
        hits.append(Hit(date_of(frame.second[one] // DAY), over, edge, len(over), proof=np.array([one])))
    return hits + _same_day(look, rows, events, owner, near)


def _same_day(look: Look, rows: np.ndarray, events: np.ndarray, owner: np.ndarray, near: np.ndarray) -> list[Hit]:
    """Contacts on the day of an event of which it is not known that they came before it."""
    frame = look.frame
    rough = rows[~near & (frame.length[rows] > 1)]
    hits = []
    for one in events[frame.length[events] > 1]:
        same = rough[
            (owner[rough] == owner[one]) & (rough != one) & (frame.day(rough) == frame.day(np.array([one]))[0])
            & (frame.instant[rough] + frame.length[rough] > frame.instant[one])
            & (frame.instant[one] + frame.length[one] > frame.instant[rough])
        ]  # fmt: skip
        if len(same):
            hits.append(Hit(date_of(frame.day(same)[0]), NONE, same, 0, proof=np.array([one])))
    return hits
