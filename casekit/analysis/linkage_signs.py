"""What the records themselves show of the tie between a number and the institution; offered, never taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from casekit.analysis.selection import received
from casekit.model import Background
from casekit.numbers import fold

# A message names its sender in such brackets, at its beginning or at its end.
_SIGNATURE = re.compile(r"^\s*【([^】]{1,20})】|【([^】]{1,20})】\s*$")
_DOMAIN = re.compile(
    r"https?://([\w.-]+)|(?<![\w@.])((?:[\w-]+\.)+(?:com|cn|net|org|top|vip|cc)(?:\.cn)?)(?![\w.])", re.IGNORECASE
)
_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?")
# A sum of less than three digits is said of many things.
_SHORTEST_SUM, _SHORTEST_REFERENCE = 3, 5


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in the records that ties a number: the ground (of `BASES`), what shows it, and the contact it is in.

    `no` is None where it is not a contact that shows it.
    """

    basis: str
    shown: str
    no: int | None


def signs_of_linkage(events: pd.DataFrame, background: Background) -> dict[str, tuple[Sign, ...]]:
    """Number → what ties it, the latest example of each ground; numbers of which nothing speaks are not in it."""
    rows = received(events)
    rows = rows[rows["number"].notna()].sort_values("start", kind="stable")
    known = _hotlines(background)
    sums, references = _sums(background), sorted(_references(background))
    found: dict[str, dict[str, Sign]] = {
        number: {"published_list": Sign("published_list", known[number], None)}
        for number in map(str, rows["number"].cat.remove_unused_categories().cat.categories)
        if number in known
    }
    # Most records are lines of a log, in which nobody says anything.
    rows = rows[(rows["text"] != "") | (rows["words"] != "") | (rows["claimed_org"] != "")]
    for row in rows[["number", "no", "channel", "text", "words", "claimed_org"]].itertuples(index=False):
        for sign in _signs(row, sums, references):
            found.setdefault(str(row.number), {})[sign.basis] = sign
    return {number: tuple(signs.values()) for number, signs in found.items()}


def _signs(row: Any, sums: set[str], references: list[str]) -> Iterator[Sign]:
    no = int(row.no)
    if row.channel == "sms" and (signature := _SIGNATURE.search(row.text)):
        yield Sign("sms_signature", f"【{signature[1] or signature[2]}】", no)
    if row.claimed_org:
        yield Sign("stated_org", row.claimed_org, no)
    said = f"{row.words} {row.text}"
    named = next((one for one in references if one in said), "") or next(
        (one for one in _FIGURE.findall(said) if _plain(one) in sums), ""
    )
    if named:
        yield Sign("stated_amount", named, no)
    if domain := _DOMAIN.search(row.text):
        yield Sign("payment_link", domain[1] or domain[2], no)


def _hotlines(background: Background) -> dict[str, str]:
    """The hotlines that the user entered for institutions, folded, and whose they are."""
    return {
        fold(one): party.full_name or party.name
        for party in background.parties.values()
        for one in re.split(r"[、,，;；/\s]+", party.hotline)
        if one and fold(one)
    }


def _sums(background: Background) -> set[str]:
    """The sums of the debts as digits without signs and cents."""
    told = (text for debt in background.debts.values() for text in (debt.principal, debt.claimed))
    return {plain for text in told for one in _FIGURE.findall(text) if len(plain := _plain(one)) >= _SHORTEST_SUM}


def _references(background: Background) -> set[str]:
    return {one.reference for one in background.debts.values() if len(one.reference) >= _SHORTEST_REFERENCE}


def _plain(figure: str) -> str:
    """9,412.00 and 9412 are the same sum."""
    return re.sub(r"\.0*$", "", figure.replace(",", "").replace("，", ""))
