"""Contacts that several files tell of."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def told_elsewhere(events: pd.DataFrame, batches: Iterable[str]) -> int:
    """How many contacts with a record of these batches have one of another file, or logged by hand, as well."""
    rows = pd.DataFrame(
        {"contact": events["contact"].astype(object), "batch": events["batch"].astype(object).fillna("")}
    )
    contacts = rows.loc[rows["batch"].isin(list(batches)), "contact"].unique()
    sources = rows[rows["contact"].isin(contacts)].groupby("contact")["batch"].nunique()
    return int((sources > 1).sum())
