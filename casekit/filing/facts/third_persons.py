"""The third persons who were contacted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casekit.filing.facts.scope import Scope
from casekit.model.vocabulary import label
from casekit.report.rows import Row, by_third_person
from casekit.text import _, listed


@dataclass(frozen=True, slots=True)
class ThirdPerson:
    """Somebody contacted who does not owe; `open` is whether name and number are shown in full, and may be signed with.

    `agreed` is whether the borrower had named the person as a contact beforehand.
    """

    id: str
    name: str
    relation: str
    role: str
    contacts: int
    first: date | None
    last: date | None
    number: str
    open: bool
    agreed: bool


def third_persons_of(scope: Scope) -> list[ThirdPerson]:
    """The third persons contacted, those contacted most first; who is not known by name is one line."""
    return [_third(scope, person, mine) for person, mine in by_third_person(scope.rows).items()]


def _third(scope: Scope, person: str, mine: Sequence[Row]) -> ThirdPerson:
    known = scope.background.persons.get(person)
    relation = next((row.relation for row in mine if row.relation), None)
    days = sorted(row.local.date() for row in mine if row.local is not None)
    return ThirdPerson(
        id=person,
        name=(known.name if known else "") or _("not named"),
        relation=label("relation", relation) if relation else "",
        role=label("role", mine[0].role or "other_third_party"),
        contacts=len(mine),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        number=listed(known.lines) if known else "",
        open=scope.view.mask == "none",
        agreed=any(row.role == "preagreed_contact" for row in mine),
    )
