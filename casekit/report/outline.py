"""The parts of the report, in the order of a complaint, and their numbers."""

from __future__ import annotations

from casekit.text import N_, pick

# (name, title); a part that is added here gets its number, and the references to later parts follow.
PARTS: tuple[tuple[str, str], ...] = (
    ("request", N_("Request and summary")),
    ("parties", N_("Complainant and respondent")),
    ("debt", N_("The debt")),
    ("numbers", N_("List of numbers")),
    ("worst", N_("The worst moments")),
    ("charts", N_("Charts")),
    ("findings", N_("Suspected breaches of rules")),
    ("persons", N_("Third persons contacted")),
    ("harm", N_("Harm")),
    ("steps", N_("Steps already taken")),
    ("evidence", N_("List of evidence")),
    ("counting", N_("How it was counted and what was left out")),
    ("masking", N_("What was masked")),
    ("integrity", N_("Integrity")),
    ("declaration", N_("Declaration and signature")),
    ("cited", N_("Contacts cited")),
    ("basis", N_("Sources of law and dates checked")),
)


def place(name: str) -> int:
    """The number of a part, for marks such as 7-1 and for links."""
    return next(number for number, (known, _title) in enumerate(PARTS, start=1) if known == name)


def part(name: str) -> str:
    """The number of a part as it stands in a sentence: 十五 or 15."""
    return group_mark(place(name))


def group_mark(number: int) -> str:
    """The numeral of a group or part."""
    return pick(zh=chinese_numeral(number), en=str(number))


def chinese_numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
