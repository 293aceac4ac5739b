"""Contacts outside the hours in which a rule allows them."""

from __future__ import annotations

from typing import Any

import numpy as np

from casekit.rules.frame import DAY, Array
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = 7 * DAY
_THURSDAY = 3  # 1970-01-01 was one


def time_outside(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts outside the `allowed` hours of the wall clock, one hit a day.

    `allowed` is a list of {from, to, days}; without `days` it holds on every weekday. Exactly at either end is
    the boundary, and so is a time known only to the day or month. With `zones: every` a contact must lie
    inside in every zone the person may be in.
    """
    frame, rows = look.frame, look.rows
    unknown = frame.among(rows, ~frame.known)
    rows = frame.among(rows, frame.known)
    quiet = _quiet(parameters["allowed"])
    inside, touching = _judged(quiet, frame.second[rows], frame.length[rows])
    if parameters.get("zones") == "every":
        for places, seconds in _elsewhere(look, rows):
            also_inside, also_touching = _judged(quiet, seconds, frame.length[rows[places]])
            inside[places] |= also_inside
            touching[places] |= also_touching
    touching &= ~inside
    concerned = np.flatnonzero(inside | touching)
    hits = []
    for day, members in groups(frame.day(rows[concerned]), concerned):
        over, edge = rows[members[inside[members]]], rows[members[touching[members]]]
        hits.append(Hit(date_of(day), over, edge, len(over)))
    return hits if not len(unknown) else [*hits, Hit("", NONE, unknown, 0, "time")]


def _clock(text: str) -> int:
    """Seconds since midnight of "HH:MM"; "24:00" is the end of the day."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _quiet(allowed: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """The stretches of a week, from Monday 00:00 on, in which no contact is allowed; the last may run over its end."""
    open_hours = sorted(
        (WEEKDAYS.index(day) * DAY + _clock(one["from"]), WEEKDAYS.index(day) * DAY + _clock(one["to"]))
        for one in allowed
        for day in one.get("days", WEEKDAYS)
    )
    merged: list[tuple[int, int]] = []
    for begin, end in open_hours:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    following = [*merged[1:], (merged[0][0] + _WEEK, 0)]
    return [(end, begin) for (_begin, end), (begin, _end) in zip(merged, following, strict=True) if begin > end]


def _judged(quiet: list[tuple[int, int]], seconds: Array, length: Array) -> tuple[Array, Array]:
    """(wholly inside a quiet stretch, touching one) for wall clock intervals."""
    if not quiet:
        return np.zeros(len(seconds), dtype=bool), np.zeros(len(seconds), dtype=bool)
    begins, ends = (np.array(one) for one in zip(*quiet, strict=True))
    # Counted from the first quiet second of the week, every stretch lies in one piece.
    offset = (seconds + _THURSDAY * DAY - begins[0]) % _WEEK
    begins, ends = begins - begins[0], ends - begins[0]
    until = offset + length
    place = np.searchsorted(begins, offset, side="right") - 1
    inside = (offset > begins[place]) & (until < ends[place])
    following = np.r_[begins[1:], _WEEK][place]
    touching = ~inside & ((offset <= ends[place]) | (until >= following))
    return inside, touching


def _elsewhere(look: Look, rows: Array) -> list[tuple[Array, Array]]:
    """(places in `rows`, wall clock there) for every other zone a person may be in."""
    found = []
    for person in look.background.persons.values():
        if not person.other_zones:
            continue
        places = np.flatnonzero(look.frame.is_one_of("person", {person.id})[rows])
        found += [(places, look.frame.second_in(zone, rows[places])) for zone in person.other_zones]
    return found
