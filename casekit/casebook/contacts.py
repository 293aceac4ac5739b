"""Records and contacts: the same real call in a phone log, a carrier bill and a note is one contact.

Records of different sources are joined without asking when there is just one way to do it: same person,
number and direction, at most 60 seconds apart, durations that do not contradict each other. Where
several ways remain the user is asked, and what the user said always wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from casekit.casebook.attribution import NOT_COLLECTOR
from casekit.casebook.categories import tag_sets
from casekit.model.vocabulary import CALL_CHANNELS, IDENTIFIED, NUMBER_SOURCES, SOURCE_KINDS

APART_SECONDS = 60
# Carriers round up to a second or a minute of ringing; a phone counts from its own pick-up.
DURATION_SECONDS = 10
_CODED = ("attribution", "party", "debt", "identified", "number_source", "line")
_UNKNOWN_CODE = {"identified": IDENTIFIED.index("unknown"), "number_source": NUMBER_SOURCES.index("unknown")}
_GATHERED_TEXTS = ("claimed_org", "claimed_agent", "words", "text", "note", "told_by")


@dataclass(frozen=True, slots=True)
class LinkQuestion:
    """Records that may be one contact: are `incidents` the same call?"""

    incidents: tuple[str, ...]
    seconds_apart: int


def join(
    events: pd.DataFrame,
    source_kind: pd.Categorical,
    same: Sequence[tuple[str, ...]],
    not_same: Sequence[tuple[str, ...]],
) -> tuple[pd.DataFrame, list[LinkQuestion]]:
    """Fill `contact` and `primary`, gather on primary rows what linked records add, list what to ask."""
    groups, questions = _automatic(events, source_kind, not_same) if len(source_kind.categories) > 1 else ([], [])
    groups = _with_the_users_word(events, groups, same)
    if same or not_same:
        settled = {frozenset(pair) for pair in (*same, *not_same)}
        questions = [one for one in questions if not any(pair <= set(one.incidents) for pair in settled)]
    if not groups:
        return events, questions
    rank_of = {kind: rank for rank, kind in enumerate(SOURCE_KINDS)}
    ranks = np.array([rank_of.get(kind, len(rank_of)) for kind in source_kind.categories])[source_kind.codes]
    ids = events["id"].to_numpy(dtype=object)
    contact, primary = ids.copy(), np.ones(len(events), dtype=bool)
    leaders: list[tuple[int, list[int]]] = []
    for group in groups:
        leader = min(group, key=lambda row: (ranks[row], row))
        contact[group] = ids[leader]
        primary[group] = False
        primary[leader] = True
        leaders.append((leader, [row for row in group if row != leader]))
    events["contact"], events["primary"] = pd.array(contact, dtype="str"), primary
    return _gather(events, leaders), questions


def _automatic(
    events: pd.DataFrame, source_kind: pd.Categorical, not_same: Sequence[tuple[str, ...]]
) -> tuple[list[list[int]], list[LinkQuestion]]:
    usable = (
        events["start"].notna() & events["number"].notna() & events["person"].notna()
        & events["precision"].isin(("second", "minute")) & events["channel"].isin((*CALL_CHANNELS, "sms"))
    ).to_numpy()  # fmt: skip
    rows = np.flatnonzero(usable)
    if not len(rows):
        return [], []
    channel = events["channel"].isin(CALL_CHANNELS).to_numpy()[rows].astype(np.int8)
    keys: list[Any] = [events[name].cat.codes.to_numpy()[rows] for name in ("person", "number", "direction")]
    seconds = events["start"].to_numpy(dtype="datetime64[s]").astype(np.int64)[rows]
    order = np.lexsort((seconds, channel, *keys))
    rows, seconds = rows[order], seconds[order]
    together = np.ones(len(rows), dtype=bool)
    for key in (channel, *keys):
        together[1:] &= key[order][1:] == key[order][:-1]
    # A minute that was typed without seconds may lie up to a minute after the full minute.
    slack = np.where((events["precision"] == "minute").to_numpy()[rows], 60, 0)
    reach = APART_SECONDS + np.maximum(slack[1:], slack[:-1])
    together[1:] &= (seconds[1:] - seconds[:-1]) <= reach
    together[0] = False
    runs = np.split(rows, np.flatnonzero(~together)[1:])
    kinds = source_kind.codes
    apart = {frozenset(pair) for pair in not_same}
    groups: list[list[int]] = []
    questions: list[LinkQuestion] = []
    view = _View(events)
    for run in runs:
        if len(run) < 2 or len(set(kinds[run].tolist())) < 2:
            continue
        for group in _components(view, run.tolist(), kinds, apart):
            if len({int(kinds[row]) for row in group}) == len(group):
                groups.append(group)
            else:
                moments = view.seconds[group]
                questions.append(
                    LinkQuestion(tuple(view.ids[row] for row in group), int(moments.max() - moments.min()))
                )
    return groups, questions


class _View:
    """The columns that pairs are compared by, as plain arrays."""

    def __init__(self, events: pd.DataFrame) -> None:
        self.ids: Any = events["id"].to_numpy(dtype=object)
        self.seconds: Any = events["start"].to_numpy(dtype="datetime64[s]").astype(np.int64)
        self.minute: Any = (events["precision"] == "minute").to_numpy()
        self.duration: Any = events["duration_s"].to_numpy(dtype=np.int64, na_value=-1)

    def may_be_one(self, left: int, right: int) -> bool:
        gap = abs(int(self.seconds[left]) - int(self.seconds[right]))
        if gap > APART_SECONDS + (60 if self.minute[left] or self.minute[right] else 0):
            return False
        mine, theirs = int(self.duration[left]), int(self.duration[right])
        if mine < 0 or theirs < 0:
            return True
        return (mine == 0) == (theirs == 0) and abs(mine - theirs) <= DURATION_SECONDS


def _components(view: _View, run: list[int], kinds: Any, apart: set[frozenset[str]]) -> list[list[int]]:
    """Groups of rows of a run that are tied by pairs of different sources which may be one contact."""
    near: dict[int, set[int]] = defaultdict(set)
    for position, left in enumerate(run):
        for right in run[position + 1 :]:
            if kinds[left] == kinds[right] or frozenset((view.ids[left], view.ids[right])) in apart:
                continue
            if view.may_be_one(left, right):
                near[left].add(right)
                near[right].add(left)
    found, seen = [], set()
    for row in run:
        if row in seen or row not in near:
            continue
        group, waiting = [], [row]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.append(one)
                waiting.extend(near[one])
        found.append(sorted(group))
    return found


def _with_the_users_word(
    events: pd.DataFrame, groups: list[list[int]], same: Sequence[tuple[str, ...]]
) -> list[list[int]]:
    """Unite groups that the user says are one contact."""
    if not same:
        return groups
    row_of = {one: row for row, one in enumerate(events["id"])}
    for named in same:
        rows = {row_of[one] for one in named if one in row_of}
        touched = [group for group in groups if rows & set(group)]
        united = sorted(rows.union(*touched))
        groups = [group for group in groups if group not in touched]
        if len(united) > 1:
            groups.append(united)
    return groups


def _gather(events: pd.DataFrame, leaders: Iterable[tuple[int, list[int]]]) -> pd.DataFrame:
    """Let the primary row speak for its contact: tags and files together, blanks filled, best attribution."""
    columns = {name: events[name].to_numpy(dtype=object).copy() for name in _GATHERED_TEXTS}
    tags = events["tags"].to_numpy(dtype=object).copy()
    evidence = events["evidence"].to_numpy(dtype=object).copy()
    codes = {name: events[name].cat.codes.to_numpy().copy() for name in _CODED}
    told_at = events["told_at"].dt.tz_localize(None).to_numpy().copy()
    changed = False
    for leader, others in leaders:
        for row in others:
            changed = True
            for values in columns.values():
                values[leader] = values[leader] or values[row]
            tags[leader] = tuple(sorted({*tags[leader], *tags[row]}))
            evidence[leader] = list(dict.fromkeys((*evidence[leader], *evidence[row])))
            if np.isnat(told_at[leader]):
                told_at[leader] = told_at[row]
            _take_over(codes, leader, row)
    if not changed:
        return events
    for name, values in columns.items():
        events[name] = pd.array(values, dtype="str")
    for name, numbers in codes.items():
        events[name] = pd.Categorical.from_codes(numbers, categories=events[name].cat.categories)
    events["tags"], events["evidence"] = tag_sets(tags.tolist()), evidence
    events["told_at"] = pd.DatetimeIndex(told_at).tz_localize("UTC")
    return events


def _take_over(codes: dict[str, Any], leader: int, row: int) -> None:
    for name in ("party", "debt", "line"):
        if codes[name][leader] < 0:
            codes[name][leader] = codes[name][row]
    for name, code in _UNKNOWN_CODE.items():
        if codes[name][leader] == code:
            codes[name][leader] = codes[name][row]
    # The lower code is the stronger word, except that "no collector's" is never overruled by a link.
    if codes["attribution"][leader] != NOT_COLLECTOR:
        codes["attribution"][leader] = min(codes["attribution"][leader], codes["attribution"][row])
