"""What a loan costs by its payments, beside the yardsticks of the case's rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.text import N_, _, pick

if TYPE_CHECKING:
    from casekit.rules.yardsticks import Appraisal


@app.command(
    help=N_(
        "Enter what was paid out and back for a debt, and compare what it costs a year with the rulebook's yardsticks."
    )
)
def cost(
    case: CaseArgument,
    payment: Annotated[
        list[str] | None, typer.Option(help=N_("A payment, such as “2025-03-01 received 10000”, paid or due."))
    ] = None,
    contract_date: Annotated[str | None, typer.Option(help=N_("The day the contract was concluded."))] = None,
    lpr: Annotated[str | None, typer.Option(help=N_("The one-year LPR of the contract day, in percent."))] = None,
    debt: Annotated[str | None, typer.Option(help=N_("The debt; the only one otherwise."))] = None,
    replace: Annotated[bool, typer.Option(help=N_("Replace the payments entered before instead of adding."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.casebook.payments import read_payments
    from casekit.errors import InputError
    from casekit.rules import load_rulebook
    from casekit.rules.yardsticks import appraise

    opened = open_case(case)
    debts = opened.background().debts
    one = opened.debt_id(debt) or (next(iter(debts)) if len(debts) == 1 else None)
    fields: dict[str, Any] = {"contract_date": contract_date, "lpr": lpr}
    fields = {name: value for name, value in fields.items() if value is not None}
    if payment:
        entered = read_payments("\n".join(payment))
        kept = () if replace or one is None else debts[one].payments
        fields["payments"] = tuple(sorted((*kept, *entered), key=lambda each: each.at))
    if fields and one is None:
        raise InputError(_("The case has several debts or none. Please say which one with --debt."))
    if fields and one is not None:
        opened.update_debt(one, **fields)
    background = opened.background()
    found = [
        each for each in appraise(background, load_rulebook(background.header.rulebook)) if one in (None, each.debt)
    ]
    lines = [line for each in found for line in _told(each)]
    show(as_json, [_as_json(each) for each in found], "\n".join(lines) or _("No payments have been entered so far."))


def _told(appraisal: Appraisal) -> list[str]:
    from casekit.rules.yardsticks import cost_in_words

    lines = [pick(one.said) for one in appraisal.measured]
    if appraisal.cost and not lines:
        lines.append(cost_in_words(appraisal.cost))
    return [*lines, *(f"? {pick(one)}" for one in appraisal.missing)]


def _as_json(appraisal: Appraisal) -> dict[str, Any]:
    cost = appraisal.cost
    return {
        "debt": appraisal.debt,
        "received": str(cost.received) if cost else None,
        "repaid": str(cost.repaid) if cost else None,
        "days": cost.days if cost else None,
        "effective": cost.effective if cost else None,
        "simple": cost.simple if cost else None,
        "yardsticks": [
            {
                "id": one.yardstick.id,
                "limit": one.limit,
                "above": one.above,
                "said": one.said,
                "verified": one.yardstick.verified,
            }
            for one in appraisal.measured
        ],
        "missing": list(appraisal.missing),
    }
