"""The tests about many contacts in a short time: within any so many hours, wherever they begin.

A contact known to the second is a moment; one known to the minute, hour or day lies somewhere within an
interval. What is in a window wherever in its interval it lies counts; what may be in one is at the boundary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups, person_of
from casekit.rules.look import Look


def burst(look: Look, parameters: Parameters) -> list[Hit]:
    """At least `at_least` contacts with one person within any `hours`; windows that overlap are one hit.

    Contacts of which the person is not known may all be different persons': they are unclear.
    """
    frame, least = look.frame, int(parameters["at_least"])
    rows = frame.among(look.rows, frame.known)
    hits = []
    for one, members in groups(frame.codes["person"][rows], rows, minimum=least):
        for hit in in_windows(frame, members, None, least, _span(parameters)):
            key = f"{person_of(frame, members[0])} {hit.key}".strip()
            hits.append(replace(hit, key=key, unclear="person" if one < 0 else ""))
    return hits


def distinct(look: Look, parameters: Parameters) -> list[Hit]:
    """At least `at_least` different persons or numbers (`of`) within any `hours`; what is not known is not counted."""
    frame, of = look.frame, str(parameters["of"])
    rows = frame.among(look.rows, frame.known & ~frame.is_missing(of))
    return in_windows(frame, rows, frame.codes[of][rows], int(parameters["at_least"]), _span(parameters))


def _span(parameters: Parameters) -> int:
    return int(float(parameters["hours"]) * 3600)


def in_windows(frame: Frame, rows: Array, units: Array | None, least: int, span: int) -> list[Hit]:
    """One hit for each stretch of windows that hold `least` different units, then those that may.

    `units` is what is counted once however often it comes, a number a row; None when every row counts.
    """
    if len(rows) < least:
        return []
    begin = frame.instant[rows]
    if (begin[1:] < begin[:-1]).any():
        order = np.argsort(begin, kind="stable")
        rows, begin, units = rows[order], begin[order], None if units is None else units[order]
    length = frame.length[rows]
    end = begin + np.maximum(length, 1)
    hits, found = [], np.zeros(len(rows), dtype=bool)
    # From `end - span` to `begin` a window can open and hold the whole interval of the contact.
    for stretch in _stretches(end - span, begin, units, least, span):
        first, stop = np.searchsorted(begin, (stretch.begin, stretch.stop)).tolist()
        inside = end[first:stop] <= stretch.stop
        found[first:stop] |= inside
        held = rows[first:stop]
        hits.append(_hit(frame, held if inside.all() else held[inside], NONE, stretch.most))
    if not length.any():
        return hits
    longest = int((end - begin).max())
    # From just after `begin - span` to just before `end` a window can open and touch the interval.
    for stretch in _stretches(begin - span + 1, end - 1, units, least, span):
        near = np.arange(*np.searchsorted(begin, (stretch.begin - longest, stretch.stop)))
        touching = rows[near[(end[near] > stretch.begin) & ~found[near]]]
        if len(touching):
            hits.append(_hit(frame, NONE, touching, stretch.most))
    return hits


def _hit(frame: Frame, rows: Array, boundary: Array, most: int) -> Hit:
    first = (rows if len(rows) else boundary)[0]
    return Hit(date_of(frame.second[first] // DAY), rows, boundary, most)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Overlapping windows: from the opening of the first to the end of the last, and the most any one holds."""

    begin: int
    stop: int
    most: int


def _stretches(lows: Array, highs: Array, units: Array | None, least: int, span: int) -> list[_Stretch]:
    """Where windows of `span` seconds hold at least `least` different units.

    A contact is in every window that opens from its low to its high; a unit is in a window once, however
    many of its contacts are. The most units are in windows that open at some contact's high.
    """
    possible = lows <= highs
    if not possible.all():
        lows, highs, units = lows[possible], highs[possible], None if units is None else units[possible]
    if not len(lows):
        return []
    opening, closing = (_sorted(one) for one in ((lows, highs) if units is None else _merged(lows, highs, units)))
    moments = closing if units is None else _sorted(highs)
    held = np.searchsorted(opening, moments, side="right") - np.searchsorted(closing, moments, side="left")
    enough = held >= least
    moments, held = moments[enough], held[enough]
    if not len(moments):
        return []
    firsts = np.flatnonzero(np.r_[True, np.diff(moments) >= span])
    lasts = np.r_[firsts[1:], len(moments)] - 1
    most = np.maximum.reduceat(held, firsts)
    return [
        _Stretch(int(moments[first]), int(moments[last]) + span, int(one))
        for first, last, one in zip(firsts, lasts, most, strict=True)
    ]


def _sorted(times: Array) -> Array:
    """Times in order; they mostly come so."""
    return times if (times[1:] >= times[:-1]).all() else np.sort(times, kind="stable")


def _merged(lows: Array, highs: Array, units: Array) -> tuple[Array, Array]:
    """Lows and highs of the ranges, those of one unit that overlap made into one."""
    in_time = (lows[1:] >= lows[:-1]).all()
    order = np.argsort(units, kind="stable") if in_time else np.lexsort((lows, units))
    units, lows, highs = units[order].astype(np.int64), lows[order], highs[order]
    # Each unit's ranges are moved clear of the next one's, so that one running maximum serves all.
    apart = (units - int(units[0])) * int(highs.max() - lows.min() + 1)
    reach = np.maximum.accumulate(highs + apart)
    firsts = np.flatnonzero(np.r_[True, (units[1:] != units[:-1]) | ((lows + apart)[1:] > reach[:-1])])
    return lows[firsts], np.maximum.reduceat(highs, firsts)
