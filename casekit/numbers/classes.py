"""The class of a number, from `classes.yaml`; the library of numbering plans comes second."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casekit.data_files import data_of
from casekit.numbers.folding import is_account
from casekit.text import N_, _, pick

_OTHER = {"account": N_("name or account"), "hidden": N_("number not shown"), "unknown": N_("other number")}


@cache
def _table() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    rows = data_of("casekit.numbers", "classes.yaml")
    return tuple((row["id"], re.compile(row["pattern"]), {"zh": row["zh"], "en": row["en"]}) for row in rows)


CLASS_IDS = (
    "mobile", "mobile_virtual", "landline", "service_95", "service_96", "company_400", "carrier_100",
    "hotline_1", "sms_port_106", "international", "short", "account", "hidden", "unknown",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def classify(folded: str) -> str:
    """The id of the class of a folded number: what type it is, never whose it is.

    Our own table decides first, because the library is wrong or silent on 95, 106, 400 and the virtual
    operators; what the table does not know is asked of `phonenumbers`.
    """
    if not folded:
        return "hidden"
    if is_account(folded):
        return "account"
    for class_id, pattern, _labels in _table():
        if pattern.fullmatch(folded):
            return class_id
    return _ask_library(folded)


def _ask_library(folded: str) -> str:
    if not folded.lstrip("+").isdigit():
        return "unknown"
    import phonenumbers

    try:
        parsed = phonenumbers.parse(folded, "CN")
    except phonenumbers.NumberParseException:
        return "unknown"
    kind = phonenumbers.number_type(parsed)
    if kind == phonenumbers.PhoneNumberType.MOBILE:
        return "mobile"
    if kind == phonenumbers.PhoneNumberType.FIXED_LINE:
        return "landline"
    return "unknown"


def class_label(class_id: str) -> str:
    """The class in words, in the current language."""
    for known, _pattern, labels in _table():
        if known == class_id:
            return pick(labels)
    return _(_OTHER.get(class_id, _OTHER["unknown"]))
