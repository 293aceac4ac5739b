"""How often: contacts per day, and per hour and weekday. Days and hours are those of the person contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from casekit.analysis.selection import at_an_hour, on_a_day
from casekit.model.vocabulary import CALL_CHANNELS, CONNECTED_OUTCOMES, THIRD_PERSON_ROLES

if TYPE_CHECKING:
    from casekit.model import Background

KINDS = ("connected", "not_connected", "messages", "third_persons")


def contacts_per_day(events: pd.DataFrame) -> pd.DataFrame:
    """One row per day with contacts: index `day`, columns `KINDS`, whole numbers.

    `connected` and `not_connected` are calls to the borrower and to those who owe with them, `messages`
    everything else that reached these; `third_persons` are contacts of any kind with somebody else.
    """
    rows = on_a_day(events)
    third = rows["role"].isin(THIRD_PERSON_ROLES).to_numpy()
    call = rows["channel"].isin(CALL_CHANNELS).to_numpy()
    connected = rows["outcome"].isin(CONNECTED_OUTCOMES).to_numpy()
    kind = np.select([third, call & connected, call], ["third_persons", "connected", "not_connected"], "messages")
    days = rows["local"].dt.normalize().rename("day")
    return pd.crosstab(days, pd.Series(kind, index=rows.index)).reindex(columns=list(KINDS), fill_value=0)


def most_connected_per_day(events: pd.DataFrame, background: Background) -> pd.Series[int]:
    """The most calls of one lender and its agencies that connected to one debtor, per day: index `day`.

    This is what the standard limits; several lenders or debtors are not added up. Callers of whom the lender
    is not known are one side of their own.
    """
    rows = on_a_day(events)
    talks = rows["channel"].isin(CALL_CHANNELS) & rows["outcome"].isin(CONNECTED_OUTCOMES) & (rows["role"] == "debtor")
    rows = rows[talks]
    lenders = [party.id for party in background.lenders()]
    behind = [background.lender_of(party) for party in rows["party"].cat.categories]
    side = np.array([*(lenders.index(one.id) if one else -1 for one in behind), -1])[rows["party"].cat.codes]
    days = rows["local"].dt.normalize().rename("day")
    most: pd.Series[int] = days.groupby([days, side, rows["person"].cat.codes.to_numpy()]).size().groupby("day").max()
    return most


def hours_of_the_week(events: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Contacts by weekday (7 rows, Monday first) and hour (24 columns)."""
    local = at_an_hour(events)["local"].dt
    cells = np.bincount(local.day_of_week.to_numpy() * 24 + local.hour.to_numpy(), minlength=7 * 24)
    return cells.reshape(7, 24).astype(np.int64)
