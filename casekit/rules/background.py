"""Law that no test can check, chosen for a paper: what may be cited beside findings of some matters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from casekit.model.vocabulary import STRENGTHS
from casekit.rules.rulebook import BackgroundLaw, Rulebook


def citable(
    book: Rulebook, families: Iterable[str], days: Collection[date], kinds: Iterable[str] = ()
) -> list[BackgroundLaw]:
    """Background law of a book that a paper may cite beside findings of some families, the strongest first.

    Only what is verified and well enough sourced, was in force on one of the days of the contacts, and is about
    anyone or about one of the `kinds` of lenders; a matter whose days nobody knows has none. What names no family is
    for the workbook. Equally strong ones keep the order of the book. Whether an article is printed with it is for its
    `citation` to say, and its `caution` goes wherever it goes.
    """
    wanted, concerned = frozenset(families), frozenset(kinds)
    found = [
        law
        for law in book.background
        if law.verified and law.confidence != "low" and not wanted.isdisjoint(law.families)
        if not law.binds or not law.binds.isdisjoint(concerned)
        if any(law.in_force(day) for day in days)
    ]
    return sorted(found, key=lambda law: STRENGTHS.index(law.strength))
