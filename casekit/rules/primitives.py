"""The tests that rules are made of, each over arrays.

Every primitive gets the frame, the positions of the rows that a rule is about, its parameters from the
rulebook, and the case's dated facts; it gives hits. A row whose interval of time lies wholly inside what a
rule speaks of counts; one that touches the edge is at the boundary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background, Fact
from casekit.rules.frame import DAY, Array, Frame

NONE: Array = np.empty(0, dtype=np.int64)
Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """Rows that offend together (one day, line, person or window), and rows of which it cannot be said.

    `figure` is the value that was compared with the threshold; `unclear` names what is missing to tell.
    """

    key: str
    rows: Array
    boundary: Array = field(default_factory=lambda: NONE)
    figure: int = 0
    unclear: str = ""


def quiet_hours(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Contacts between `start` and `end` of the wall clock (over midnight), one hit a day.

    Exactly at either end is the boundary. A time known only to the day says nothing about the hour and
    is left out.
    """
    begin, end = _clock(parameters["start"]), _clock(parameters["end"])
    span = (end - begin) % DAY
    rows = rows[frame.known[rows] & (frame.length[rows] <= 3600)]
    offset = (frame.second[rows] - begin) % DAY
    until = offset + frame.length[rows]
    inside = (offset > 0) & (until < span)
    touching = ~inside & ((offset <= span) | (until >= DAY))
    days = frame.day(rows)
    hits = []
    for day, members in _groups(days[inside | touching], np.flatnonzero(inside | touching)):
        over, edge = rows[members[inside[members]]], rows[members[touching[members]]]
        hits.append(Hit(_date(day), over, edge, len(over)))
    return hits


def count_per_day(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """More than `limit` rows on one natural day, per person or per line (`per`), by outcome.

    Rows of `outcomes` count, rows of `maybe` may count; a time known only to the month is left out. With
    `per: line`, rows whose line is not known cannot be added to any line: they make the day unclear.
    """
    per, limit = str(parameters["per"]), int(parameters["limit"])
    usable = frame.known[rows] & (frame.length[rows] <= DAY)
    sure = usable & frame.is_one_of("outcome", parameters["outcomes"])[rows]
    maybe = usable & frame.is_one_of("outcome", parameters.get("maybe", ()))[rows]
    picked = np.flatnonzero(sure | maybe)
    rows, sure = rows[picked], sure[picked]
    days, owner = frame.day(rows), frame.codes[per][rows].astype(np.int64)
    hits = []
    for _key, members in _groups((days << 24) + owner + 1, np.arange(len(rows)), minimum=limit + 1):
        code, day = int(owner[members[0]]), int(days[members[0]])
        certain, unsure = rows[members[sure[members]]], rows[members[~sure[members]]]
        name = frame.categories[per][code] if code >= 0 else ""
        unclear = per if code < 0 else ""
        key = f"{_date(day)} {name}".strip()
        if len(certain) > limit:
            hits.append(Hit(key, certain, unsure, len(certain), unclear))
        else:
            hits.append(Hit(key, NONE, rows[members], len(members), unclear))
    return hits


def tagged(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Rows that carry one of `tags`; with `at_least`, only when there are that many. One hit a person."""
    rows = rows[frame.has_tag(parameters["tags"])[rows]]
    least = int(parameters.get("at_least", 1))
    if len(rows) < least:
        return []
    people = _groups(frame.codes["person"][rows], np.arange(len(rows)))
    # What is compared with the threshold is the number over all persons where the rule asks for several.
    return [
        Hit(_person(frame, rows[members[0]]), rows[members], NONE, len(rows) if least > 1 else len(members))
        for _key, members in people
    ]


def after_refusal(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Contacts with a person after that person asked this side to stop; `at_least` of them. One hit a person.

    The contact in which they asked is the first one and not among them unless `including` is set.
    """
    least, including = int(parameters.get("at_least", 1)), bool(parameters.get("including", False))
    hits = []
    for person, facts in _refusals(background).items():
        if person not in frame.categories["person"]:
            continue
        mine = rows[frame.codes["person"][rows] == frame.categories["person"].index(person)]
        over, edge = np.zeros(len(mine), dtype=bool), np.zeros(len(mine), dtype=bool)
        for fact in facts:
            side = _same_side(frame, mine, fact, background)
            begin = int(fact.at.timestamp())
            end = begin + int(_length(fact))
            own = np.array([one == fact.incident for one in frame.ids[mine]], dtype=bool)
            later = frame.instant[mine] > end if end == begin else frame.instant[mine] >= end
            touches = frame.instant[mine] + frame.length[mine] >= begin
            over |= side & frame.known[mine] & (later | (own & including)) & (including | ~own)
            edge |= side & frame.known[mine] & touches & ~own
        edge &= ~over
        if over.sum() >= least:
            hits.append(Hit(person, mine[over], mine[edge], int(over.sum())))
        elif over.sum() + edge.sum() >= least and edge.any():
            hits.append(Hit(person, NONE, mine[over | edge], int(over.sum() + edge.sum())))
    return hits


def burst(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """At least `at_least` rows within any `hours`, per person; overlapping windows are one hit."""
    least, span = int(parameters["at_least"]), int(float(parameters["hours"]) * 3600)
    rows = _timed(frame, rows)
    hits = []
    for _person_code, members in _groups(frame.codes["person"][rows], np.arange(len(rows)), minimum=least):
        mine = rows[members]
        moments = frame.instant[mine]
        last = np.searchsorted(moments, moments + span, side="left")
        sizes = last - np.arange(len(mine))
        for first, stop in _united(np.flatnonzero(sizes >= least), last):
            hits.append(Hit(f"{_person(frame, mine[first])} {_date(frame.second[mine[first]] // DAY)}".strip(),
                            mine[first:stop], NONE, int(sizes[first:stop].max())))  # fmt: skip
    return hits


def distinct_persons(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """At least `at_least` different persons within any `hours`; persons who are not known are not counted."""
    least, span = int(parameters["at_least"]), int(float(parameters["hours"]) * 3600)
    rows = _timed(frame, rows[frame.codes["person"][rows] >= 0])
    moments, people = frame.instant[rows].tolist(), frame.codes["person"][rows].tolist()
    inside: dict[int, int] = {}
    first = 0
    windows: list[tuple[int, int, int]] = []  # first row, one past the last, persons
    for position, person in enumerate(people):
        inside[person] = inside.get(person, 0) + 1
        while moments[position] - moments[first] >= span:
            inside[people[first]] -= 1
            if not inside[people[first]]:
                del inside[people[first]]
            first += 1
        if len(inside) >= least:
            if windows and first < windows[-1][1]:
                begin, _stop, most = windows[-1]
                windows[-1] = begin, position + 1, max(most, len(inside))
            else:
                windows.append((first, position + 1, len(inside)))
    return [Hit(_date(frame.second[rows[begin]] // DAY), rows[begin:stop], NONE, most) for begin, stop, most in windows]


PRIMITIVES: dict[str, Callable[[Frame, Array, Parameters, Background], list[Hit]]] = {
    "quiet_hours": quiet_hours,
    "count_per_day": count_per_day,
    "tagged": tagged,
    "after_refusal": after_refusal,
    "burst": burst,
    "distinct_persons": distinct_persons,
}


def _clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _date(day: Any) -> str:
    return str(np.datetime64(int(day), "D"))


def _person(frame: Frame, row: int) -> str:
    return str(frame.value("person", int(row)) or "")


def _timed(frame: Frame, rows: Array) -> Array:
    """Rows whose time is known to the hour or better, in time order."""
    rows = rows[frame.known[rows] & (frame.length[rows] <= 3600)]
    return rows[np.argsort(frame.instant[rows], kind="stable")]


def _groups(keys: Array, members: Array, minimum: int = 1) -> Iterator[tuple[int, Array]]:
    """(key, members) for every key that at least `minimum` members share, in the order of the keys."""
    if not len(keys):
        return
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    stops = np.r_[starts[1:], len(ordered)]
    large = np.flatnonzero(stops - starts >= minimum)
    for place in large:
        yield int(ordered[starts[place]]), members[order[starts[place] : stops[place]]]


def _united(firsts: Array, stops: Array) -> Iterator[tuple[int, int]]:
    """Windows [first, stops[first]) that overlap, as one."""
    begin = end = -1
    for first in firsts.tolist():
        if begin >= 0 and first < end:
            end = max(end, int(stops[first]))
            continue
        if begin >= 0:
            yield begin, end
        begin, end = first, int(stops[first])
    if begin >= 0:
        yield begin, end


def _refusals(background: Background) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in background.facts_of("refused_contact"):
        if fact.person:
            found.setdefault(fact.person, []).append(fact)
    return found


def _same_side(frame: Frame, rows: Array, fact: Fact, background: Background) -> Array:
    """Rows of the lender that was told; a refusal that names nobody, or callers not known, match all."""
    lender = background.lender_of(fact.party)
    if lender is None:
        return np.ones(len(rows), dtype=bool)
    told = frame.lenders.index(lender.id)
    side: Array = (frame.lender[rows] == told) | (frame.lender[rows] < 0)
    return side


def _length(fact: Fact) -> float:
    length = PRECISION_LENGTH.get(fact.precision)
    return 0.0 if length is None else length.total_seconds()


__all__: Sequence[str] = ["PRIMITIVES", "Hit"]
