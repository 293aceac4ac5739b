"""What papers ask again and again of a dossier: lenders, agencies, numbers that nothing ties, persons, steps taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from casekit.report.names import debt_lenders, respondents

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Filing, Party, Person
    from casekit.report.rows import Row

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）】》]+", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\d-])\d{6}(?![\d-])")
_IN_PUBLIC = ("public_post", "group_message", "im", "app_push")


def lenders(dossier: Dossier) -> list[Party]:
    """The lenders of the debts a paper is about; without debts all lenders of the case."""
    return debt_lenders(dossier.view.background)


def institutions(dossier: Dossier) -> list[Party]:
    """Whom a paper is about: the lenders, or whoever called where each collector answers for itself."""
    return respondents(dossier.material)


def agencies(dossier: Dossier) -> list[Party]:
    """The agencies known to collect for these lenders."""
    return [one for one in dossier.view.background.parties.values() if one.kind == "agency"]


def rows_by_number(dossier: Dossier) -> dict[str, list[Row]]:
    """Number → the contacts that came from it; the one with the most contacts first."""
    found: dict[str, list[Row]] = {}
    for row in dossier.material.rows:
        if row.number and row.direction == "in":
            found.setdefault(row.number, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def numbers_untied(dossier: Dossier) -> list[str]:
    """The callers' numbers of which nothing but the user's own word ties them to the institution."""
    marks = dossier.view.background.numbers
    return [
        number
        for number in rows_by_number(dossier)
        if number not in marks or {marks[number].basis, *marks[number].more_bases} == {"user"}
    ]


def third_persons(dossier: Dossier) -> dict[Person, list[Row]]:
    """The third persons known by entry who were contacted, with their contacts."""
    persons = dossier.view.background.persons
    found: dict[str, list[Row]] = {}
    for row in dossier.material.rows:
        if row.with_third_person and row.direction == "in" and row.person is not None and row.person in persons:
            found.setdefault(row.person, []).append(row)
    return {persons[one]: rows for one, rows in found.items()}


def filings_at(dossier: Dossier, *channels: str) -> list[Filing]:
    """What was handed in at some channels, the latest last; what was withdrawn does not count."""
    return sorted(
        (one for one in dossier.view.background.filings if one.channel in channels and one.outcome != "withdrawn"),
        key=lambda one: one.filed_on,
    )


def postcode(dossier: Dossier) -> str:
    """The six digits that stand by themselves in the complainant's address; empty where there are none."""
    found = _POSTCODE.search(dossier.view.header.address)
    return found[0] if found else ""


def web_addresses(dossier: Dossier) -> list[str]:
    """The addresses of pages that stand in what was published or sent round."""
    found: dict[str, None] = {}
    for row in dossier.material.rows:
        if row.channel in _IN_PUBLIC:
            found.update(dict.fromkeys(_WEB_ADDRESS.findall(" ".join((row.text, row.words, row.note)))))
    return list(found)
