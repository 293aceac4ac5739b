"""The call sheet (话单) in the form that carriers hand to the police: 开始时间, 事件类型, 用户号码, 对端号码, 活动地区."""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import first_header
from casekit.importers.source import Probe, Source
from casekit.text import N_

_LEAST = 4
_WORDS = ("开始时间", "事件类型", "用户号码", "对端号码", "对端归属地", "活动地区")


def sniff(probe: Probe) -> bool:
    """Whether most of its columns are there, the event and the other end among them."""
    header = first_header(probe)
    if header is None or not {"事件类型", "对端号码"} <= set(header.names):
        return False
    return sum(word in header.names for word in _WORDS) >= _LEAST


SOURCE = Source(
    id="police_call_sheet",
    title=N_("Call sheet in the form for the police (话单)"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
