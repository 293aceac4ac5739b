"""The command that says where a matter can be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import JsonOption, app, show
from casekit.errors import InputError
from casekit.text import N_, _, listed, pick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier
    from casekit.filing.proposal import Proposal

_USUAL = "CN"


@app.command(
    help=N_("Say where a case can be taken, the best first with the reasons; without a case list the channels.")
)
def channels(
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help=N_("The case folder; a bare name lies below ~/casekit."))
    ] = None,
    country: Annotated[str | None, typer.Option(help=N_("Which country's channels to list (ISO 3166); CN unless given."))] = None,
    channel: Annotated[str | None, typer.Option("--show", metavar="ID", help=N_("All there is to know of one channel."))] = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    if case is not None and country is not None:
        raise InputError(_("Please give either a case or --country: a case has its country from its rulebook."))
    if channel is not None:
        _show_channel(channel, case, country, as_json)
    elif case is not None:
        _propose(case, as_json)
    else:
        _list(country or _USUAL, as_json)


def _dossier(case: str) -> Dossier:
    from casekit.casebook import open_case
    from casekit.filing.dossier import dossier_of

    return dossier_of(open_case(case))


def _list(country: str, as_json: bool) -> None:
    from casekit.channels.describing import channel_object

    found = _of(country)
    if as_json:
        show(True, [channel_object(one) for one in found], "")
        return
    for one in found:
        print(f"{one.id}: {one.name} · {pick(one.accepts)}")
    print(_("More on one of them: casekit channels --show ID"))


def _of(country: str) -> tuple[Channel, ...]:
    from casekit.channels.catalog import channel_ids, channels_of, load_channel

    found = channels_of(country.upper())
    if not found:
        known = sorted({name for one in channel_ids() for name in load_channel(one).countries})
        sentence = _("No channels of the country “{country}” are known. There are: {all}.")
        raise InputError(sentence.format(country=country, all=listed(known)))
    return found


def _show_channel(channel_id: str, case: str | None, country: str | None, as_json: bool) -> None:
    """All of one channel; with a case also whether it takes the matter."""
    from casekit.channels.catalog import load_channel
    from casekit.channels.describing import channel_object, channel_parts
    from casekit.filing.proposal import refusal_of

    if country is not None:
        _of(country)
    dossier = _dossier(case) if case is not None else None
    where = dossier.material.rulebook.country if dossier is not None else (country or "").upper()
    one = load_channel(channel_id, where)
    if (country or dossier) and where not in one.countries:
        sentence = _("{channel} does not belong to {country}. The channels of {country} are: {all}.")
        every = listed(other.id for other in _of(where or _USUAL))
        raise InputError(sentence.format(channel=one.name, country=where, all=every))
    refused = refusal_of(one, dossier) if dossier is not None else None
    if as_json:
        told = channel_object(one)
        show(True, {**told, "refusal": dict(refused) if refused else None} if dossier else told, "")
        return
    print(f"{one.id}: {one.name}")
    if refused:
        print(_("Does not take this case: {why}").format(why=pick(refused)))
    for heading, lines in channel_parts(one):
        print(heading)
        for line in lines:
            print(f"  - {line}")


def _propose(case: str, as_json: bool) -> None:
    from casekit.channels.catalog import channels_of
    from casekit.filing.proposal import propose, refusal_of, without_findings

    dossier = _dossier(case)
    proposed = propose(dossier)
    there = channels_of(dossier.material.rulebook.country or _USUAL)
    refused = {one.id: why for one in there if (why := refusal_of(one, dossier)) is not None}
    notes = () if proposed else without_findings(dossier)
    if as_json:
        show(True, {
            "proposed": [one.as_json() for one in proposed],
            "refused": [{"channel": name, "why": dict(why)} for name, why in refused.items()],
            "notes": [dict(one) for one in notes],
        }, "")  # fmt: skip
        return
    for line in (*_lines(proposed), *map(pick, notes)):
        print(line)
    if refused:
        print(_("Do not take this case:"))
        for one in there:
            if one.id in refused:
                around = pick(zh="  - {id}（{name}）：{why}", en="  - {id} ({name}): {why}")
                print(around.format(id=one.id, name=one.name, why=pick(refused[one.id])))
    if proposed:
        print(_("You decide; nothing is sent from here. Channels of the same step go in parallel."))


def _lines(proposed: list[Proposal]) -> Iterator[str]:
    for one in proposed:
        heading = _("{rank}. {channel} ({id}) · step {step}")
        yield heading.format(rank=one.rank, channel=one.channel.name, id=one.channel.id, step=one.step)
        yield f"   {pick(one.why)}"
        for warning in one.warnings:
            yield f"   ! {pick(warning)}"
