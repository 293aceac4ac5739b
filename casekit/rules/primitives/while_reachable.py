"""Contacts with others although the debtor could be reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casekit.model.vocabulary import CALL_CHANNELS, CONNECTED_OUTCOMES
from casekit.rules.frame import DAY, Array
from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.look import Look, seconds_of

_WRITTEN = ("sms", "im", "email", "app_push", "letter")
_LONG_AGO = -(2**62)


def while_reachable(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts before which the debtor could be reached by this lender, on their day or `look_back_days` days before.

    It could be reached when the debtor answered a call, rang or wrote; those rows are the hit's `proof`. A
    fact `debtor_reachable` says so as well, `debtor_unreachable` the contrary from its time on. Where nothing
    says either, or calls to the debtor failed `failed_tries` times or more between the latest sign and the contact,
    it is asked; of such a contact the sign and the latest tries are the proof. A contact of which it cannot be said
    that such a sign came before it is at the boundary. One hit a person.
    """
    frame, days = look.frame, int(parameters["look_back_days"])
    known = frame.known[look.rows]
    rows = look.rows[known]
    signs = _signs(look)
    certain, possible = (_latest(look, rows, signs, days, sure=sure) for sure in (True, False))
    lost = _lost(look, rows)
    reachable = signs.begun(certain) > lost
    edge = ~reachable & (signs.begun(possible) > lost)
    tries = _Tries.of(look, rows, signs, np.where(reachable, certain, possible), int(parameters["failed_tries"]))
    doubted = (reachable | edge) & tries.enough
    asked_of = (doubted | (~reachable & ~edge & (lost == _LONG_AGO))) & (not look.denied("debtor_reachable"))
    reachable, edge = reachable & ~doubted, edge & ~doubted
    hits = []
    for _person, members in groups(frame.codes["person"][rows], np.arange(len(rows))):
        person = person_of(frame, rows[members[0]])
        over, near, asked = (members[mask[members]] for mask in (reachable, edge, asked_of))
        if len(over) or len(near):
            hits.append(Hit(person, rows[over], rows[near], len(over), proof=signs.shown(certain[over])))
        if len(asked):
            unsure = asked[doubted[asked]]
            proof = frame.union((signs.shown(certain[unsure]), tries.shown(unsure)))
            hits.append(Hit(person, NONE, rows[asked], len(asked), "debtor_reachable", proof=proof))
    if not known.all():
        hits.append(Hit("", NONE, look.rows[~known], 0, "time"))
    return hits


@dataclass(frozen=True, slots=True)
class _Signs:
    """When the debtor could be reached, in the order of time; the row that shows it, -1 where a fact says so."""

    begin: Array
    end: Array
    row: Array

    def begun(self, places: Array) -> Array:
        """When the signs at some places began, long ago for none (-1)."""
        begun: Array = np.r_[self.begin, _LONG_AGO][places]
        return begun

    def shown(self, places: Array) -> Array:
        """The rows that show the signs at some places."""
        rows = np.unique(np.r_[self.row, -1][places])
        shown: Array = rows[rows >= 0]
        return shown


@dataclass(frozen=True, slots=True)
class _Tries:
    """Calls to the debtor that failed after the latest sign and before each contact with others.

    `rows` are all failed calls in the order of time, `before` how many of them came before each contact, `enough`
    whether `least` of those came after the sign. What was answered and dropped was answered; of what is not known how
    it ended, and of a voicemail, it is not taken that the debtor was reached.
    """

    rows: Array
    before: Array
    enough: Array
    least: int

    @staticmethod
    def of(look: Look, contacts: Array, signs: _Signs, places: Array, least: int) -> _Tries:
        frame = look.frame
        failed = frame.where({"role": ["debtor"], "direction": ["in"], "channel": CALL_CHANNELS})
        failed = failed & ~frame.where({"outcome": CONNECTED_OUTCOMES})
        rows = look.around[(frame.known & (frame.length <= DAY) & failed)[look.around]]
        rows = rows[np.argsort(frame.instant[rows], kind="stable")]
        times = frame.instant[rows]
        before = np.searchsorted(times, frame.instant[contacts], side="left")
        ended = np.r_[np.maximum(signs.end, signs.begin + 1), _LONG_AGO][places]
        return _Tries(rows, before, before - np.searchsorted(times, ended, side="left") >= least, least)

    def shown(self, contacts: Array) -> Array:
        """The latest failed calls before each of some contacts."""
        shown: Array = np.unique(self.rows[self.before[contacts][:, None] - 1 - np.arange(self.least)])
        return shown


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


def _latest(look: Look, rows: Array, signs: _Signs, days: int, *, sure: bool) -> Array:
    """The place of the latest sign before each row, for sure or perhaps; -1 for none."""
    frame = look.frame
    if not len(signs.begin):
        return np.full(len(rows), -1)
    moments = np.maximum(signs.end, signs.begin + 1) if sure else signs.begin
    until = frame.instant[rows] if sure else frame.instant[rows] + np.maximum(frame.length[rows] - 1, 0) - 1
    order = np.argsort(moments, kind="stable")
    place = np.searchsorted(moments[order], until, side="right") - 1
    sign = order[place]
    # The look-back reaches to the midnight that began its first day, where the person was contacted.
    day = frame.last_day[rows] if sure else frame.first_day[rows]
    earliest = frame.instant[rows] - frame.second[rows] + (day.astype(np.int64) - days) * DAY
    latest = signs.begin[sign] if sure else np.maximum(signs.end[sign] - 1, signs.begin[sign])
    found: Array = np.where((place >= 0) & (latest >= earliest), sign, -1)
    return found


def _lost(look: Look, rows: Array) -> Array:
    """Since when the user said, by the time of each row, that the debtor could not be reached; long ago for never."""
    moments = np.sort(np.array([seconds_of(one)[0] for one in look.facts("debtor_unreachable")], dtype=np.int64))
    place = np.searchsorted(moments, look.frame.instant[rows], side="right")
    since: Array = np.r_[_LONG_AGO, moments][place]
    return since
