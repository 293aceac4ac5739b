"""What a paper for a channel still lacks, with the exact place to fill it: the workbook's form, and the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from casekit.data_files import data_of
from casekit.filing.facts.contacts import web_addresses
from casekit.filing.facts.filings import filings_at
from casekit.filing.facts.parties import postcode_in
from casekit.report.linkage import linkage_of
from casekit.report.names import complainant, respondents
from casekit.report.rows import by_number, by_third_person
from casekit.text import Both

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier

_REGISTERED_ENDINGS = ("有限公司", "有限责任公司")

# What the tool keeps out of the case on purpose, or what only the day of filing tells.
BY_HAND = frozenset({
    "my_identity_number", "identity_proof", "signature", "carrier_name", "carrier_address", "court",
})  # fmt: skip
# Beside what the form of a channel asks for: what every paper is better with.
_OF_ANY_PAPER = (
    "my_name", "my_phone", "my_address", "lender_full_name", "lender_address", "lender_registration",
    "products_and_references", "linkage", "attachment", "dates", "refusals",
)  # fmt: skip
# What a kind of channel wants to see beyond its form.
_OF_KINDS = {"police": ("witnesses",), "court": ("witnesses", "losses")}
# Fields of a form that are filled in the same place as another.
_FILLED_WITH = {
    "number": "numbers_list", "call_time": "timeline", "call_length": "timeline", "period": "timeline",
    "defendant": "lender_full_name", "message_time": "message_text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a paper lacks.

    Attributes
    ----------
    field
        the id of what is asked (`Asked.id` of a channel), or of what all papers want: "linkage", "dates", "refusals", …
    words
        what it is called
    where
        the section, form and field of the workbook that fill it
    required
        whether the channel refuses without it; what is not required makes the paper stronger
    command
        the command that fills it, for those who work with commands; None where there is none
    """

    field: str
    words: Both
    where: Both
    required: bool
    command: Both | None = None

    @property
    def everywhere(self) -> Both:
        """The place in the workbook and the command, as the command line tells it."""
        if self.command is None:
            return self.where
        return {
            "zh": f"{self.where['zh']}；或命令：{self.command['zh']}",
            "en": f"{self.where['en']}; or: {self.command['en']}",
        }


def missing_for(dossier: Dossier) -> tuple[Missing, ...]:
    """What is still missing for the channel of a dossier, the required first; without a channel for papers in general.

    What is hidden by masking is not missing. What can only be written by hand (`BY_HAND`: identity number, court,
    signature …) is listed where the channel's form asks for it.
    """
    channel = dossier.channel
    asked = {one.id: one.required for one in channel.asked} if channel is not None else {}
    wanted = dict(asked)
    for field in (*_OF_ANY_PAPER, *(_OF_KINDS.get(channel.kind, ()) if channel is not None else ())):
        wanted.setdefault(field, False)
    lacking: dict[str, bool] = {}
    for field, required in wanted.items():
        if is_missing(field, dossier):
            told = told_as(field, dossier)
            lacking[told] = required or lacking.get(told, False)
    return tuple(
        missing(field, required=required) for field, required in sorted(lacking.items(), key=lambda pair: not pair[1])
    )


def is_missing(field: str, dossier: Dossier) -> bool:
    """Whether the case cannot fill a field; what is worked out from other fields never is."""
    if field in BY_HAND:
        return True
    check = _CHECKS.get(field)
    return check is not None and check(dossier)


def missing(field: str, *, required: bool) -> Missing:
    """A field as something missing, in the words of the data."""
    entry = _words()[field]
    return Missing(field, entry["words"], entry["where"], required, entry.get("command"))


def told_as(field: str, dossier: Dossier) -> str:
    """A telecom appeal asks for the complaint to the carrier, all others for that to the lender."""
    before = field in ("complained_before", "complained_before_receipt")
    return "carrier_complaint" if before and first_at(dossier) == "carrier" else _FILLED_WITH.get(field, field)


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    words: dict[str, dict[str, dict[str, str]]] = data_of("casekit.filing", "missing.yaml")
    return words


def first_at(dossier: Dossier) -> str:
    """The channel at which the matter should have been before: the carrier for a telecom appeal, else the lender."""
    return "carrier" if dossier.channel is not None and dossier.channel.id == "miit" else "lender"


def _any_lender_lacks(name: str) -> Callable[[Dossier], bool]:
    def lacks(dossier: Dossier) -> bool:
        known = respondents(dossier.material)
        return not known or any(not getattr(one, name) for one in known)

    return lacks


def _any_full_name_lacks(dossier: Dossier) -> bool:
    """Whether some name is not the registered one; a name that ends as registered names of companies do is."""
    known = respondents(dossier.material)
    return not known or not all(one.full_name or one.name.strip().endswith(_REGISTERED_ENDINGS) for one in known)


def _never_addressed(dossier: Dossier) -> bool:
    first = first_at(dossier)
    told = first == "lender" and dossier.view.background.facts_of("complaint_filed")
    return not told and not filings_at(dossier.view.background, first)


def _no_reference(dossier: Dossier) -> bool:
    debts = dossier.view.background.debts.values()
    return not debts or any(not (one.product and one.reference) for one in debts)


def _no_refusal(dossier: Dossier) -> bool:
    refused = {one.person for one in dossier.view.background.facts_of("refused_contact")}
    return any(one and one not in refused for one in by_third_person(dossier.material.rows))


def _no_witness(dossier: Dossier) -> bool:
    return not any(by_third_person(dossier.material.rows)) and not any(row.told_by for row in dossier.material.rows)


def _untied(dossier: Dossier) -> bool:
    """Whether nothing but the user's own word ties some number to the institution."""
    background = dossier.view.background
    return not all(linkage_of(background, number).tied for number in by_number(dossier.material.rows))


def _no_message(dossier: Dossier) -> bool:
    return not any(row.text for row in dossier.material.rows if not row.is_call)


_CHECKS: dict[str, Callable[[Dossier], bool]] = {
    "my_name": lambda one: not complainant(one.view),
    "my_phone": lambda one: not one.view.header.phone,
    "my_address": lambda one: not one.view.header.address,
    "my_postcode": lambda one: not postcode_in(one.view.header.address),
    "lender_full_name": _any_full_name_lacks,
    "lender_address": _any_lender_lacks("address"),
    "lender_registration": _any_lender_lacks("registration"),
    "lender_phone": _any_lender_lacks("hotline"),
    "defendant": _any_full_name_lacks,
    "products_and_references": _no_reference,
    "amount_in_dispute": lambda one: (
        not any(debt.claimed or debt.principal for debt in one.view.background.debts.values())
    ),
    "complained_before": _never_addressed,
    "complained_before_receipt": lambda one: (
        not any(paper.receipt for paper in filings_at(one.view.background, first_at(one)))
    ),
    "conduct": lambda one: not one.material.findings,
    "clauses": lambda one: not one.material.findings,
    "timeline": lambda one: not one.material.rows,
    "period": lambda one: all(row.local is None for row in one.material.rows),
    "dates": lambda one: any(row.local is None for row in one.material.rows),
    "numbers_list": lambda one: not by_number(one.material.rows),
    "number": lambda one: not by_number(one.material.rows),
    "message_text": _no_message,
    "credit_entry": lambda one: not one.view.background.credit,
    "linkage": lambda one: _untied(one),
    "refusals": _no_refusal,
    "witnesses": _no_witness,
    "losses": lambda one: not one.view.background.harms,
    "damages_amount": lambda one: not any(harm.amount for harm in one.view.background.harms),
    "where_originals": lambda one: not one.view.background.evidence,
    "attachment": lambda one: not one.view.background.evidence,
    "web_address": lambda one: not web_addresses(one.material.rows),
}
