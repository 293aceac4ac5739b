"""Incidents: logging by hand, correcting, withdrawing, restoring, reading one back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from casekit import clock
from casekit.casebook.base import item_of, new_id, plain
from casekit.casebook.days import Moment
from casekit.casebook.filings import FilingsOfCase
from casekit.casebook.validation import field_label, validated
from casekit.errors import InputError, NotFoundError
from casekit.model import DEBTOR, STORED_FIELDS, Fact, Incident, Person
from casekit.model.vocabulary import CALL_CHANNELS
from casekit.numbers import fold
from casekit.text import _, listed

# What cannot be amended: identity and provenance.
_FIXED = frozenset({"id", "source", "source_kind", "batch", "file", "row", "contact_name", "number"})
_MESSAGES = ("sms", "im", "app_push", "email", "letter", "group_message", "public_post")


class IncidentsOfCase(FilingsOfCase):
    """The part of a case that holds what happened."""

    def log(
        self,
        *,
        start: Moment | None = None,
        channel: str = "call",
        direction: str = "in",
        number: str = "",
        line: str = "",
        duration_s: int | None = None,
        ring_s: int | None = None,
        outcome: str = "unknown",
        person: str | None = None,
        role: str | None = None,
        relation: str | None = None,
        asked_to_stop: bool = False,
        told_at: Moment | None = None,
        precision: str | None = None,
        **details: Any,
    ) -> Incident:
        """Enter one incident by hand; it counts as claimed to be the collector's.

        `person` is a name or an id; a new name is entered with `role` and `relation`. Without a name
        the incident belongs to whoever has the `line` that was rung; otherwise it is the borrower's own, or, when
        a role of somebody else is given, about a person who stays unknown. `asked_to_stop` also makes the dated fact that further contact was refused.
        `details` are further fields of `Incident`: tags, words, text, note, debt, party, claimed_org …

        Raises
        ------
        InputError
            naming every field that cannot be used, or when the time lies in the future
        """
        new_person, person_id = self._person_for(person, role, relation, fold(line))
        zone = self._zone_of(person_id)
        moment, known_precision = self._happened(start, zone) if start is not None else (None, "unknown")
        whose = new_person or self.refresh().persons.get(person_id or "")
        if not line and whose is not None and len(whose.lines) == 1 and channel in (*CALL_CHANNELS, "sms"):
            line = whose.lines[0]
        if outcome == "unknown" and duration_s and channel in CALL_CHANNELS:
            outcome = "conversation"
        if outcome == "unknown" and channel in _MESSAGES:
            outcome = "delivered"
        incident = validated(
            Incident,
            {
                "id": new_id(), "start": moment, "zone": zone, "precision": precision or known_precision,
                "channel": channel, "direction": direction, "number_raw": number, "number": fold(number),
                "line": fold(line), "duration_s": duration_s, "ring_s": ring_s, "outcome": outcome,
                "person": person_id, "role": None if person_id else role, "relation": None if person_id else relation,
                "told_at": self._happened(told_at, zone)[0] if told_at is not None else None,
                **details,
                "attribution": details.get("attribution") or "claimed",
                "party": self._party_for(details.get("party"), details.get("claimed_org", "")),
                "debt": self.debt_id(details.get("debt")),
            },
        )  # fmt: skip
        if asked_to_stop and incident.start is None:
            raise InputError(_("To record that they were asked to stop, please give the time of the contact."))
        if asked_to_stop and incident.person is None:
            raise InputError(_("To record that they were asked to stop, please say which person they had contacted."))
        with self.ledger.writing() as add:
            if new_person is not None:
                add("person", [item_of(new_person)])
            add("incidents", [item_of(incident, STORED_FIELDS)])
            if asked_to_stop and incident.start is not None:
                add("fact", [item_of(_refusal(incident, incident.start))])
        self.refresh()
        return self.incident(incident.id)

    def _person_for(
        self, person: str | None, role: str | None, relation: str | None, line: str
    ) -> tuple[Person | None, str | None]:
        """(a person still to be entered or None, the id or None for somebody unknown)."""
        if person:
            known = self.find_person(person.strip())
            if known is not None:
                return None, known.id
            new = validated(
                Person,
                {
                    "id": new_id(), "name": person.strip(), "role": role or "other_third_party",
                    "relation": relation or "other",
                },
            )  # fmt: skip
            return new, new.id
        whose = self.owner_of_line(line) if role is None and relation is None else None
        borrower = role in (None, "debtor") and relation in (None, "self")
        return None, whose.id if whose is not None else DEBTOR if borrower else None

    def _party_for(self, party: str | None, claimed_org: str) -> str | None:
        if party:
            known = self.find_party(party)
            if known is None:
                raise NotFoundError(_("The case holds no party “{name}”. Enter it first.").format(name=party))
            return known.id
        named = self.find_party(claimed_org) if claimed_org else None
        return named.id if named else None

    def debt_id(self, debt: str | None) -> str | None:
        """The id of the debt with this id, reference or product; None when none was named.

        Raises
        ------
        NotFoundError
            when the case holds no such debt
        """
        if not debt:
            return None
        for known in self.refresh().debts.values():
            if debt in (known.id, known.reference, known.product):
                return known.id
        raise NotFoundError(_("The case holds no debt “{name}”. Enter it first.").format(name=debt))

    def row(self, id_or_no: str | int) -> int:
        """The row of an incident, by its id or its permanent number.

        Raises
        ------
        NotFoundError
            when the case holds no such incident
        """
        state = self.refresh()
        row = state.row_of.get(str(id_or_no))
        if row is None and str(id_or_no).isdecimal() and 1 <= int(id_or_no) <= len(state.recorded_at):
            row = int(id_or_no) - 1
        if row is None:
            raise NotFoundError(_("The case holds no incident “{id}”.").format(id=id_or_no))
        return row

    def incident_id(self, id_or_no: str | int) -> str:
        """The id of an incident that is named by its id or its permanent number."""
        row = self.row(id_or_no)
        return str(self._state.columns["id"][row])

    def incident(self, id_or_no: str | int) -> Incident:
        """One incident as it stands now, with what the machine had read where the user changed it."""
        row = self.row(id_or_no)
        state = self._state
        fields: dict[str, Any] = {name: state.columns[name][row] for name in STORED_FIELDS}
        fields["zone"] = fields["zone"] or state.header.zone
        return Incident(
            **fields,
            no=row + 1,
            recorded_at=clock.from_iso(state.recorded_at[row]),
            withdrawn=not state.is_live(row),
            evidence=tuple(state.evidence_of.get(row, ())),
            machine_values={
                name: value
                for name, value in state.machine_values.get(row, {}).items()
                if value != state.columns[name][row]
            },
        )

    def incidents(self, *, withdrawn: bool = False) -> list[Incident]:
        """Every incident in the order of its number; withdrawn ones only on request."""
        state = self.refresh()
        rows: Iterable[int] = range(len(state.recorded_at))
        if not withdrawn:
            dead = state.dead_rows()
            rows = (row for row in rows if row not in dead)
        return [self.incident(row + 1) for row in rows]

    def raw_cells(self, id_or_no: str | int) -> dict[str, str]:
        """What stood in the imported file for this record, cell by cell; empty for typed ones."""
        row = self.row(id_or_no)
        one = self._state.columns["id"][row]
        seq = self._state.entry_of[row]
        entry = next(self.ledger.entries(after=seq - 1))
        item = next(item for item in entry.items() if item.get("id") == one)
        names = self._state.raw_columns.get(item.get("batch", ""), [])
        return {name: value for name, value in zip(names, item.get("raw", ()), strict=False) if value is not None}

    def amend(self, id_or_no: str | int, **fields: Any) -> Incident:
        """Correct or complete an incident; only the given fields change, the earlier values stay on record.

        Raises
        ------
        InputError
            naming fields that cannot be changed or values that cannot be used
        """
        known = self.incident(id_or_no)
        self.amend_all([known.id], **fields)
        return self.incident(known.id)

    def amend_all(self, ids: Iterable[str | int], **fields: Any) -> None:
        """Correct several incidents alike, in one entry: either all of them are changed, or none.

        Raises
        ------
        InputError
            as `amend` does
        """
        refused = sorted(name for name in fields if name in _FIXED or name not in STORED_FIELDS)
        if refused:
            named = listed(field_label(name) for name in refused)
            raise InputError(_("These fields cannot be changed: {names}.").format(names=named))
        if fields.get("person"):
            person = self.find_person(str(fields["person"]))
            if person is None:
                raise NotFoundError(
                    _("The case holds no person “{name}”. Enter the person first.").format(name=fields["person"])
                )
            fields["person"] = person.id
        known = [self.incident(one) for one in ids]
        changes = [(one.id, self._changes(one, fields)) for one in known]
        items = [{"id": one, "fields": changed} for one, changed in changes if changed]
        if items:
            self._append("amend", items)

    def _changes(self, known: Incident, fields: dict[str, Any]) -> dict[str, Any]:
        """What really changes of an incident, as the ledger stores it."""
        fields = dict(fields)
        zone = str(fields.get("zone") or known.zone or self.header.zone)
        if "start" in fields:
            moment = self._happened(fields["start"], zone) if fields["start"] else (None, "unknown")
            fields = {"precision": moment[1], "time_basis": "typed", **fields, "start": moment[0]}
        if fields.get("told_at"):
            fields["told_at"] = self._happened(fields["told_at"], zone)[0]
        if "number_raw" in fields:
            fields["number"] = fold(fields["number_raw"])
        if "line" in fields:
            fields["line"] = fold(fields["line"])
        if fields.get("party"):
            fields["party"] = self._party_for(fields["party"], "")
        if fields.get("debt"):
            fields["debt"] = self.debt_id(fields["debt"])
        stored = {name: getattr(known, name) for name in STORED_FIELDS}
        merged = validated(Incident, {**stored, **fields})
        return {name: plain(getattr(merged, name)) for name in fields if getattr(merged, name) != stored[name]}

    def _target(self, one: str | int) -> str:
        """The id of an incident, a fact, or a record of what was done about it."""
        return str(one) if self.table_of(str(one)) else self.incident_id(one)

    def withdraw(self, id_or_no: str | int, why: str) -> None:
        """Take an incident, a fact, a filing … out of the case; it stays on record with the reason."""
        if not why.strip():
            raise InputError(_("Please say in a few words why this is withdrawn; the reason stays on record."))
        target = self._target(id_or_no)
        if target in self._state.withdrawn:
            raise InputError(_("This was withdrawn already."))
        self._append("withdraw", [{"id": target, "why": why.strip()}])

    def restore(self, id_or_no: str | int) -> None:
        """Put what was withdrawn back."""
        target = self._target(id_or_no)
        if target not in self._state.withdrawn:
            raise InputError(_("This was not withdrawn, so there is nothing to restore."))
        self._append("restore", [{"id": target}])

    def same(self, *ids: str) -> None:
        """Say that these records are one and the same contact."""
        self._linked("same", ids)

    def not_same(self, *ids: str) -> None:
        """Say that these two records are different contacts."""
        self._linked("not_same", ids)

    def _linked(self, kind: str, ids: Iterable[str]) -> None:
        named = list(dict.fromkeys(self.incident_id(one) for one in ids))
        if len(named) < 2:
            raise InputError(_("At least two different records are needed."))
        self._append(kind, [{"incidents": named}])


def _refusal(incident: Incident, at: datetime) -> Fact:
    """The dated fact that the person told this caller to stop."""
    return Fact(
        id=new_id(), kind="refused_contact", at=at, precision=incident.precision, person=incident.person,
        party=incident.party, debt=incident.debt, channel=None, number=incident.number or None, incident=incident.id,
    )  # fmt: skip
