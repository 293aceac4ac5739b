"""Amounts of money as people type them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from casekit.text import _


def positive_amount(value: str) -> str:
    """An amount of money as decimal text without grouping signs.

    Raises
    ------
    ValueError
        when it is no amount above zero
    """
    plain = value.replace(",", "").replace("，", "").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        raise ValueError(_("“{value}” is no amount; write it in digits, such as 1234.50.").format(value=value))
    return plain
