"""Contacts that came after something was said or done: a refusal, a settlement, a police warning …"""

from __future__ import annotations

import numpy as np

from casekit.model import Fact
from casekit.rules.frame import Array
from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.hours import hours_said, in_hours
from casekit.rules.look import Look, days_of, seconds_of


def after_fact(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts after a dated fact of the kinds in `fact`; `at_least` of them for one person. One hit a person.

    `of: person` takes the contacts of the person whom the fact names, and no fact that names none;
    `of: channel` those of the channel it names, and both those of both; otherwise all contacts of the side it was
    said to. With
    `within: hours` only those inside the hours the fact names ("09:00-12:00"). `days` ends its effect after so
    many calendar days (its own day is the first), `until` when a fact of that kind comes. The contact in which
    it was said is the first one and not among them unless `including` is set. A contact of which it cannot be
    said whether it came after the fact, within its hours and before its end is at the boundary.
    """
    frame, rows = look.frame, look.rows[look.frame.known[look.rows]]
    kinds, named = (
        [given] if isinstance(given, str) else list(given)
        for given in (parameters["fact"], parameters.get("of", "side"))
    )
    nothing = np.zeros(len(rows), dtype=bool)
    over, edge, nobodys = nothing.copy(), nothing.copy(), nothing.copy()
    unread: dict[str, Array] = {}
    for fact in look.facts(*kinds):
        if any(one in ("person", "channel") and not getattr(fact, one) for one in named):
            continue
        sure, maybe = _after(look, rows, fact, parameters)
        if parameters.get("within") == "hours":
            hours = hours_said(fact.value)
            if not hours:
                unread[fact.kind] = unread.get(fact.kind, nothing) | (maybe & _of(look, rows, fact))
                continue
            inside, touching = in_hours(frame, rows, hours)
            sure, maybe = sure & inside, maybe & touching
        mine = _of(look, rows, fact)
        over |= mine & sure
        edge |= mine & maybe
        if fact.person:
            nobodys |= maybe & frame.is_missing("person")[rows] & look.side(rows, fact)
    told = over | edge
    hits = _of_persons(look, rows, over, edge & ~over, int(parameters.get("at_least", 1)))
    unclear = {"person": nobodys & ~told, **{kind: found & ~told for kind, found in unread.items()}}
    for what, found in unclear.items():
        if found.any() and np.count_nonzero(found | told) >= int(parameters.get("at_least", 1)):
            hits.append(Hit("", NONE, rows[found], int(np.count_nonzero(found)), what))
    return hits


def _of_persons(look: Look, rows: Array, over: Array, edge: Array, least: int) -> list[Hit]:
    """One hit for each person with enough contacts, or with so many that there may be enough."""
    hits = []
    concerned = np.flatnonzero(over | edge)
    for _person, members in groups(look.frame.codes["person"][rows[concerned]], concerned, minimum=least):
        sure, unsure = rows[members[over[members]]], rows[members[edge[members]]]
        person = person_of(look.frame, rows[members[0]])
        if len(sure) >= least:
            hits.append(Hit(person, sure, unsure, len(sure)))
        else:
            hits.append(Hit(person, NONE, rows[members], len(members)))
    return hits


def _of(look: Look, rows: Array, fact: Fact) -> Array:
    """Which rows a fact is about: of the side, the person and the channel that it names."""
    mine = look.side(rows, fact)
    if fact.person:
        mine &= look.frame.is_one_of("person", {fact.person})[rows]
    if fact.channel:
        mine &= look.frame.is_one_of("channel", {fact.channel})[rows]
    return mine


def _after(look: Look, rows: Array, fact: Fact, parameters: Parameters) -> tuple[Array, Array]:
    """(which rows came after a fact and before its effect ended, which may have)."""
    frame = look.frame
    begin, end = seconds_of(fact)
    moments, ends = frame.instant[rows], frame.instant[rows] + frame.length[rows]
    own = rows == frame.row_of.get(fact.incident or "", -1)
    sure = ((moments > end if end == begin else moments >= end) & ~own) | (own & bool(parameters.get("including")))
    maybe = (ends >= begin) & ~own
    if "days" in parameters:
        first, last = days_of(frame, look.background, rows, fact)
        sure &= frame.last_day[rows] < first + int(parameters["days"])
        maybe &= frame.first_day[rows] < last + int(parameters["days"])
    for one in look.facts(parameters["until"]) if "until" in parameters else ():
        if one.at > fact.at:
            ended = _of(look, rows, one)
            over, over_for_sure = seconds_of(one)
            sure &= ~ended | (ends <= over)
            maybe &= ~ended | (moments < over_for_sure) | (moments <= over)
    return sure, maybe
