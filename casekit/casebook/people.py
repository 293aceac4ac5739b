"""Parties, debts, persons, marks on numbers and dated facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from casekit.casebook.base import item_of, new_id, plain
from casekit.casebook.days import DaysOfCase, Moment
from casekit.casebook.validation import validated
from casekit.errors import InputError, NotFoundError
from casekit.model import Debt, Fact, NumberMark, Party, Person
from casekit.numbers import fold
from casekit.text import _


class PeopleOfCase(DaysOfCase):
    """The part of a case that says who is who."""

    def add_party(
        self,
        kind: str,
        name: str,
        *,
        full_name: str = "",
        acts_for: str | None = None,
        lender_type: str = "unknown",
        hotline: str = "",
        address: str = "",
        registration: str = "",
    ) -> Party:
        """Enter a lender, an agency (`acts_for` a lender) or a group of unidentified callers."""
        if not name.strip():
            raise InputError(_("Please give the institution a name; what the callers call it is enough."))
        self._principal(acts_for)
        if kind == "agency" and lender_type == "unknown":
            lender_type = "third_party_agency"
        party = validated(
            Party,
            {
                "id": new_id(), "kind": kind, "name": name.strip(), "full_name": full_name, "acts_for": acts_for,
                "lender_type": lender_type, "hotline": hotline, "address": address, "registration": registration,
            },
        )  # fmt: skip
        self._append("party", [item_of(party)])
        return party

    def _principal(self, party: str | None) -> None:
        """Refuse a principal that is no lender of the case: an agency is recorded with the lender behind it."""
        if party is not None and self._known("parties", party).kind != "lender":
            raise InputError(_("An agency acts for a lender. Please choose the lender behind it."))

    def find_party(self, name: str) -> Party | None:
        """The party with this id, name or full name."""
        for party in self.refresh().parties.values():
            if name in (party.id, party.name, party.full_name) and name:
                return party
        return None

    def add_debt(
        self,
        lender: str,
        *,
        product: str = "",
        reference: str = "",
        principal: str = "",
        claimed: str = "",
        overdue_since: date | str | None = None,
        note: str = "",
    ) -> Debt:
        """Enter a debt to a lender; amounts are text, as told."""
        self._known("parties", lender)
        debt = validated(
            Debt,
            {
                "id": new_id(), "lender": lender, "product": product, "reference": reference, "principal": principal,
                "claimed": claimed, "overdue_since": overdue_since or None, "note": note,
            },
        )  # fmt: skip
        self._check_days_of(debt, ("overdue_since",))
        _refuse_negative(principal, claimed)
        self._append("debt", [item_of(debt)])
        return debt

    def add_person(
        self,
        name: str,
        *,
        role: str = "other_third_party",
        relation: str = "other",
        lines: Iterable[str] = (),
        zone: str | None = None,
        other_zones: Iterable[str] = (),
    ) -> Person:
        """Enter somebody who was contacted, with their own numbers."""
        person = validated(
            Person,
            {
                "id": new_id(), "name": name.strip(), "role": role, "relation": relation, "lines": tuple(lines),
                "zone": zone, "other_zones": tuple(other_zones),
            },
        )  # fmt: skip
        self._append("person", [item_of(person)])
        return person

    def find_person(self, name: str) -> Person | None:
        """The person with this id or name."""
        persons = self.refresh().persons
        if name in persons:
            return persons[name]
        return next((person for person in persons.values() if name and person.name == name), None)

    def owner_of_line(self, number: str) -> Person | None:
        """The person to whom an own number, folded, belongs as far as is known."""
        return next((one for one in self.refresh().persons.values() if number and number in one.lines), None)

    def update_person(self, person: str, **fields: Any) -> Person:
        """Change what is known of a person; only the given fields change."""
        updated: Person = self._update("person", "persons", Person, person, fields)
        return updated

    def update_party(self, party: str, **fields: Any) -> Party:
        """Change what is known of a party; only the given fields change."""
        self._principal(fields.get("acts_for"))
        updated: Party = self._update("party", "parties", Party, party, fields)
        return updated

    def update_debt(self, debt: str, **fields: Any) -> Debt:
        """Change what is told of a debt; only the given fields change."""
        if "lender" in fields:
            self._known("parties", fields["lender"])
        known = self._known("debts", debt)
        self._check_days_of(validated(Debt, {**known.model_dump(), **fields, "id": debt}), fields)
        _refuse_negative(*(str(fields.get(name) or "") for name in ("principal", "claimed")))
        updated: Debt = self._update("debt", "debts", Debt, debt, fields)
        return updated

    def _update(self, kind: str, table: str, model: Any, one: str, fields: dict[str, Any]) -> Any:
        known = self._known(table, one)
        merged = validated(model, {**known.model_dump(), **fields, "id": one})
        changed = {
            name: getattr(merged, name) for name in model.model_fields if getattr(merged, name) != getattr(known, name)
        }
        if changed:
            item = {"id": one, **{name: plain(value) for name, value in changed.items()}}
            cleared = sorted(name for name, value in changed.items() if value is None)
            self._append(kind, [{**item, "cleared": cleared} if cleared else item])
        return self._known(table, one)

    def _known(self, table: str, one: str) -> Any:
        found = getattr(self.refresh(), table).get(one)
        if found is None:
            raise NotFoundError(_("The case holds nothing with the id “{id}”.").format(id=one))
        return found

    def mark_number(
        self,
        number: str,
        *,
        party: str | None = None,
        attribution: str = "confirmed",
        basis: str = "user",
        more_bases: Iterable[str] = (),
        note: str = "",
    ) -> NumberMark:
        """Say whose a number is and on what basis, that it is no collector's, or that it is not known.

        `more_bases` is what else ties it to them. May be changed at any time; the imported records stay as they are.
        """
        return self.mark_numbers(
            [number], party=party, attribution=attribution, basis=basis, more_bases=more_bases, note=note
        )[0]

    def mark_numbers(
        self,
        numbers: Iterable[str],
        *,
        party: str | None = None,
        attribution: str = "confirmed",
        basis: str = "user",
        more_bases: Iterable[str] = (),
        note: str = "",
    ) -> list[NumberMark]:
        """Mark several numbers alike in one save."""
        if party is not None:
            self._known("parties", party)
        if attribution == "confirmed" and party is None:
            raise InputError(_("Please say which lender, agency or group of callers the number belongs to."))
        marks, further = [], tuple(one for one in dict.fromkeys(more_bases) if one != basis)
        for number in numbers:
            folded = fold(number)
            if not folded:
                raise InputError(_("A number that was not shown cannot be given to anybody."))
            marks.append(
                validated(
                    NumberMark,
                    {
                        "number": folded,
                        "party": party if attribution == "confirmed" else None,
                        "attribution": attribution,
                        "basis": basis,
                        "more_bases": further if attribution == "confirmed" else (),
                        "note": note,
                    },
                )
            )
        if marks:
            self._append("number", [item_of(mark) for mark in marks])
        return marks

    def add_fact(
        self,
        kind: str,
        at: Moment,
        *,
        person: str | None = None,
        party: str | None = None,
        debt: str | None = None,
        channel: str | None = None,
        number: str | None = None,
        incident: str | None = None,
        value: str = "",
        note: str = "",
        denied: bool = False,
    ) -> Fact:
        """Enter a dated fact about a person, party, debt or channel, such as a refusal of further contact.

        With `denied` it is an answer: that this was not so.

        Raises
        ------
        InputError
            when a value cannot be used, the time lies in the future or an agreement before the loan, or a refusal does
            not say whose it is: it protects nobody but that person
        """
        if kind == "refused_contact" and person is None:
            raise InputError(_("Please say who asked them to stop; the refusal holds for that person alone."))
        for table, one in (("persons", person), ("parties", party), ("debts", debt)):
            if one is not None:
                self._known(table, one)
        instant, precision = self._happened(at, self._zone_of(person))
        fact = validated(
            Fact,
            {
                "id": new_id(), "kind": kind, "at": instant, "precision": precision, "denied": denied, "person": person, "party": party,
                "debt": debt, "channel": channel, "number": fold(number) if number else None, "incident": incident,
                "value": value, "note": note,
            },
        )  # fmt: skip
        self._refuse_before_loan(fact, self._debts_meant(debt, party))
        self._append("fact", [item_of(fact)])
        return fact

    def _debts_meant(self, debt: str | None, party: str | None) -> list[Debt]:
        """The debts that something may be about: the one named, those of a party, or all."""
        background = self.background()
        if debt is not None:
            return [background.debts[debt]]
        return background.debts_of(party) if party else list(background.debts.values())


def _refuse_negative(*amounts: str) -> None:
    """Refuse an amount of a debt below zero; otherwise it is in words, as told, and taken as it is."""
    for one in amounts:
        if one.strip()[:1] in ("-", "－", "−"):
            raise InputError(_("“{value}” is below zero; please check the amount.").format(value=one.strip()))
