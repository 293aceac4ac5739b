"""The names that every letter template knows.

- `today`; `me` (`context_who.Me`); `lender`, `agencies` (`Institution`), `respondents` (one line); `debts` (`DebtLine`);
  `third_persons` (`ThirdPerson`); `person` (the one who signs, in letters of a third person)
- `period`, `count`, `timeline`, `worst` (`context_contacts`), `numbers` (`context_numbers`)
- `accounts(channel, ...)`, the matters a channel takes, told in short with one line of law each, `cite(findings)`, their
  instruments each once (`context_matters`); `part(name)`, the number of a part of the report
- `findings` one after the other, `matters` grouped by contacts; `law(use, *families)` (`context_law`)
- `steps`, `harms`, `harm_total`, `exhibits` (`context_steps`); `requests` (sentences, as in the report)
- `by_way(*channels)`, the contacts made in some ways (`context_contacts`); `matters_at(channel)`, the findings a channel
  takes; `provision(id)`, one rule or law of the book that may be cited alone, and
  `basis`, those that the letter's entry in `letters.yaml` lists; `filed(*channels)`, what was handed in;
  `causes` of action, `credit` entries, `collectors` where each answers for itself (`context_official`)
- `channel` (`channels.channel.Channel` or None), `country`
- `plan` (`repayment.offer.Offer`: months, amount, instalment, last, total, rate in words, first_due, last_due,
  household or None; None in letters that propose no plan)
- filters `day`, `money`, `unended` (without its last stop); `blank()`, a line to fill by hand
"""

from __future__ import annotations

from typing import Any

from casekit.filing.dossier import Dossier
from casekit.filing.letters import (
    context_contacts,
    context_law,
    context_matters,
    context_numbers,
    context_official,
    context_steps,
    context_who,
)
from casekit.filing.letters.catalog import Letter, usual_channel
from casekit.filing.letters.scope import Scope, scope_of, scope_of_person
from casekit.repayment.offer import Offer
from casekit.report.figures import count_of
from casekit.report.parts import part
from casekit.report.sections.request import requests
from casekit.text import pick


def context_of(
    dossier: Dossier, letter: Letter, person: str | None = None, plan: Offer | None = None
) -> dict[str, Any]:
    """What the template of a letter is filled with, in the language of the moment."""
    scope = _scope(dossier, letter, person, plan)
    third = context_who.third_persons_of(scope)
    return {
        "today": dossier.made_on,
        "me": context_who.me_of(scope),
        "lender": context_who.institution_of(scope.lenders[0] if scope.lenders else None),
        "agencies": context_who.agencies_of(scope),
        "respondents": pick(zh="、", en=", ").join(one.full_name or one.name for one in scope.lenders),
        "debts": context_who.debts_of(scope),
        "third_persons": third,
        "person": third[0] if scope.person else None,
        "period": context_contacts.period_of(scope),
        "count": count_of(scope.rows, scope.background),
        "numbers": context_numbers.numbers_of(scope),
        "timeline": context_contacts.timeline_of(scope),
        "worst": context_contacts.worst_of(scope),
        "matters": context_law.matters_of(scope),
        "findings": context_law.findings_of(scope),
        "law": context_law.law_of(scope),
        "accounts": context_matters.accounts_of(scope),
        "cite": context_matters.cite,
        "part": part,
        "by_way": context_contacts.by_way_of(scope),
        "matters_at": context_official.matters_at(scope),
        "provision": context_law.provision_of(scope),
        "basis": context_law.provisions_of(scope)(*letter.law),
        "filed": context_official.filed_of(scope),
        "causes": context_official.causes_of(scope),
        "credit": context_official.credit_of(scope),
        "collectors": context_official.collectors_of(scope),
        "steps": context_steps.steps_of(scope),
        "harms": context_steps.harms_of(scope),
        "harm_total": context_steps.harm_total(scope),
        "exhibits": context_steps.exhibits_of(scope),
        "requests": requests(scope.narrowed, alone=True),
        "channel": dossier.channel,
        "country": scope.material.rulebook.country,
        "plan": plan,
    }


def _scope(dossier: Dossier, letter: Letter, person: str | None, plan: Offer | None) -> Scope:
    if letter.signer == "third_person":
        return scope_of_person(dossier, person)
    debt = dossier.view.background.debts.get(plan.debt) if plan is not None else None
    channel = dossier.channel or usual_channel(letter)
    return scope_of(
        dossier, letter.about, lender=debt.lender if debt is not None else None,
        kinds=channel.lender_types if channel is not None else frozenset(),
    )  # fmt: skip
