"""Commands on the case as a whole: new, import, undo."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, in_one_line, progress, show
from casekit.errors import CaseError
from casekit.text import N_, _, _n


@app.command(help=N_("Make a new case."))
def new(
    case: CaseArgument,
    lender: Annotated[str, typer.Option(help=N_("The lender's name."))] = "",
    lender_type: Annotated[str, typer.Option(help=N_("What the lender is, such as consumer_finance."))] = "unknown",
    product: Annotated[str, typer.Option(help=N_("The product, such as 花呗."))] = "",
    own_number: Annotated[list[str] | None, typer.Option(help=N_("The borrower's own number."))] = None,
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


@app.command("import", help=N_("Take in files that a phone or a carrier exported."))
def import_(
    case: CaseArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=N_("The exported files."))],
    source: Annotated[str | None, typer.Option(help=N_("The kind of file, when it is not recognised."))] = None,
    own_number: Annotated[list[str] | None, typer.Option(help=N_("The number whose bill or phone it is."))] = None,
    person: Annotated[str | None, typer.Option(help=N_("Whose bill it is, when not the borrower's."))] = None,
    role: Annotated[str, typer.Option(help=N_("The role of that person."))] = "other_third_party",
    relation: Annotated[str, typer.Option(help=N_("The relation of that person."))] = "other",
    year: Annotated[int | None, typer.Option(help=N_("The year, for rows that name none."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would be taken in."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.importers import intake

    opened = open_case(case)
    options: dict[str, Any] = {"source": source, "own_numbers": tuple(own_number or ()), "year": year}
    results: list[dict[str, Any]] = []
    refused = False
    for path in files:
        try:
            known = opened.find_person(person) if person else None
            if person and known is None and not dry_run:
                # A file that is refused must not leave a person behind, so it is looked through first.
                intake.import_file(opened, path, person=None, dry_run=True, **options)
                known = opened.add_person(person, role=role, relation=relation)
            with progress(path.name, quiet=as_json) as report:
                result = intake.import_file(
                    opened, path, person=known.id if known else None, dry_run=dry_run, progress=report, **options
                )
        except CaseError as error:
            refused = True
            sentence = in_one_line(error)
            print(f"{path.name}: {sentence}", file=sys.stderr)
            results.append(_nothing_read(path, sentence))
            continue
        results.append(result.as_json())
        if not as_json:
            _tell(path.name, results[-1], dry_run)
    if as_json:
        show(True, results, "")
    if refused:
        raise typer.Exit(1)


def _nothing_read(path: Path, sentence: str) -> dict[str, Any]:
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        sha256 = None
    return {
        "file": path.name, "sha256": sha256, "source": None, "batch": None, "declared": None, "read": 0,
        "imported": 0, "confirmed": 0, "skipped": [], "warnings": [sentence], "questions": [],
    }  # fmt: skip


def _tell(name: str, result: dict[str, Any], dry_run: bool) -> None:
    if dry_run:
        print(
            _("{file}: {count} records can be taken in; {skipped} rows would be left out.").format(
                file=name, count=result["imported"] + result["confirmed"], skipped=len(result["skipped"])
            )
        )
    else:
        print(
            _(
                "{file}: {imported} taken in, {confirmed} were there already, {skipped} left out. Import {batch}."
            ).format(
                file=name,
                imported=result["imported"],
                confirmed=result["confirmed"],
                skipped=len(result["skipped"]),
                batch=result["batch"],
            )
        )
    for warning in result["warnings"]:
        print("  " + str(warning))


@app.command(help=N_("Undo an import; what another import also brought stays."))
def undo(
    case: CaseArgument,
    batch: Annotated[str, typer.Argument(metavar="BATCH", help=N_("The import, as its first digits."))],
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    gone = open_case(case).undo(batch)
    show(
        as_json,
        {"batch": batch, "withdrawn": gone},
        _n("{count} record was withdrawn.", "{count} records were withdrawn.", gone).format(count=gone),
    )
