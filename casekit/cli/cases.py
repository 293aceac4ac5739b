"""Commands on the case as a whole: new, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.errors import InputError
from casekit.text import N_, _, _n, listed

if TYPE_CHECKING:
    from casekit.rules import Rulebook


@app.command(help=N_("Make a new case."))
def new(
    case: CaseArgument,
    lender: Annotated[str, typer.Option(help=N_("The lender's name."))] = "",
    lender_type: Annotated[str, typer.Option(help=N_("What the lender is, such as consumer_finance."))] = "unknown",
    product: Annotated[str, typer.Option(help=N_("The product, such as 花呗."))] = "",
    own_number: Annotated[
        list[str] | None,
        typer.Option(help=N_("The borrower's own number, or that of a relative who complains; may be repeated.")),
    ] = None,
    name: Annotated[str, typer.Option(help=N_("The complainant's name."))] = "",
    standpoint: Annotated[str, typer.Option(help=N_("borrower, relative or agent."))] = "borrower",
    country: Annotated[
        str | None, typer.Option(help=N_("CN, US, PH …: chooses its rulebook and time zone, where neither is given."))
    ] = None,
    timezone: Annotated[str | None, typer.Option(help=N_("The time zone of the case."))] = None,
    rulebook: Annotated[str | None, typer.Option(help=N_("The rulebook."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import create_case
    from casekit.clock import DEFAULT_ZONE

    if country is not None:
        book = _book_of(country)
        timezone, rulebook = timezone or book.zones[0], rulebook or book.id
    made = create_case(
        case,
        complainant=name,
        standpoint=standpoint,
        lender=lender,
        lender_type=lender_type,
        product=product,
        own_numbers=own_number or (),
        timezone=timezone or DEFAULT_ZONE,
        rulebook=rulebook or "cn",
    )
    show(as_json, {"case": str(made.folder)}, _("The case was made in {folder}.").format(folder=made.folder))


def _book_of(country: str) -> Rulebook:
    """The rulebook of a country."""
    from casekit.rules import load_rulebook
    from casekit.rules.own_books import shelf

    known: dict[str, Rulebook] = {}
    for one in shelf():
        book = load_rulebook(one.id)
        known.setdefault(book.country, book)
    if country.upper() not in known:
        raise InputError(
            _("There is no rulebook for “{country}”; there are some for: {countries}.").format(
                country=country, countries=listed(known)
            )
        )
    return known[country.upper()]


@app.command(help=N_("Undo an import; what another import also brought stays."))
def undo(
    case: CaseArgument,
    batch: Annotated[
        str,
        typer.Argument(
            metavar="BATCH", help=N_("The import, or all that came from a folder or zip, as its first digits.")
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    gone = open_case(case).undo(batch)
    show(
        as_json,
        {"batch": batch, "withdrawn": gone},
        _n("{count} record was withdrawn.", "{count} records were withdrawn.", gone).format(count=gone),
    )
