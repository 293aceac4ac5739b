"""Lists of carriers without a module of their own, and tables whose columns the user has named."""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import first_header
from casekit.importers.source import Probe, Source
from casekit.text import N_


def sniff(probe: Probe) -> bool:
    """Whether the columns name a time, the other party's number, and who called whom."""
    found = first_header(probe)
    return found is not None and bool(found.columns("number")) and bool(found.columns("direction"))


SOURCE = Source(
    id="carrier_table",
    title=N_("Another carrier's call or message list"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
