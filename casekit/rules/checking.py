"""Checking a rulebook that somebody wrote or corrected: its form, its vectors, its wording, and what is thin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casekit.errors import Fault, InputError
from casekit.rules.loading import book_of, read_book
from casekit.rules.locations import Locations
from casekit.rules.rulebook import Rule, Rulebook
from casekit.rules.schema import faults_of, schema
from casekit.rules.vectors import Mismatch, run_vectors
from casekit.rules.wording import remarks
from casekit.text import _, listed

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WrongVector:
    """A vector that did not come out as it says, with the file and line at which it stands."""

    where: str
    rule: str
    vector: str
    why: str


@dataclass(frozen=True)
class Checked:
    """What came of a check.

    `faults` are places where the book does not follow the schema or does not fit together; `wrong` vectors that
    did not come out as they say, of `ran`; either keeps it from being used. `remarks` are words that should not be
    said, `advice` cases without a vector.
    """

    path: Path
    book: Rulebook | None
    faults: tuple[Fault, ...]
    ran: int
    wrong: tuple[WrongVector, ...]
    remarks: tuple[Fault, ...]
    advice: tuple[Fault, ...]

    @property
    def usable(self) -> bool:
        return not self.faults and not self.wrong

    def as_json(self) -> dict[str, Any]:
        """The shape of `casekit rules check --json`."""

        def told(faults: tuple[Fault, ...]) -> list[dict[str, str]]:
            return [{"where": one.where, "what": one.what} for one in faults]

        return {
            "book": self.book.id if self.book else None,
            "file": str(self.path),
            "usable": self.usable,
            "faults": told(self.faults),
            "vectors": {
                "ran": self.ran,
                "wrong": [
                    {"where": one.where, "rule": one.rule, "vector": one.vector, "why": one.why} for one in self.wrong
                ],
            },
            "remarks": told(self.remarks),
            "advice": told(self.advice),
        }


def check_book(path: Path, progress: Progress | None = None) -> Checked:
    """Check the rulebook of a file (the `book.yaml` of a folder) from the form to the vectors.

    Raises
    ------
    InputError
        when a file is missing
    """
    try:
        data, fingerprint = read_book(path)
    except InputError as error:
        if not error.faults:
            raise
        return Checked(path, None, error.faults, 0, (), (), ())
    places = Locations(path)
    faults = (*places.doubled(), *places.named(faults_of(data)))
    if faults:
        return Checked(path, None, faults, 0, (), (), ())
    book = book_of(data, fingerprint, own=True)
    wrong = tuple(_placed(places, one) for one in run_vectors(book, progress))
    return Checked(
        path, book, (), sum(len(rule.vectors) for rule in book.rules), wrong,
        tuple(places.named(remarks(data))), tuple(_advice(book)),
    )  # fmt: skip


def _placed(places: Locations, one: Mismatch) -> WrongVector:
    path, line = places.of(f"rules/{one.rule}/vectors/{one.place}")
    where = _("{file}, line {line}").format(file=path.name, line=line)
    return WrongVector(where, one.rule, one.vector, one.why)


def missing_cases(rule: Rule) -> list[str]:
    """The cases a rule neither shows in a vector nor says to be impossible."""
    shown = {vector["case"] for vector in rule.vectors}
    return [one for one in schema()["$defs"]["vector_case"]["enum"] if one not in shown and one not in rule.no_vector]


def _advice(book: Rulebook) -> Iterator[Fault]:
    for rule in book.rules:
        missing = missing_cases(rule)
        if missing:
            what = _("No vector shows these cases: {cases}. Add one, or say under no_vector why there can be none.")
            yield Fault(rule.id, what.format(cases=listed(missing)))
        for place, test in enumerate(rule.test):
            number, shown = test.get("at_least", test.get("limit")), rule.threshold_of(place)
            # A limit of three is exceeded by four: either may be the figure shown.
            if number is not None and shown not in (number, number + 1, 0):
                what = _(
                    "The test says {number}, the threshold shown beside its figures {shown}: correct both, and the words."
                )
                yield Fault(rule.id, what.format(number=number, shown=shown))
        if not rule.article_verified and rule.article["zh"]:
            yield Fault(rule.id, _("The number of its article is not verified and does not print."))
        if not rule.verified:
            yield Fault(rule.id, _("It is not verified: for the workbook only, never in a paper."))
