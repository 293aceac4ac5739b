"""Commands that complete what papers ask for, and one that reads the user's own words once more."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.errors import InputError, NotFoundError
from casekit.text import N_, _


@app.command(help=N_("Say who complains: the name and address that papers bear."))
def complainant(
    case: CaseArgument,
    name: Annotated[str | None, typer.Option(help=N_("The complainant's name."))] = None,
    phone: Annotated[str | None, typer.Option(help=N_("Telephone for questions."))] = None,
    address: Annotated[str | None, typer.Option(help=N_("Postal address."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    given = {"complainant": name, "phone": phone, "address": address}
    fields = {key: value.strip() for key, value in given.items() if value is not None}
    if not fields:
        raise InputError(_("Please say at least one of --name, --phone and --address."))
    header = opened.update_header(**fields)
    result = {key: getattr(header, key) for key in given}
    show(as_json, result, _("Saved: who complains."))


@app.command(help=N_("Complete what is known of a lender or a collection agency."))
def party(
    case: CaseArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name, or the full name."))],
    full_name: Annotated[str | None, typer.Option(help=N_("The full name, as on the contract."))] = None,
    address: Annotated[str | None, typer.Option(help=N_("The address, as in the company register."))] = None,
    registration: Annotated[str | None, typer.Option(help=N_("The registration number."))] = None,
    hotline: Annotated[str | None, typer.Option(help=N_("The official hotline."))] = None,
    lender_type: Annotated[str | None, typer.Option(help=N_("What the lender is, such as consumer_finance."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    known = opened.find_party(name)
    if known is None:
        raise NotFoundError(_("The case holds nothing named “{name}”. Enter it first.").format(name=name))
    given = {
        "full_name": full_name, "address": address, "registration": registration, "hotline": hotline,
        "lender_type": lender_type,
    }  # fmt: skip
    updated = opened.update_party(known.id, **{key: value for key, value in given.items() if value is not None})
    show(as_json, updated.model_dump(mode="json"), _("Saved: {name}.").format(name=updated.full_name or updated.name))


@app.command(help=N_("Complete what is known of a debt."))
def debt(
    case: CaseArgument,
    debt: Annotated[str | None, typer.Option(help=N_("The debt; the only one otherwise."))] = None,
    product: Annotated[str | None, typer.Option(help=N_("The product, such as 花呗."))] = None,
    reference: Annotated[str | None, typer.Option(help=N_("The contract or bill number."))] = None,
    principal: Annotated[str | None, typer.Option(help=N_("What was borrowed, as told."))] = None,
    claimed: Annotated[str | None, typer.Option(help=N_("What is claimed now, as told."))] = None,
    overdue_since: Annotated[str | None, typer.Option(help=N_("Overdue since which day."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    debts = opened.background().debts
    one = opened.debt_id(debt) or (next(iter(debts)) if len(debts) == 1 else None)
    if one is None:
        raise InputError(_("The case has several debts or none. Please say which one with --debt."))
    given = {
        "product": product, "reference": reference, "principal": principal, "claimed": claimed,
        "overdue_since": overdue_since,
    }  # fmt: skip
    updated = opened.update_debt(one, **{key: value for key, value in given.items() if value is not None})
    show(
        as_json, updated.model_dump(mode="json"), _("Saved: {name}.").format(name=updated.product or updated.reference)
    )


@app.command(help=N_("Read your own words once more: what could be said more calmly; nothing is changed."))
def wording(case: CaseArgument, as_json: JsonOption = False) -> None:
    from dataclasses import asdict

    from casekit.casebook import open_case
    from casekit.filing.calmer import in_words, remarks

    found = remarks(open_case(case))
    told = "\n".join(in_words(one) for one in found) or _("Nothing stands out; your words are calm and to the point.")
    show(as_json, [asdict(one) for one in found], told)
