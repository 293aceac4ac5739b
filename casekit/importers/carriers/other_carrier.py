"""Lists of carriers without a module of their own, and tables whose columns the user has named."""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import first_header
from casekit.importers.source import Probe, Source
from casekit.text import N_


def sniff(probe: Probe) -> bool:
    """Whether the columns name a time, the other party's number, and who called whom, as a carrier words it.

    Words that a phone's own log uses as well, or a column of names, are a carrier's only beside a price.
    """
    found = first_header(probe)
    if found is None:
        return False
    numbers = found.columns("number")
    sides = found.columns("caller") + found.columns("called")
    if not ((numbers and found.columns("direction")) or sides):
        return False
    if found.chosen or found.columns("fee"):
        return True
    is_common = all(column in found.columns("common") for column in (numbers or sides))
    return not is_common and not found.columns("name")


SOURCE = Source(
    id="carrier_table",
    title=N_("Another carrier's call or message list"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
