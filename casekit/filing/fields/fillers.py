"""One filler for each field that forms ask for: its id → the text from the case, empty where the case does not say.

The ids are the closed list of `channels/channel.schema.json`. Fillers that tell what happened are in `narrative`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from casekit.clock import day_in_words
from casekit.data_files import data_of
from casekit.filing.facts.contacts import period_of, web_addresses
from casekit.filing.facts.filings import filings_at
from casekit.filing.facts.harm import harm_total, harms_of
from casekit.filing.facts.parties import agencies_of, complainant_of, debts_of, postcode_in
from casekit.filing.facts.scope import Scope, scope_of
from casekit.filing.fields import narrative
from casekit.filing.letters.catalog import letter_ids, load_letter
from casekit.filing.missing import first_at
from casekit.model import Filing, Party
from casekit.model.amounts import money_of
from casekit.model.vocabulary import label
from casekit.report.exhibits import grouped_files
from casekit.report.names import institution, respondents
from casekit.report.sections.request import requests
from casekit.text import _, in_a_row, listed, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier

Filler = Callable[[Scope], str]


def fill(field: str, scope: Scope) -> str:
    """The text of a field, in the language of the moment; empty where the case does not say or the hand has to."""
    filler = FILLERS.get(field)
    return filler(scope).strip() if filler is not None else ""


def scope_for(dossier: Dossier) -> Scope:
    """What of a dossier the form of its channel is about: the same as the letter that is usually handed in with it."""
    letters = dossier.channel.letters if dossier.channel is not None else ()
    return scope_of(dossier, next((load_letter(one).about for one in letters if one in letter_ids()), "case"))


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(f"{index}. {text}" for index, text in enumerate(texts, start=1))


def _institutions(scope: Scope) -> Sequence[Party]:
    """Whom the field is about: the lenders of the letter, or the callers where each answers for itself."""
    return scope.lenders if scope.material.rulebook.through == "lender" else respondents(scope.material)


def _of_lenders(name: str) -> Filler:
    """A detail of the institution; of several with their names."""

    def filler(scope: Scope) -> str:
        known = _institutions(scope)
        told = [(institution(one), getattr(one, name)) for one in known if getattr(one, name)]
        if len(known) == 1:
            return "".join(value for _name, value in told)
        return "\n".join(_("{where}: {what}").format(where=whose, what=value) for whose, value in told)

    return filler


def _standpoint(scope: Scope) -> str:
    me = complainant_of(scope)
    if me.is_agent:
        return _("On behalf of {borrower}; the power of attorney goes along.").format(
            borrower=me.borrower or _("the borrower")
        )
    if me.is_relative:
        return _("For myself: I am a relative of the borrower, do not owe this debt, and am contacted for it.")
    return _("For myself, the borrower.")


def _agencies(scope: Scope) -> str:
    return listed(one.full_name for one in agencies_of(scope)) or _(
        "Not known; I ask the institution to name its collection agencies in writing."
    )


def _products(scope: Scope) -> str:
    lines = []
    for debt in debts_of(scope):
        reference = _("reference {reference}").format(reference=debt.reference) if debt.reference else ""
        parts = (debt.lender if len(scope.lenders) > 1 else "", debt.product, reference)
        lines.append(pick(zh="，", en=", ").join(part for part in parts if part))
    return "\n".join(line for line in lines if line)


def _amount(scope: Scope) -> str:
    money = money_of(scope.material.rulebook.country)
    amounts = [debt.claimed or debt.principal for debt in debts_of(scope)]
    told = [money(one) for one in amounts if one]
    if len(told) < 2:
        return "".join(told)
    return listed(
        _("{where}: {what}").format(where=debt.product or debt.lender, what=money(debt.claimed or debt.principal))
        for debt in debts_of(scope)
        if debt.claimed or debt.principal
    )


def _filed(scope: Scope, one: Filing) -> str:
    """One filing in a sentence: when, where, with which number, with which answer."""
    party = scope.background.parties.get(one.party or "")
    where = institution(party) if one.channel == "lender" and party else label("filing_channel", one.channel)
    receipt = _(", receipt {number}").format(number=one.receipt) if one.receipt else ""
    outcome = label("filing_outcome", one.outcome)
    answered = _(" on {day}").format(day=day_in_words(one.answered_on)) if one.answered_on else ""
    answer = _(" ({answer})").format(answer=one.answer.rstrip("。.")) if one.answer else ""
    return _("{day}: complained to {where}{receipt}; {outcome}{answered}{answer}.").format(
        day=day_in_words(one.filed_on), where=where, receipt=receipt, outcome=outcome, answered=answered, answer=answer
    )


def _complained_before(scope: Scope) -> str:
    first = first_at(scope.dossier)
    told = [_filed(scope, one) for one in filings_at(scope.background, first)]
    if not told and first == "lender":
        told = narrative.complaints_told(scope)
    if not told:
        return _("Not yet.")
    return "\n".join([_("Yes."), *told])


def _receipts(scope: Scope) -> str:
    return listed(one.receipt for one in filings_at(scope.background, first_at(scope.dossier)))


def _filed_elsewhere(scope: Scope) -> str:
    here = scope.dossier.channel.id if scope.dossier.channel is not None else ""
    official = ("lender", "carrier", "heimao", here)
    told = [_filed(scope, one) for one in filings_at(scope.background) if one.channel not in official]
    return "\n".join(told) or _("No.")


def _demand(scope: Scope) -> str:
    own = _demands().get(scope.dossier.channel.id if scope.dossier.channel is not None else "")
    return _numbered([pick(one) for one in own] if own else requests(scope.narrowed, alone=True))


@cache
def _demands() -> dict[str, list[dict[str, str]]]:
    demands: dict[str, list[dict[str, str]]] = data_of("casekit.filing.fields", "demands.yaml")
    return demands


def _period(scope: Scope) -> str:
    period = period_of(scope)
    return narrative.days_between(period.first, period.last) if period.first is not None else ""


def _losses(scope: Scope) -> str:
    money = money_of(scope.material.rulebook.country)
    lines = [
        in_a_row(
            _("{day}, {kind}: {text}.").format(
                day=day_in_words(one.day), kind=one.kind, text=one.text.strip().rstrip("。.")
            ),
            _("Costs: {amount}.").format(amount=money(one.amount)) if one.amount else "",
            _("Evidence: {exhibits}.").format(exhibits=one.exhibits) if one.exhibits else "",
        )
        for one in harms_of(scope)
    ]
    total = _damages(scope)
    return _numbered(lines) + ("\n" + _("Together: {amount}.").format(amount=total) if total and len(lines) > 1 else "")


def _damages(scope: Scope) -> str:
    total = harm_total(scope)
    return money_of(scope.material.rulebook.country)(Decimal(total)) if total else ""


def _originals(scope: Scope) -> str:
    files_kept = scope.background.evidence
    if not files_kept:
        return ""
    kinds: dict[str, int] = {}
    for one in files_kept:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    counted = listed(
        _("{count} {kind}").format(count=count, kind=label("evidence_kind", kind)) for kind, count in kinds.items()
    )
    devices = listed(dict.fromkeys(one.device for one in files_kept if one.device))
    return in_a_row(
        _("The original files ({counted}) are kept by the complainant and can be compared.").format(counted=counted),
        _("Devices they were made on: {devices}.").format(devices=devices) if devices else "",
    )


def _attachment(scope: Scope) -> str:
    """What goes along, by the list of evidence; those who look into numbers and pages want pictures only."""
    if scope.dossier.channel is not None and scope.dossier.channel.kind in ("telecom", "internet", "media"):
        pictures = [one for one in scope.background.evidence if one.kind == "screenshot"]
        return listed(
            scope.material.file_marks[one.sha256] for one in pictures if one.sha256 in scope.material.file_marks
        )
    lines = [
        _("{numeral}. {title}: {marks}").format(
            numeral=group.numeral, title=group.title,
            marks=listed(scope.material.file_marks[one.sha256] for one in group.files),
        )
        for group in grouped_files(scope.view, scope.material.rows)
    ]  # fmt: skip
    return "\n".join([_("According to the list of evidence:"), *lines]) if lines else ""


def _credit(scope: Scope) -> str:
    return "\n".join(
        listed((day_in_words(one.at), one.institution, label("credit", one.kind), one.text))
        for one in scope.background.credit
    )


FILLERS: dict[str, Filler] = {
    "my_name": lambda scope: complainant_of(scope).name,
    "my_phone": lambda scope: complainant_of(scope).phone,
    "my_address": lambda scope: complainant_of(scope).address,
    "my_postcode": lambda scope: postcode_in(scope.view.header.address),
    "standpoint": _standpoint,
    "lender_full_name": lambda scope: listed(institution(one) for one in _institutions(scope)),
    "lender_address": _of_lenders("address"),
    "lender_registration": _of_lenders("registration"),
    "lender_phone": _of_lenders("hotline"),
    "agency_names": _agencies,
    "products_and_references": _products,
    "amount_in_dispute": _amount,
    "complained_before": _complained_before,
    "complained_before_receipt": _receipts,
    "filed_elsewhere": _filed_elsewhere,
    "demand": _demand,
    "period": _period,
    "losses": _losses,
    "damages_amount": _damages,
    "where_originals": _originals,
    "attachment": _attachment,
    "credit_entry": _credit,
    "web_address": lambda scope: "\n".join(web_addresses(scope.rows)),
    "date": lambda scope: day_in_words(scope.dossier.made_on),
    **narrative.FILLERS,
}
