"""What of a dossier a paper is about: all of it, or only what concerns the lender it is addressed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from casekit.casebook.masking import MaskedView
from casekit.errors import NotFoundError
from casekit.filing.dossier import Dossier
from casekit.model import Background, Party
from casekit.report.material import Material
from casekit.report.rows import Row
from casekit.rules import Finding
from casekit.text import _, listed


@dataclass(frozen=True)
class Scope:
    """The part of a dossier that a paper may use.

    `lenders` are those of its debts, first the one the channel deals with and that has most contacts; `rows` its contacts, `findings` those of
    verified rules that rest on them.
    """

    dossier: Dossier
    lenders: Sequence[Party]
    rows: Sequence[Row]
    findings: Sequence[Finding]
    person: str = ""
    alone: bool = False

    @property
    def material(self) -> Material:
        return self.dossier.material

    @property
    def narrowed(self) -> Material:
        """The material with these contacts and findings only; its numbers of findings are not those of the report."""
        return replace(self.material, rows=self.rows, findings=self.findings)

    @property
    def view(self) -> MaskedView:
        return self.dossier.view

    @property
    def background(self) -> Background:
        return self.dossier.view.background

    @cached_property
    def row_of(self) -> Mapping[str, Row]:
        """Record → the contact it belongs to, of those in the letter."""
        events = self.view.events
        of_contact = dict(zip(events["id"], events["contact"], strict=True))
        rows = {of_contact[row.id]: row for row in self.rows}
        return {record: rows[contact] for record, contact in of_contact.items() if contact in rows}

    @property
    def days(self) -> set[date]:
        """The days of the contacts."""
        return {row.local.date() for row in self.rows if row.local is not None}

    def marks(self, files: Iterable[str]) -> str:
        """The marks of files in the list of evidence, in its order."""
        wanted = frozenset(files)
        return listed(mark for one, mark in self.material.file_marks.items() if one in wanted)


def scope_of(
    dossier: Dossier, about: str = "case", *, lender: str | None = None, kinds: frozenset[str] = frozenset()
) -> Scope:
    """The whole dossier, or for "lender" what concerns one lender and what nobody else is known for.

    The lender is that with most contacts unless its id is given; where a channel deals with some `kinds` of lenders
    only, one of those comes before others.
    """
    material, background = dossier.material, dossier.view.background
    lenders = sorted(_lenders(dossier, material.rows), key=lambda one: bool(kinds) and one.lender_type not in kinds)
    chosen = [one for one in lenders if one.id == lender] or lenders[:1]
    if about != "lender" or len(lenders) < 2:
        return Scope(dossier, lenders, material.rows, material.findings)
    mine = chosen[0].id
    others = {one.id for one in lenders} - {mine}

    def concerns(row: Row) -> bool:
        behind = background.lender_of(row.party) or background.debt_lender(row.debt)
        return behind is None or behind.id not in others

    return Scope(
        dossier,
        chosen,
        [row for row in material.rows if concerns(row)],
        [one for one in material.findings if one.lender in (None, mine)],
    )


def scope_of_person(dossier: Dossier, person: str | None) -> Scope:
    """What one third person met with, and nothing of anybody else: no findings, which count all together.

    Without a person there is nothing in it but the lenders, for a letter that is filled in by hand.

    Raises
    ------
    NotFoundError
        when the case knows no third person of this id
    """
    rows = [row for row in dossier.material.rows if person and row.person == person and row.direction == "in"]
    if person and not any(row.with_third_person for row in rows):
        raise NotFoundError(_("The case has no contact with a third person “{person}”.").format(person=person))
    mine = _lenders(dossier, rows)
    behind = {lender.id for row in rows if (lender := dossier.view.background.lender_of(row.party)) is not None}
    return Scope(dossier, [one for one in mine if one.id in behind] or mine, rows, (), person=person or "", alone=True)


def _lenders(dossier: Dossier, rows: Sequence[Row]) -> list[Party]:
    background = dossier.view.background
    wanted = {debt.lender for debt in background.debts.values()}
    known = [one for one in background.lenders() if not wanted or one.id in wanted]
    counts: Counter[str] = Counter()
    for row in rows:
        behind = background.lender_of(row.party)
        if behind is not None:
            counts[behind.id] += 1
    return sorted(known, key=lambda one: -counts[one.id])
