"""A pack for one channel: a folder to look through and a zip to hand in, made from the case and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from casekit.errors import InputError, LedgerError, reason
from casekit.filing.pack.budget import Fitted, fitted, readable
from casekit.filing.pack.enclosures import Enclosure, enclosures
from casekit.filing.pack.first_page import LeftOut, Told, read_first
from casekit.filing.pack.notes import notes_of, traps_of
from casekit.filing.pack.papers import LEVELS, PapersOf, manifest_name
from casekit.filing.pack.parcel import Thing, free_place, safe_name, write_parcel, zip_size
from casekit.outgoing import checked_language
from casekit.text import _, language, listed

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier
    from casekit.filing.missing import Missing

_STAGES = 5


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was made.

    Attributes
    ----------
    folder, archive
        where everything lies, and the zip that is handed in
    files
        names in the folder, in reading order
    left_out
        what is not in the zip, or in another form, and why
    missing
        what this channel asks for, or what makes the papers stronger, and where to fill it in
    size, limit
        bytes of the zip as measured, and the most this channel takes; None where no limit is known
    notes
        warnings that stand at the head of the first page
    """

    folder: Path
    archive: Path
    files: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[Missing, ...]
    size: int
    limit: int | None
    notes: tuple[str, ...]


def build_pack(
    case: Case,
    channel_id: str,
    *,
    folder: Path | str | None = None,
    lang: str | None = None,
    mask: str | None = None,
    debt: str | None = None,
    lender: str | None = None,
    confirmed: bool,
    whole_exports: bool = False,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Pack:
    """Make the pack of a case for a channel; nothing is sent anywhere.

    Parameters
    ----------
    folder
        where to write, `exports/<channel>-<date>` of the case otherwise; the zip lies beside it. A pack that was edited
        is never written over: the new one gets a number
    lang, mask
        the case's and the channel's own unless given
    debt, lender
        the id of one debt, or the id or name of one lender, whose matter alone goes in; "all" as lender for the whole
        case. Left out, the only lender that a channel for one institution can deal with
    confirmed
        that the user has read the page on honesty and says that everything is true
    whole_exports
        whether whole lists of calls and messages go in, with all private contacts in them
    limit
        the most bytes of the attachment, where the channel told another one than is known

    Raises
    ------
    InputError
        when it was not confirmed, the channel is not of this country, it is about one institution and the case leaves
        open which, or the limit holds nothing
    LedgerError
        when it cannot be written; nothing is then left behind
    """
    channel, whose = checked(
        case, channel_id, folder=folder, lang=lang, mask=mask, debt=debt, lender=lender, limit=limit
    )
    if not confirmed:
        _refuse_unconfirmed(case)
    with language(lang or case.header.language):
        return _build(case, channel, folder, mask, debt, whose, whole_exports, limit, progress or _nobody)


def checked(
    case: Case,
    channel_id: str,
    *,
    folder: Path | str | None = None,
    lang: str | None = None,
    mask: str | None = None,
    debt: str | None = None,
    lender: str | None = None,
    limit: int | None = None,
) -> tuple[Channel, str | None]:
    """The channel, and whose matter goes there, or a refusal as `build_pack` gives it.

    What is refused is said in the language of the user, not of the papers, and before anything is asked or made.
    """
    from casekit.casebook.masker import checked_masking
    from casekit.casebook.one_party import one_party_of
    from casekit.filing.matter import matter_of

    checked_language(lang or case.header.language)
    if limit is not None and limit <= 0:
        raise InputError(_("A limit has to be more than 0 bytes."))
    channel = _channel(case, channel_id)
    if mask is not None:
        checked_masking(mask)
    one_party_of(case.background(), debt=debt)
    whose = matter_of(case, channel, debt=debt, lender=lender)
    _refuse_place(folder)
    return channel, whose


def _nobody(_done: int, _total: int) -> None:
    """Tells nobody how far it is."""


def _build(
    case: Case, channel: Channel, place: Path | str | None, mask: str | None, debt: str | None, lender: str | None,
    whole_exports: bool, limit: int | None, progress: Callable[[int, int], None],
) -> Pack:  # fmt: skip
    from casekit.filing.dossier import dossier_of
    from casekit.filing.missing import missing_for
    from casekit.report.write import note_export

    progress(0, _STAGES)
    dossier = dossier_of(case, channel, mask=mask, debt=debt, lender=lender, with_charts=True)
    progress(1, _STAGES)
    papers = PapersOf(dossier, channel)
    enclosed = enclosures(dossier, whole_exports=whole_exports)
    progress(2, _STAGES)
    most = limit or channel.attachment_bytes
    levels = [lambda now, level=level: papers.to_hand_in(level, now) for level in LEVELS]
    chosen = fitted(dossier, enclosed, levels, most)
    progress(3, _STAGES)
    handed_in = sorted(chosen.things, key=lambda one: one.name)
    target = free_place(_folder(case, channel, dossier, place), manifest_name())
    archive = target.with_name(f"{target.name}.zip")
    missing, notes = missing_for(dossier), notes_of(dossier, channel)
    left_out = _left_out(papers, enclosed, chosen, most)
    things = _in_folder(papers, enclosed)
    told = Told(
        warnings=notes, traps=traps_of(dossier, channel), missing=missing, left_out=left_out, archive=archive.name,
        size=zip_size(handed_in), limit=most, things=things, handed_in=frozenset(one.name for one in handed_in),
        marks=frozenset(one.mark for one in handed_in if one.mark),
        blanks=papers.blanks,
    )  # fmt: skip
    first = Thing(
        _("00-read this first.html"), _("for you: what is missing, how to file"), read_first(dossier, channel, told)
    )
    things = sorted([first, *things], key=lambda one: one.name)
    things.append(papers.manifest(things))
    # Who stops here has nothing half-made: from here on the pack is written and noted as one.
    progress(4, _STAGES)
    write_parcel(target, things, archive, handed_in)
    note_export(case, archive, "pack", dossier.material.exhibits)
    progress(_STAGES, _STAGES)
    return Pack(
        folder=target, archive=archive, files=tuple(one.name for one in things), left_out=left_out, missing=missing,
        size=archive.stat().st_size, limit=most, notes=notes,
    )  # fmt: skip


def _channel(case: Case, channel_id: str) -> Channel:
    from casekit.channels.catalog import channels_of, load_channel
    from casekit.rules import load_rulebook

    country = load_rulebook(case.header.rulebook).country
    channel = load_channel(channel_id, country)
    if country and country not in channel.countries:
        known = listed(_("{value} ({label})").format(value=one.id, label=one.name) for one in channels_of(country))
        raise InputError(
            _("“{channel}” is not a place for cases of this rulebook. There are: {all}.").format(
                channel=channel.name, all=known
            )
        )
    return channel


def _refuse_unconfirmed(case: Case) -> NoReturn:
    from casekit.filing import honesty
    from casekit.rules import load_rulebook

    page = honesty.plain_text(load_rulebook(case.header.rulebook).country)
    raise InputError(f"{page}\n\n{unconfirmed()}")


def unconfirmed() -> str:
    """What to say where nobody confirmed that everything is true."""
    return _("No pack was made. Confirm that all of it is true (in the workbook, or with --true), then it is made.")


def _refuse_place(place: Path | str | None) -> None:
    """A name that no folder can have is told before anything is made."""
    if place is None:
        return
    try:
        os.stat(Path(place).expanduser())
    except FileNotFoundError:
        return
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise LedgerError(
            _("The pack could not be written to {folder}: {why}. Choose another place, or make room, then try again.").format(
                folder=str(place).replace("\0", "�"), why=why)
        ) from error  # fmt: skip


def _folder(case: Case, channel: Channel, dossier: Dossier, place: Path | str | None) -> Path:
    """Where the pack goes; a folder that is there already and no pack gets the pack inside it."""
    view = dossier.view
    whose = f"-{safe_name(view.background.parties[view.lender].name)}" if view.lender else ""
    name = f"{channel.id}{whose}-{dossier.made_on:%Y-%m-%d}"
    if place is None:
        return case.export_folder / name
    wanted = Path(place).expanduser()
    return (
        wanted / name
        if wanted.is_dir() and not (wanted / manifest_name()).is_file() and any(wanted.iterdir())
        else wanted
    )


def _in_folder(papers: PapersOf, enclosed: list[Enclosure]) -> list[Thing]:
    """Everything that lies in the folder beside the first page and the list of files."""
    letters = [thing for letter in papers.letters for thing in letter]
    evidence = [one.thing for one in enclosed if one.thing is not None]
    things = [
        *letters,
        papers.report,
        papers.evidence_list(enclosed),
        *papers.tables,
        *papers.batch,
        papers.field_sheet,
        *evidence,
    ]
    return sorted(things, key=lambda one: one.name)


def _left_out(papers: PapersOf, enclosed: list[Enclosure], chosen: Fitted, limit: int | None) -> tuple[LeftOut, ...]:
    """What is not in the zip, or in another form."""
    held = {one.name for one in chosen.things}
    found = [LeftOut(name=one.evidence.name, mark=one.mark, why=one.why) for one in chosen.enclosed if one.why]
    if limit is None:
        return tuple(found)
    room = _("There was no room for it within {limit}; it lies in the folder.").format(limit=readable(limit))
    whole = papers.to_hand_in(0, enclosed)
    evidence = {one.thing.name for one in enclosed if one.thing is not None}
    found += [LeftOut(one.name, "", room) for one in whole if one.name not in held and one.name not in evidence]
    if chosen.level == 1:
        found.append(LeftOut(papers.report.name, "", _("It is enclosed without its charts, to make room.")))
    return tuple(found)
