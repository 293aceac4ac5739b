"""The letters that come with casekit, read from `letters.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casekit.channels.channel import Channel
from casekit.data_files import data_of
from casekit.errors import NotFoundError
from casekit.text import Both, _, listed, pick

_FOLDER = files("casekit.filing.letters")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter.

    Attributes
    ----------
    languages
        "zh" and "en", those it can be written in
    countries
        ISO 3166 codes of the rulebooks it belongs to
    channels
        ids of the channels it can be handed in at; empty where it goes to a person or institution of the case
    signer
        "complainant", or "third_person" who signs in their own name
    about
        "lender" where it holds only what concerns the lender it is addressed to, "case" where it holds all of it
    needs
        ids of what should be filled in before it is handed in, see `filing.missing`
    law
        ids of the rulebooks' rules and further law that it cites as its basis, in their order; of those only what may be
        cited in the case at hand
    of_borrower
        whether only the borrower can write it, or whoever acts for the borrower: it acknowledges the debt, or uses a
        right that nobody else has
    """

    id: str
    title: Both
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    channels: tuple[str, ...] = ()
    signer: str = "complainant"
    about: str = "case"
    needs: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    of_borrower: bool = False

    @property
    def name(self) -> str:
        """What it is called, in the language of the moment."""
        return pick(self.title)

    def suits(self, standpoint: str) -> bool:
        """Whether a complainant of that standpoint may sign it."""
        return not (self.of_borrower and standpoint == "relative")


@cache
def _all() -> Mapping[str, Letter]:
    return {one["id"]: _letter(one) for one in data_of("casekit.filing.letters", "letters.yaml")}


def _letter(data: Mapping[str, Any]) -> Letter:
    fields: dict[str, Any] = dict(data)
    for name in ("languages", "countries", "channels", "needs", "law"):
        fields[name] = tuple(data.get(name, ()))
    return Letter(**fields)


def letter_ids() -> tuple[str, ...]:
    """The ids of all letters, in the order in which they are usually needed."""
    return tuple(_all())


def letters_of(country: str, standpoint: str = "borrower") -> tuple[Letter, ...]:
    """The letters for a country (ISO 3166) that a complainant of a standpoint may sign or have signed."""
    return tuple(one for one in _all().values() if country in one.countries and one.suits(standpoint))


def load_letter(letter_id: str) -> Letter:
    """The letter of an id.

    Raises
    ------
    NotFoundError
        when there is none
    """
    known = _all().get(letter_id)
    if known is None:
        raise NotFoundError(
            _("The letter “{id}” is not known. There are: {all}.").format(
                id=letter_id,
                all=listed(_("{value} ({label})").format(value=one.id, label=one.name) for one in _all().values()),
            )
        )
    return known


def usual_channel(letter: Letter) -> Channel | None:
    """The channel a letter is written for where none is chosen, which says whom it hides; None where it has none."""
    from casekit.channels.catalog import load_channel

    return load_channel(letter.channels[0]) if letter.channels else None
