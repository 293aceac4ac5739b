"""Commands on what happened: log, amend, withdraw, restore, attach, incidents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit import clock
from casekit.cli.shared import CaseArgument, JsonOption, app, progress, show
from casekit.errors import InputError
from casekit.text import N_, _

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.media.keeping import Kept
    from casekit.importers.media.matching import Proposal

IdArgument = Annotated[str, typer.Argument(metavar="ID", help=N_("The incident's id or number."))]


@app.command(help=N_("Enter an incident by hand."))
def log(
    case: CaseArgument,
    start: Annotated[str | None, typer.Option(help=N_("When, such as 2026-03-01T22:30."))] = None,
    channel: Annotated[str, typer.Option(help=N_("call, ai_call, sms, im, visit …"))] = "call",
    direction: Annotated[str, typer.Option(help=N_("in or out."))] = "in",
    number: Annotated[str, typer.Option(help=N_("The caller's number."))] = "",
    line: Annotated[str, typer.Option(help=N_("The number that was rung."))] = "",
    duration: Annotated[int | None, typer.Option(help=N_("Seconds of talk."))] = None,
    outcome: Annotated[str, typer.Option(help=N_("conversation, rang_no_answer …"))] = "unknown",
    person: Annotated[str | None, typer.Option(help=N_("Who was contacted, when not the borrower."))] = None,
    role: Annotated[str | None, typer.Option(help=N_("The role of that person."))] = None,
    relation: Annotated[str | None, typer.Option(help=N_("The relation of that person."))] = None,
    debt: Annotated[str | None, typer.Option(help=N_("Which debt it was about."))] = None,
    party: Annotated[str | None, typer.Option(help=N_("Which lender, agency or group called."))] = None,
    tag: Annotated[list[str] | None, typer.Option(help=N_("What happened, such as insult; may be repeated."))] = None,
    words: Annotated[str, typer.Option(help=N_("The words that were spoken."))] = "",
    text: Annotated[str, typer.Option(help=N_("The text of the message."))] = "",
    note: Annotated[str, typer.Option(help=N_("Your own summary."))] = "",
    claimed_org: Annotated[str, typer.Option(help=N_("Whom the caller claimed to call for."))] = "",
    identified: Annotated[str, typer.Option(help=N_("Said who they were at the start: yes, no, unknown."))] = "unknown",
    claimed_agent: Annotated[str, typer.Option(help=N_("The name or staff number that the caller gave."))] = "",
    number_source: Annotated[
        str, typer.Option(help=N_("Where the caller had the number from: given_as_contact, phone_address_book …"))
    ] = "unknown",
    told_by: Annotated[str, typer.Option(help=N_("Who told you."))] = "",
    told_at: Annotated[str | None, typer.Option(help=N_("When you were told."))] = None,
    place: Annotated[str, typer.Option(help=N_("Where it was, for a visit."))] = "",
    people_count: Annotated[int | None, typer.Option(help=N_("How many came, for a visit."))] = None,
    id_shown: Annotated[
        bool | None, typer.Option("--id-shown/--no-id-shown", help=N_("Whether they showed papers, for a visit."))
    ] = None,
    police_called: Annotated[
        bool | None, typer.Option("--police-called/--no-police-called", help=N_("Whether the police were called."))
    ] = None,
    asked_to_stop: Annotated[bool, typer.Option("--asked-to-stop", help=N_("They were told to stop."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.casebook.listing import incident_object

    opened = open_case(case)
    made = opened.log(
        start=start, channel=channel, direction=direction, number=number, line=line, duration_s=duration,
        outcome=outcome, person=person, role=role, relation=relation, debt=debt, party=party, tags=tuple(tag or ()),
        words=words, text=text, note=note, claimed_org=claimed_org, claimed_agent=claimed_agent, identified=identified,
        number_source=number_source, told_by=told_by, told_at=told_at, place=place, people_count=people_count,
        id_shown=id_shown, police_called=police_called, asked_to_stop=asked_to_stop,
    )  # fmt: skip
    show(as_json, incident_object(opened, made.id), _("Saved as number {no} (id {id}).").format(no=made.no, id=made.id))


@app.command(help=N_("Correct an incident; the earlier values stay on record."))
def amend(
    case: CaseArgument,
    incident: IdArgument,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help=N_("What to change."))],
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.casebook.listing import incident_object

    changes: dict[str, Any] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise InputError(_("“{field}” has no equals sign. Write FIELD=VALUE.").format(field=field))
        changes[name] = _typed(name, value)
    opened = open_case(case)
    made = opened.amend(incident, **changes)
    show(as_json, incident_object(opened, made.id), _("Number {no} was changed.").format(no=made.no))


def _typed(name: str, value: str) -> Any:
    """What a word on the command line stands for: lists for tags, nothing for an empty value."""
    if name == "tags":
        return tuple(tag for tag in value.replace(",", " ").split() if tag)
    if name in ("words", "text", "note", "told_by", "claimed_org", "claimed_agent", "place", "line", "number_raw"):
        return value
    return value or None


@app.command(help=N_("Take an incident out of the case; it stays on record."))
def withdraw(
    case: CaseArgument,
    incident: IdArgument,
    why: Annotated[str, typer.Option(help=N_("The reason; it stays on record."))],
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    open_case(case).withdraw(incident, why)
    show(as_json, {"id": incident, "withdrawn": True}, _("It was withdrawn."))


@app.command(help=N_("Put a withdrawn incident back."))
def restore(case: CaseArgument, incident: IdArgument, as_json: JsonOption = False) -> None:
    from casekit.casebook import open_case

    open_case(case).restore(incident)
    show(as_json, {"id": incident, "withdrawn": False}, _("It is part of the case again."))


@app.command(help=N_("Keep files as evidence; a recording finds its call by its number and time."))
def attach(
    case: CaseArgument,
    files: Annotated[
        list[Path] | None,
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show where each file would go."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.importers.media.keeping import Choice, Kept, keep
    from casekit.importers.media.planning import plan, without_contact

    if direction not in (None, "in", "out"):
        raise InputError(_("“{value}” is no direction; it may be in or out.").format(value=direction))
    opened = open_case(case)
    whose = opened.find_person(person)
    if whose is None:
        raise InputError(_("The case holds no person “{name}”. Enter the person first.").format(name=person))
    listed = [(path, path.name) for path in _in_folders(files or [])] + (without_contact(opened) if again else [])
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
    told = list(zip(kept, proposals, strict=True))
    show(as_json, [_kept_object(*one) for one in told], "\n".join(_kept(opened, *one) for one in told))
    for one in kept:
        if one.error:
            print(one.error if one.media.name in one.error else f"{one.media.name}: {one.error}", file=sys.stderr)
    if any(one.error for one in kept):
        raise typer.Exit(1)


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


def _kept_object(one: Kept, proposal: Proposal) -> dict[str, Any]:
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


def _kept(case: Case, one: Kept, proposal: Proposal) -> str:
    """What became of a file, and what it told."""
    from casekit.importers.media.planning import in_words, may_be_new
    from casekit.model.vocabulary import label

    media, zone = one.media, case.header.zone
    if one.error:
        return _("{name} was not kept.").format(name=media.name)
    parts = [f"{media.name}:"]
    if one.evidence is not None:
        parts = [_("{name} was kept, SHA-256 {sha256}.").format(name=media.name, sha256=one.evidence.sha256)]
    if media.taken_at is not None:
        moment, basis = clock.to_wall_clock(media.taken_at, zone), label("time_basis", media.time_basis)
        parts.append(_("Recorded or saved {time} ({basis}).").format(time=f"{moment:%Y-%m-%d %H:%M}", basis=basis))
    if one.incident is not None:
        number = case.incident(one.incident).no
        said = _("Entered as number {numbers}.") if one.entered else _("It belongs to number {numbers}.")
        parts.append(said.format(numbers=number))
        return " ".join([*parts, media.fault] if media.fault else parts)
    if media.kind in ("recording", "screenshot"):
        parts.append(in_words(proposal))
    for each in proposal.candidates:
        when = f"{clock.to_wall_clock(each.start, zone):%Y-%m-%d %H:%M}"
        parts.append(f"\n    #{each.no}  {when}  {each.number}  {each.id}")
    if proposal.verdict == "ask":
        parts.append("\n    " + _("To link it: casekit attach CASE FILE --incident NUMBER."))
    elif may_be_new(proposal):
        parts.append(_("To enter the call: --new-incidents, with --direction where the name does not tell it."))
    return " ".join(parts)


@app.command(help=N_("List the incidents, as a table, JSON or CSV."))
def incidents(
    case: CaseArgument,
    csv: Annotated[
        Path | None, typer.Option(help=N_("Write a CSV of what counts, third persons masked, to this file."))
    ] = None,
    mask: Annotated[str, typer.Option(help=N_("Masking of the CSV: third-parties, all or none."))] = "third-parties",
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import listing, open_case
    from casekit.casebook.masking import masked_view

    opened = open_case(case)
    if csv is not None:
        count = listing.write_csv(masked_view(opened, mask), csv)
        show(as_json, {"file": str(csv), "rows": count}, _("{count} rows were written to {file}.").format(
            count=count, file=csv))  # fmt: skip
        return
    if as_json:
        show(True, listing.event_objects(opened.events()), "")
        return
    for line in listing.lines(opened):
        print(line)
