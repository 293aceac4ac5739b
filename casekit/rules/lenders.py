"""Which institution stands behind a name that people use: a suggestion, for the user to confirm."""

from __future__ import annotations

import unicodedata

from casekit.rules.rulebook import KnownLender, Rulebook

_SHORTEST = 2  # signs that a part of a name must have to point to anybody


def suggested_lenders(book: Rulebook, *typed: str) -> list[KnownLender]:
    """The lenders a book knows that what was typed may mean, the closest first.

    A product typed with more words around it (蚂蚁花呗分期) and a part of a name (招联) are found as well. Where
    something is known by its very name, what merely holds a part of it is left out.
    """
    wanted = [one for one in map(_plain, typed) if len(one) >= _SHORTEST]
    found = []
    for place, lender in enumerate(book.lenders):
        names = [_plain(one) for one in (lender.name, lender.full_name, *lender.products) if one]
        closeness = max((_closeness(one, name) for one in wanted for name in names), default=0)
        if closeness:
            found.append((-closeness, place, lender))
    found.sort(key=lambda one: one[:2])
    best = -found[0][0] if found else 0
    return [lender for closeness, _place, lender in found if best < _EXACT or -closeness >= _EXACT]


_EXACT = 1000


def _closeness(typed: str, name: str) -> int:
    """How surely something typed means a name: the same, the name inside, a part of the name; 0 for neither."""
    if typed == name:
        return _EXACT
    if len(name) >= _SHORTEST and name in typed:
        return 100 + len(name)
    return len(typed) if typed in name else 0


def _plain(text: str) -> str:
    """Full-width and capital letters, blanks and signs make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
