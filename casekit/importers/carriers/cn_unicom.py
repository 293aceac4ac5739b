"""China Unicom (中国联通): voice lists of the web service hall, layouts A to D and T, as xls, xlsx or csv.

What sets them apart from other carriers' lists: 通话起始时间, or the layout T with 话单位置.
"""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import carrier_named, names_one_of
from casekit.importers.source import Probe, Source
from casekit.text import N_

_OWN_WORDS = ("通话起始时间", "话单位置", "本机通话地", "长途类型")


def sniff(probe: Probe) -> bool:
    """Whether a title names China Unicom, or the table has its columns."""
    return carrier_named(probe) == "unicom" or (not carrier_named(probe) and names_one_of(probe, _OWN_WORDS))


SOURCE = Source(
    id="cn_unicom_xls",
    title=N_("China Unicom call list"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
