"""Who is in the case: the case itself, debts, parties, persons, marks on numbers, dated facts."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from casekit.clock import DEFAULT_ZONE
from casekit.model import lists, vocabulary
from casekit.model.amounts import positive_amount
from casekit.model.days import Day
from casekit.numbers import fold
from casekit.text import _

DEBTOR = "debtor"
COMPLAINANT = "complainant"  # a relative who complains and whose numbers were given with the case


class Record(BaseModel):
    """Something the ledger holds: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _blank_is_not_known(cls, fields: Any) -> Any:
        """An empty text in a field that may be unknown means that it is."""
        if not isinstance(fields, dict):
            return fields
        known = cls.model_fields
        return {
            name: None if value == "" and name in known and known[name].default is None else value
            for name, value in fields.items()
        }


class CaseHeader(Record):
    """What the case is about and how it is read."""

    complainant: str = ""
    standpoint: lists.Standpoint = "borrower"
    zone: lists.Zone = DEFAULT_ZONE
    rulebook: str = "cn"
    language: lists.Language = "zh"
    title: str = ""
    phone: str = ""
    address: str = ""
    demo: bool = False
    created_at: datetime | None = None


class Party(Record):
    """A lender, an agency that acts for one, or callers who have not said who they are."""

    id: str
    kind: lists.PartyKind
    name: str
    full_name: str = ""
    acts_for: str | None = None
    lender_type: lists.LenderType = "unknown"
    hotline: str = ""
    address: str = ""
    registration: str = ""  # the number of its business licence, in China the 统一社会信用代码


class Payment(Record):
    """Money of a loan that moved or has to: `amount` is a decimal number as text, in the loan's currency."""

    at: Day
    amount: str
    kind: lists.PaymentKind

    @field_validator("amount")
    @classmethod
    def _positive(cls, value: str) -> str:
        return positive_amount(value)


class Debt(Record):
    """One debt, told honestly; amounts are text, as the user or the lender states them.

    `contract_date` is the day the contract was concluded, `lpr` the one-year loan prime rate published for that
    day in percent ("3.45"), `payments` what was paid out and back. `overdue_terms` is what the product's own terms say
    about being late, in the user's copy, and `terms_source` where it stands.
    """

    id: str
    lender: str
    product: str = ""
    reference: str = ""
    principal: str = ""
    claimed: str = ""
    overdue_since: Day | None = None
    contract_date: Day | None = None
    lpr: str = ""
    payments: tuple[Payment, ...] = ()
    overdue_terms: str = ""
    terms_source: str = ""
    note: str = ""

    @field_validator("lpr")
    @classmethod
    def _percent(cls, value: str) -> str:
        plain = value.strip().rstrip("%％").strip()
        try:
            known = not plain or 0 < Decimal(plain) < 100
        except InvalidOperation:
            known = False
        if not known:
            raise ValueError(_("“{value}” is no yearly rate in percent, such as 3.45.").format(value=value))
        return plain


class Person(Record):
    """Somebody who was contacted: the borrower, or a relative, friend, colleague …"""

    id: str
    name: str = ""
    role: lists.Role = "other_third_party"
    relation: lists.Relation = "other"
    zone: lists.Zone | None = None
    other_zones: tuple[lists.Zone, ...] = ()  # where the person may be as well, when addresses and numbers disagree
    lines: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What messages call the person: the name, or else what they are to the borrower."""
        return self.name or (_("the borrower") if self.id == DEBTOR else vocabulary.label("relation", self.relation))

    @field_validator("lines")
    @classmethod
    def _folded(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for line in map(fold, value) if line))


class NumberMark(Record):
    """Whose a number is, as the user says, and on what basis; or that it is no collector's."""

    number: str
    party: str | None = None
    attribution: lists.MarkOfNumber = "confirmed"
    basis: lists.Basis = "user"
    more_bases: tuple[lists.Basis, ...] = ()  # what else ties the number to them
    note: str = ""


class Fact(Record):
    """Something dated that rules ask about: a refusal, a settlement, a police warning …

    `denied` is set where the user answered that it was not so: then no rule asks again.
    """

    id: str
    kind: lists.FactKind
    at: datetime
    precision: lists.Precision = "minute"
    denied: bool = False
    person: str | None = None
    party: str | None = None
    debt: str | None = None
    channel: lists.Channel | None = None
    number: str | None = None
    incident: str | None = None
    talk: str | None = None  # the talk in which it was agreed; withdrawn with it
    value: str = ""
    note: str = ""

    @property
    def called(self) -> str:
        """What it is in words; an answer "no" says so."""
        name = vocabulary.label("fact", self.kind)
        return name if not self.denied else _("{what}: no").format(what=name)


class Evidence(Record):
    """A file kept as it came, named by its SHA-256."""

    sha256: str
    name: str
    size: int
    media_type: str = ""
    kind: lists.EvidenceKind = "other"
    added_at: datetime | None = None
    taken_at: datetime | None = None
    time_basis: str = ""
    number: str = ""
    duration_s: int | None = None
    device: str = ""
    how_obtained: str = ""
    note: str = ""
    debt: str | None = None  # what it is about, where the user said so
    incidents: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    filings: tuple[str, ...] = ()
    # What it proves, where the user said so, and the number it has in papers since the first that named it ("3-2").
    group: lists.ExhibitGroup | None = None
    exhibit: str = ""

    @property
    def links(self) -> frozenset[str]:
        """The ids of everything it is linked to."""
        return frozenset((*self.incidents, *self.facts, *self.harms, *self.filings))


class Batch(Record):
    """One import: what it brought, what it met again, and whether it was undone."""

    id: str
    source: str
    source_kind: str
    file_name: str
    sha256: str
    imported: int = 0
    confirmed: int = 0
    skipped: int = 0
    declared: int | None = None
    read: int = 0
    first: datetime | None = None
    last: datetime | None = None
    person: str = DEBTOR
    line: str = ""
    lines: tuple[str, ...] = ()  # every own number of that person that was named for it
    new_lines: tuple[str, ...] = ()  # those of them that the case did not know as theirs
    # The folder or archive it was taken from: an id that its files share, its name, the hash of an archive, and the
    # name of the file in it.
    collection: str = ""
    collection_name: str = ""
    collection_sha256: str = ""
    collection_member: str = ""
    at: datetime | None = None
    undone: bool = False
