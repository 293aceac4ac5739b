"""What was handed in and what came of it: filings, deadlines with next steps, harm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, place, show
from casekit.clock import to_wall_clock
from casekit.errors import InputError, NotFoundError
from casekit.model.vocabulary import label
from casekit.text import N_, _, pick

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.channels.deadlines import Deadline
    from casekit.filing.following import NextStep
    from casekit.model import Filing, Harm

Attached = Annotated[
    list[Path] | None, typer.Option(help=N_("A file that belongs to it, such as a receipt; may be repeated."))
]


@app.command(help=N_("Enter what was handed in and what came of it; without options list it."))
def filing(
    case: CaseArgument,
    channel: Annotated[str | None, typer.Option(help=N_("Where it was handed in, such as lender or 12378."))] = None,
    at: Annotated[str | None, typer.Option(help=N_("The day it was handed in, such as 2026-03-01."))] = None,
    update: Annotated[
        str | None, typer.Option(help=N_("The filing to complete: its number in the list, or its id."))
    ] = None,
    track: Annotated[
        str | None, typer.Option(help=N_("The track of the channel, such as complaint or report."))
    ] = None,
    party: Annotated[str | None, typer.Option(help=N_("The institution it is about."))] = None,
    debt: Annotated[str | None, typer.Option(help=N_("The debt it is about."))] = None,
    receipt: Annotated[str | None, typer.Option(help=N_("The receipt number."))] = None,
    clerk: Annotated[str | None, typer.Option(help=N_("Who took it."))] = None,
    accepted: Annotated[str | None, typer.Option(help=N_("The day it was accepted."))] = None,
    extended: Annotated[str | None, typer.Option(help=N_("The day on which more time was announced."))] = None,
    answered: Annotated[str | None, typer.Option(help=N_("The day of the answer."))] = None,
    outcome: Annotated[
        str | None, typer.Option(help=N_("open, transferred, solved, unsatisfied or not_accepted."))
    ] = None,
    answer: Annotated[str | None, typer.Option(help=N_("The answer, in words."))] = None,
    note: Annotated[str | None, typer.Option(help=N_("Your own note."))] = None,
    attach: Attached = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    given = {
        "track": track, "party": _party(opened, party), "debt": opened.debt_id(debt) if debt else None,
        "receipt": receipt, "clerk": clerk, "accepted_on": accepted, "extended_on": extended, "answered_on": answered,
        "outcome": outcome, "answer": answer, "note": note,
    }  # fmt: skip
    fields = {name: value for name, value in given.items() if value is not None}
    _files_are_there(attach)
    if update is None and channel is None:
        if fields or at or attach:
            raise InputError(
                _("Please say with --channel where it was handed in, or with --update which filing it is about.")
            )
        filings = opened.background().filings
        lines = [_filing_in_words(place, one) for place, one in enumerate(filings, start=1)]
        show(
            as_json,
            [_filing_as_json(opened, one) for one in filings],
            "\n".join(lines) or _("Nothing was handed in so far."),
        )
        return
    entered = _entered(opened, channel, at, update, fields)
    for path in attach or ():
        opened.attach(path, incident=entered.id)
    place = [one.id for one in opened.background().filings].index(entered.id) + 1
    show(as_json, _filing_as_json(opened, entered), _filing_in_words(place, entered))


def _entered(case: Case, channel: str | None, at: str | None, update: str | None, fields: dict[str, Any]) -> Filing:
    if update is not None:
        changed = {**fields, **({"channel": channel} if channel else {}), **({"filed_on": at} if at else {})}
        return case.update_filing(_id_of(case, update), **changed)
    if at is None or channel is None:
        raise InputError(_("Please say with --at on which day it was handed in, such as 2026-03-01."))
    return case.add_filing(channel, at, **fields)


def _id_of(case: Case, one: str) -> str:
    """The id of a filing by its number in the list, or as it is."""
    filings = case.background().filings
    return filings[int(one) - 1].id if one.isdigit() and 0 < int(one) <= len(filings) else one


def _party(case: Case, name: str | None) -> str | None:
    found = case.find_party(name) if name else None
    if name and found is None:
        raise NotFoundError(_("The case holds nothing named “{name}”. Enter it first.").format(name=name))
    return found.id if found else None


def _files_are_there(paths: list[Path] | None) -> None:
    """Refuse before anything is written; half of what was asked for would be worse than nothing."""
    for path in paths or ():
        if not path.is_file():
            raise InputError(_("There is no file {name}. Please check the name and the folder.").format(name=path))


def _filing_in_words(place: int, one: Filing) -> str:
    parts = [f"#{place}  {one.filed_on}  {label('filing_channel', one.channel)}", label("filing_outcome", one.outcome)]
    parts += [
        f"{label('field', name)} {getattr(one, name)}" for name in ("receipt", "answered_on") if getattr(one, name)
    ]
    return " · ".join(parts)


def _filing_as_json(case: Case, one: Filing) -> dict[str, Any]:
    files = [each.sha256 for each in case.background().evidence if one.id in each.filings]
    return {**one.model_dump(mode="json"), "evidence": files}


@app.command(help=N_("Show by when answers are due, your own time limits, and what to do next."))
def deadlines(
    case: CaseArgument,
    ics: Annotated[
        Path | None,
        typer.Option(
            parser=place, metavar="PLACE", help=N_("Write the days into a calendar file (.ics) of this name.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.filing.calendar_file import calendar_bytes
    from casekit.filing.dossier import dossier_of
    from casekit.filing.following import clocks_of, next_steps
    from casekit.outgoing import write_whole

    opened = open_case(case)
    dossier = dossier_of(opened)
    clocks = clocks_of(dossier)
    steps = next_steps(dossier)
    if ics is not None:
        write_whole(ics, calendar_bytes((one for one in clocks if one.left >= 0), dossier.view.header))
    lines = [f"{'!' if one.overdue else '-'} {one.due}  {one.channel.name}  {pick(one.words)}" for one in clocks]
    lines += ["", _("What to do next:"), *(f"- {pick(one.words)}  {pick(one.why)}" for one in steps)] if steps else []
    lines += [_("The calendar is in {path}.").format(path=ics)] if ics is not None else []
    found = {"deadlines": [_clock_as_json(one) for one in clocks], "next": [_step_as_json(one) for one in steps]}
    show(as_json, found, "\n".join(lines) or _("No time limit runs."))


def _clock_as_json(one: Deadline) -> dict[str, Any]:
    return {
        "channel": one.channel.id, "filing": one.filing.id if one.filing else None, "limit": one.limit.id,
        "since": one.since.isoformat(), "due": one.due.isoformat(), "left": one.left, "overdue": one.overdue,
        "certain": one.certain, "mine": one.mine, "words": dict(one.words),
    }  # fmt: skip


def _step_as_json(one: NextStep) -> dict[str, Any]:
    return {
        "words": dict(one.words), "why": dict(one.why), "channel": one.channel.id if one.channel else None,
        "filing": one.filing.id if one.filing else None, "due": one.due.isoformat() if one.due else None,
    }  # fmt: skip


@app.command(help=N_("Enter what the collecting did to somebody; without KIND list it."))
def harm(
    case: CaseArgument,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help=N_("job, health, family, cost, reputation or other."))
    ] = None,
    at: Annotated[str | None, typer.Option(help=N_("When it was, such as 2026-03-01."))] = None,
    text: Annotated[str, typer.Option(help=N_("What happened, in a sentence."))] = "",
    amount: Annotated[str, typer.Option(help=N_("Money that was lost, in digits."))] = "",
    person: Annotated[str | None, typer.Option(help=N_("Whom it happened to; you otherwise."))] = None,
    party: Annotated[
        str | None, typer.Option(help=N_("Whose collecting it was: a lender or an agency of the case."))
    ] = None,
    note: Annotated[str, typer.Option(help=N_("Your own note."))] = "",
    attach: Attached = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    if kind is None:
        harms = opened.background().harms
        show(as_json, [one.model_dump(mode="json") for one in harms],
             "\n".join(_harm_in_words(opened, one) for one in harms) or _("No harm is entered so far."))  # fmt: skip
        return
    if at is None:
        raise InputError(_("Please say with --at when it was."))
    who = opened.find_person(person) if person else None
    if person and who is None:
        raise NotFoundError(_("The case holds nothing named “{name}”. Enter it first.").format(name=person))
    whose = opened.find_party(party) if party else None
    if party and whose is None:
        raise NotFoundError(_("The case holds nothing named “{name}”. Enter it first.").format(name=party))
    _files_are_there(attach)
    entered = opened.add_harm(
        kind, at, text, amount=amount, person=who.id if who else None, party=whose.id if whose else None, note=note
    )
    for path in attach or ():
        opened.attach(path, incident=entered.id)
    show(as_json, entered.model_dump(mode="json"), _harm_in_words(opened, entered))


def _harm_in_words(case: Case, one: Harm) -> str:
    day = to_wall_clock(one.at, case.header.zone).date()
    return "  ".join(part for part in (str(day), label("harm", one.kind), one.text, one.amount) if part)
