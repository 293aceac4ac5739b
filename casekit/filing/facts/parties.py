"""Who is in a paper: the complainant, the lender, its agencies, whoever collects, and the debts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from casekit.filing.facts.scope import Scope
from casekit.model import COMPLAINANT, DEBTOR, Debt, Party
from casekit.model.vocabulary import label
from casekit.report.names import complainant
from casekit.text import listed


@dataclass(frozen=True, slots=True)
class Complainant:
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
class Collector:
    """Whoever collects, where each answers for itself; `bound` says whether the rulebook binds that kind."""

    party: Institution
    contacts: int
    bound: bool


_POSTCODE = re.compile(r"(?<![\d-])\d{6}(?![\d-])")
NOBODY = Institution("", "", "", "", "", "", "")


def complainant_of(scope: Scope) -> Complainant:
    """The complainant of the case."""
    header, persons = scope.view.header, scope.background.persons
    oneself = persons.get({"borrower": DEBTOR, "relative": COMPLAINANT}.get(header.standpoint, ""))
    lines = listed(oneself.lines) if oneself else ""
    debtor = persons.get(DEBTOR)
    name = complainant(scope.view)
    return Complainant(
        name=name,
        phone=header.phone or lines,
        address=header.address,
        standpoint=label("standpoint", header.standpoint),
        is_relative=header.standpoint == "relative",
        is_agent=header.standpoint == "agent",
        borrower=(debtor.name if debtor else "") or ("" if header.standpoint == "relative" else name),
    )


def postcode_in(address: str) -> str:
    """The six digits that stand by themselves in an address; empty where there are none."""
    found = _POSTCODE.search(address)
    return found[0] if found else ""


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


def collectors_of(scope: Scope) -> list[Collector]:
    """The agencies and lenders who made contact, those whom the rulebook binds first, then those with most contacts."""
    background = scope.background
    contacts = Counter(row.party for row in scope.rows if row.direction == "in")
    bound = frozenset(kind for rule in scope.material.rulebook.rules for kind in rule.binds)
    collectors = [
        Collector(institution_of(party), contacts[party.id], party.lender_type in bound)
        for party in background.parties.values()
        if party.kind == "agency" or (party.kind == "lender" and contacts[party.id])
    ]
    return sorted(collectors, key=lambda one: (not one.bound, -one.contacts))
