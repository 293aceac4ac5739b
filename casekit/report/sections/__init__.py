"""The sections of the report, in the order in which they stand in it."""

from __future__ import annotations

from collections.abc import Callable

from casekit.report.markup import Html
from casekit.report.material import Material
from casekit.report.outline import PARTS
from casekit.report.sections import (
    basis,
    charts,
    counting,
    debt,
    declaration,
    evidence,
    findings,
    harm,
    incidents,
    notes,
    numbers,
    parties,
    request,
    steps,
    third_persons,
    worst,
)

Section = Callable[[Material], Html]
_FUNCTIONS: dict[str, Section] = {
    "request": request.section,
    "parties": parties.section,
    "debt": debt.section,
    "numbers": numbers.section,
    "worst": worst.section,
    "charts": charts.section,
    "findings": findings.section,
    "persons": third_persons.section,
    "harm": harm.section,
    "steps": steps.section,
    "evidence": evidence.section,
    "counting": counting.section,
    "masking": notes.masking,
    "integrity": notes.integrity,
    "declaration": declaration.section,
    "cited": incidents.cited,
    "basis": basis.section,
}
# (name, title, function), in the order of `parts.PARTS`.
SECTIONS: tuple[tuple[str, str, Section], ...] = tuple((name, title, _FUNCTIONS[name]) for name, title in PARTS)
