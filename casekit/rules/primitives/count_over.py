"""More contacts than a rule allows within a number of calendar days, hours, a month, or at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product

import numpy as np

from casekit.rules.frame import DAY, Array, Frame
from casekit.rules.hits import NONE, Hit, Parameters, date_of, groups, runs_of
from casekit.rules.look import Look
from casekit.rules.primitives.owners import first_unknown, names_of, owners_of, unknown_of
from casekit.rules.primitives.patterns import in_windows

_MONTH_LENGTH = 31 * DAY
# Of so many rows, those of one owner after the other, windows are looked for together.
_AT_ONCE = 1_000_000
# Some rows and whose they are → the stretches of windows that are too full.
Finder = Callable[[Array, Array], list[Hit]]


def count_over(look: Look, parameters: Parameters) -> list[Hit]:
    """More than `limit` rows of one owner within any `days` calendar days, `hours`, or a calendar `month`.

    `per` names whose rows are counted together: person, line, number, party; several make a smaller unit, none
    counts all. Rows of `outcomes` count, rows of `maybe` may count; a time known less exactly than the unit is
    left out. With `at_least_s` only what lasted so many seconds counts; where the length of a connected call decides and
    is not known, it is asked. Rows of which the owner is not known may be any owner's: they can only make a window unclear.
    Without `days`, `hours` and `month` all rows of the owner are counted. Windows that overlap are one hit.
    """
    frame, per = look.frame, names_of(parameters)
    sure = counted = frame.where({"outcome": parameters["outcomes"]} if "outcomes" in parameters else {})
    if parameters.get("maybe"):
        counted = sure | frame.where({"outcome": parameters["maybe"]})
    if "at_least_s" in parameters:
        lasted = frame.duration >= int(parameters["at_least_s"])
        sure, counted = sure & lasted, counted & (lasted | (frame.duration < 0))
    rows = frame.among(look.rows, counted & _exact_enough(frame, parameters))
    unknown = unknown_of(frame, rows, per)
    whole = rows[unknown == 0] if unknown.any() else rows
    find = _finder(frame, parameters, lambda rows: _key(frame, rows, per))
    certain = whole if counted is sure else whole[sure[whole]]
    hits = find(certain, owners_of(frame, certain, per))
    if len(certain) < len(whole):
        hits = _joined(frame, hits, find(whole, owners_of(frame, whole, per)))
        if "at_least_s" in parameters:
            hits = [_asked_how_long(frame, hit, parameters) for hit in hits]
    if len(whole) == len(rows):
        return hits
    nameless = _finder(frame, parameters, lambda _rows: "")
    return hits + _nobodys(frame, whole, rows[unknown > 0], per, (nameless, _reach(parameters)), hits)


def _exact_enough(frame: Frame, parameters: Parameters) -> Array:
    """Which rows have a time that is known exactly enough to say in which windows they are."""
    if "days" in parameters:
        return frame.mark("day known", lambda: frame.known & (frame.first_day == frame.last_day))
    if parameters.get("month"):
        return frame.mark("month known", lambda: frame.known & (frame.length <= _MONTH_LENGTH))
    return frame.known if "hours" in parameters else frame.where({})


def _finder(frame: Frame, parameters: Parameters, key: Callable[[Array], str]) -> Finder:
    """What finds too full windows of the kind a test is about; `key` gives the name of a hit by its rows."""
    limit = int(parameters["limit"])
    if "hours" in parameters:
        span = int(float(parameters["hours"]) * 3600)
        return lambda rows, owner: list(_by_the_clock(frame, rows, owner, limit, span, key))
    if "days" in parameters:
        return lambda rows, owner: _stretches(rows, frame.day(rows), owner, limit, int(parameters["days"]), key)
    if parameters.get("month"):
        return lambda rows, owner: _stretches(rows, _months(frame, rows), owner, limit, 1, key)
    return lambda rows, owner: _stretches(rows, np.zeros_like(rows), owner, limit, 1, key)


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


def _by_the_clock(
    frame: Frame, rows: Array, owner: Array, limit: int, span: int, key: Callable[[Array], str]
) -> Iterator[Hit]:
    """One hit for each stretch of windows of some seconds that hold too many rows, then for those that may."""
    for _owner, members in groups(owner, rows, minimum=limit + 1):
        for hit in in_windows(frame, members, None, limit + 1, span):
            yield replace(hit, key=key(hit.rows if len(hit.rows) else hit.boundary))


def _stretches(
    rows: Array, unit: Array, owner: Array, limit: int, width: int, name: Callable[[Array], str]
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
    starts, end = runs_of(key)
    units = key[starts]
    begin = starts if width == 1 else starts[np.searchsorted(units, units - width + 1, side="left")]
    full = np.flatnonzero(end - begin > limit)
    hits: list[Hit] = []
    start, stop, most = 0, 0, 0
    for at in full.tolist():
        if begin[at] >= stop:
            if stop:
                hits.append(_hit(rows[start:stop], most, name))
            start, most = int(begin[at]), 0
        stop, most = int(end[at]), max(most, int(end[at] - begin[at]))
    if stop:
        hits.append(_hit(rows[start:stop], most, name))
    return hits


def _hit(rows: Array, most: int, name: Callable[[Array], str]) -> Hit:
    return Hit(name(rows), rows, NONE, most)


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


def _asked_how_long(frame: Frame, hit: Hit, parameters: Parameters) -> Hit:
    """A hit as it is, or one of which calls that connected decide without anybody knowing how long they were."""
    connected = frame.where({"outcome": parameters["outcomes"]} if "outcomes" in parameters else {})
    asked = not len(hit.rows) and (connected & (frame.duration < 0))[hit.boundary].any()
    return replace(hit, unclear="duration") if asked else hit


def _nobodys(
    frame: Frame, whole: Array, open_rows: Array, per: list[str], finding: tuple[Finder, int], hits: list[Hit]
) -> list[Hit]:
    """Windows that would be too full if rows of which the owner is not known were one owner's.

    What is known of such a row tells whose it cannot be: a call of an agency to nobody knows whom is none of
    another agency's.
    """
    find, reach = finding
    rows = np.concatenate((whole, open_rows))
    owned = {_owner(frame, mine, per): mine for _number, mine in groups(owners_of(frame, rows, per), rows)}
    unknown = unknown_of(frame, np.arange(len(frame)), per)
    found, told = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    for hit in hits:
        found[hit.rows] = found[hit.boundary] = True
    unclear: list[Hit] = []
    for together, owner in _sets(frame, owned, reach):
        for hit in find(together, owner):
            window = hit.rows if not len(hit.boundary) else np.concatenate((hit.rows, hit.boundary))
            what = int(np.bitwise_or.reduce(unknown[window]))
            if not what or told[window].all() or found[window].any():
                continue
            told[window] = True
            unclear.append(Hit(_key(frame, window[:1], per), NONE, window, hit.figure, first_unknown(what, per)))
    return unclear


def _sets(frame: Frame, owned: Mapping[tuple[int, ...], Array], reach: int) -> Iterator[tuple[Array, Array]]:
    """(rows that may be one owner's, a number for that owner), of many owners at once.

    What two rows tell together may be an owner of whom there is no other row. Of an owner who has rows, those count
    that lie near one of them: elsewhere a window is one of rows that are told on their own.
    """
    owners = [*owned, *sorted(_of_two(owned) - owned.keys())]
    parts: list[Array] = []
    of: list[tuple[int, int]] = []
    size = 0
    for number, owner in enumerate(owners):
        fitting = [owned[known] for known in _known_less(owner) if known in owned]
        together = fitting[0] if len(fitting) == 1 else np.sort(np.concatenate(fitting))
        parts.append(together)
        of.append((number, len(together)))
        size += len(together)
        if size > _AT_ONCE or number == len(owners) - 1:
            numbers, lengths = (np.array(one) for one in zip(*of, strict=True))
            rows, mine = np.concatenate(parts), np.repeat(numbers, lengths)
            near = _near(frame, rows, mine, [owned.get(owners[one], NONE) for one in numbers.tolist()], reach)
            yield rows[near], mine[near]
            parts, of, size = [], [], 0


def _near(frame: Frame, rows: Array, owner: Array, own: list[Array], reach: int) -> Array:
    """Which rows may lie in one window with one of their owner's own; all where the owner has none.

    `owner` are numbers in a row, the first of which is that of the first of `own`.
    """
    others = np.concatenate(own)
    if not len(others):
        return frame.everywhere(rows)
    counts = np.array([len(one) for one in own])
    longest = np.array([frame.length[one].max() if len(one) else 0 for one in own])
    place = owner - owner[0]
    # The owner goes first and the time second in one number; a time before or behind all others is as good as any.
    low, high = int(frame.instant[others].min()) - 1, int(frame.instant[others].max()) + 1
    scale = high - low + 1
    begins = np.sort(np.repeat(np.arange(len(own)), counts) * scale + frame.instant[others] - low)
    since = np.clip(frame.instant[rows] - reach - longest[place], low, high) - low
    until = np.clip(frame.instant[rows] + frame.length[rows] + reach, low, high) - low
    first = np.searchsorted(begins, place * scale + since, side="left")
    last = np.searchsorted(begins, place * scale + until, side="right")
    near: Array = (last > first) | ~frame.known[rows] | (counts[place] == 0)
    return near


def _owner(frame: Frame, rows: Array, per: list[str]) -> tuple[int, ...]:
    """What is known of the owner of rows that agree, a code a column."""
    return tuple(int(frame.codes[name][rows[0]]) for name in per)


def _of_two(owned: Collection[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Owners whom two that are known in part may be together: of them there may be no row that tells all."""
    partly = np.array([owner for owner in owned if min(owner) < 0])
    together: set[tuple[int, ...]] = set()
    for place, owner in enumerate(partly):
        others = partly[place + 1 :]
        agree = ((others == owner) | (others < 0) | (owner < 0)).all(axis=1)
        together.update(map(tuple, np.maximum(others[agree], owner).tolist()))
    return together


def _known_less(owner: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """What may be known of an owner's rows: all that is known of the owner, or less of it."""
    return product(*((code, -1) if code >= 0 else (code,) for code in owner))
