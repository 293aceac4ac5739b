"""Letters filled from a case: which there are, and one as a page or a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, missing_in_words, place, show
from casekit.errors import InputError, NotFoundError
from casekit.outgoing import checked_language
from casekit.text import N_, _, language, listed

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.filing.letters.catalog import Letter
    from casekit.filing.letters.writing import WrittenLetter
    from casekit.model import Party, Person


@app.command(help=N_("Write a letter filled from the case, or list those there are; nothing is sent."))
def letter(
    case: CaseArgument,
    letter_id: Annotated[
        str | None, typer.Argument(metavar="LETTER", help=N_("Which letter, such as lender_complaint."))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=place,
            metavar="PLACE",
            help=N_("Where to write it, .html or .docx; both into the case otherwise."),
        ),
    ] = None,
    person: Annotated[str | None, typer.Option(help=N_("Who signs a letter of a third person."))] = None,
    lang: Annotated[str | None, typer.Option(help=N_("zh or en; the case's own language otherwise."))] = None,
    mask: Annotated[
        str | None, typer.Option(help=N_("Masking: third-parties, all or none; what the letter needs otherwise."))
    ] = None,
    debt: Annotated[str | None, typer.Option(help=N_("Only what concerns this debt."))] = None,
    lender: Annotated[
        str | None, typer.Option(help=N_("Whom it is about; the one with most contacts otherwise."))
    ] = None,
    which: Annotated[bool, typer.Option("--list", help=N_("List the letters there are for this case."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.casebook.masker import checked_masking
    from casekit.filing.letters.catalog import load_letter
    from casekit.filing.letters.saving import keep_letter, save_letter
    from casekit.filing.letters.writing import refuse_unsuitable
    from casekit.filing.matter import side_named, sides_of

    opened = open_case(case)
    if which or letter_id is None:
        _list(opened, as_json)
        return
    tongue = lang or opened.header.language
    checked_language(tongue)
    chosen, about = load_letter(letter_id), opened.debt_id(debt)
    # What is refused is said in the language of the user, not of the letter.
    signer = _signer(opened, chosen, person)
    refuse_unsuitable(chosen, opened.header.standpoint)
    if mask is not None:
        checked_masking(mask)
    whose = side_named(opened, lender) if lender is not None else None
    if signer is not None:
        _refuse_unreached(opened, signer, about, whose)
    with language(tongue):
        written = _written(opened, chosen, signer, mask, about, whose)
    if output is None:
        files = list(keep_letter(opened, written, f"{written.title}-{opened.today()}"))
    else:
        files = [save_letter(opened, written, output)]
    lines = [_("The letter is in {path}").format(path=path) for path in files]
    sides = sides_of(opened) if whose is None and about is None and chosen.about == "lender" else []
    if len(sides) > 1:
        lines.append(_("It is about one institution only; --lender NAME writes it about another: {all}.").format(
            all=listed(one.name for one in sides)))  # fmt: skip
    if written.missing:
        lines.append(_("Still missing; the paper has a line to fill it in by hand:"))
        lines += missing_in_words(written.missing)
    lacking = [one.field for one in written.missing]
    show(as_json, {"files": [str(path) for path in files], "missing": lacking}, "\n".join(lines))


def _list(case: Case, as_json: bool) -> None:
    from casekit.channels.catalog import country_of
    from casekit.filing.letters.catalog import letters_of

    letters = letters_of(country_of(case.header.rulebook), case.header.standpoint)
    lines = [f"{one.id:<28} {one.name}" for one in letters]
    show(
        as_json, [{"id": one.id, "title": dict(one.title), "languages": list(one.languages)} for one in letters],
        "\n".join([_("Letters for this case:"), *lines]),
    )  # fmt: skip


def _signer(case: Case, chosen: Letter, person: str | None) -> Person | None:
    """The third person who signs; None for a letter of the complainant, or one that is filled in by hand."""
    if person is None:
        return None
    if chosen.signer != "third_person":
        raise InputError(_("“{letter}” is signed by the complainant; leave out --person.").format(letter=chosen.name))
    signer = case.find_person(person)
    if signer is None:
        raise NotFoundError(_("The case knows nobody called “{name}”.").format(name=person))
    return signer


def _refuse_unreached(case: Case, signer: Person, debt: str | None, whose: Party | None) -> None:
    """Refuse who was not contacted in the matter: they have nothing to sign."""
    from casekit.analysis.selection import received
    from casekit.casebook.one_party import one_party_of
    from casekit.model import DEBTOR

    reached = received(case.events())
    matter = one_party_of(case.background(), debt=debt, lender=whose.id if whose is not None else None)
    if matter is not None:
        reached = reached[matter.mine(reached)]
    if signer.id == DEBTOR or signer.id not in set(reached["person"].dropna()):
        raise NotFoundError(
            _("The case has no contact with a third person “{person}”.").format(person=signer.name or signer.id)
        )


def _written(
    case: Case, chosen: Letter, signer: Person | None, mask: str | None, debt: str | None, whose: Party | None
) -> WrittenLetter:
    from casekit.filing.dossier import dossier_of
    from casekit.filing.letters.catalog import usual_channel
    from casekit.filing.letters.writing import write_letter

    # Who signs in their own name is not hidden; such a letter holds what concerns them and nobody else.
    hidden = mask or ("none" if signer is not None else None)
    return write_letter(
        dossier_of(case, usual_channel(chosen), mask=hidden, debt=debt, lender=whose.id if whose is not None else None),
        chosen.id,
        person=signer.id if signer is not None else None,
    )
