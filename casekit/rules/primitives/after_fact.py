"""Contacts that came after something was said or done: a refusal, a settlement, a police warning …"""

from __future__ import annotations

import numpy as np

from casekit.model import Fact
from casekit.rules.frame import DAY, Array
from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.look import Look, seconds_of
from casekit.rules.primitives.time_outside import clock


def after_fact(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts after a dated fact of the kinds in `fact`; `at_least` of them for one person. One hit a person.

    `of: person` takes the contacts of the person whom the fact names, and no fact that names none;
    `of: channel` those of the channel it names; otherwise all contacts of the side it was said to. With
    `within: hours` only those inside the hours the fact names ("09:00-12:00"). `days` ends its effect that
    many days later (its own day is the first), `until` when a fact of that kind comes. The contact in which it
    was said is the first one and not among them unless `including` is set. A contact on the day of a fact of
    which only the day is known is at the boundary.
    """
    frame, rows = look.frame, look.rows[look.frame.known[look.rows]]
    kinds = [parameters["fact"]] if isinstance(parameters["fact"], str) else list(parameters["fact"])
    least, including = int(parameters.get("at_least", 1)), bool(parameters.get("including", False))
    over, edge = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for fact in look.facts(*kinds):
        mine = _concerned(look, rows, fact, parameters)
        if mine is None:
            continue
        begin, end = seconds_of(fact)
        own = rows == frame.row_of.get(fact.incident or "", -1)
        later = frame.instant[rows] > end if end == begin else frame.instant[rows] >= end
        touches = frame.instant[rows] + frame.length[rows] >= begin
        in_force = frame.instant[rows] < _ends(look, fact, parameters)
        over |= mine & in_force & ((later & ~own) | (own & including))
        edge |= mine & in_force & touches & ~own
    edge &= ~over
    hits = []
    concerned = np.flatnonzero(over | edge)
    for _person, members in groups(frame.codes["person"][rows[concerned]], concerned):
        sure, unsure = rows[members[over[members]]], rows[members[edge[members]]]
        person = person_of(frame, rows[members[0]])
        if len(sure) >= least:
            hits.append(Hit(person, sure, unsure, len(sure)))
        elif len(members) >= least and len(unsure):
            hits.append(Hit(person, NONE, rows[members], len(members)))
    return hits


def _concerned(look: Look, rows: Array, fact: Fact, parameters: Parameters) -> Array | None:
    """Which rows a fact is about; None when it is about nobody this test looks at."""
    frame, of = look.frame, parameters.get("of", "side")
    if of == "person" and not fact.person:
        return None
    mine = look.side(rows, fact)
    if fact.person:
        mine &= frame.is_one_of("person", {fact.person})[rows]
    if of == "channel":
        mine &= frame.is_one_of("channel", {fact.channel})[rows]
    if parameters.get("within") == "hours":
        mine &= _in_hours(look, rows, fact.value)
    return mine


def _in_hours(look: Look, rows: Array, said: str) -> Array:
    """Which rows lie inside hours given as "09:00-12:00"; none when they are not given so."""
    begin, _dash, end = said.replace("–", "-").replace("：", ":").partition("-")
    try:
        first, last = clock(begin.strip()), clock(end.strip())
    except ValueError:
        return np.zeros(len(rows), dtype=bool)
    offset = (look.frame.second[rows] - first) % DAY
    inside: Array = (offset > 0) & (offset + look.frame.length[rows] < (last - first) % DAY)
    return inside


def _ends(look: Look, fact: Fact, parameters: Parameters) -> int:
    """When the effect of a fact ends, UTC seconds since 1970."""
    ends = 2**62
    if "days" in parameters:
        ends = min(ends, int(fact.at.timestamp()) + int(parameters["days"]) * DAY)
    if "until" in parameters:
        later = [one for one in look.facts(parameters["until"]) if one.at > fact.at]
        ends = min([ends, *(seconds_of(one)[0] for one in later)])
    return ends
