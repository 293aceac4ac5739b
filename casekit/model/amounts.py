"""Amounts of money as people type them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from casekit.text import _

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")


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


def share_in_percent(value: str, refusal: str) -> str:
    """A percentage from 0 to under 100 as decimal text, empty for none.

    Raises
    ------
    ValueError
        saying `refusal`, which names the `{value}`
    """
    plain = value.translate(_FULL_WIDTH).strip().rstrip("%").strip()
    try:
        number = Decimal(plain or "0")
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 <= number < 100:
        raise ValueError(refusal.format(value=value.strip()))
    return plain
