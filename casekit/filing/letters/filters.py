"""How letters write days, sums of money and the words of others, and the line to fill by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from casekit.text import pick

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# What stands before a sum, by the country of the rulebook; one of another country stands as it was entered.
_SIGNS = {"US": "$", "PH": "PHP ", "IE": "€", "ID": "IDR ", "CN": "RMB "}
_UNITS = {"CN": "元", "US": "美元", "PH": "菲律宾比索", "IE": "欧元", "ID": "印尼盾"}


def day(moment: date | datetime | None) -> str:
    """2026年3月1日 or 1 March 2026; empty for none."""
    if moment is None:
        return ""
    return pick(
        zh=f"{moment.year}年{moment.month}月{moment.day}日",
        en=f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}",
    )


def unended(text: str) -> str:
    """What somebody wrote, without its last stop: a sentence goes on after it."""
    return text.rstrip().rstrip("。．.；;，,、")


def money_of(country: str) -> Callable[[str | Decimal | int], str]:
    """The filter `money`: a plain number, or one with the country's own unit, is written in its usual form.

    A text that says more stays as it was entered.
    """
    sign, unit = _SIGNS.get(country, ""), _UNITS.get(country, "")

    def money(amount: str | Decimal | int) -> str:
        text = str(amount).strip()
        number = text.removesuffix(unit).removeprefix(sign.strip()).strip()
        try:
            value = Decimal(number.replace(",", "").replace("，", ""))
        except InvalidOperation:
            return text
        plain = f"{value:,.2f}"
        return pick(zh=f"{plain}{unit}", en=f"{sign}{plain}")

    return money


class Blank:
    """A line to fill by hand, finished HTML for a template."""

    def __html__(self) -> str:
        return '<span class="blank"></span>'
