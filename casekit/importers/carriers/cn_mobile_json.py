"""China Mobile (中国移动): what its site answers to its page, JSON or JSONP; calls and messages, one or more replies.

The rows name no year: it follows from the `startDate` of the reply. Its `endDate` can be years before it, and then
counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.importers.carriers import answers
from casekit.importers.reading import json_stream
from casekit.importers.records import Item
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_

# Members of a row, in small letters → the headers of the same columns on the page.
_NAMES = {
    "starttime": "起始时间", "commplac": "通信地点", "commmode": "通信方式", "anothernm": "对方号码", "commtime": "通信时长",
    "commtype": "通信类型", "mealfavorable": "套餐优惠", "commfee": "实收通信费(元)", "infotype": "信息类型",
    "businame": "业务名称", "meal": "套餐优惠",
}  # fmt: skip
_KEYS = re.compile(rb'"(anothernm|commmode|commplac)"\s*:', re.IGNORECASE)
_KEY = "starttime"


def sniff(probe: Probe) -> bool:
    """Whether it is JSON whose objects have the members of China Mobile's rows."""
    found = {one.lower() for one in _KEYS.findall(probe.head)}
    return json_stream.is_json(probe) and len(found) > 1 and b'"starttime"' in probe.head.lower()


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every reply holds."""
    return answers.read(probe, options, json_stream.objects(probe), _NAMES, _KEY)


SOURCE = Source(
    id="cn_mobile_json",
    title=N_("China Mobile's list as its site answers it (JSON)"),
    kind="carrier_bill",
    sniff=sniff,
    read=read,
)
