"""Commands on who is who: number, person, fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.errors import InputError, NotFoundError
from casekit.numbers import fold
from casekit.text import N_, _, listed

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.model import Party


@app.command(help=N_("Say whose a number is, or that it is no collector's."))
def number(
    case: CaseArgument,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help=N_("The numbers."))],
    party: Annotated[str | None, typer.Option(help=N_("The lender, agency or group they belong to."))] = None,
    acts_for: Annotated[str | None, typer.Option(help=N_("The lender that an agency acts for."))] = None,
    basis: Annotated[str, typer.Option(help=N_("How you know: sms_signature, stated_org …"))] = "user",
    also: Annotated[
        list[str] | None, typer.Option(help=N_("What else ties them to it, such as stated_amount; may be repeated."))
    ] = None,
    not_collector: Annotated[bool, typer.Option("--not-collector", help=N_("They are no collector's."))] = False,
    unknown: Annotated[bool, typer.Option("--unknown", help=N_("Take an earlier mark back."))] = False,
    note: Annotated[str, typer.Option(help=N_("Your own note."))] = "",
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    opened = open_case(case)
    if sum((party is not None, not_collector, unknown)) > 1:
        raise InputError(_("Please choose one: --party, --not-collector or --unknown."))
    if party is None and not (not_collector or unknown):
        raise InputError(_("Please say whose the number is (--party), or that it is no collector's (--not-collector)."))
    if party is not None:
        whose = _party(opened, party, acts_for)
        marks = opened.mark_numbers(numbers, party=whose.id, basis=basis, more_bases=also or (), note=note)
    else:
        marks = opened.mark_numbers(
            numbers, attribution="not_collector" if not_collector else "unknown", basis=basis, note=note
        )
    sentence = _("Marked: {numbers}.").format(numbers=listed(mark.number for mark in marks))
    show(as_json, [mark.model_dump(mode="json") for mark in marks], sentence)


def _party(case: Case, name: str, acts_for: str | None) -> Party:
    """The party of this name; a new one is an agency of the lender, or the lender when there is none yet."""
    known = case.find_party(name)
    if known is not None:
        return known
    lenders = case.background().lenders()
    if acts_for is not None:
        principal = case.find_party(acts_for) or case.add_party("lender", acts_for)
        return case.add_party("agency", name, acts_for=principal.id)
    if not lenders:
        return case.add_party("lender", name)
    if len(lenders) == 1:
        return case.add_party("agency", name, acts_for=lenders[0].id)
    raise InputError(
        _("“{name}” is new to the case. Please say with --acts-for which lender it calls for: {lenders}.").format(
            name=name, lenders=listed(lender.name for lender in lenders)
        )
    )


@app.command(help=N_("Enter somebody who was contacted, or complete what is known of them."))
def person(
    case: CaseArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name."))],
    role: Annotated[str | None, typer.Option(help=N_("The role of that person."))] = None,
    relation: Annotated[str | None, typer.Option(help=N_("The relation of that person."))] = None,
    line: Annotated[list[str] | None, typer.Option(help=N_("Their own number; may be repeated."))] = None,
    drop_line: Annotated[list[str] | None, typer.Option(help=N_("A number that is not theirs after all."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case

    if not name.strip():
        raise InputError(_("Please give the person a name; what you call them is enough."))
    opened = open_case(case)
    given = {key: value for key, value in (("role", role), ("relation", relation)) if value is not None}
    known = opened.find_person(name)
    lines = _lines_left(name, known.lines if known else (), drop_line or ())
    if known is None:
        entered = opened.add_person(name, lines=line or (), **given)
    else:
        entered = opened.update_person(known.id, lines=(*lines, *(line or ())), **given)
    show(as_json, entered.model_dump(mode="json"), _("{name} is part of the case.").format(name=entered.name))


def _lines_left(name: str, lines: Sequence[str], dropped: Iterable[str]) -> list[str]:
    """The own numbers without the dropped ones; each of these must be among them."""
    gone = {fold(one): one for one in dropped}
    for folded, one in gone.items():
        if folded not in lines:
            raise InputError(
                _("{number} is not among the numbers of {name}: {numbers}.").format(
                    number=one, name=name, numbers=listed(lines) or _("none yet")
                )
            )
    return [one for one in lines if one not in gone]


@app.command(help=N_("Enter a dated fact, such as refused_contact."))
def fact(
    case: CaseArgument,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=N_("The kind of fact."))],
    at: Annotated[
        str | None, typer.Option(help=N_("When, such as 2026-03-01T22:30; an answer with --not needs none."))
    ] = None,
    person: Annotated[str | None, typer.Option(help=N_("The person it is about."))] = None,
    party: Annotated[str | None, typer.Option(help=N_("The lender or agency it is about."))] = None,
    debt: Annotated[str | None, typer.Option(help=N_("The debt it is about."))] = None,
    channel: Annotated[str | None, typer.Option(help=N_("The channel it is about."))] = None,
    value: Annotated[str, typer.Option(help=N_("The content, in words."))] = "",
    denied: Annotated[
        bool, typer.Option("--not", help=N_("Answers that it was not so; it is not asked again."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.clock import now

    if at is None and not denied:
        raise InputError(_("Please say with --at when it was."))
    if kind == "refused_contact" and not person:
        raise InputError(_("Please say with --person who asked them to stop; the borrower is --person debtor."))
    opened = open_case(case)
    who = opened.find_person(person) if person else None
    whose = opened.find_party(party) if party else None
    for asked, found in ((person, who), (party, whose)):
        if asked and found is None:
            raise NotFoundError(_("The case holds nothing named “{name}”. Enter it first.").format(name=asked))
    entered = opened.add_fact(
        kind,
        at if at is not None else now(),
        person=who.id if who else None,
        party=whose.id if whose else None,
        debt=opened.debt_id(debt),
        channel=channel,
        value=value,
        denied=denied,
    )
    sentence = _("The answer was entered: it was not so.") if denied else _("The fact was entered.")
    show(as_json, entered.model_dump(mode="json"), sentence)
