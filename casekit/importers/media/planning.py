"""Looking at a bunch of recordings and pictures: what each tells, and which contact it would be kept with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.casebook.evidence import sha256_of
from casekit.clock import now
from casekit.errors import InputError
from casekit.importers.media.companion import is_companion
from casekit.importers.media.facts import Media, is_media, look_at
from casekit.importers.media.matching import Candidate, Proposal, propose
from casekit.model import Evidence, Incident
from casekit.text import N_, _

if TYPE_CHECKING:
    from casekit.casebook import Case

Progress = Callable[[int, int], None]
_WHY = {
    "number_and_time": N_("Number and time fit this call alone."),
    "several": N_("Several calls fit; please choose."),
    "time_only": N_("It bears no number; only the time fits. Please check."),
    "does_not_fit": N_("The number fits, but not the rest of this call. Please check."),
    "saved_near": N_("It was saved about then, which does not say what it shows. Please choose."),
    "no_contact": N_("No contact of this number and time is in the case."),
    "nothing_near": N_("Nothing in the case is of about the time at which it was saved."),
    "no_time": N_("Neither its name nor the file itself says when it was made."),
    "kept_before": N_("The case holds this file already, with its contact."),
}


def plan(
    case: Case,
    files: Iterable[tuple[Path, str]],
    progress: Progress | None = None,
    seen: dict[Path, Media] | None = None,
) -> list[Proposal]:
    """A proposal for each file, in their order; nothing is written.

    A JSON file that a recording app wrote beside a recording among them gets no proposal of its own: it stays with the
    recording. A file that cannot be read is told of as its `fault`.

    Parameters
    ----------
    files
        (path, name as the user knows it)
    seen
        what files told that were looked at before, by path; new ones are added
    """
    listed, seen = list(files), {} if seen is None else seen
    for count, (path, name) in enumerate(listed, start=1):
        if path not in seen:
            seen[path] = _as_kept(case, _looked_at(path, name, case.header.zone))
        if progress is not None:
            progress(count, len(listed))
    told = [seen[path] for path, _name in listed]
    of_others = {one.companion for one in told if one.companion is not None}
    told = [one for one in told if one.path not in of_others]
    proposals = propose(case.events(), told, _numbers_by_name(case))
    sizes = {one.size for one in case.refresh().evidence.values()}
    return [_known(case, one, sizes) for one in proposals] if sizes else proposals


def media_among(paths: Iterable[Path]) -> list[Path]:
    """The recordings and pictures among these files, with the JSON files that recording apps wrote beside them."""
    listed = list(paths)
    media = {path for path in listed if is_media(path)}
    stems = {path.with_suffix("") for path in media}
    return [path for path in listed if path in media or (path.with_suffix("") in stems and is_companion(path))]


def in_words(proposal: Proposal) -> str:
    """On what a proposal rests, as a sentence; with what is wrong with the file."""
    return " ".join(part for part in (_(_WHY[proposal.why]), proposal.media.fault) if part)


def may_be_new(proposal: Proposal) -> bool:
    """Whether a file can become a contact of its own: a recording that can be played, with a time that has come."""
    one = proposal.media
    dated = one.began is not None and one.began[0] <= now()
    return proposal.verdict in ("ask", "none") and one.kind == "recording" and dated and not one.fault


def without_contact(case: Case) -> list[tuple[Path, str]]:
    """Recordings and pictures that the case holds and that belong to no contact yet, for `plan`: a list of calls that
    came in later may tell where they belong."""
    return [
        (case.evidence_path(one.sha256), one.name)
        for one in case.background().evidence
        if one.kind in ("recording", "screenshot") and not _contacts(case, one) and not one.facts
    ]


def _looked_at(path: Path, name: str, zone: str) -> Media:
    try:
        return look_at(path, name, zone)
    except InputError as error:
        return Media(path, name, "other", fault=error.message)


def _as_kept(case: Case, media: Media) -> Media:
    """With the number and time that a kept file had from what the recording app wrote beside it, and lies apart from."""
    kept = case.refresh().evidence.get(media.path.stem) if case.store.folder in media.path.parents else None
    if kept is None or not kept.number or media.number:
        return media
    if kept.taken_at is None:
        return replace(media, number=kept.number)
    return replace(
        media,
        number=kept.number,
        taken_at=kept.taken_at,
        precision="second",
        time_basis=kept.time_basis,
        may_be_end=False,
    )


def _numbers_by_name(case: Case) -> dict[str, set[str]]:
    """Numbers by the names under which phones list them."""
    columns = case.refresh().columns
    numbers: dict[str, set[str]] = defaultdict(set)
    for name, number in zip(columns["contact_name"], columns["number"], strict=True):
        if name and number:
            numbers[name].add(number)
    return numbers


def _known(case: Case, proposal: Proposal, sizes: set[int]) -> Proposal:
    """With what the case holds of the file; one that has its contact stays there, the user may have corrected it.

    Only a file whose size a kept one has is read for its hash; in the evidence folder the hash is the name.
    """
    path = proposal.media.path
    try:
        if path.stat().st_size not in sizes:
            return proposal
        sha256 = path.stem if case.store.folder in path.parents else sha256_of(path)
    except OSError:
        return proposal
    kept = case.refresh().evidence.get(sha256)
    if kept is None:
        return proposal
    held = replace(proposal, sha256=kept.sha256)
    contacts = _contacts(case, kept)
    candidates = tuple(Candidate(one.id, one.no, one.start, one.number) for one in contacts if one.start is not None)
    return replace(held, verdict="known", why="kept_before", candidates=candidates) if contacts else held


def _contacts(case: Case, kept: Evidence) -> list[Incident]:
    """The contacts of a file, without those that were withdrawn or undone."""
    state = case.refresh()
    return [case.incident(one) for one in kept.incidents if state.is_live(state.row_of[one])]
