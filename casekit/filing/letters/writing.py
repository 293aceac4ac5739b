"""A letter filled from a dossier: the page, the Word file, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from casekit.clock import day_in_words
from casekit.errors import InputError
from casekit.filing.letters.blocks import Paragraph, Run, blanks_of, blocks_of
from casekit.filing.letters.catalog import Letter, load_letter
from casekit.filing.letters.context import context_of
from casekit.filing.letters.page import page_of
from casekit.filing.letters.word import docx_of
from casekit.filing.missing import Missing, is_missing, missing
from casekit.model.amounts import money_of
from casekit.report.markup import blank
from casekit.text import _, current_language, language

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.repayment.offer import Offer


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A finished letter; `missing` is what should be filled in before it is handed in.

    `exhibits` are the numbers under which it may name files, by SHA-256, for the ledger to keep when it leaves; `blanks` is
    what stands in it as a line for the hand.
    """

    title: str
    html: str
    docx: bytes
    missing: tuple[Missing, ...] = ()
    exhibits: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()


def write_letter(
    dossier: Dossier,
    letter_id: str,
    *,
    person: str | None = None,
    plan: Offer | None = None,
    lender: str | None = None,
) -> WrittenLetter:
    """Write a letter in the language of the moment, or in the one it has.

    `person` is the id of the third person who signs, for letters of a third person; `plan` what a letter about
    repayment proposes; `lender` the id of the one that a letter to one lender is about, the one with most contacts
    otherwise.

    Raises
    ------
    NotFoundError
        when there is no such letter, or the case does not know the person
    InputError
        when only the borrower can write it and the complainant is somebody else
    """
    letter = load_letter(letter_id)
    refuse_unsuitable(letter, dossier.view.header.standpoint)
    tongue = current_language() if current_language() in letter.languages else letter.languages[0]
    with language(tongue):
        blocks = blocks_of(_filled(letter, tongue, context_of(dossier, letter, person, plan, lender)))
        if dossier.view.demo:
            words = _("Demonstration: everything in this letter is invented.")
            blocks.insert(0, Paragraph("p", (Run(words),), frozenset({"hint"})))
        return WrittenLetter(
            title=letter.name,
            html=page_of(letter.name, blocks),
            docx=docx_of(letter.name, blocks, dossier.made_on),
            missing=tuple(missing(one, required=True) for one in letter.needs if is_missing(one, dossier)),
            exhibits=dossier.material.exhibits,
            blanks=tuple(blanks_of(blocks)),
        )


def refuse_unsuitable(letter: Letter, standpoint: str) -> None:
    """Refuse a letter that acknowledges the debt to whoever does not owe it.

    Raises
    ------
    InputError
        when only the borrower can write it and the complainant is somebody else
    """
    if not letter.suits(standpoint):
        raise InputError(
            _("“{letter}” is for the borrower to write. Whoever does not owe the debt should not acknowledge it or propose "
              "to pay it; there are letters of a relative's own.").format(letter=letter.name)
        )  # fmt: skip


def _filled(letter: Letter, tongue: str, context: dict[str, Any]) -> str:
    environment = _environment(context["country"])
    return str(environment.get_template(f"{letter.id}.{tongue}.html.j2").render(context))


@cache
def _environment(country: str) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("casekit.filing.letters", "templates"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["day"] = day_in_words
    environment.filters["money"] = money_of(country)
    environment.filters["unended"] = _unended
    environment.globals["blank"] = blank
    return environment


def _unended(text: str) -> str:
    """What somebody wrote, without its last stop: a sentence goes on after it."""
    return text.rstrip().rstrip("。．.；;，,、")
