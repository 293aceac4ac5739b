"""How often: contacts per day, and per hour and weekday. Days and hours are those of the person contacted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from casekit.analysis.selection import at_an_hour, on_a_day
from casekit.model.vocabulary import CALL_CHANNELS, CONNECTED_OUTCOMES, THIRD_PERSON_ROLES

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


def hours_of_the_week(events: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Contacts by weekday (7 rows, Monday first) and hour (24 columns)."""
    local = at_an_hour(events)["local"].dt
    cells = np.bincount(local.day_of_week.to_numpy() * 24 + local.hour.to_numpy(), minlength=7 * 24)
    return cells.reshape(7, 24).astype(np.int64)
