"""The commands that keep recordings, pictures and papers as evidence and list them, with what is said of each."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit import clock
from casekit.cli.shared import CaseArgument, JsonOption, app, paths_of, progress, show
from casekit.errors import InputError
from casekit.text import N_, _, in_a_row, pick

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.media.keeping import Kept
    from casekit.importers.media.matching import Proposal
    from casekit.model import Evidence


@app.command(help=N_("Keep files as evidence; a recording finds its call by its number and time."))
def attach(
    case: CaseArgument,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help=N_("Recordings, screenshots, papers; or a folder of recordings.")),
    ] = None,
    incident: Annotated[str | None, typer.Option(help=N_("The incident they belong to."))] = None,
    new_incidents: Annotated[
        bool, typer.Option("--new-incidents", help=N_("Enter a call for each recording that fits none."))
    ] = False,
    direction: Annotated[
        str | None, typer.Option(help=N_("in or out, for new calls whose recording does not tell which."))
    ] = None,
    person: Annotated[str, typer.Option(help=N_("Whose phone it is, when not the borrower's."))] = "debtor",
    again: Annotated[
        bool, typer.Option("--again", help=N_("Also look once more where kept recordings without a contact belong."))
    ] = False,
    debt: Annotated[str | None, typer.Option(help=N_("Which debt they are about."))] = None,
    group: Annotated[
        str | None, typer.Option(help=N_("What they show: debt, link, log, third, grave, refused, harm, step."))
    ] = None,
    note: Annotated[str | None, typer.Option(help=N_("Your own note."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show where each file would go."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.importers.media.keeping import Choice, Kept, keep
    from casekit.importers.media.planning import plan, without_contact

    if direction not in (None, "in", "out"):
        raise InputError(_("“{value}” is no direction; it may be in or out.").format(value=direction))
    opened = open_case(case)
    said = _said_of_files(opened, debt, group, note)
    whose = opened.find_person(person)
    if whose is None:
        raise InputError(_("The case holds no person “{name}”. Enter the person first.").format(name=person))
    listed = [(path, path.name) for path in _in_folders(paths_of(files or []))] + (
        without_contact(opened) if again else []
    )
    if not listed:
        raise InputError(_("There is no file to keep. Name files, or a folder that holds recordings or pictures."))
    with progress(_("Looking through recordings and pictures"), quiet=as_json) as report:
        proposals = plan(opened, listed, report)
    choices = [Choice(one.media, *_decided(one, incident, direction, new_incidents), one.sha256) for one in proposals]
    if dry_run:
        kept = [Kept(one.media, incident=one.incident) for one in choices]
    else:
        with progress(_("Saving"), quiet=as_json) as report:
            kept = keep(opened, choices, person=whose.id, progress=report)
        kept = [
            replace(one, evidence=opened.amend_evidence(one.evidence.sha256, **said)) if one.evidence else one
            for one in kept
        ]
    told = list(zip(kept, proposals, strict=True))
    show(as_json, [kept_object(*one) for one in told], "\n".join(kept_in_words(opened, *one) for one in told))
    for one in kept:
        if one.error:
            print(one.error if one.media.name in one.error else f"{one.media.name}: {one.error}", file=sys.stderr)
    if any(one.error for one in kept):
        raise typer.Exit(1)


def _said_of_files(case: Case, debt: str | None, group: str | None, note: str | None) -> dict[str, Any]:
    """What is said of all the files; refused before any of them is kept."""
    from casekit.casebook.validation import validated
    from casekit.model import Evidence

    told = {"debt": case.debt_id(debt), "group": group, "note": note}
    said = {name: value for name, value in told.items() if value is not None}
    validated(Evidence, {"sha256": "", "name": "", "size": 0, **said})
    return said


def _in_folders(paths: list[Path]) -> list[Path]:
    """The files named, and of folders the recordings and pictures in them."""
    from casekit.importers.media.planning import media_among

    listed: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            listed += media_among(inside)
        else:
            listed.append(path)
    return list(dict.fromkeys(listed))


def _decided(one: Proposal, incident: str | None, direction: str | None, may_enter: bool) -> tuple[str | None, str]:
    """(the incident to link a file to, the direction of the call to enter for it)."""
    from casekit.importers.media.planning import may_be_new

    if incident is not None:
        return incident, ""
    if one.verdict == "link":
        return one.candidates[0].id, ""
    enters = may_enter and one.verdict == "none" and may_be_new(one)
    return None, (one.media.direction or direction or "") if enters else ""


def kept_object(one: Kept, proposal: Proposal) -> dict[str, Any]:
    """The evidence as the ledger holds it, and `match`: where the file belongs, or may belong."""
    from casekit.importers.media.planning import in_words

    media = one.media
    fallback = {"name": media.name, "kind": media.kind, "incidents": [one.incident] if one.incident else []}
    held = one.evidence.model_dump(mode="json") if one.evidence is not None else fallback
    candidates = [
        {"id": each.id, "no": each.no, "start": clock.iso_utc(each.start), "number": each.number}
        for each in proposal.candidates
    ]
    match = {
        "verdict": proposal.verdict, "why": proposal.why, "sentence": in_words(proposal), "entered": one.entered,
        "candidates": candidates,
    }  # fmt: skip
    return {**held, "match": match, **({"error": one.error} if one.error else {})}


def kept_in_words(case: Case, one: Kept, proposal: Proposal) -> str:
    """What became of a file, what it told, and how what is open can be settled."""
    from casekit.importers.media.planning import in_words
    from casekit.model.vocabulary import label

    media, zone = one.media, case.header.zone
    if one.error:
        return _("{name} was not kept.").format(name=media.name)
    parts = [pick(zh=f"{media.name}：", en=f"{media.name}:")]
    if one.evidence is not None:
        parts = [_("{name} was kept, SHA-256 {sha256}.").format(name=media.name, sha256=one.evidence.sha256)]
    if media.taken_at is not None:
        moment, basis = clock.to_wall_clock(media.taken_at, zone), label("time_basis", media.time_basis)
        parts.append(_("Recorded or saved {time} ({basis}).").format(time=f"{moment:%Y-%m-%d %H:%M}", basis=basis))
    if one.incident is not None:
        number = case.incident(one.incident).no
        said = _("Entered as number {numbers}.") if one.entered else _("It belongs to number {numbers}.")
        parts.append(said.format(numbers=number))
        return in_a_row(*parts, media.fault)
    if media.kind in ("recording", "screenshot"):
        parts.append(in_words(proposal))
    parts.extend(f"\n    {each}" for each in candidates_in_words(case, proposal))
    if how := how_to_settle(case, one, proposal):
        parts.append(f"\n    {how}")
    return in_a_row(*parts)


def candidates_in_words(case: Case, proposal: Proposal) -> list[str]:
    """The contacts that a file may belong to: number in the case, time, number of the other side, id."""
    zone = case.header.zone
    return [
        f"#{one.no}  {clock.to_wall_clock(one.start, zone):%Y-%m-%d %H:%M}  {one.number}  {one.id}"
        for one in proposal.candidates
    ]


def how_to_settle(case: Case, one: Kept, proposal: Proposal) -> str:
    """The command that gives a file its contact; empty where there is nothing to settle."""
    from casekit.importers.media.planning import may_be_new

    file = shlex.quote(str(case.evidence_path(one.evidence.sha256))) if one.evidence is not None else "FILE"
    folder = shlex.quote(str(case.folder))
    if proposal.verdict == "ask":
        return _("To link it: casekit attach {case} {file} --incident NUMBER").format(case=folder, file=file)
    if may_be_new(proposal):
        return _("To enter the call: casekit attach {case} {file} --new-incidents, with --direction in or out where the "
                 "name does not tell it").format(case=folder, file=file)  # fmt: skip
    return ""


@app.command(help=N_("List the files kept as evidence: what each is, what it shows, and to what it belongs."))
def evidence(case: CaseArgument, as_json: JsonOption = False) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    files = opened.background().evidence
    show(as_json, [one.model_dump(mode="json") for one in files],
         "\n".join(_file_in_words(opened, one) for one in files) or _("No file is kept so far."))  # fmt: skip


def _file_in_words(case: Case, one: Evidence) -> str:
    from casekit.model.vocabulary import label

    background, rows = case.background(), case.refresh().row_of
    debt = background.debts.get(one.debt or "")
    lender = background.debt_lender(one.debt)
    parts = [
        one.sha256[:12], one.name, label("evidence_kind", one.kind),
        label("exhibit_group", one.group) if one.group else "",
        (debt.product or (lender.name if lender else "")) if debt else "",
        " ".join(f"#{rows[each] + 1}" for each in one.incidents if each in rows),
    ]  # fmt: skip
    return "  ".join(part for part in parts if part)
