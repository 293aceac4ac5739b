"""Finding contacts: by day, number, person and kind, and those that may be one that is just being typed."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from casekit import clock
from casekit.analysis.selection import wholly_at_night
from casekit.casebook.events import counted
from casekit.model.vocabulary import CALL_CHANNELS, CONNECTED_OUTCOMES
from casekit.numbers import fold

# What a contact can be looked for by, beside when, who and whom.
KINDS = ("answered", "night", "with_files", "with_words", "visit")
# People remember a time to about half an hour, and with the number at hand the day.
_NEAR = timedelta(minutes=30)
_SAME_NUMBER = timedelta(hours=12)


def contacts(
    events: pd.DataFrame, *, when: str = "", zone: str = clock.DEFAULT_ZONE, number: str = "", person: str = "",
    kind: str = "", everybody: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """One row per contact, newest first: of a day or month, a number or its end, a person, one of `KINDS`.

    `everybody` brings in contacts that are not, or not yet, said to be a collector's.

    Raises
    ------
    InputError
        when `when` is no day and no month
    """
    rows = events[events["primary"]] if everybody else counted(events)
    if when.strip():
        rows = _of_time(rows, when, zone)
    typed = "".join(number.split())
    if typed:
        # The last digits of a number may look like a prefix, so they are also searched for as they stand.
        known = rows["number"].astype("str")
        found = [known.str.contains(one, regex=False, na=False) for one in (typed, fold(number)) if one]
        rows = rows[np.logical_or.reduce(found)]
    if person:
        rows = rows[rows["person"] == person]
    if kind:
        rows = rows[_of_kind(rows, kind)]
    return rows.sort_values("local", ascending=False, na_position="last")


def _of_time(rows: pd.DataFrame, when: str, zone: str) -> pd.DataFrame:
    start, precision = clock.read_typed(when, zone)
    first = clock.to_wall_clock(start, zone)
    last = first + clock.PRECISION_LENGTH["month" if precision == "month" else "day"]
    if precision == "month":
        last = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return rows[(rows["local"] >= first) & (rows["local"] < last)]


def _of_kind(rows: pd.DataFrame, kind: str) -> pd.Series[bool]:
    if kind == "answered":
        return rows["channel"].isin(CALL_CHANNELS) & rows["outcome"].isin(CONNECTED_OUTCOMES)
    if kind == "night":
        return wholly_at_night(rows)
    if kind == "with_files":
        return rows["evidence"].map(len) > 0
    if kind == "with_words":
        return (rows["words"] != "") | (rows["note"] != "") | (rows["text"] != "")
    return rows["channel"] == kind


def matching(events: pd.DataFrame, start: datetime | None, number: str, limit: int = 3) -> pd.DataFrame:
    """Imported contacts that may be the one being typed, the nearest first.

    With a number they are of that number and at most 12 hours away, without one at most 30 minutes. `start` is a
    wall clock time; without it there are none.
    """
    folded = fold(number)
    rows = events[events["primary"] & (events["batch"].notna())]
    if start is None or rows.empty:
        return rows.iloc[:0]
    apart = (rows["local"] - pd.Timestamp(start)).abs()
    rows = rows.assign(apart=apart)
    rows = rows[(rows["number"] == folded) & (apart <= _SAME_NUMBER)] if folded else rows[apart <= _NEAR]
    return rows.sort_values("apart").head(limit)


def without_line(events: pd.DataFrame, person: str) -> pd.DataFrame:
    """Counted calls and text messages received by a person of which it is not known which number of theirs was rung."""
    rows = counted(events)
    rung = rows["channel"].isin((*CALL_CHANNELS, "sms")) & (rows["direction"] == "in")
    return rows[rung & rows["line"].isna() & (rows["person"] == person)]
