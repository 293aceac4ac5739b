"""Sums of money and rates as people write them: lines of a household, an amount in words, a yearly rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from casekit.errors import Fault, InputError
from casekit.model import MoneyItem
from casekit.model.amounts import CENT, cents, share_in_percent
from casekit.text import _

# What may stand for ten thousand and around the digits of an amount.
_AMOUNT = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<many>万)?\s*(?P<unit>元|块|CNY|RMB|yuan)?", re.IGNORECASE)
_AROUND = " \t\u3000¥￥$:,;、，。；："
# Signs of full width, each by the one it stands for; lengths stay, so that a name is cut out as it was typed.
_FOLDED = str.maketrans("０１２３４５６７８９，．％－\u3000", "0123456789,.%- ")


def amount_told(text: str) -> Decimal | None:
    """The one sum in a text such as "本金 12,800.00 元" or "约1.2万"; None where there is none or more than one.

    Beside a sum with its unit, other numbers are days and the like: "截至2026年1月共 8,600 元".
    """
    found = list(_AMOUNT.finditer(text.translate(_FOLDED)))
    named = [one for one in found if one["many"] or one["unit"]]
    chosen = named or found
    return cents(_value(chosen[0])) if len(chosen) == 1 else None


def read_amount(text: str) -> Decimal:
    """A sum above zero that was typed.

    Raises
    ------
    InputError
        when the text is no such sum
    """
    value = amount_told(text)
    if value is None or value <= 0 or "-" in text:
        raise InputError(_("“{value}” is no amount; write it in digits, such as 1234.50.").format(value=text.strip()))
    return value


def read_rate(text: str) -> Decimal:
    """A yearly rate in percent as a fraction: "14.6" and "14.6 %" are 0.146; nothing typed is 0.

    Raises
    ------
    InputError
        when it is no percentage from 0 to under 100
    """
    refusal = _("“{value}” is no yearly rate in percent from 0 to under 100, such as 14.6.")
    try:
        return Decimal(share_in_percent(text, refusal) or "0") / 100
    except ValueError as error:
        raise InputError(str(error)) from error


def read_items(text: str) -> tuple[MoneyItem, ...]:
    """Lines of a household, each a name and a sum a month: "房租 1800", "工资：6,000 元".

    Raises
    ------
    InputError
        naming every line that has no name or no sum; then none is taken
    """
    items: list[MoneyItem] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        item = _item(line)
        if isinstance(item, MoneyItem):
            items.append(item)
        else:
            faults.append(Fault(_("line {number}").format(number=number), item))
    if faults:
        raise InputError(
            _(
                "Some lines cannot be read, nothing was saved. Write a name and a sum a month on each, such as: rent 1800"
            ),
            faults,
        )
    return tuple(items)


def _item(line: str) -> MoneyItem | str:
    """The item of a line, or what is wrong with the line."""
    folded = line.translate(_FOLDED)
    found = list(_AMOUNT.finditer(folded))
    last = found[-1] if found else None
    if last is None or folded[last.end() :].strip(_AROUND + "/每月\r\n"):
        return _("it does not end with an amount in digits")
    name = line[: last.start()].strip(_AROUND)
    if folded[: last.start()].rstrip(_AROUND).endswith("-") or _value(last) <= 0:
        return _("the amount has to be above zero")
    if not name:
        return _("it does not say what the amount is for")
    return MoneyItem(name=name, amount=str(_value(last)))


def write_items(items: Iterable[MoneyItem]) -> str:
    """The lines that `read_items` reads."""
    return "\n".join(f"{one.name} {one.amount}" for one in items)


def _value(found: re.Match[str]) -> Decimal:
    value = Decimal(found["digits"].replace(",", ""))
    return (value * 10_000).quantize(CENT) if found["many"] else value
