"""What was paid out and back, typed or pasted: one payment a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from casekit.errors import Fault, InputError
from casekit.model import Payment
from casekit.text import _

# The words for a kind in both languages; without one a line means money paid back.
_KINDS = {
    "received": ("received", "收到", "放款", "到账", "借款"),
    "due": ("due", "应还", "待还", "未还"),
    "paid": ("paid", "已还", "还款", "支付"),
}
_LINE = re.compile(r"^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，;；\t]*(.*)$")
_AMOUNT = re.compile(r"([-+]?[\d,，]*\d(?:\.\d+)?)\s*(?:元|CNY|RMB|¥)?\s*$")


def read_payments(text: str) -> tuple[Payment, ...]:
    """The payments of a text such as "2025-03-01 received 10000", a line each, in the order of their dates.

    Raises
    ------
    InputError
        naming every line that is no payment; then none is taken
    """
    payments: list[Payment] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            payments.append(_payment(line))
        except ValueError as error:
            faults.append(Fault(_("line {number}").format(number=number), _reason(error)))
    if faults:
        raise InputError(_("Some lines are no payments. Write a line each, such as: 2025-03-01 received 10000"), faults)
    return tuple(sorted(payments, key=lambda one: (one.at, one.kind)))


def _payment(line: str) -> Payment:
    dated = _LINE.match(line)
    if not dated:
        raise ValueError(_("it does not begin with a date such as 2025-03-01"))
    year, month, day, rest = dated.groups()
    try:
        at = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(_("there is no such day")) from None
    amount = _AMOUNT.search(rest)
    if not amount:
        raise ValueError(_("it does not end with an amount in digits"))
    words = rest[: amount.start()].strip(" ,，;；:：¥￥").lower()
    kind = next((kind for kind, names in _KINDS.items() if any(name in words for name in names)), "")
    if words and not kind:
        raise ValueError(_("the word “{word}” is none of: received, paid, due").format(word=words))
    return Payment(at=at, amount=amount.group(1), kind=kind or "paid")


def _reason(error: ValueError) -> str:
    """The sentence of an error; a validator's own list of them is reduced to the first."""
    faults = getattr(error, "errors", None)
    return str(faults()[0]["ctx"]["error"]) if callable(faults) else str(error)


def write_payments(payments: Iterable[Payment]) -> str:
    """The text that `read_payments` reads, in the language of the moment."""
    from casekit.model.vocabulary import label

    return "\n".join(f"{one.at} {label('payment_kind', one.kind)} {one.amount}" for one in payments)
