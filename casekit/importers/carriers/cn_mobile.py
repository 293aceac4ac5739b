"""China Mobile (中国移动): call and message lists as csv or xlsx; the rows often name no year."""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import carrier_named, names_one_of
from casekit.importers.source import Probe, Source
from casekit.text import N_

_OWN_WORDS = ("通信地点", "通信方式", "通信时长", "通信类型", "信息类型")


def sniff(probe: Probe) -> bool:
    """Whether a title names China Mobile, or the table has its columns."""
    return carrier_named(probe) == "mobile" or (not carrier_named(probe) and names_one_of(probe, _OWN_WORDS))


SOURCE = Source(
    id="cn_mobile_table",
    title=N_("China Mobile call or message list"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
