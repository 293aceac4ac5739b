"""Who else was contacted: the count behind the picture of a contact-list blast."""

from __future__ import annotations

import pandas as pd

from casekit.analysis.selection import on_a_day
from casekit.model.vocabulary import THIRD_PERSON_ROLES


def third_persons_per_day(events: pd.DataFrame) -> pd.DataFrame:
    """One row per day on which third persons were contacted: index `day`, columns `persons` and `contacts`.

    Somebody whose name is not known is at least one person; several unknown ones are not told apart.
    """
    rows = on_a_day(events)
    rows = rows[rows["role"].isin(THIRD_PERSON_ROLES)]
    days = rows["local"].dt.normalize().rename("day")
    named = rows["person"].astype(object).where(rows["person"].notna(), "")
    grouped = named.groupby(days)
    return pd.DataFrame({"persons": grouped.nunique(), "contacts": grouped.size()})
