"""Lists of carriers without a module of their own."""

from __future__ import annotations

from dataclasses import replace

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
    # What the user says of the columns makes no carrier's list of a phone's own.
    found = replace(found, chosen={})
    numbers = found.columns("number")
    sides = found.columns("caller") + found.columns("called")
    if not found.is_complete() or not ((numbers and found.columns("direction")) or sides):
        return False
    if found.columns("fee"):
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
