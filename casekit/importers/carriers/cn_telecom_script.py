"""China Telecom (中国电信): the script with which the sites of some provinces (Jiangxi) answer their page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.importers.carriers import answers
from casekit.importers.reading import script_objects
from casekit.importers.records import Item
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_

# Members of a row, in small letters → headers of the same columns.
_NAMES = {
    "callstarttime": "开始时间", "dialing": "主叫号码", "called": "被叫号码", "times": "通话时长", "calltype": "呼叫类型",
}  # fmt: skip
_KEY = "callstarttime"
_STATEMENT = re.compile(rb"(?<![\w.])s\d+\.(?:callStartTime|dialing|called|callType)\s*=")


def sniff(probe: Probe) -> bool:
    """Whether it is a script that names the members of China Telecom's rows."""
    return len({found.split(b".")[1] for found in _STATEMENT.findall(probe.head)}) > 1


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every reply holds."""
    return answers.read(probe, options, script_objects.objects(probe), _NAMES, _KEY)


SOURCE = Source(
    id="cn_telecom_script",
    title=N_("China Telecom's list as its site answers it (script)"),
    kind="carrier_bill",
    sniff=sniff,
    read=read,
)
