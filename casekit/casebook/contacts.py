"""Records and contacts: the same real call in a phone log, a carrier bill and a note is one contact.

Records of different sources are joined without asking when there is just one way to do it: same person,
number and direction, at most 60 seconds apart, durations that do not contradict each other. Where
several ways remain the user is asked (`casekit.casebook.matching`), and what the user said always wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from casekit.casebook import matching
from casekit.casebook.attribution import NOT_COLLECTOR
from casekit.casebook.categories import integers, tag_sets
from casekit.model.vocabulary import IDENTIFIED, NUMBER_SOURCES, OUTCOMES, SOURCE_KINDS

_CODED = ("attribution", "party", "debt", "identified", "number_source", "outcome", "line")
_UNKNOWN_CODE = {
    "identified": IDENTIFIED.index("unknown"), "number_source": NUMBER_SOURCES.index("unknown"),
    "outcome": OUTCOMES.index("unknown"),
}  # fmt: skip
_GATHERED_TEXTS = ("claimed_org", "claimed_agent", "words", "text", "note", "told_by")
_GATHERED_SECONDS = ("duration_s", "ring_s")


def join(
    events: pd.DataFrame, source_kind: pd.Categorical, said: Sequence[tuple[bool, tuple[str, ...]]]
) -> tuple[pd.DataFrame, list[matching.LinkQuestion]]:
    """Fill `contact` and `primary`, gather on primary rows what linked records add, list what to ask.

    `said` is what the user said of records, in that order: (are one contact, ids).
    """
    groups, questions = matching.groups_of(events, source_kind, said)
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


def _gather(events: pd.DataFrame, leaders: Iterable[tuple[int, list[int]]]) -> pd.DataFrame:
    """Let the primary row speak for its contact: tags and files together, blanks filled, best attribution."""
    columns = {name: events[name].to_numpy(dtype=object).copy() for name in _GATHERED_TEXTS}
    tags = events["tags"].to_numpy(dtype=object).copy()
    evidence = events["evidence"].to_numpy(dtype=object).copy()
    codes = {name: events[name].cat.codes.to_numpy().copy() for name in _CODED}
    seconds = {
        name: events[name].astype(object).where(events[name].notna(), None).tolist() for name in _GATHERED_SECONDS
    }
    told_at = events["told_at"].dt.tz_localize(None).to_numpy().copy()
    named = events["named"].to_numpy(dtype=bool).copy()
    for leader, others in leaders:
        for row in others:
            for values in columns.values():
                values[leader] = values[leader] or values[row]
            for counts in seconds.values():
                counts[leader] = counts[row] if counts[leader] is None else counts[leader]
            tags[leader] = tuple(sorted({*tags[leader], *tags[row]}))
            evidence[leader] = list(dict.fromkeys((*evidence[leader], *evidence[row])))
            if np.isnat(told_at[leader]):
                told_at[leader] = told_at[row]
            if named[row] and not named[leader]:
                # Who it was is told there; here it is only taken as the lender of the case.
                codes["party"][leader], named[leader] = codes["party"][row], True
            _take_over(codes, leader, row)
    for name, values in columns.items():
        events[name] = pd.array(values, dtype="str")
    for name, numbers in codes.items():
        events[name] = pd.Categorical.from_codes(numbers, categories=events[name].cat.categories)
    for name, counts in seconds.items():
        events[name] = integers(counts)
    events["named"] = named
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
    # The lower code is the stronger word, except that "no collector's" said of one record holds for the contact.
    mine, theirs = codes["attribution"][leader], codes["attribution"][row]
    codes["attribution"][leader] = NOT_COLLECTOR if NOT_COLLECTOR in (mine, theirs) else min(mine, theirs)
