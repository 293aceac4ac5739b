"""Commands that complete what papers ask for, and one that reads the user's own words once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.errors import InputError, NotFoundError
from casekit.text import N_, _, listed

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.model import Debt


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


@app.command(help=N_("Complete what is known of a lender or a collection agency, or enter a further one."))
def party(
    case: CaseArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name, or the full name."))],
    new: Annotated[
        str | None, typer.Option(metavar="KIND", help=N_("Enter it as a new lender, agency or caller_group."))
    ] = None,
    acts_for: Annotated[str | None, typer.Option(help=N_("The lender that an agency acts for."))] = None,
    full_name: Annotated[str | None, typer.Option(help=N_("The full name, as on the contract."))] = None,
    address: Annotated[str | None, typer.Option(help=N_("The address, as in the company register."))] = None,
    registration: Annotated[str | None, typer.Option(help=N_("The registration number."))] = None,
    hotline: Annotated[str | None, typer.Option(help=N_("The official hotline."))] = None,
    lender_type: Annotated[str | None, typer.Option(help=N_("What the lender is, such as consumer_finance."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    known = opened.find_party(name.strip())
    if known is None and new is None:
        raise NotFoundError(
            _(
                "The case holds nothing named “{name}”. To enter it, add --new lender, --new agency or --new caller_group."
            ).format(name=name)
        )
    if known is not None and new is not None:
        raise InputError(
            _("“{name}” is part of the case already. To complete what is known of it, leave out --new.").format(
                name=name
            )
        )
    given = {
        "full_name": full_name, "address": address, "registration": registration, "hotline": hotline,
        "lender_type": lender_type, "acts_for": _lender(opened, acts_for) if acts_for is not None else None,
    }  # fmt: skip
    fields = {key: value for key, value in given.items() if value is not None}
    updated = opened.add_party(new or "", name, **fields) if known is None else opened.update_party(known.id, **fields)
    show(as_json, updated.model_dump(mode="json"), _("Saved: {name}.").format(name=updated.full_name or updated.name))


def _lender(case: Case, name: str) -> str:
    """The id of a lender by its name."""
    lenders = case.background().lenders()
    found = case.find_party(name.strip())
    if found is None or found.kind != "lender":
        raise NotFoundError(
            _("The case has no lender “{name}”. There are: {all}.").format(
                name=name, all=listed(one.name for one in lenders) or _("none yet")
            )
        )
    return found.id


@app.command(help=N_("Complete what is known of a debt, or enter a further one."))
def debt(
    case: CaseArgument,
    debt: Annotated[str | None, typer.Option(help=N_("The debt; the only one otherwise."))] = None,
    new: Annotated[str | None, typer.Option(metavar="LENDER", help=N_("Enter a new debt, to this lender."))] = None,
    product: Annotated[str | None, typer.Option(help=N_("The product, such as 花呗."))] = None,
    reference: Annotated[str | None, typer.Option(help=N_("The contract or bill number."))] = None,
    principal: Annotated[str | None, typer.Option(help=N_("What was borrowed, as told."))] = None,
    claimed: Annotated[str | None, typer.Option(help=N_("What is claimed now, as told."))] = None,
    overdue_since: Annotated[str | None, typer.Option(help=N_("Overdue since which day."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    given = {
        "product": product, "reference": reference, "principal": principal, "claimed": claimed,
        "overdue_since": overdue_since,
    }  # fmt: skip
    fields = {key: value for key, value in given.items() if value is not None}
    if new is not None:
        updated = _new_debt(opened, new, debt, fields)
    else:
        debts = opened.background().debts
        one = opened.debt_id(debt) or (next(iter(debts)) if len(debts) == 1 else None)
        if one is None:
            raise InputError(
                _(
                    "The case has several debts or none. Say with --debt which one, or enter a further one with --new LENDER."
                )
            )
        updated = opened.update_debt(one, **fields)
    show(
        as_json, updated.model_dump(mode="json"), _("Saved: {name}.").format(name=updated.product or updated.reference)
    )


def _new_debt(case: Case, lender: str, debt: str | None, fields: dict[str, str]) -> Debt:
    """Enter a further debt; other commands know it by its product or its reference."""
    if debt is not None:
        raise InputError(_("Please give either --new for a new debt or --debt for one of the case."))
    if not any(fields.get(name, "").strip() for name in ("product", "reference")):
        raise InputError(_("Please say with --product or --reference which debt it is."))
    return case.add_debt(_lender(case, lender), **fields)


@app.command(help=N_("Read your own words once more: what could be said more calmly; nothing is changed."))
def wording(case: CaseArgument, as_json: JsonOption = False) -> None:
    from dataclasses import asdict

    from casekit.casebook import open_case
    from casekit.filing.calmer import in_words, remarks

    found = remarks(open_case(case))
    told = "\n".join(in_words(one) for one in found) or _("Nothing stands out; your words are calm and to the point.")
    show(as_json, [asdict(one) for one in found], told)
