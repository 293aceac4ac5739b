"""The tests that rules are made of, each over arrays.

Every primitive gets the frame, the positions of the rows that a rule is about, its parameters from the
rulebook, and the case's dated facts; it gives hits. A row whose interval of time lies wholly inside what a
rule speaks of counts; one that touches the edge is at the boundary.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background, Fact
from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups, person_of
from casekit.rules.windows import burst, distinct_persons


def quiet_hours(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Contacts between `start` and `end` of the wall clock (over midnight), one hit a day.

    Exactly at either end is the boundary, and so is a time known only to the day or month: it may lie
    inside. Of a time that is not known nothing can be said.
    """
    begin, end = _clock(parameters["start"]), _clock(parameters["end"])
    span = (end - begin) % DAY
    unknown = rows[~frame.known[rows]]
    rows = rows[frame.known[rows]]
    offset = (frame.second[rows] - begin) % DAY
    until = offset + frame.length[rows]
    inside = (offset > 0) & (until < span)
    touching = ~inside & ((offset <= span) | (until >= DAY))
    concerned = np.flatnonzero(inside | touching)
    hits = []
    for day, members in groups(frame.day(rows[concerned]), concerned):
        over, edge = rows[members[inside[members]]], rows[members[touching[members]]]
        hits.append(Hit(date_of(day), over, edge, len(over)))
    return hits if not len(unknown) else [*hits, Hit("", NONE, unknown, 0, "time")]


def count_per_day(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """More than `limit` rows on one natural day, per person, line or number (`per`), by outcome.

    Rows of `outcomes` count, rows of `maybe` may count; a time known only to the month is left out. Rows of
    which the owner (person, line, number) is not known may be any owner's: they can only make a day unclear.
    """
    per, limit = str(parameters["per"]), int(parameters["limit"])
    usable = frame.known[rows] & (frame.length[rows] <= DAY)
    sure = usable & frame.is_one_of("outcome", parameters["outcomes"])[rows]
    maybe = usable & frame.is_one_of("outcome", parameters.get("maybe", ()))[rows]
    picked = np.flatnonzero(sure | maybe)
    rows, sure = rows[picked], sure[picked]
    days, owner = frame.day(rows), frame.codes[per][rows].astype(np.int64)
    nobodys = dict(groups(days[owner < 0], np.flatnonzero(owner < 0)))
    unclear_days = np.isin(days, list(nobodys)) if nobodys else np.zeros(len(days), dtype=bool)
    hits = []
    for _key, members in groups((days << 24) + owner + 1, np.arange(len(rows)), minimum=limit + 1):
        name = frame.categories[per][int(owner[members[0]])] if owner[members[0]] >= 0 else ""
        key = f"{date_of(days[members[0]])} {name}".strip()
        certain, unsure = rows[members[sure[members]]], rows[members[~sure[members]]]
        if not name:
            hits.append(Hit(key, NONE, rows[members], len(members), per))
        elif len(certain) > limit:
            hits.append(Hit(key, certain, unsure, len(certain)))
        else:
            hits.append(Hit(key, NONE, rows[members], len(members)))
    owned = np.flatnonzero(unclear_days & (owner >= 0))
    for _key, members in groups((days[owned] << 24) + owner[owned], owned):
        others = nobodys[int(days[members[0]])]
        if len(members) <= limit < len(members) + len(others):
            together = rows[np.r_[members, others]]
            key = f"{date_of(days[members[0]])} {frame.categories[per][int(owner[members[0]])]}"
            hits.append(Hit(key, NONE, together, len(together), per))
    return hits


def tagged(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Rows that carry one of `tags`; with `at_least`, only when there are that many. One hit a person."""
    rows = rows[frame.has_tag(parameters["tags"])[rows]]
    least = int(parameters.get("at_least", 1))
    if len(rows) < least:
        return []
    people = groups(frame.codes["person"][rows], np.arange(len(rows)))
    # What is compared with the threshold is the number over all persons where the rule asks for several.
    return [
        Hit(person_of(frame, rows[members[0]]), rows[members], NONE, len(rows) if least > 1 else len(members))
        for _key, members in people
    ]


def after_refusal(frame: Frame, rows: Array, parameters: Parameters, background: Background) -> list[Hit]:
    """Contacts with a person after that person asked this side to stop; `at_least` of them. One hit a person.

    The contact in which they asked is the first one and not among them unless `including` is set. A contact
    on the day of a refusal of which only the day is known is at the boundary.
    """
    least, including = int(parameters.get("at_least", 1)), bool(parameters.get("including", False))
    rows = rows[frame.known[rows]]
    hits = []
    for person, facts in _refusals(background).items():
        if person not in frame.categories["person"]:
            continue
        mine = rows[frame.codes["person"][rows] == frame.categories["person"].index(person)]
        over, edge = np.zeros(len(mine), dtype=bool), np.zeros(len(mine), dtype=bool)
        for fact in facts:
            side = _same_side(frame, mine, fact, background)
            begin = int(fact.at.timestamp())
            end = begin + _length(fact)
            own = mine == frame.row_of.get(fact.incident or "", -1)
            later = frame.instant[mine] > end if end == begin else frame.instant[mine] >= end
            touches = frame.instant[mine] + frame.length[mine] >= begin
            over |= side & ((later & ~own) | (own & including))
            edge |= side & touches & ~own
        edge &= ~over
        if over.sum() >= least:
            hits.append(Hit(person, mine[over], mine[edge], int(over.sum())))
        elif over.sum() + edge.sum() >= least and edge.any():
            hits.append(Hit(person, NONE, mine[over | edge], int(over.sum() + edge.sum())))
    return hits


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


def _refusals(background: Background) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in background.facts_of("refused_contact"):
        if fact.person:
            found.setdefault(fact.person, []).append(fact)
    return found


def _same_side(frame: Frame, rows: Array, fact: Fact, background: Background) -> Array:
    """Rows of the lender that was told; a refusal that names nobody, or callers not known, match all."""
    lender = background.lender_told(fact)
    if lender is None:
        return np.ones(len(rows), dtype=bool)
    told = frame.lenders.index(lender.id)
    side: Array = (frame.lender[rows] == told) | (frame.lender[rows] < 0)
    return side


def _length(fact: Fact) -> int:
    length = PRECISION_LENGTH.get(fact.precision)
    return 0 if length is None else int(length.total_seconds())
