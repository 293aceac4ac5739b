"""Closed lists as types: a field so annotated takes a word of its list and refuses any other in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from casekit.clock import zone_info
from casekit.errors import CaseError
from casekit.model import vocabulary
from casekit.text import _, listed


def one_of(name: str, allowed: tuple[str, ...]) -> Callable[[str], str]:
    """A validator that passes a word of a closed list; `name` is the list's block in `labels.yaml`."""

    def check(value: str) -> str:
        if value in allowed:
            return value
        choices = listed(_("{value} ({label})").format(value=one, label=vocabulary.label(name, one)) for one in allowed)
        raise ValueError(_("“{value}” is not one of the choices: {choices}").format(value=value, choices=choices))

    return check


def _known_zone(value: str) -> str:
    try:
        zone_info(value)
    except CaseError as error:
        raise ValueError(error.message) from error
    return value


Zone = Annotated[str, AfterValidator(_known_zone)]
Standpoint = Annotated[str, AfterValidator(one_of("standpoint", vocabulary.STANDPOINTS))]
Language = Annotated[str, AfterValidator(one_of("language", vocabulary.LANGUAGES))]
Channel = Annotated[str, AfterValidator(one_of("channel", vocabulary.CHANNELS))]
Direction = Annotated[str, AfterValidator(one_of("direction", vocabulary.DIRECTIONS))]
Outcome = Annotated[str, AfterValidator(one_of("outcome", vocabulary.OUTCOMES))]
Precision = Annotated[str, AfterValidator(one_of("precision", vocabulary.PRECISIONS))]
TimeBasis = Annotated[str, AfterValidator(one_of("time_basis", vocabulary.TIME_BASES))]
Attribution = Annotated[str, AfterValidator(one_of("attribution", vocabulary.ATTRIBUTIONS))]
MarkOfNumber = Annotated[str, AfterValidator(one_of("attribution", vocabulary.MARKS_OF_NUMBERS))]
Basis = Annotated[str, AfterValidator(one_of("basis", vocabulary.BASES))]
Identified = Annotated[str, AfterValidator(one_of("identified", vocabulary.IDENTIFIED))]
Role = Annotated[str, AfterValidator(one_of("role", vocabulary.ROLES))]
Relation = Annotated[str, AfterValidator(one_of("relation", vocabulary.RELATIONS))]
NumberSource = Annotated[str, AfterValidator(one_of("number_source", vocabulary.NUMBER_SOURCES))]
PartyKind = Annotated[str, AfterValidator(one_of("party_kind", vocabulary.PARTY_KINDS))]
LenderType = Annotated[str, AfterValidator(one_of("lender_type", vocabulary.LENDER_TYPES))]
EvidenceKind = Annotated[str, AfterValidator(one_of("evidence_kind", vocabulary.EVIDENCE_KINDS))]
FactKind = Annotated[str, AfterValidator(one_of("fact", vocabulary.FACT_KINDS))]
Tag = Annotated[str, AfterValidator(one_of("tag", vocabulary.TAGS))]
PaymentKind = Annotated[str, AfterValidator(one_of("payment_kind", vocabulary.PAYMENT_KINDS))]
FilingChannel = Annotated[str, AfterValidator(one_of("filing_channel", vocabulary.FILING_CHANNELS))]
FilingOutcome = Annotated[str, AfterValidator(one_of("filing_outcome", vocabulary.FILING_OUTCOMES))]
HarmKind = Annotated[str, AfterValidator(one_of("harm", vocabulary.HARM_KINDS))]
CreditKind = Annotated[str, AfterValidator(one_of("credit", vocabulary.CREDIT_KINDS))]
ExhibitGroup = Annotated[str, AfterValidator(one_of("exhibit_group", vocabulary.EXHIBIT_GROUPS))]
