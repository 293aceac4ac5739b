"""The worst moments: chosen by what was done and by whether there is something told of them."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.report.rows import Row

HOW_MANY = 5
# How grave a tag is, 10 the gravest; a tag that is not listed weighs 2. Ours, no legal measure.
_GRAVITY = {
    "threat_violence": 10, "restrict_freedom": 10, "threat_family": 9, "stalking": 9, "no_consent_entry": 9,
    "extortion_over_debt": 9, "doxx_public": 8, "photo_edit": 8, "threat_exposure": 8, "impersonate_police": 8,
    "impersonate_court": 8, "impersonate_gov": 8, "threat_arrest": 7, "fake_legal_document": 7, "insult": 6,
    "obscene": 6, "amount_disclosed": 6, "pay_demand_to_third_party": 6, "debt_disclosed": 5,
    "workplace_disruption": 5, "public_notice": 5, "call_bombing_tool": 5, "impersonate_lawyer": 4,
    "fake_blacklist": 4, "false_legal_consequence": 4,
}  # fmt: skip


def gravity(row: Row) -> tuple[int, int, int]:
    """How grave a contact is: its gravest tag, how many tags, whether a file proves it."""
    weights = [_GRAVITY.get(tag, 2) for tag in row.tags]
    return max(weights, default=0), len(weights), len(row.evidence)


def worst(rows: Iterable[Row]) -> list[Row]:
    """Up to five contacts that are told of, the gravest first; one without tags is never among them."""
    told = [row for row in rows if row.tags and (row.words or row.text or row.note)]
    return sorted(told, key=lambda row: (*(-part for part in gravity(row)), row.no))[:HOW_MANY]
