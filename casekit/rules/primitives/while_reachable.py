"""Contacts with others although the debtor could be reached."""

from __future__ import annotations

import numpy as np

from casekit.rules.frame import DAY, Array
from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.look import Look, seconds_of

_TALK = ("conversation",)
_WRITTEN = ("sms", "im", "email", "app_push", "letter")


def while_reachable(look: Look, parameters: Parameters) -> list[Hit]:
    """Contacts before which the debtor could be reached by this lender within `look_back_days` days.

    It could be reached when the debtor answered a call, rang or wrote; those rows are the hit's `proof`. A
    fact `debtor_reachable` says so as well, `debtor_unreachable` the contrary from its time on. Where nothing
    says either, it is asked; so it is where a time is known too roughly to tell whether the proof came before
    the contact and within the days. One hit a person.
    """
    frame, span = look.frame, int(parameters["look_back_days"]) * DAY
    known = frame.known[look.rows]
    rows = look.rows[known]
    proofs = _proofs(look)
    place = np.searchsorted(frame.instant[proofs] + frame.length[proofs], frame.instant[rows], side="left") - 1
    last = (
        np.full(len(rows), -(2**62))
        if not len(proofs)
        else np.where(place >= 0, frame.instant[proofs[np.maximum(place, 0)]], -(2**62))
    )
    said = _last_before(look, rows, "debtor_reachable")
    lost = _last_before(look, rows, "debtor_unreachable")
    latest = frame.instant[rows] + frame.length[rows]
    reachable = (np.maximum(last, said) >= latest - span) & (np.maximum(last, said) > lost)
    denied = (lost > np.maximum(last, said)) | look.denied("debtor_reachable")
    proven = reachable & (last >= said)
    hits = []
    for _person, members in groups(frame.codes["person"][rows], np.arange(len(rows))):
        person = person_of(frame, rows[members[0]])
        over = members[reachable[members]]
        unclear = members[~reachable[members] & ~denied[members]]
        if len(over):
            shown = proofs[np.unique(place[over[proven[over]]])] if proven[over].any() else NONE
            hits.append(Hit(person, rows[over], NONE, len(over), proof=shown))
        if len(unclear):
            hits.append(Hit(person, NONE, rows[unclear], len(unclear), "debtor_reachable"))
    if not known.all():
        hits.append(Hit("", NONE, look.rows[~known], 0, "time"))
    return hits


def _proofs(look: Look) -> Array:
    """Rows in which the debtor answered, rang or wrote, in the order in which they were over."""
    frame, rows = look.frame, look.around
    mine = frame.known[rows] & (frame.length[rows] <= DAY) & frame.is_one_of("role", {"debtor"})[rows]
    sent = frame.is_one_of("direction", {"out"})[rows]
    talked = frame.is_one_of("outcome", _TALK)[rows]
    wrote = sent & frame.is_one_of("channel", _WRITTEN)[rows]
    found = rows[mine & (talked | wrote)]
    order: Array = found[np.argsort(frame.instant[found] + frame.length[found], kind="stable")]
    return order


def _last_before(look: Look, rows: Array, kind: str) -> Array:
    """For each row when the latest fact of a kind before it began; long ago where there is none."""
    moments = np.sort(np.array([seconds_of(one)[0] for one in look.facts(kind)], dtype=np.int64))
    if not len(moments):
        return np.full(len(rows), -(2**62))
    place = np.searchsorted(moments, look.frame.instant[rows], side="right") - 1
    return np.where(place >= 0, moments[np.maximum(place, 0)], -(2**62))
