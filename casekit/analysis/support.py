"""How firmly the received contacts are tied to whom they are held against."""

from __future__ import annotations

import pandas as pd

from casekit.analysis.selection import received
from casekit.model import Background


def own_word(events: pd.DataFrame, background: Background) -> int:
    """Received contacts that are a collector's by the user's word alone.

    Their number was recognised and nothing else, or they were typed and their number is not said to be anybody's.
    """
    rows = received(events)
    recognised = [one for one, mark in background.numbers.items() if {mark.basis, *mark.more_bases} == {"user"}]
    confirmed = rows["attribution"] == "confirmed"
    return int((~confirmed | rows["number"].isin(recognised)).sum())


def principal_unknown(events: pd.DataFrame, background: Background) -> int:
    """Received contacts of callers of whom it is not said for which lender they collect."""
    nobodys = [one.id for one in background.parties.values() if one.kind != "lender" and not one.acts_for]
    return int(received(events)["party"].isin(nobodys).sum())
