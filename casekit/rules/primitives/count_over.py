"""More contacts than a rule allows within a number of calendar days, a month, or at all."""

from __future__ import annotations

import numpy as np

from casekit.rules.frame import Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look
from casekit.rules.primitives.patterns import windows_of

_DAY_LENGTH, _MONTH_LENGTH = 86_400, 31 * 86_400


def count_over(look: Look, parameters: Parameters) -> list[Hit]:
    """More than `limit` rows of one owner within any `days` calendar days, `hours`, or a calendar `month`.

    `per` names whose rows are counted together: person, line, number, party; several make a smaller unit, none
    counts all. Rows of `outcomes` count, rows of `maybe` may count; a time known less exactly than the unit is
    left out. Rows of which the owner is not known may be any owner's: they can only make a window unclear.
    Without `days`, `hours` and `month` all rows of the owner are counted. Windows that overlap are one hit.
    """
    frame, limit = look.frame, int(parameters["limit"])
    per = [parameters["per"]] if isinstance(parameters["per"], str) else list(parameters["per"])
    sure = frame.is_one_of("outcome", parameters["outcomes"]) if "outcomes" in parameters else np.ones(len(frame), bool)
    maybe = frame.is_one_of("outcome", parameters.get("maybe", ()))
    rows = look.rows[(sure | maybe)[look.rows]]
    unit, width, usable = _unit(frame, rows, parameters)
    rows, unit = rows[usable], unit[usable]
    owner, missing = _owners(frame, rows, per)
    certain, known = sure[rows], owner >= 0
    if "hours" in parameters:
        hits = windows_of(frame, rows[known & certain], owner[known & certain], limit + 1, width, unclear=missing)
        found = frame.union(hit.rows for hit in hits)
        return hits + _unsure(frame, windows_of(frame, rows, owner, limit + 1, width, unclear=missing), found)
    hits = _stretches(frame, rows, unit, owner, known & certain, limit, width, per, "")
    if (known & ~certain).any():
        hits = _joined(frame, hits, _stretches(frame, rows, unit, owner, known, limit, width, per, ""))
    return hits + _nobodys(frame, rows, unit, owner, missing, limit, width, hits)


def _unit(frame: Frame, rows: Array, parameters: Parameters) -> tuple[Array, int, Array]:
    """(the place of each row on the scale of windows, their width on it, which rows are known exactly enough)."""
    known, length = frame.known[rows], frame.length[rows]
    if "hours" in parameters:
        return frame.instant[rows], int(float(parameters["hours"]) * 3600), known
    if "days" in parameters:
        return frame.day(rows), int(parameters["days"]), known & (length <= _DAY_LENGTH)
    if parameters.get("month"):
        months = frame.second[rows].astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        return months, 1, known & (length <= _MONTH_LENGTH)
    return np.zeros(len(rows), dtype=np.int64), 1, np.ones(len(rows), dtype=bool)


def _owners(frame: Frame, rows: Array, per: list[str]) -> tuple[Array, str]:
    """(whose each row is, -1 where not known; the first thing that is not known of any)."""
    owner = np.zeros(len(rows), dtype=np.int64)
    unknown = np.zeros(len(rows), dtype=bool)
    missing = ""
    for name in per:
        codes = frame.codes[name][rows].astype(np.int64)
        missing = missing or (name if (codes < 0).any() else "")
        unknown |= codes < 0
        owner = owner * (len(frame.categories[name]) + 1) + codes + 1
    owner[unknown] = -1
    return owner, missing


def _stretches(
    frame: Frame,
    rows: Array,
    unit: Array,
    owner: Array,
    taken: Array,
    limit: int,
    width: int,
    per: list[str],
    unclear: str,
) -> list[Hit]:
    """One hit for each stretch of windows that hold more than `limit` of the rows taken."""
    places = np.flatnonzero(taken)
    if len(places) <= limit:
        return []
    low = int(unit[places].min())
    span = int(unit[places].max()) - low + width + 1
    key = owner[places] * span + (unit[places] - low) + width
    order = np.argsort(key, kind="stable")
    key, places = key[order], places[order]
    # A window ends on the day of a contact: it holds what lies between its first day and that day.
    begin, end = np.searchsorted(key, key - width + 1, side="left"), np.searchsorted(key, key, side="right")
    full = np.flatnonzero((end - begin > limit) & (np.r_[key[1:], -1] != key))
    hits: list[Hit] = []
    start, stop, most = 0, -1, 0
    for at in full.tolist():
        if begin[at] >= stop:
            if stop > 0:
                hits.append(_hit(frame, rows[places[start:stop]], most, per, unclear))
            start, most = int(begin[at]), 0
        stop, most = int(end[at]), max(most, int(end[at] - begin[at]))
    if stop > 0:
        hits.append(_hit(frame, rows[places[start:stop]], most, per, unclear))
    return hits


def _hit(frame: Frame, rows: Array, most: int, per: list[str], unclear: str) -> Hit:
    names = [str(frame.value(name, int(rows[0])) or "") for name in per]
    known = rows[frame.known[rows]]
    day = date_of(frame.day(known).min()) if len(known) else ""
    return Hit(" ".join(part for part in (day, *names) if part), rows, NONE, most, unclear)


def _joined(frame: Frame, hits: list[Hit], wider: list[Hit]) -> list[Hit]:
    """Hits with what may count beside them, and stretches that are full only with what may count."""
    inside = np.zeros(len(frame), dtype=bool)
    inside[frame.union(hit.rows for hit in hits)] = True
    of_row = {row: place for place, hit in enumerate(hits) for row in hit.rows.tolist()}
    joined = list(hits)
    for stretch in wider:
        touched = sorted({of_row[row] for row in stretch.rows[inside[stretch.rows]].tolist()})
        unsure = stretch.rows[~inside[stretch.rows]]
        if not len(unsure):
            continue
        if touched:
            first = joined[touched[0]]
            joined[touched[0]] = Hit(first.key, first.rows, unsure, first.figure)
        else:
            joined.append(Hit(stretch.key, NONE, unsure, stretch.figure))
    return joined


def _unsure(frame: Frame, wider: list[Hit], found: Array) -> list[Hit]:
    """Of stretches that are full only with what may count, the rows not found before."""
    left = [(frame.without(np.r_[hit.rows, hit.boundary], found), hit) for hit in wider]
    return [Hit(hit.key, NONE, rows, hit.figure, hit.unclear) for rows, hit in left if len(rows)]


def _nobodys(
    frame: Frame, rows: Array, unit: Array, owner: Array, missing: str, limit: int, width: int, hits: list[Hit]
) -> list[Hit]:
    """Windows that would be too full if the rows of which the owner is not known were one owner's."""
    nobodys = np.flatnonzero(owner < 0)
    if not len(nobodys):
        return []

    def windows(places: Array) -> list[Hit]:
        taken = np.zeros(len(rows), dtype=bool)
        taken[places] = True
        return _stretches(frame, rows, unit, np.zeros_like(owner), taken, limit, width, [], missing)

    found = frame.union(part for hit in hits for part in (hit.rows, hit.boundary))
    times = np.sort(unit[nobodys])
    near = np.searchsorted(times, unit - width + 1, side="left") < np.searchsorted(
        times, unit + width - 1, side="right"
    )
    candidates = np.flatnonzero(near & (owner >= 0))
    unclear = windows(nobodys)
    for _owner, mine in groups(owner[candidates], candidates):
        own = rows[mine]
        unclear += [hit for hit in windows(np.r_[mine, nobodys]) if np.isin(hit.rows, own).any()]
    return [Hit(hit.key, NONE, hit.rows, hit.figure, missing) for hit in unclear if not np.isin(hit.rows, found).any()]
