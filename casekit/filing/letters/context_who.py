"""Who is in a letter: the complainant, the lender, its agencies, the debts, the third persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casekit.filing.letters.scope import Scope
from casekit.model import COMPLAINANT, DEBTOR, Debt, Party
from casekit.model.vocabulary import label
from casekit.report.names import complainant
from casekit.report.rows import Row
from casekit.text import _, pick


@dataclass(frozen=True, slots=True)
class Me:
    """Who complains; empty text where the case does not say.

    `standpoint` is in words; `borrower` is the name of the one who owes, also where that is the complainant.
    """

    name: str
    phone: str
    address: str
    standpoint: str
    is_relative: bool
    is_agent: bool
    borrower: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A lender or an agency; `full_name` is the name where no full one is known, `type_name` its kind in words."""

    name: str
    full_name: str
    address: str
    registration: str
    hotline: str
    type_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class DebtLine:
    """One debt; amounts as they were entered."""

    id: str
    product: str
    reference: str
    principal: str
    claimed: str
    overdue_since: date | None
    contract_date: date | None
    lender: str


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


NOBODY = Institution("", "", "", "", "", "", "")


def me_of(scope: Scope) -> Me:
    """The complainant of the case."""
    header, persons = scope.view.header, scope.background.persons
    oneself = persons.get({"borrower": DEBTOR, "relative": COMPLAINANT}.get(header.standpoint, ""))
    lines = pick(zh="、", en=", ").join(oneself.lines) if oneself else ""
    debtor = persons.get(DEBTOR)
    name = complainant(scope.view)
    return Me(
        name=name,
        phone=header.phone or lines,
        address=header.address,
        standpoint=label("standpoint", header.standpoint),
        is_relative=header.standpoint == "relative",
        is_agent=header.standpoint == "agent",
        borrower=(debtor.name if debtor else "") or ("" if header.standpoint == "relative" else name),
    )


def institution_of(party: Party | None) -> Institution:
    """An institution of the case; all empty where there is none."""
    if party is None:
        return NOBODY
    return Institution(
        name=party.name,
        full_name=party.full_name or party.name,
        address=party.address,
        registration=party.registration,
        hotline=party.hotline,
        type_name=label("lender_type", party.lender_type) if party.lender_type != "unknown" else "",
        kind=party.lender_type,
    )


def agencies_of(scope: Scope) -> list[Institution]:
    """The agencies that act for the lenders of the letter."""
    lenders = {one.id for one in scope.lenders}
    parties = scope.background.parties.values()
    return [institution_of(one) for one in parties if one.kind == "agency" and one.acts_for in lenders]


def debts_of(scope: Scope) -> list[DebtLine]:
    """The debts that the letter is about; none where a third person writes, whom no debt concerns."""
    if scope.alone:
        return []
    lenders = {one.id: one for one in scope.lenders}
    return [_debt(one, lenders[one.lender]) for one in scope.background.debts.values() if one.lender in lenders]


def _debt(one: Debt, lender: Party) -> DebtLine:
    return DebtLine(
        id=one.id,
        product=one.product,
        reference=one.reference,
        principal=one.principal,
        claimed=one.claimed,
        overdue_since=one.overdue_since,
        contract_date=one.contract_date,
        lender=lender.full_name or lender.name,
    )


def third_persons_of(scope: Scope) -> list[ThirdPerson]:
    """The third persons contacted, those contacted most first; who is not known by name is one line."""
    of_person: dict[str, list[Row]] = {}
    for row in scope.rows:
        if row.with_third_person and row.direction == "in":
            of_person.setdefault(row.person or "", []).append(row)
    ordered = sorted(of_person.items(), key=lambda pair: (-len(pair[1]), pair[1][0].no))
    return [_third(scope, person, mine) for person, mine in ordered]


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
        number=pick(zh="、", en=", ").join(known.lines) if known else "",
        open=scope.view.mask == "none",
        agreed=any(row.role == "preagreed_contact" for row in mine),
    )
