"""Numbers, ranked, with what helps a person to say whose they are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from casekit.analysis.selection import received, wholly_at_night
from casekit.model import Background
from casekit.model.vocabulary import ATTRIBUTIONS, CALL_CHANNELS, CONNECTED_OUTCOMES, label

COLUMNS = (
    "number", "class", "count", "calls", "messages", "night", "first", "last", "hours", "sample", "attribution",
    "party", "persons",
)  # fmt: skip


def rank_numbers(events: pd.DataFrame, background: Background) -> pd.DataFrame:
    """Every number of a case, the most frequent first, whoever it belongs to.

    A number that is a registered person's own is no collector's, unless the user said otherwise.

    Columns: number · class · count, calls, messages, night (contacts; night is wholly between 22:00 and 8:00,
    not at the edge) · first, last
    (wall clock) · hours ("9–12, 20–23", those in which it was seen) · sample (its latest words) · attribution ·
    party (id or missing) · persons (names of those it reached, a tuple)
    """
    rows = events[events["primary"] & events["number"].notna()]
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    known = rows["local"].notna() & rows["precision"].isin(("second", "minute", "hour"))
    hour = rows["local"].dt.hour.fillna(0).to_numpy(dtype=np.int64)
    table = pd.DataFrame(
        {
            "number": rows["number"].cat.remove_unused_categories(),
            "call": rows["channel"].isin(CALL_CHANNELS),
            "night": wholly_at_night(rows),
            "hour": np.where(known, np.left_shift(1, hour), 0),
            "local": rows["local"],
            "attribution": rows["attribution"].cat.codes,
            "class": rows["number_class"],
            "party": rows["party"].astype(object),
        }
    )
    grouped = table.groupby("number", observed=True)
    ranked = pd.DataFrame(
        {
            "class": grouped["class"].first().astype(str),
            "count": grouped.size(),
            "calls": grouped["call"].sum(),
            "night": grouped["night"].sum(),
            "first": grouped["local"].min(),
            "last": grouped["local"].max(),
            "hours": _hours_seen(table).map(_hours),
            # Codes follow `ATTRIBUTIONS`, the surest first.
            "attribution": [ATTRIBUTIONS[code] for code in grouped["attribution"].min()],
            "party": grouped["party"].first(),
        }
    )
    ranked["messages"] = ranked["count"] - ranked["calls"]
    ranked["sample"] = _latest_words(rows).reindex(ranked.index).fillna("")
    ranked["persons"] = _persons(rows, background).reindex(ranked.index)
    ranked["persons"] = [one if isinstance(one, tuple) else () for one in ranked["persons"]]
    ranked = ranked.sort_values(["count", "first"], ascending=[False, True], kind="stable")
    ranked.index = ranked.index.astype(str)
    own = ranked.index.isin([line for one in background.persons.values() for line in one.lines])
    ranked.loc[own & (ranked["attribution"] == "unknown"), "attribution"] = "not_collector"
    return ranked.rename_axis("number").reset_index()[list(COLUMNS)]


def waiting_contacts(events: pd.DataFrame, background: Background) -> int:
    """How many contacts wait for the user to say whose they are; those with registered persons do not."""
    own = [line for one in background.persons.values() for line in one.lines]
    waiting = events["primary"] & (events["attribution"] == "unknown") & ~events["number"].isin(own)
    return int(waiting.sum())


def calls_by_number(events: pd.DataFrame) -> pd.DataFrame:
    """Calls received from each of the collectors' numbers: number, party, connected, not_connected; most first."""
    rows = received(events)
    rows = rows[rows["channel"].isin(CALL_CHANNELS)]
    connected = rows["outcome"].isin(CONNECTED_OUTCOMES)
    number = rows["number"].astype(object).where(rows["number"].notna(), "")
    party = rows["party"].astype(object).where(rows["party"].notna(), "")
    grouped = connected.groupby([number.rename("number"), party.rename("party")])
    counts = pd.DataFrame({"connected": grouped.sum(), "calls": grouped.size()}).reset_index()
    counts["not_connected"] = counts["calls"] - counts["connected"]
    counts = counts.sort_values(["calls", "number"], ascending=[False, True], kind="stable")
    return counts[["number", "party", "connected", "not_connected", "calls"]].reset_index(drop=True)


def _hours_seen(table: pd.DataFrame) -> pd.Series[int]:
    """A number of 24 bits per telephone number, one for each hour in which it was seen."""
    codes = table["number"].cat.codes.to_numpy()
    seen = np.zeros(len(table["number"].cat.categories), dtype=np.int64)
    np.bitwise_or.at(seen, codes, table["hour"].to_numpy(dtype=np.int64))
    return pd.Series(seen, index=pd.Index(table["number"].cat.categories, name="number"))


@lru_cache(maxsize=4096)
def _hours(seen: int) -> str:
    """Hours as ranges: bits 9, 10, 11 and 20 become "9–12, 20–21"."""
    ranges, hour = [], 0
    while hour < 24:
        if seen >> hour & 1:
            start = hour
            while hour < 24 and seen >> hour & 1:
                hour += 1
            ranges.append(f"{start}–{hour}")
        hour += 1
    return ", ".join(ranges)


def _latest_words(rows: pd.DataFrame) -> pd.Series[str]:
    said = rows["text"].where(rows["text"] != "", rows["words"])
    with_words = rows.assign(said=said)[said != ""].sort_values("start", kind="stable")
    return with_words.groupby("number", observed=True)["said"].last()


def _persons(rows: pd.DataFrame, background: Background) -> pd.Series[Any]:
    pairs = rows.loc[rows["person"].notna(), ["number", "person"]].drop_duplicates().astype(str)
    names = pairs["person"].map({one: _name(one, background) for one in pairs["person"].unique()})
    return names.groupby(pairs["number"]).apply(tuple)


def _name(person: str, background: Background) -> str:
    known = background.persons.get(person)
    if known is None or known.role == "debtor":
        return label("role", "debtor")
    return known.name or label("relation", known.relation)
