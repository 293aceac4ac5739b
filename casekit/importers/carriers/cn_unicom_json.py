"""China Unicom (中国联通): what its site answers to its page, JSON, with the list wherever it lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.importers.carriers import answers
from casekit.importers.reading import json_stream
from casekit.importers.records import Item
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_

# Members of a row, in small letters → the headers of the same columns in Unicom's tables.
_NAMES = {
    "calldate": "通话日期", "calltime": "通话时间", "othernum": "对方号码", "calltypename": "呼叫类型",
    "homeareaname": "本机通话地", "calledhome": "对方归属地", "calllonghour": "通话时长", "landtype": "通话类型",
    "totalfee": "小计",
}  # fmt: skip
_KEYS = re.compile(rb'"(othernum|calldate|calltypename|calllonghour)"\s*:', re.IGNORECASE)
_KEY = "calldate"


def sniff(probe: Probe) -> bool:
    """Whether it is JSON whose objects have the members of China Unicom's rows."""
    found = {one.lower() for one in _KEYS.findall(probe.head)}
    return json_stream.is_json(probe) and b"calldate" in found and len(found) > 1


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every reply holds."""
    return answers.read(probe, options, json_stream.objects(probe), _NAMES, _KEY)


SOURCE = Source(
    id="cn_unicom_json",
    title=N_("China Unicom's list as its site answers it (JSON)"),
    kind="carrier_bill",
    sniff=sniff,
    read=read,
)
