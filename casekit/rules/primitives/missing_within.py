"""Something a collector has to do within days of its first contact, and did not."""

from __future__ import annotations

import numpy as np

from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look, days_of


def missing_within(look: Look, parameters: Parameters) -> list[Hit]:
    """No fact of kind `fact` within `days` days after the first contact, of each caller or of the lender.

    Days are those of the calendar where the person was contacted: of a first contact on the 6th, 5 days are over
    with the 11th. Nothing is said before they have passed by what the case knows. Whether it came is asked where
    the case records neither that it did nor that it did not; a fact known only to a time that reaches over the
    last day leaves the contact at the boundary.
    """
    frame, fact, days = look.frame, str(parameters["fact"]), int(parameters["days"])
    rows = look.rows[frame.known[look.rows]]
    if not len(rows):
        return []
    latest = int(frame.last_day[frame.known].max())
    each = look.through == "caller"
    owner = frame.codes["party"][rows] if each else np.zeros(len(rows), dtype=np.int64)
    hits = []
    for party, members in groups(owner, rows):
        one = members[frame.instant[members].argmin()][None]
        due = int(frame.last_day[members].min()) + days
        told = [days_of(frame, look.background, one, given) for given in look.facts(fact) if look.side(one, given)[0]]
        if latest <= due or any(last[0] <= due for _first, last in told):
            continue
        key = date_of(frame.first_day[one[0]])
        if each and party < 0:
            hits.append(Hit(key, NONE, one, days, "party"))
        elif any(first[0] <= due for first, _last in told):
            hits.append(Hit(key, NONE, one, days))
        elif told or any(look.side(one, denied)[0] for denied in look.denials(fact)):
            hits.append(Hit(key, one, NONE, days))
        else:
            hits.append(Hit(key, NONE, one, days, fact))
    return hits
