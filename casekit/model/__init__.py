"""The words of the domain: incidents, people, facts and the closed lists they are written in."""

from casekit.model.background import Background
from casekit.model.incident import STORED_FIELDS, Incident
from casekit.model.people import (
    COMPLAINANT,
    DEBTOR,
    Batch,
    CaseHeader,
    Debt,
    Evidence,
    Fact,
    NumberMark,
    Party,
    Payment,
    Person,
)

__all__ = [
    "COMPLAINANT", "DEBTOR", "STORED_FIELDS", "Background", "Batch", "CaseHeader", "Debt", "Evidence", "Fact", "Incident",
    "NumberMark", "Party", "Payment", "Person",
]  # fmt: skip
