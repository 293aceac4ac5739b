"""Commands on the case as a whole: new, undo."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.text import N_, _, _n


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
    timezone: Annotated[str, typer.Option(help=N_("The time zone of the case."))] = "Asia/Shanghai",
    rulebook: Annotated[str, typer.Option(help=N_("The rulebook."))] = "cn",
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import create_case

    made = create_case(
        case,
        complainant=name,
        standpoint=standpoint,
        lender=lender,
        lender_type=lender_type,
        product=product,
        own_numbers=own_number or (),
        timezone=timezone,
        rulebook=rulebook,
    )
    show(as_json, {"case": str(made.folder)}, _("The case was made in {folder}.").format(folder=made.folder))


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
