"""Carrying out what was decided about recordings and pictures: keep, link, enter a contact; and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from casekit.errors import CaseError, reason
from casekit.importers.media.facts import Media
from casekit.importers.media.planning import Progress
from casekit.model import DEBTOR, Evidence
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook import Case

# Two recordings of one number with no more than this between them are parts of one call.
_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done with a file: linked to the `incident`, made a new call (`new` is "in" or "out"), or only kept.

    `sha256` is the hash under which the case holds the file already; else empty.
    """

    media: Media
    incident: str | None = None
    new: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file; `evidence` is None and `error` a sentence when it could not be kept.

    `entered` says that the contact was entered for it; `links` are the hashes of the files that had no link to the
    contact before: its own, and that of its companion.
    """

    media: Media
    evidence: Evidence | None = None
    incident: str | None = None
    entered: bool = False
    links: tuple[str, ...] = ()
    error: str = ""


def keep(
    case: Case,
    choices: Sequence[Choice],
    *,
    person: str = DEBTOR,
    collection: str = "",
    progress: Progress | None = None,
) -> list[Kept]:
    """Keep the files as evidence and do with each what was chosen; gives what became of them, in their order.

    One file that cannot be kept does not hold up the others. `person` is whose phone it is, for new calls;
    `collection` the id of the folder or archive whose undoing takes the links back.
    """
    keeper = _Keeper(case, person, collection)
    kept = []
    for count, choice in enumerate(choices, start=1):
        try:
            kept.append(keeper.keep(choice))
        except CaseError as error:
            kept.append(Kept(choice.media, error=error.message))
        except OSError as error:
            why = _("The file or folder {path} could not be used: {why}.").format(
                path=choice.media.name, why=reason(error)
            )
            kept.append(Kept(choice.media, error=why))
        if progress is not None:
            progress(count, len(choices))
    return kept


def take_back(case: Case, kept: Sequence[Kept]) -> tuple[int, int]:
    """Undo what `keep` has linked and entered: (files without their contact now, contacts withdrawn).

    The files themselves stay in the case.
    """
    loosened, withdrawn = 0, 0
    for one in kept:
        for file in one.links:
            if one.incident in case.refresh().evidence[file].incidents:
                case.unlink(file, str(one.incident))
        loosened += bool(one.links)
        if one.entered:
            case.withdraw(str(one.incident), _("undone"))
            withdrawn += 1
    return loosened, withdrawn


class _Keeper:
    """Keeps files one by one and remembers the calls that were entered for them."""

    def __init__(self, case: Case, person: str, collection: str) -> None:
        self.case, self.person, self.collection = case, person, collection
        self._entered: list[tuple[Media, str]] = []

    def keep(self, choice: Choice) -> Kept:
        media = choice.media
        incident = None if choice.incident is None else self.case.incident_id(choice.incident)
        sha256, entered = choice.sha256, False
        if not sha256:
            sha256 = self.case.attach(media.path, name=media.name, **_details(media)).sha256
        files = [sha256]
        if media.companion is not None:
            files.append(self.case.attach(media.companion, kind="document").sha256)
        # A call is entered only for a file that is kept.
        if incident is None and choice.new:
            incident, entered = self._call(media, choice.new)
        links: tuple[str, ...] = ()
        if incident is not None:
            known = self.case.refresh().evidence
            links = tuple(one for one in files if incident not in known[one].incidents)
            for one in links:
                self.case.link(one, incident, collection=self.collection)
        return Kept(media, self.case.refresh().evidence[sha256], incident, entered, links)

    def _call(self, media: Media, direction: str) -> tuple[str, bool]:
        """The call of a recording, and whether it had to be entered: parts of one recording are of one call."""
        began = media.began
        assert began is not None
        for other, incident in self._entered:
            if other.number == media.number and _are_of_one_call(other, media):
                return incident, False
        span = (began[1] - began[0]).total_seconds()
        made = self.case.log(
            start=began[0],
            # Where it is not known whether the time is that of the beginning or the end, it is as exact as it is long.
            precision=media.precision if not media.may_be_end else "minute" if span <= 60 else "hour",
            time_basis=media.time_basis, channel="call", direction=direction, number=media.number,
            duration_s=media.duration_s, outcome="conversation", person=self.person, contact_name=media.contact_name,
            attribution="unknown", source="recording", source_kind="recording",
        )  # fmt: skip
        self._entered.append((media, made.id))
        return made.id, True


def _are_of_one_call(one: Media, other: Media) -> bool:
    """Whether two recordings overlap or follow each other at once; without a number only when they overlap."""
    spans = [_span(one), _span(other)]
    (_first_start, first_end), (second_start, _second_end) = sorted(spans)
    return second_start <= first_end + (_PAUSE if one.number else timedelta(0))


def _span(media: Media) -> tuple[datetime, datetime]:
    assert media.began is not None
    length = timedelta(0) if media.may_be_end else timedelta(seconds=media.duration_s or 0)
    return media.began[0], media.began[1] + length


def _details(media: Media) -> dict[str, Any]:
    """What evidence is kept with."""
    details: dict[str, Any] = {
        "kind": media.kind, "number": media.number, "duration_s": media.duration_s, "device": media.device,
    }  # fmt: skip
    if media.taken_at is not None:
        details.update(taken_at=media.taken_at, time_basis=media.time_basis)
    return details
