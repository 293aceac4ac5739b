"""Commands on what happened: log, amend, withdraw, restore, incidents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, place, show
from casekit.errors import InputError
from casekit.text import N_, _

if TYPE_CHECKING:
    from casekit.casebook import Case

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


@app.command(help=N_("Correct an incident, or say more of a file kept as evidence; the earlier values stay on record."))
def amend(
    case: CaseArgument,
    incident: Annotated[
        str,
        typer.Argument(metavar="ID", help=N_("The incident's id or number; or a file: its name, or its SHA-256.")),
    ],
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
    if not incident.isdecimal() and _is_file(opened, incident):
        said = opened.amend_evidence(incident, **changes)
        show(as_json, said.model_dump(mode="json"), _("{name} was changed.").format(name=said.name))
        return
    made = opened.amend(incident, **changes)
    show(as_json, incident_object(opened, made.id), _("Number {no} was changed.").format(no=made.no))


def _is_file(case: Case, named: str) -> bool:
    """Whether it is a file of the case that is meant; an incident of this id comes first."""
    state = case.refresh()
    known = named in state.row_of
    return (
        bool(named)
        and not known
        and any(named == one.name or one.sha256.startswith(named) for one in state.evidence.values())
    )


def _typed(name: str, value: str) -> Any:
    """What a word on the command line stands for: lists for tags, nothing for an empty value."""
    if name == "tags":
        return tuple(tag for tag in value.replace(",", " ").split() if tag)
    if name in (
        "words",
        "text",
        "note",
        "told_by",
        "how_obtained",
        "claimed_org",
        "claimed_agent",
        "place",
        "line",
        "number_raw",
    ):
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


@app.command(help=N_("List the incidents, as a table, JSON or CSV."))
def incidents(
    case: CaseArgument,
    csv: Annotated[
        Path | None,
        typer.Option(
            parser=place, metavar="PLACE", help=N_("Write a CSV of what counts, third persons masked, to this file.")
        ),
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
