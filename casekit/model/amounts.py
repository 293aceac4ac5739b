"""Amounts of money as people type them, and as papers write them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from casekit.text import _, pick

CENT = Decimal("0.01")
# What stands around a sum, by the country of the rulebook; one of another country stands as it was entered.
_SIGNS = {"US": "$", "PH": "PHP ", "IE": "€", "ID": "IDR ", "CN": "RMB "}
_UNITS = {"CN": "元", "US": "美元", "PH": "菲律宾比索", "IE": "欧元", "ID": "印尼盾"}

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


def cents(value: Decimal) -> Decimal:
    """A sum rounded to cents, halves upwards."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def in_figures(value: Decimal) -> str:
    """A sum with grouped thousands and two places: 12,800.00."""
    return f"{cents(value):,.2f}"


def money_of(country: str) -> Callable[[str | Decimal | int], str]:
    """How sums are written in a country (ISO 3166): 12,800.00元, RMB 12,800.00, $250.00.

    A plain number, or one with the country's own unit, gets its usual form; a text that says more stays as it was entered.
    """
    sign, unit = _SIGNS.get(country, ""), _UNITS.get(country, "")

    def money(amount: str | Decimal | int) -> str:
        text = str(amount).strip()
        number = text.removesuffix(unit).removeprefix(sign.strip()).strip()
        try:
            value = in_figures(Decimal(number.replace(",", "").replace("，", "")))
        except InvalidOperation:
            return text
        return pick(zh=f"{value}{unit}", en=f"{sign}{value}")

    return money
