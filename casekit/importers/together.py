"""Everything in a collection: looked through together, taken in file by file, each of them whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.casebook.evidence import sha256_of
from casekit.errors import CaseError, InputError, StoppedError, reason
from casekit.importers import intake, registry
from casekit.importers.collection import Collection, Member
from casekit.importers.intake import ImportResult, OpenQuestionError
from casekit.importers.media.companion import is_companion
from casekit.importers.media.facts import is_media
from casekit.importers.preview import Preview
from casekit.importers.records import Question
from casekit.importers.watching import Progress
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook import Case

# Gives what a file of this name shall tell its progress.
Telling = Callable[[str], Progress]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of one file of a collection: `preview` when it is a list, `result` once it was taken in.

    `reason` says why it is not, or will not be, taken in. `is_open` is true where that is not because it is something
    else than a list: something has to be answered, it is damaged, or it could not be looked at.
    """

    name: str
    size: int = 0
    sha256: str | None = None
    preview: Preview | None = None
    result: ImportResult | None = None
    reason: str = ""
    is_open: bool = False


def look_through(
    case: Case, found: Collection, telling: Telling | None = None, *, by_number: bool = False, **answers: Any
) -> Iterator[Outcome]:
    """What each file of a collection would bring; nothing is taken in.

    Parameters
    ----------
    telling
        called with the name of each file; gives what shall be told how far its reading is
    by_number
        whether a list whose own number belongs to somebody is theirs, whoever is said in `answers`; without a person
        there it always is
    answers
        those of `intake.import_file`

    Raises
    ------
    StoppedError
        when `telling` stops it
    """
    return _each(found, _Taking(case, telling, {**answers, "dry_run": True}, by_number))


def take_in(
    case: Case,
    found: Collection,
    collection: str,
    telling: Telling | None = None,
    *,
    by_number: bool = False,
    **answers: Any,
) -> Iterator[Outcome]:
    """Take in each file of a collection that is a list and leaves nothing open; more parameters as in `look_through`.

    Parameters
    ----------
    collection
        the id under which all of them can be undone together

    Raises
    ------
    StoppedError
        when `telling` stops it; files that were given before stay in the case
    """
    return _each(found, _Taking(case, telling, answers, by_number, origin_of(found, collection)))


def origin_of(found: Collection, collection: str) -> dict[str, str]:
    """What a batch knows of the collection it came from, as fields of `Batch`."""
    return {"collection": collection, "collection_name": found.name, "collection_sha256": found.sha256}


def _each(found: Collection, taking: _Taking) -> Iterator[Outcome]:
    recurring, first_of = found.sizes_that_recur(), dict[str, str]()
    for member in found.files:
        try:
            with found.at_hand(member) as path:
                if is_media(path, member.base) or (is_companion(path) and found.has_media_like(member)):
                    found.media.append(member)
                    continue
                if member.size in recurring:
                    sha256 = sha256_of(path)
                    if sha256 in first_of:
                        same = _("It is the same file as {name}.").format(name=first_of[sha256])
                        yield Outcome(member.name, member.size, sha256, reason=same)
                        continue
                    first_of[sha256] = member.name
                outcome = taking.one(path, member)
        except StoppedError:
            raise
        except CaseError as error:
            outcome = Outcome(member.name, member.size, reason=error.message, is_open=True)
        except OSError as error:
            why = _("It cannot be read: {why}.").format(why=reason(error))
            outcome = Outcome(member.name, member.size, reason=why, is_open=True)
        yield outcome
    for name, why in found.left:
        yield Outcome(name, reason=why, is_open=True)


@dataclass(frozen=True, slots=True)
class _Taking:
    """How each file is taken in, or looked at."""

    case: Case
    telling: Telling | None
    answers: dict[str, Any]
    by_number: bool
    origin: dict[str, str] | None = None

    def one(self, path: Path, member: Member) -> Outcome:
        outcome = Outcome(member.name, member.size)
        probe = registry.probe(path, member.base, self.answers.get("columns"))
        try:
            source = registry.recognise(probe, self.answers.get("source"))
        except InputError as error:
            return replace(outcome, sha256=sha256_of(path), reason=error.message)
        answers = {**self.answers, "source": source.id}
        try:
            result = self._taken_in(path, member, answers)
        except OpenQuestionError as error:
            return replace(
                outcome, sha256=error.preview.sha256, preview=error.preview, reason=error.message, is_open=True
            )
        seen = result.preview
        held = [one for one in seen.questions if one.blocking or self._holds(one)]
        why = " ".join(dict.fromkeys(one.text for one in held)) if answers.get("dry_run") else ""
        if not seen.records:
            why = _("In {name} there is no record that can be taken in.").format(name=seen.name)
        return replace(outcome, sha256=seen.sha256, preview=seen, result=result, reason=why, is_open=bool(why))

    def _taken_in(self, path: Path, member: Member, answers: dict[str, Any]) -> ImportResult:
        origin = {**self.origin, "collection_member": member.name} if self.origin else None
        progress = self.telling(member.name) if self.telling else None
        return intake.import_file(
            self.case,
            path,
            name=member.base,
            origin=origin,
            held_by=self._holds,
            by_number=self.by_number,
            progress=progress,
            **answers,
        )

    def _holds(self, question: Question) -> bool:
        """Among many lists, one that names nobody is not taken for the borrower's unless that was said."""
        return question.id == "own_number" and not (self.answers.get("person") or self.answers.get("own_numbers"))
