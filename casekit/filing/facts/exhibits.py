"""The list of evidence, as far as it belongs to a paper."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.filing.facts.scope import Scope
from casekit.model import Evidence
from casekit.model.vocabulary import label
from casekit.report.exhibits import grouped_files
from casekit.report.rows import numbers_in_short
from casekit.text import _, pick


@dataclass(frozen=True, slots=True)
class ExhibitFile:
    """One file of the list of evidence: its mark there, what it is, where it comes from, what it proves."""

    mark: str
    name: str
    form: str
    source: str
    proves: str


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The files that prove one thing; `numeral` is the place of the group in all papers."""

    numeral: str
    title: str
    files: tuple[ExhibitFile, ...]


def exhibits_of(scope: Scope) -> list[Exhibits]:
    """The list of evidence in short, group by group; of one lender without what shows contacts of others only."""
    listed = []
    for group in grouped_files(scope.view, scope.material.rows):
        files = [one for one in group.files if _belongs(scope, one)]
        if files:
            listed.append(Exhibits(group.numeral, group.title, tuple(_file(scope, one) for one in files)))
    return listed


def _belongs(scope: Scope, one: Evidence) -> bool:
    """Whether a file shows contacts of the letter, or none at all and is not named after another lender."""
    if any(record in scope.row_of for record in one.incidents):
        return True
    return not (scope.alone or one.incidents or any(name in one.name for name in _names_of_others(scope)))


def _names_of_others(scope: Scope) -> list[str]:
    """What the lenders that the letter is not about are called, and their products."""
    background, mine = scope.background, {one.id for one in scope.lenders}
    named = [one.name for one in background.lenders() if one.id not in mine]
    named += [one.product for one in background.debts.values() if one.lender not in mine]
    # As far as a file would be named after it: without what stands in brackets.
    return [short for one in named if (short := one.partition("（")[0].partition("(")[0].strip())]


def _file(scope: Scope, one: Evidence) -> ExhibitFile:
    rows = {row.no: row for record in one.incidents if (row := scope.row_of.get(record)) is not None}
    return ExhibitFile(
        mark=scope.material.file_marks[one.sha256],
        name=one.name,
        form=label("evidence_kind", one.kind),
        source=pick(zh="；", en="; ").join(part for part in (one.device, one.how_obtained) if part),
        proves=_("contacts no. {numbers}").format(numbers=numbers_in_short(rows)) if rows else "",
    )
