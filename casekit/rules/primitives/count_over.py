"""More contacts than a rule allows within a number of calendar days, hours, a month, or at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, product

import numpy as np

from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups
from casekit.rules.look import Look
from casekit.rules.primitives.owners import first_unknown, names_of, owners_of, unknown_of
from casekit.rules.primitives.patterns import in_windows

_MONTH_LENGTH = 31 * DAY
# Some rows and whose they are → the stretches of windows that are too full.
Finder = Callable[[Array, Array], list[Hit]]


def count_over(look: Look, parameters: Parameters) -> list[Hit]:
    """More than `limit` rows of one owner within any `days` calendar days, `hours`, or a calendar `month`.

    `per` names whose rows are counted together: person, line, number, party; several make a smaller unit, none
    counts all. Rows of `outcomes` count, rows of `maybe` may count; a time known less exactly than the unit is
    left out. Rows of which the owner is not known may be any owner's: they can only make a window unclear.
    Without `days`, `hours` and `month` all rows of the owner are counted. Windows that overlap are one hit.
    """
    frame, per = look.frame, names_of(parameters)
    sure = counted = frame.where({"outcome": parameters["outcomes"]} if "outcomes" in parameters else {})
    if parameters.get("maybe"):
        counted = sure | frame.where({"outcome": parameters["maybe"]})
    rows = frame.among(look.rows, counted & _exact_enough(frame, parameters))
    unknown = unknown_of(frame, rows, per)
    whole = rows[unknown == 0] if unknown.any() else rows
    find = _finder(frame, parameters, per)
    certain = whole if counted is sure else whole[sure[whole]]
    hits = find(certain, owners_of(frame, certain, per))
    if len(certain) < len(whole):
        hits = _joined(frame, hits, find(whole, owners_of(frame, whole, per)))
    if len(whole) == len(rows):
        return hits
    return hits + _nobodys(frame, whole, rows[unknown > 0], per, (find, _reach(parameters)), hits)


def _exact_enough(frame: Frame, parameters: Parameters) -> Array:
    """Which rows have a time that is known exactly enough to say in which windows they are."""
    if "days" in parameters:
        return frame.mark("day known", lambda: frame.known & (frame.first_day == frame.last_day))
    if parameters.get("month"):
        return frame.mark("month known", lambda: frame.known & (frame.length <= _MONTH_LENGTH))
    return frame.known if "hours" in parameters else frame.where({})


def _finder(frame: Frame, parameters: Parameters, per: list[str]) -> Finder:
    """What finds too full windows of the kind a test is about."""
    limit = int(parameters["limit"])
    if "hours" in parameters:
        span = int(float(parameters["hours"]) * 3600)
        return lambda rows, owner: list(_by_the_clock(frame, rows, owner, limit, span, per))
    if "days" in parameters:
        return lambda rows, owner: _stretches(frame, rows, frame.day(rows), owner, limit, int(parameters["days"]), per)
    if parameters.get("month"):
        return lambda rows, owner: _stretches(frame, rows, _months(frame, rows), owner, limit, 1, per)
    return lambda rows, owner: _stretches(frame, rows, np.zeros_like(rows), owner, limit, 1, per)


def _reach(parameters: Parameters) -> int:
    """How many seconds two contacts of one window can lie apart."""
    if "hours" in parameters:
        return int(float(parameters["hours"]) * 3600)
    if "days" in parameters:
        return (int(parameters["days"]) + 1) * DAY
    return _MONTH_LENGTH + DAY if parameters.get("month") else 2**60


def _months(frame: Frame, rows: Array) -> Array:
    months: Array = frame.second[rows].astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return months


def _by_the_clock(frame: Frame, rows: Array, owner: Array, limit: int, span: int, per: list[str]) -> Iterator[Hit]:
    """One hit for each stretch of windows of some seconds that hold too many rows, then for those that may."""
    for _owner, members in groups(owner, np.arange(len(rows)), minimum=limit + 1):
        for hit in in_windows(frame, rows[members], None, limit + 1, span):
            yield replace(hit, key=_key(frame, hit.rows if len(hit.rows) else hit.boundary, per))


def _stretches(
    frame: Frame, rows: Array, unit: Array, owner: Array, limit: int, width: int, per: list[str]
) -> list[Hit]:
    """One hit for each stretch of windows of `width` units that hold more than `limit` rows of one owner."""
    if len(rows) <= limit:
        return []
    low = int(unit.min())
    span = int(unit.max()) - low + width + 1
    key = owner * span + (unit - low) + width
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        key, rows = key[order], rows[order]
    # Owners and units are looked at, however many rows each has. A window ends on the day of a contact: it holds
    # what lies between its first day and that day.
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    end, units = np.r_[starts[1:], len(key)], key[starts]
    begin = starts if width == 1 else starts[np.searchsorted(units, units - width + 1, side="left")]
    full = np.flatnonzero(end - begin > limit)
    hits: list[Hit] = []
    start, stop, most = 0, 0, 0
    for at in full.tolist():
        if begin[at] >= stop:
            if stop:
                hits.append(_hit(frame, rows[start:stop], most, per))
            start, most = int(begin[at]), 0
        stop, most = int(end[at]), max(most, int(end[at] - begin[at]))
    if stop:
        hits.append(_hit(frame, rows[start:stop], most, per))
    return hits


def _hit(frame: Frame, rows: Array, most: int, per: list[str]) -> Hit:
    return Hit(_key(frame, rows, per), rows, NONE, most)


def _key(frame: Frame, rows: Array, per: list[str]) -> str:
    known = rows[frame.known[rows]]
    day = date_of(frame.day(known).min()) if len(known) else ""
    return " ".join(part for part in (day, *(str(frame.value(name, int(rows[0])) or "") for name in per)) if part)


def _joined(frame: Frame, hits: list[Hit], wider: list[Hit]) -> list[Hit]:
    """Hits with what may count beside them, and stretches that are full only with what may count."""
    of_row = np.full(len(frame), -1)
    for place, hit in enumerate(hits):
        of_row[np.r_[hit.rows, hit.boundary]] = place
    joined = list(hits)
    for stretch in wider:
        rows = np.r_[stretch.rows, stretch.boundary]
        touched = of_row[rows[of_row[rows] >= 0]]
        unsure = rows[of_row[rows] < 0]
        if len(unsure) and len(touched):
            first = joined[touched.min()]
            joined[touched.min()] = replace(first, boundary=np.union1d(first.boundary, unsure))
        elif len(unsure):
            joined.append(Hit(stretch.key, NONE, unsure, stretch.figure))
    return joined


def _nobodys(
    frame: Frame, whole: Array, open_rows: Array, per: list[str], finding: tuple[Finder, int], hits: list[Hit]
) -> list[Hit]:
    """Windows that would be too full if rows of which the owner is not known were one owner's.

    What is known of such a row tells whose it cannot be: a call of an agency to nobody knows whom is none of
    another agency's.
    """
    find, reach = finding
    rows = np.r_[whole, open_rows]
    owned = {_owner(frame, mine, per): mine for _number, mine in groups(owners_of(frame, rows, per), rows)}
    partly = [owner for owner in owned if min(owner) < 0]
    # What two rows tell together may be an owner of whom there is no other row.
    both = {tuple(map(max, *pair)) for pair in combinations(partly, 2) if _agree(*pair)}
    found, told = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    for hit in hits:
        found[hit.rows] = found[hit.boundary] = True
    unclear: list[Hit] = []
    for owner in (*owned, *sorted(both - set(owned))):
        fitting = [owned[known] for known in _known_less(owner) if known in owned]
        together = np.sort(np.concatenate(fitting))
        if owner in owned:
            # Where the owner has no row near, a window is one of rows that are told on their own.
            together = together[_near(frame, together, owned[owner], reach)]
        if told[together].all():
            continue
        for hit in find(together, np.zeros_like(together)):
            window = np.r_[hit.rows, hit.boundary]
            what = int(np.bitwise_or.reduce(unknown_of(frame, window, per)))
            if not what or told[window].all() or found[window].any():
                continue
            told[window] = True
            unclear.append(Hit(_key(frame, window[:1], per), NONE, window, hit.figure, first_unknown(what, per)))
    return unclear


def _near(frame: Frame, rows: Array, others: Array, reach: int) -> Array:
    """Which rows may lie in one window with one of some others."""
    begins = np.sort(frame.instant[others])
    longest = int(frame.length[others].max())
    first = np.searchsorted(begins, frame.instant[rows] - reach - longest, side="left")
    last = np.searchsorted(begins, frame.instant[rows] + frame.length[rows] + reach, side="right")
    near: Array = (last > first) | ~frame.known[rows]
    return near


def _owner(frame: Frame, rows: Array, per: list[str]) -> tuple[int, ...]:
    """What is known of the owner of rows that agree, a code a column."""
    return tuple(int(frame.codes[name][rows[0]]) for name in per)


def _agree(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(mine == theirs or min(mine, theirs) < 0 for mine, theirs in zip(one, other, strict=True))


def _known_less(owner: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """What may be known of an owner's rows: all that is known of the owner, or less of it."""
    return product(*((code, -1) if code >= 0 else (code,) for code in owner))
