"""The names that every letter template knows.

What a name holds is told by the module of `filing/facts/` behind it:

- `today`; `me`, `lender`, `agencies`, `collectors` where each answers for itself, `debts` (`parties`); `respondents` (one
  line); `third_persons`, and `person`, the one who signs in letters of a third person (`third_persons`)
- `period`, `timeline`, `worst`, `by_way(*channels)`, the contacts made in some ways (`contacts`); `count`
  (`report.figures.Count`); `numbers` (`numbers`)
- `accounts(channel, ...)`, the matters a channel takes, told in short with one line of law each, `cite(findings)`, their
  instruments each once (`accounts`); `part(name)`, the number of a part of the report
- `findings` one after the other, `matters` grouped by contacts, `matters_at(channel)`, those a channel takes;
  `law(use, *families)`; `provision(id)`, one rule or law of the book that may be cited alone, and `basis`, those that the
  letter's entry in `letters.yaml` lists (`law`)
- `steps` (`steps`); `filed(*channels)`, what was handed in (`filings`); `harms`, `harm_total` (`harm`); `exhibits`
  (`exhibits`); `causes` of action (`causes`); `credit` entries (`credit`); `requests` (sentences, as in the report)
- `channel` (`channels.channel.Channel` or None), `country`
- `plan` (`repayment.offer.Offer`: months, amount, instalment, last, total, rate in words, first_due, last_due,
  household or None; None in letters that propose no plan)
- filters `day`, `money`, `unended` (without its last stop); `blank()`, a line to fill by hand
"""

from __future__ import annotations

from typing import Any

from casekit.filing.dossier import Dossier
from casekit.filing.facts import (
    accounts,
    causes,
    contacts,
    credit,
    exhibits,
    filings,
    harm,
    law,
    numbers,
    parties,
    steps,
    third_persons,
)
from casekit.filing.facts.scope import Scope, scope_of, scope_of_person
from casekit.filing.letters.catalog import Letter, usual_channel
from casekit.repayment.offer import Offer
from casekit.report.figures import count_of
from casekit.report.names import institution
from casekit.report.outline import part
from casekit.report.sections.request import requests
from casekit.text import listed


def context_of(
    dossier: Dossier,
    letter: Letter,
    person: str | None = None,
    plan: Offer | None = None,
    lender: str | None = None,
) -> dict[str, Any]:
    """What the template of a letter is filled with, in the language of the moment."""
    scope = _scope(dossier, letter, person, plan, lender)
    third = third_persons.third_persons_of(scope)
    return {
        "today": dossier.made_on,
        "me": parties.complainant_of(scope),
        "lender": parties.institution_of(scope.lenders[0] if scope.lenders else None),
        "agencies": parties.agencies_of(scope),
        "respondents": listed(map(institution, scope.lenders)),
        "debts": parties.debts_of(scope),
        "third_persons": third,
        "person": third[0] if scope.person else None,
        "period": contacts.period_of(scope),
        "count": count_of(scope.rows, scope.background),
        "numbers": numbers.numbers_of(scope),
        "timeline": contacts.timeline_of(scope),
        "worst": contacts.worst_of(scope),
        "matters": law.matters_of(scope),
        "findings": law.findings_of(scope),
        "law": law.law_of(scope),
        "accounts": accounts.accounts_of(scope),
        "cite": accounts.cite,
        "part": part,
        "by_way": contacts.by_way_of(scope),
        "matters_at": law.matters_at(scope),
        "provision": law.provision_of(scope),
        "basis": law.provisions_of(scope)(*letter.law),
        "filed": filings.filed_of(scope),
        "causes": causes.causes_of(scope),
        "credit": credit.credit_of(scope),
        "collectors": parties.collectors_of(scope),
        "steps": steps.steps_of(scope),
        "harms": harm.harms_of(scope),
        "harm_total": harm.harm_total(scope),
        "exhibits": exhibits.exhibits_of(scope),
        "requests": requests(scope.narrowed, alone=True),
        "channel": dossier.channel,
        "country": scope.material.rulebook.country,
        "plan": plan,
    }


def _scope(dossier: Dossier, letter: Letter, person: str | None, plan: Offer | None, lender: str | None) -> Scope:
    if letter.signer == "third_person":
        return scope_of_person(dossier, person)
    debt = dossier.view.background.debts.get(plan.debt) if plan is not None else None
    channel = dossier.channel or usual_channel(letter)
    return scope_of(
        dossier, letter.about, lender=debt.lender if debt is not None else lender,
        kinds=channel.lender_types if channel is not None else frozenset(),
    )  # fmt: skip
