"""The sections of the report, in the order in which they stand in it."""

from __future__ import annotations

from collections.abc import Callable

from casekit.report.markup import Html
from casekit.report.material import Material
from casekit.report.sections import (
    charts,
    counting,
    debt,
    declaration,
    evidence,
    findings,
    incidents,
    notes,
    numbers,
    parties,
    request,
    steps,
    third_persons,
    worst,
)
from casekit.text import N_

Section = Callable[[Material], Html]
# (name, title, function). Other parts refer to 4, 5, 7 and 15 by number; the order is that of a complaint.
SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("request", N_("Request and summary"), request.section),
    ("parties", N_("Complainant and respondent"), parties.section),
    ("debt", N_("The debt"), debt.section),
    ("numbers", N_("List of numbers"), numbers.section),
    ("worst", N_("The worst moments"), worst.section),
    ("charts", N_("Charts"), charts.section),
    ("findings", N_("Suspected breaches of rules"), findings.section),
    ("persons", N_("Third persons contacted"), third_persons.section),
    ("steps", N_("Steps already taken"), steps.section),
    ("evidence", N_("List of evidence"), evidence.section),
    ("counting", N_("How it was counted and what was left out"), counting.section),
    ("masking", N_("What was masked"), notes.masking),
    ("integrity", N_("Integrity"), notes.integrity),
    ("declaration", N_("Declaration and signature"), declaration.section),
    ("cited", N_("Contacts cited"), incidents.cited),
)
