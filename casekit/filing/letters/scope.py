"""What of a dossier a letter is about: all of it, or only what concerns the lender it is addressed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casekit.casebook.masking import MaskedView
from casekit.filing.dossier import Dossier
from casekit.model import Background, Party
from casekit.report.material import Material
from casekit.report.rows import Row
from casekit.rules import Finding


@dataclass(frozen=True)
class Scope:
    """The part of a dossier that a letter may use.

    `lenders` are those of its debts, first the one the channel deals with and that has most contacts; `rows` its contacts, `findings` those of
    verified rules that rest on them.
    """

    dossier: Dossier
    lenders: Sequence[Party]
    rows: Sequence[Row]
    findings: Sequence[Finding]

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

    @property
    def days(self) -> set[date]:
        """The days of the contacts."""
        return {row.local.date() for row in self.rows if row.local is not None}


def scope_of(dossier: Dossier, about: str = "case") -> Scope:
    """The whole dossier, or for "lender" what concerns the lender with most contacts and what nobody else is known for."""
    material, background = dossier.material, dossier.view.background
    lenders = _lenders(dossier)
    if about != "lender" or len(lenders) < 2:
        return Scope(dossier, lenders, material.rows, material.findings)
    mine = lenders[0].id
    others = {one.id for one in lenders[1:]}

    def concerns(row: Row) -> bool:
        behind = background.lender_of(row.party) or background.debt_lender(row.debt)
        return behind is None or behind.id not in others

    return Scope(
        dossier,
        lenders[:1],
        [row for row in material.rows if concerns(row)],
        [one for one in material.findings if one.lender in (None, mine)],
    )


def _lenders(dossier: Dossier) -> list[Party]:
    background = dossier.view.background
    wanted = {debt.lender for debt in background.debts.values()}
    known = [one for one in background.lenders() if not wanted or one.id in wanted]
    counts: Counter[str] = Counter()
    for row in dossier.material.rows:
        behind = background.lender_of(row.party)
        if behind is not None:
            counts[behind.id] += 1
    # A channel that deals with some kinds of lenders only is about one of those, however often another calls.
    taken = dossier.channel.lender_types if dossier.channel is not None else frozenset()
    return sorted(known, key=lambda one: (bool(taken) and one.lender_type not in taken, -counts[one.id]))
