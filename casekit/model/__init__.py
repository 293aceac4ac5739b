"""The words of the domain: incidents, people, facts and the closed lists they are written in."""

from casekit.model.background import Background
from casekit.model.filing import Budget, CreditEntry, Filing, Harm, MoneyItem, Talk
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
    "COMPLAINANT", "DEBTOR", "STORED_FIELDS", "Background", "Batch", "Budget", "CaseHeader", "CreditEntry", "Debt",
    "Evidence", "Fact", "Filing", "Harm", "Incident", "MoneyItem", "NumberMark", "Party", "Payment", "Person", "Talk",
]  # fmt: skip
