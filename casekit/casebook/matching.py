"""Which records are one contact: what the user said, what is clear without asking, and what must be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from casekit.model.vocabulary import CALL_CHANNELS

APART_SECONDS = 60
# So near that of several calls in a row only one can be meant.
CLOSE_SECONDS = 5
# Carriers round up to a second or a minute of ringing; a phone counts from its own pick-up.
DURATION_SECONDS = 10
# A minute that was typed without seconds may lie up to a minute after the full minute.
_MINUTE = 60

Said = Sequence[tuple[bool, tuple[str, ...]]]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkQuestion:
    """Records that may be one contact, in the order of their times: which of `incidents` are the same call?"""

    incidents: tuple[str, ...]
    seconds_apart: int


def groups_of(
    events: pd.DataFrame, source_kind: pd.Categorical, said: Said
) -> tuple[list[list[int]], list[LinkQuestion]]:
    """The rows of each contact that has several records, and the questions that remain.

    One contact has at most one record of each kind of source, unless the user said otherwise.
    """
    united, apart = _users_word(said)
    several_kinds = len(source_kind.categories) > 1
    if not united and not several_kinds:
        return [], []
    ids: Any = events["id"].to_numpy(dtype=object)
    groups = _Groups(ids, source_kind.codes, united, apart)
    questions = _join_what_is_clear(groups, _Records(events, source_kind.codes)) if several_kinds else []
    return groups.several(), questions


def _users_word(said: Said) -> tuple[list[set[str]], set[frozenset[str]]]:
    """Groups that the user says are one contact, and pairs that are not; of words that clash the latest holds."""
    group_of: dict[str, set[str]] = {}
    apart: set[frozenset[str]] = set()
    for are_one, ids in reversed(said):
        if not are_one:
            apart.update(frozenset(pair) for pair in combinations(ids, 2) if pair[1] not in group_of.get(pair[0], ()))
            continue
        together = set().union(*(group_of.get(one, {one}) for one in ids))
        if not any(pair <= together for pair in apart):
            group_of.update(dict.fromkeys(together, together))
    return list({id(group): group for group in group_of.values()}.values()), apart


class _Groups:
    """Rows that are one contact so far: each row belongs to one group."""

    def __init__(self, ids: Any, kinds: Any, united: list[set[str]], apart: set[frozenset[str]]) -> None:
        self._kinds, self.group_of = kinds, dict[int, list[int]]()
        named = {one for group in united for one in group}.union(*apart)
        rows = np.flatnonzero(pd.Series(ids).isin(list(named))) if named else ()
        row_of = {ids[row]: int(row) for row in rows}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in (tuple(pair) for pair in apart):
            if left in row_of and right in row_of:
                self._apart[row_of[left]].add(row_of[right])
                self._apart[row_of[right]].add(row_of[left])
        for group in united:
            self._keep(sorted(row_of[one] for one in group if one in row_of))

    def _keep(self, group: list[int]) -> None:
        self.group_of.update(dict.fromkeys(group, group))

    def of(self, row: int) -> list[int]:
        return self.group_of.get(row, [row])

    def may_meet(self, rows: Sequence[int]) -> bool:
        """Whether the groups of these rows can be one contact: no kind of source twice, nothing kept apart."""
        groups = list({id(group): group for group in map(self.of, rows)}.values())
        if len(groups) < 2:
            return False
        kinds = [kind for group in groups for kind in {int(self._kinds[row]) for row in group}]
        together = {row for group in groups for row in group}
        return len(kinds) == len(set(kinds)) and not any(self._apart.get(row, set()) & together for row in together)

    def unite(self, rows: Sequence[int]) -> None:
        self._keep(sorted({one for row in rows for one in self.of(row)}))

    def several(self) -> list[list[int]]:
        return [group for group in {id(group): group for group in self.group_of.values()}.values() if len(group) > 1]


class _Records:
    """The columns that records are compared by, as plain arrays."""

    def __init__(self, events: pd.DataFrame, kinds: Any) -> None:
        self.ids: Any = events["id"].to_numpy(dtype=object)
        self.kinds = kinds
        self.seconds: Any = events["start"].to_numpy(dtype="datetime64[s]").astype(np.int64)
        self.minute: Any = (events["precision"] == "minute").to_numpy()
        self.duration: Any = events["duration_s"].to_numpy(dtype=np.int64, na_value=-1)
        self._runs = self._together(events)

    def _together(self, events: pd.DataFrame) -> list[Any]:
        """Rows of one person, number, direction and way in time order, cut where nothing reaches across."""
        usable = (
            events["start"].notna() & events["number"].notna() & events["person"].notna()
            & events["precision"].isin(("second", "minute")) & events["channel"].isin((*CALL_CHANNELS, "sms"))
        ).to_numpy()  # fmt: skip
        rows = np.flatnonzero(usable)
        if not len(rows):
            return []
        channel = events["channel"].isin(CALL_CHANNELS).to_numpy()[rows].astype(np.int8)
        keys: list[Any] = [events[name].cat.codes.to_numpy()[rows] for name in ("person", "number", "direction")]
        order = np.lexsort((self.seconds[rows], channel, *keys))
        rows = rows[order]
        apart = np.zeros(len(rows), dtype=bool)
        for key in (channel, *keys):
            apart[1:] |= key[order][1:] != key[order][:-1]
        apart[1:] |= np.diff(self.seconds[rows]) > APART_SECONDS + _MINUTE
        return [run for run in np.split(rows, np.flatnonzero(apart)) if len(run) > 1]

    def pairs(self) -> Iterator[Pair]:
        """Rows of different kinds of source that may be one contact."""
        for run in self._runs:
            if len(set(self.kinds[run].tolist())) < 2:
                continue
            rows = run.tolist()
            for position, left in enumerate(rows):
                for right in rows[position + 1 :]:
                    if self.seconds[right] - self.seconds[left] > APART_SECONDS + _MINUTE:
                        break
                    if self.kinds[left] != self.kinds[right] and self._may_be_one(left, right):
                        yield left, right

    def _may_be_one(self, left: int, right: int) -> bool:
        if self.apart(left, right) > APART_SECONDS + (_MINUTE if self.minute[left] or self.minute[right] else 0):
            return False
        mine, theirs = int(self.duration[left]), int(self.duration[right])
        if mine < 0 or theirs < 0:
            return True
        return (mine == 0) == (theirs == 0) and abs(mine - theirs) <= DURATION_SECONDS

    def apart(self, left: int, right: int) -> int:
        return abs(int(self.seconds[left]) - int(self.seconds[right]))

    def are_close(self, left: int, right: int) -> bool:
        exact = not (self.minute[left] or self.minute[right])
        return exact and self.apart(left, right) <= CLOSE_SECONDS


def _join_what_is_clear(groups: _Groups, records: _Records) -> list[LinkQuestion]:
    pairs = list(records.pairs())
    close = [pair for pair in pairs if records.are_close(*pair)]
    rivals: dict[tuple[int, int], int] = defaultdict(int)
    for left, right in close:
        rivals[left, int(records.kinds[right])] += 1
        rivals[right, int(records.kinds[left])] += 1
    for left, right in sorted(close, key=lambda pair: records.apart(*pair)):
        alone = rivals[left, int(records.kinds[right])] == 1 == rivals[right, int(records.kinds[left])]
        if alone and groups.may_meet((left, right)):
            groups.unite((left, right))
    questions = []
    for tied in _tied(groups, [pair for pair in pairs if groups.may_meet(pair)]):
        if groups.may_meet(tied):
            groups.unite(tied)
        else:
            asked = sorted(tied, key=lambda row: (records.seconds[row], row))
            seconds = records.apart(asked[0], asked[-1])
            questions.append(LinkQuestion(tuple(records.ids[row] for row in asked), seconds))
    return questions


def _tied(groups: _Groups, pairs: Sequence[Pair]) -> list[list[int]]:
    """Rows that hang together by pairs; rows of one group stand for each other."""
    near: dict[int, set[int]] = defaultdict(set)
    for left, right in pairs:
        for one, other in ((left, right), (right, left)):
            near[one].add(other)
            near[one].update(groups.of(one))
            for member in groups.of(one):
                near[member].add(one)
    found, seen = [], set()
    for row in near:
        if row in seen:
            continue
        tied, waiting = [], [row]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                tied.append(one)
                waiting.extend(near[one])
        found.append(sorted(tied))
    return found
