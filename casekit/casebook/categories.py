"""Columns of the events table from plain lists: instants, wall clocks, categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def instants(values: Sequence[str | None]) -> pd.DatetimeIndex:
    """UTC instants from the ledger's texts; the Z is cut because numpy reads no offsets."""
    return pd.DatetimeIndex(
        np.array([value[:-1] if value else "NaT" for value in values], dtype="datetime64[us]")
    ).tz_localize("UTC")


def wall_clocks(start: pd.DatetimeIndex, zone: pd.Categorical) -> np.ndarray[Any, Any]:
    local = np.full(len(start), np.datetime64("NaT"), dtype="datetime64[us]")
    for code, name in enumerate(zone.categories):
        mine = zone.codes == code
        local[mine] = start[mine].tz_convert(name).tz_localize(None).to_numpy()
    return local


def open_category(values: Sequence[Any]) -> pd.Categorical:
    """A category whose values are those that occur, sorted; None is missing."""
    codes, found = pd.factorize(np.array(values, dtype=object), sort=True)
    return pd.Categorical.from_codes(codes, categories=pd.Index(found, dtype="str"))


def names(values: Sequence[str]) -> Any:
    """The categories of a column, as pandas keeps texts."""
    return pd.Index(list(values), dtype="str")


def closed_category(values: Sequence[str], allowed: Sequence[str]) -> pd.Categorical:
    code_of = {value: code for code, value in enumerate(allowed)}
    codes = np.fromiter((code_of[value] for value in values), dtype=np.int8, count=len(values))
    return pd.Categorical.from_codes(codes, categories=names(allowed))


def integers(values: Sequence[int | None]) -> Any:
    missing = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
    filled = np.fromiter((value or 0 for value in values), dtype=np.int64, count=len(values))
    return pd.arrays.IntegerArray(filled, missing)


def mapped_category(source: pd.Categorical, function: Any, allowed: Sequence[str], *, missing: str) -> pd.Categorical:
    """Apply a function to the categories only, not to each row."""
    code_of = {value: code for code, value in enumerate(allowed)}
    by_category = np.array([code_of[function(one)] for one in source.categories] + [code_of[missing]], dtype=np.int8)
    return pd.Categorical.from_codes(by_category[source.codes], categories=names(allowed))


def category_of_person(
    person: pd.Categorical, known: dict[str, str], own: Sequence[str | None], allowed: Sequence[str]
) -> pd.Categorical:
    """Role or relation: that of the person, or of the incident where the person is not named."""
    code_of: dict[str | None, int] = {value: code for code, value in enumerate(allowed)}
    by_person = np.array([code_of.get(known.get(one), -1) for one in person.categories] + [-1], dtype=np.int8)
    codes = by_person[person.codes]
    nobody = np.flatnonzero(person.codes < 0)
    for index in nobody:
        codes[index] = code_of.get(own[int(index)], -1)
    return pd.Categorical.from_codes(codes, categories=names(allowed))


def tag_sets(values: Sequence[tuple[str, ...]]) -> pd.Categorical:
    found = sorted(set(values) | {()})
    code_of = {tags: code for code, tags in enumerate(found)}
    categories = pd.Index(np.fromiter(found, dtype=object, count=len(found)), tupleize_cols=False)
    codes = np.fromiter((code_of[tags] for tags in values), dtype=np.int32, count=len(values))
    return pd.Categorical.from_codes(codes, categories=categories)
