"""Everything in a case beside the incidents, as rules, charts and the report read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.model.filing import Budget, CreditEntry, Filing, Harm, Talk
from casekit.model.people import CaseHeader, Debt, Evidence, Fact, NumberMark, Party, Person


@dataclass(frozen=True)
class Background:
    """Debts, parties, persons, marks on numbers, dated facts, evidence and what was done about it, of a case.

    `recorded_until` is the last day that an imported file reaches to; after it silence says nothing.
    """

    header: CaseHeader = field(default_factory=CaseHeader)
    debts: Mapping[str, Debt] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    numbers: Mapping[str, NumberMark] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    harms: tuple[Harm, ...] = ()
    filings: tuple[Filing, ...] = ()
    talks: tuple[Talk, ...] = ()
    credit: tuple[CreditEntry, ...] = ()
    budget: Budget = field(default_factory=Budget)
    recorded_until: date | None = None

    def lender_of(self, party: str | None) -> Party | None:
        """The lender behind a party: itself, or the one an agency acts for; None when not known."""
        found = self.parties.get(party or "")
        if found is None or found.kind == "lender":
            return found
        principal = self.parties.get(found.acts_for or "")
        return principal if principal is not None and principal.kind == "lender" else None

    def debt_lender(self, debt: str | None) -> Party | None:
        """The lender of a debt."""
        found = self.debts.get(debt or "")
        return self.parties.get(found.lender) if found else None

    def lender_told(self, fact: Fact) -> Party | None:
        """The lender whom a fact concerns: by its party, its debt, or the number of the caller it was said to."""
        mark = self.numbers.get(fact.number or "")
        return self.lender_of(fact.party) or self.debt_lender(fact.debt) or self.lender_of(mark.party if mark else None)

    def lenders(self) -> list[Party]:
        """The lenders of the case, in the order they were entered."""
        return [party for party in self.parties.values() if party.kind == "lender"]

    def sole_lender(self) -> Party | None:
        """The lender, when there is just one."""
        lenders = self.lenders()
        return lenders[0] if len(lenders) == 1 else None

    def debts_of(self, party: str | None) -> list[Debt]:
        """The debts that a party can be calling about."""
        lender = self.lender_of(party)
        return [debt for debt in self.debts.values() if lender is not None and debt.lender == lender.id]

    def facts_of(
        self, *kinds: str, person: str | None = None, party: str | None = None, debt: str | None = None
    ) -> list[Fact]:
        """Facts of the given kinds in time order; one that names no person, party or debt is about all.

        What the user answered was not so is none of them; see `denials_of`.
        """
        return self._matching(kinds, person, party, debt, denied=False)

    def denials_of(
        self, *kinds: str, person: str | None = None, party: str | None = None, debt: str | None = None
    ) -> list[Fact]:
        """Answers that something was not so, as `facts_of` gives those that it was."""
        return self._matching(kinds, person, party, debt, denied=True)

    def _matching(
        self, kinds: tuple[str, ...], person: str | None, party: str | None, debt: str | None, *, denied: bool
    ) -> list[Fact]:
        wanted = [
            fact
            for fact in self.facts
            if fact.kind in kinds
            and fact.denied == denied
            and (person is None or fact.person in (None, person))
            and (party is None or fact.party in (None, party))
            and (debt is None or fact.debt in (None, debt))
        ]
        return sorted(wanted, key=lambda fact: fact.at)
