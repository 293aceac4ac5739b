"""Commands that make something of the case: report, demo, lab."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, place, progress, show
from casekit.text import N_, _, current_language, language


@app.command(
    help=N_("Write the case report: .html, .ipynb to edit it as a notebook, or .xlsx with the list of contacts.")
)
def report(
    case: CaseArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", parser=place, metavar="PLACE", help=N_("Where to write it; the ending chooses what.")
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option(help=N_("zh or en; the case's own language otherwise."))] = None,
    mask: Annotated[str, typer.Option(help=N_("Masking: third-parties, all or none."))] = "third-parties",
    debt: Annotated[str | None, typer.Option(help=N_("Only what concerns this debt."))] = None,
    lender: Annotated[
        str | None, typer.Option(help=N_("Only what concerns this lender; all for everything in one."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.filing.matter import WHOLE, side_named
    from casekit.report.write import write

    opened = open_case(case)
    whose = side_named(opened, lender).id if lender is not None and lender != WHOLE else None
    path = write(
        opened, output, lang=lang or opened.header.language, mask=mask, debt=opened.debt_id(debt), lender=whose
    )
    show(as_json, {"file": str(path)}, _("The report is in {path}").format(path=path))


@app.command(help=N_("Build the demo case from export files and write its report."))
def demo(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", parser=place, metavar="PLACE", help=N_("The folder of the demo case.")),
    ] = None,
    lang: Annotated[str | None, typer.Option(help=N_("zh or en."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.demo.build import demo_case, key_figures
    from casekit.report.write import write_report

    with language(lang or current_language()):
        with progress(_("Building the demo case"), quiet=as_json) as step:
            built = demo_case(output, progress=step)
        path = write_report(built, lang=lang or current_language())
        figures = key_figures(built)
        lines = [f"  {name}: {value}" for name, value in figures.items()]
        sentence = "\n".join(
            [
                _("The demo case is in {folder} (all of it invented).").format(folder=built.folder),
                *lines,
                _("The report is in {path}").format(path=path),
            ]
        )
        show(as_json, {"case": str(built.folder), "file": str(path), "figures": figures}, sentence)


@app.command(help=N_("Open the workbook in JupyterLab, on this machine only."))
def lab(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help=N_("The case to open."))] = None,
    port: Annotated[int | None, typer.Option(help=N_("The port to listen on; any free one otherwise."))] = None,
    browser: Annotated[bool, typer.Option(help=N_("Open the browser by itself."))] = True,
) -> None:
    from casekit.casebook import case_folder, open_case
    from casekit.lab.launch import launch

    folder = case_folder(case) if case else None
    if folder is not None:
        open_case(folder)
    raise typer.Exit(launch(folder, port=port, browser=browser))
