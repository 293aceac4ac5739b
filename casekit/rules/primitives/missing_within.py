"""Something a collector has to do within days of its first contact, and did not."""

from __future__ import annotations

import numpy as np

from casekit.rules.frame import DAY
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look, seconds_of


def missing_within(look: Look, parameters: Parameters) -> list[Hit]:
    """No fact of kind `fact` within `days` days after the first contact, of each caller or of the lender.

    Nothing is said before the days have passed by what the case knows. Whether it came is asked where the
    case records neither that it did nor that it did not.
    """
    frame, fact, days = look.frame, str(parameters["fact"]), int(parameters["days"])
    rows = look.rows[frame.known[look.rows]]
    if not len(rows):
        return []
    latest = int((frame.instant + frame.length)[frame.known].max())
    owner = frame.codes["party"][rows] if look.through == "caller" else np.zeros(len(rows), dtype=np.int64)
    hits = []
    for _party, members in groups(owner, np.arange(len(rows))):
        mine = rows[members]
        first = mine[frame.instant[mine].argmin()]
        due = (int(frame.instant[first]) // DAY + days + 1) * DAY
        told = [one for one in look.facts(fact) if look.side(mine[:1], one)[0]]
        if any(seconds_of(one)[0] < due for one in told) or latest < due:
            continue
        one = np.array([first])
        key = date_of(frame.day(one)[0])
        if told or look.denied(fact):
            hits.append(Hit(key, one, NONE, days))
        else:
            hits.append(Hit(key, NONE, one, days, fact))
    return hits
