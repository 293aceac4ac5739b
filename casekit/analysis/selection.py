"""Which contacts the counts are about."""

from __future__ import annotations

import pandas as pd

from casekit.casebook.events import counted
from casekit.clock import PRECISION_LENGTH

# A time known only to the month belongs to no day, one known only to the day to no hour.
_WITH_DAY = ("second", "minute", "hour", "day")
_WITH_HOUR = ("second", "minute", "hour")
_QUIET_FROM, _QUIET_UNTIL = pd.Timedelta(hours=22), pd.Timedelta(hours=8)


def received(events: pd.DataFrame) -> pd.DataFrame:
    """One row per contact that came from the collectors; answers and calls back are not counted."""
    rows = counted(events)
    return rows[rows["direction"] == "in"]


def on_a_day(events: pd.DataFrame) -> pd.DataFrame:
    """Received contacts of which the day is known."""
    return _precise(received(events), _WITH_DAY)


def at_an_hour(events: pd.DataFrame) -> pd.DataFrame:
    """Received contacts of which the hour is known."""
    return _precise(received(events), _WITH_HOUR)


def wholly_at_night(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether each contact is wholly between 22:00 and 8:00, not at the edge; False when its hour is not known."""
    known = rows["local"].notna() & rows["precision"].isin(_WITH_HOUR)
    clock = rows["local"] - rows["local"].dt.normalize()
    until = clock + pd.to_timedelta(rows["precision"].astype(object).map(PRECISION_LENGTH))
    at_night: pd.Series[bool] = known & ((clock > _QUIET_FROM) | (until < _QUIET_UNTIL))
    return at_night


def _precise(rows: pd.DataFrame, precisions: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["local"].notna() & rows["precision"].isin(precisions)]
