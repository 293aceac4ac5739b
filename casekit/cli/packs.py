"""The command that makes a finished pack for one channel."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, missing_in_words, place, progress, show
from casekit.errors import InputError
from casekit.text import N_, _, pick

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.filing.pack import Pack

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(|b|kb|mb)", re.IGNORECASE)
_UNITS = {"": 1, "b": 1, "kb": 1000, "mb": 1_000_000}


@app.command(help=N_("Make a folder and a zip with everything that one channel asks for; nothing is sent."))
def pack(
    case: CaseArgument,
    channel: Annotated[str, typer.Option(help=N_("Where the papers go, such as lender, nifa, 12378, police."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", parser=place, metavar="PLACE", help=N_("The folder of the pack."))
    ] = None,
    lang: Annotated[str | None, typer.Option(help=N_("zh or en; the case's own language otherwise."))] = None,
    mask: Annotated[
        str | None, typer.Option(help=N_("Masking: third-parties, all or none; the channel's own otherwise."))
    ] = None,
    debt: Annotated[str | None, typer.Option(help=N_("Only what concerns this debt."))] = None,
    lender: Annotated[
        str | None, typer.Option(help=N_("Only what concerns this lender; all for everything in one."))
    ] = None,
    true: Annotated[
        bool, typer.Option("--true", help=N_("I have read what untrue statements cost; all of it is true."))
    ] = False,
    whole_exports: Annotated[
        bool, typer.Option("--whole-exports", help=N_("Enclose whole bills and backups, private contacts in them too."))
    ] = False,
    limit: Annotated[
        str | None, typer.Option(help=N_("The most the attachment may take, where the channel says so, such as 2MB."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.filing.pack.building import build_pack, checked, unconfirmed

    opened = open_case(case)
    about, most = opened.debt_id(debt), _bytes(limit)
    checked(opened, channel, folder=output, lang=lang, mask=mask, debt=about, lender=lender, limit=most)
    if not true and not _confirmed(opened, may_ask=not as_json):
        raise InputError(unconfirmed())
    with progress(_("Making the pack"), quiet=as_json) as step:
        made = build_pack(
            opened, channel, folder=output, lang=lang, mask=mask, debt=about, lender=lender, confirmed=True,
            whole_exports=whole_exports, limit=most, progress=step,
        )  # fmt: skip
    show(as_json, _as_json(made), _in_words(made))


def _confirmed(case: Case, *, may_ask: bool) -> bool:
    """Show what untrue statements cost, and ask whether everything is true; only a person at a terminal is asked."""
    from casekit.filing import honesty
    from casekit.rules import load_rulebook

    # Not into what programs read.
    print(honesty.plain_text(load_rulebook(case.header.rulebook).country), end="\n\n", file=sys.stderr)
    return may_ask and sys.stdin.isatty() and typer.confirm(_("Do you confirm this?"), default=False, err=True)


def _bytes(limit: str | None) -> int | None:
    if limit is None:
        return None
    found = _SIZE.fullmatch(limit.strip())
    if found is None:
        raise InputError(_("“{value}” is no size; write it as 2MB, 200KB or a number of bytes.").format(value=limit))
    return int(float(found[1]) * _UNITS[found[2].lower()])


def _as_json(made: Pack) -> dict[str, Any]:
    return {
        "folder": str(made.folder),
        "archive": str(made.archive),
        "size": made.size,
        "limit": made.limit,
        "files": list(made.files),
        "left_out": [{"file": one.name, "mark": one.mark, "why": one.why} for one in made.left_out],
        "missing": [
            {"field": one.field, "words": pick(one.words), "where": pick(one.everywhere), "required": one.required}
            for one in made.missing
        ],
        "notes": list(made.notes),
    }


def _in_words(made: Pack) -> str:
    from casekit.filing.pack.budget import readable

    size = readable(made.size)
    if made.limit is not None:
        size = _("{size}, within {limit}").format(size=size, limit=readable(made.limit))
    lines = [
        *made.notes,
        _("The pack is in {folder}").format(folder=made.folder),
        _("To hand in: {archive} ({size})").format(archive=made.archive, size=size),
        _("Begin with {file}; it says how to file and what is still missing.").format(file=made.files[0]),
    ]
    required = [one for one in made.missing if one.required]
    if required:
        lines += [_("Still missing; without it this place may turn the papers down:"), *missing_in_words(required)]
    return "\n".join(lines)
