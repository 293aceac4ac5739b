"""Which contacts the counts are about."""

from __future__ import annotations

import pandas as pd

from casekit.casebook.events import counted

# A time known only to the month belongs to no day, one known only to the day to no hour.
_WITH_DAY = ("second", "minute", "hour", "day")
_WITH_HOUR = ("second", "minute", "hour")


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


def _precise(rows: pd.DataFrame, precisions: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["local"].notna() & rows["precision"].isin(precisions)]
