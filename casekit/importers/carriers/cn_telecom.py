"""China Telecom (中国电信): call and message lists of the provinces, which differ in nearly everything.

What most have in common: each row names the caller and the called (主叫号码, 被叫号码), so that who called whom
follows from the own number. Chongqing's 发送时间 stands over calls too.
"""

from __future__ import annotations

from casekit.importers.carriers import carrier_table
from casekit.importers.carriers.header import carrier_named, first_header
from casekit.importers.source import Probe, Source
from casekit.text import N_


def sniff(probe: Probe) -> bool:
    """Whether a title names China Telecom, or the columns are those of its provinces."""
    header, named = first_header(probe), carrier_named(probe)
    if header is None or named not in ("", "telecom"):
        return False
    two_sided = "主叫号码" in header.names and "被叫号码" in header.names and "对方号码" not in header.names
    sent_calls = "发送时间" in header.names and "通话时长" in header.names
    return named == "telecom" or two_sided or sent_calls


SOURCE = Source(
    id="cn_telecom_table",
    title=N_("China Telecom call or message list"),
    kind="carrier_bill",
    sniff=sniff,
    read=carrier_table.read,
)
