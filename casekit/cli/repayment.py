"""Talking about repayment: the household, plans, what was said, and the log of the credit record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.text import N_, _, language, listed, pick

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from casekit.casebook import Case
    from casekit.model import Debt
    from casekit.repayment.drafting import Draft
    from casekit.repayment.household import Household
    from casekit.repayment.offer import Offer
    from casekit.repayment.plans import Plan

DebtOption = Annotated[str | None, typer.Option(help=N_("The debt; the only one otherwise."))]


@app.command(help=N_("Enter what comes in and is needed a month, and show what is left; without options only show it."))
def household(
    case: CaseArgument,
    income: Annotated[list[str] | None, typer.Option(help=N_("What comes in a month, such as “wages 6000”."))] = None,
    expense: Annotated[list[str] | None, typer.Option(help=N_("What is needed a month, such as “rent 1800”."))] = None,
    other_debt: Annotated[list[str] | None, typer.Option(help=N_("What goes to another debt a month."))] = None,
    reserve: Annotated[
        str | None, typer.Option(help=N_("The share of what is left that is kept back, in percent; 10 otherwise."))
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option(help=N_("Take out all lines of a kind: income, expense or other-debt."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.errors import InputError
    from casekit.repayment.amounts import read_items
    from casekit.repayment.household import household_of

    opened = open_case(case)
    kinds = {"income": "income", "expense": "expenses", "other-debt": "other_debts"}
    fields: dict[str, Any] = {}
    for kind in clear or ():
        if kind not in kinds:
            raise InputError(_("“{value}” is none of: {all}.").format(value=kind, all=listed(kinds)))
        fields[kinds[kind]] = ()
    # What is given replaces the lines of its kind, so that a slip can be put right by typing it again.
    for kind, lines in zip(kinds, (income, expense, other_debt), strict=True):
        if lines is not None and not all(one.strip() for one in lines):
            raise InputError(
                _("--{kind} is empty, nothing was saved. Write a name and a sum a month; to take the lines out: --clear {kind}").format(
                    kind=kind)
            )  # fmt: skip
        if lines:
            fields[kinds[kind]] = read_items("\n".join(lines))
    fields |= {"reserve": reserve} if reserve is not None else {}
    if fields:
        opened.set_budget(**fields)
    budget = opened.background().budget
    found = household_of(budget)
    result = {**budget.model_dump(mode="json"), **_household_as_json(found)}
    show(as_json, result, _household_in_words(found))


def _household_as_json(found: Household) -> dict[str, Any]:
    return {
        "income_total": str(found.income), "expenses_total": str(found.expenses),
        "other_debts_total": str(found.other_debts), "left": str(found.left), "reserve": str(found.reserve),
        "affordable": str(found.affordable),
    }  # fmt: skip


def _household_in_words(found: Household) -> str:
    from casekit.repayment.advice import in_words, on_the_household

    return "\n".join([in_words(found), *(pick(one) for one in on_the_household(found, []))])


@app.command(
    help=N_("Plans to repay a debt over 6 to 60 months: instalments, total, yearly cost, and what can be carried.")
)
def plans(
    case: CaseArgument,
    amount: Annotated[
        str, typer.Option(help=N_("The amount to repay; that claimed otherwise, or “principal”, or “claimed”."))
    ] = "",
    rate: Annotated[str, typer.Option(help=N_("The yearly rate in percent; 0 otherwise."))] = "",
    months: Annotated[int | None, typer.Option(help=N_("Only the plan over so many months, day by day."))] = None,
    first: Annotated[str, typer.Option(help=N_("The day of the first payment; a month from today otherwise."))] = "",
    debt: DebtOption = None,
    letter: Annotated[
        bool,
        typer.Option(
            "--letter", help=N_("Write the letter that proposes the plan of --months; into the exports of the case.")
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.errors import InputError
    from casekit.repayment.drafting import BASES, Wishes, draft
    from casekit.rules import load_rulebook

    opened = open_case(case)
    background = opened.background()
    wishes = Wishes(
        amount="" if amount in BASES else amount, basis=amount if amount in BASES else "", rate=rate,
        first_due=first, months=months,
    )  # fmt: skip
    made = draft(background, load_rulebook(background.header.rulebook), _debt(opened, debt).id, wishes, opened.today())
    if letter and months is None:
        raise InputError(_("Please say with --months which plan the letter proposes."))
    proposal = made.proposal(months) if months is not None else None
    files = _letter(opened, proposal) if letter and proposal is not None else []
    chosen = proposal.plan if proposal is not None else None
    lines = _draft_in_words(made, chosen, opened.today()) + [
        _("The letter is in {path}").format(path=path) for path in files
    ]
    result = {**_draft_as_json(made, chosen, opened), "files": [str(path) for path in files]}
    show(as_json, result, "\n".join(lines))


def _letter(opened: Case, proposal: Offer) -> list[Path]:
    """Write the letter in the language of the case."""
    from casekit.filing.dossier import dossier_of
    from casekit.filing.letters.catalog import load_letter
    from casekit.filing.letters.saving import keep_letter
    from casekit.filing.letters.writing import refuse_unsuitable, write_letter

    refuse_unsuitable(load_letter("repayment_proposal"), opened.header.standpoint)
    with language(opened.header.language):
        written = write_letter(dossier_of(opened, debt=proposal.debt), "repayment_proposal", plan=proposal)
    return list(keep_letter(opened, written, f"{written.title}-{opened.today()}"))


def _debt(opened: Case, named: str | None) -> Debt:
    from casekit.errors import InputError

    debts = opened.background().debts
    one = opened.debt_id(named) or (next(iter(debts)) if len(debts) == 1 else None)
    if one is None:
        raise InputError(_("The case has several debts or none. Please say which one with --debt."))
    return debts[one]


def _draft_as_json(made: Draft, chosen: Plan | None, opened: Case) -> dict[str, Any]:
    from casekit.repayment.cost import cost_of_plan, cost_with_plan

    def told(plan: Plan) -> dict[str, Any]:
        alone, whole = cost_of_plan(plan, opened.today()), cost_with_plan(made.debt, plan)
        return {
            "months": plan.months, "instalment": str(plan.instalment), "last": str(plan.last),
            "total": str(plan.total), "cost": str(plan.cost), "fits": made.fits(plan),
            "irr": alone.effective if alone else None, "loan_irr": whole.effective if whole else None,
        }  # fmt: skip

    rows = [
        {"number": one.number, "due": one.due.isoformat(), "amount": str(one.amount), "balance": str(one.balance)}
        for one in (chosen.instalments if chosen else ())
    ]
    return {
        "debt": made.debt.id, "amount": str(made.amount), "basis": made.basis, "rate": str(made.rate),
        "first_due": made.first_due.isoformat(), "household": _household_as_json(made.household),
        "plans": [told(plan) for plan in ([chosen] if chosen else made.plans)],
        "shortest": made.shortest.months if made.shortest else None, "instalments": rows,
        "remarks": [dict(one) for one in made.remarks],
    }  # fmt: skip


def _draft_in_words(made: Draft, chosen: Plan | None, today: date) -> list[str]:
    from casekit.model.amounts import in_figures
    from casekit.repayment.advice import in_words, plan_in_words
    from casekit.repayment.cost import cost_of_plan

    lines = [in_words(made.household)] if made.household.known else []
    for plan in [chosen] if chosen else made.plans:
        fits = made.fits(plan)
        mark = {True: "✓ ", False: "✗ ", None: ""}[fits]
        lines.append(mark + plan_in_words(plan, cost_of_plan(plan, today)))
    if chosen:
        lines += [f"  {one.number:>2}  {one.due}  {in_figures(one.amount)}" for one in chosen.instalments]
    return [*lines, *(pick(one) for one in made.remarks)]


@app.command(help=N_("Enter a talk about repayment: what was offered and answered, and whether a plan was agreed."))
def talk(
    case: CaseArgument,
    at: Annotated[str, typer.Option(help=N_("When it was; the day is enough."))],
    whom: Annotated[
        str, typer.Option("--with", help=N_("With whom: the institution, or a name or staff number."))
    ] = "",
    channel: Annotated[str, typer.Option(help=N_("How: call, im, visit …"))] = "call",
    ours: Annotated[str, typer.Option(help=N_("What you offered."))] = "",
    theirs: Annotated[str, typer.Option(help=N_("What they answered."))] = "",
    agreed: Annotated[bool, typer.Option("--agreed", help=N_("A plan was agreed."))] = False,
    debt: DebtOption = None,
    note: Annotated[str, typer.Option(help=N_("Your own note."))] = "",
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.repayment.advice import after_the_agreement

    opened = open_case(case)
    party = opened.find_party(whom)
    debts = opened.background().debts
    entered = opened.add_talk(
        at, party=party.id if party else None, clerk="" if party else whom, channel=channel, ours=ours, theirs=theirs,
        agreed=agreed, debt=opened.debt_id(debt) or (next(iter(debts)) if len(debts) == 1 else None), note=note,
    )  # fmt: skip
    sentence = pick(after_the_agreement()) if agreed else _("The talk is entered.")
    show(as_json, entered.model_dump(mode="json"), sentence)


@app.command(help=N_("Enter something about the credit record: a report pulled, an entry found, corrected, commented."))
def credit(
    case: CaseArgument,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=N_("report_pulled, entry_found, entry_corrected or statement_added."))
    ],
    at: Annotated[str, typer.Option(help=N_("The day."))],
    institution: Annotated[str, typer.Option(help=N_("Which bureau, or which institution reported."))] = "",
    text: Annotated[str, typer.Option(help=N_("What it says."))] = "",
    debt: Annotated[str | None, typer.Option(help=N_("The debt it is about."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.model.vocabulary import label

    opened = open_case(case)
    entry = opened.add_credit_entry(kind, at, institution=institution, text=text, debt=opened.debt_id(debt))
    show(
        as_json, entry.model_dump(mode="json"),
        _("{day}: {what} is entered.").format(day=entry.at, what=label("credit", entry.kind)),
    )  # fmt: skip
