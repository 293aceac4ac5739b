"""The recordings and pictures of a folder or archive: each planned, and kept with the contact it belongs to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.casebook.evidence import kind_of, sha256_of
from casekit.errors import InputError, reason
from casekit.importers.collection import Collection, Member
from casekit.importers.media.facts import Media
from casekit.importers.media.keeping import Choice, Kept, keep
from casekit.importers.media.matching import Proposal
from casekit.importers.media.planning import plan
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook import Case

# So many are laid out and compared with the case at a time.
_AT_ONCE = 100


# More pictures than this are somebody's whole album.
_MOST_PICTURES = 200


@dataclass(frozen=True, slots=True)
class Gathered:
    """What becomes, or would become, of one file; `name` is that in the collection, `sha256` None for an unread one."""

    name: str
    sha256: str | None
    kept: Kept
    proposal: Proposal


def set_aside_album(found: Collection) -> int:
    """Take the pictures out of the media of a collection when they are too many to be evidence; gives how many."""
    pictures = [one for one in found.media if kind_of(one.base) == "screenshot"]
    if len(pictures) <= _MOST_PICTURES:
        return 0
    found.media = [one for one in found.media if kind_of(one.base) != "screenshot"]
    return len(pictures)


def gather(
    case: Case, found: Collection, collection: str | None, telling: Callable[[int, int], None] | None = None
) -> Iterator[Gathered]:
    """Keep each recording and picture as evidence, linked where number and time leave no doubt; after the lists.

    Parameters
    ----------
    collection
        the id under which the links can be undone together with the lists; None to write nothing
    telling
        told (files so far, files in all)

    Raises
    ------
    StoppedError
        when `telling` stops it; files that were given before stay in the case
    """
    grouped = groupby(sorted(found.media, key=lambda one: one.stem), key=lambda one: one.stem)
    groups, done = (list(members) for _stem, members in grouped), 0
    while portion := list(islice(groups, _AT_ONCE)):
        with tempfile.TemporaryDirectory(prefix="casekit-") as scratch:
            laid: dict[Path, Member] = {}
            for number, members in enumerate(portion):
                # What belongs together by its name lies together, as a recording and the file that its app wrote.
                folder = Path(scratch) / str(number)
                folder.mkdir()
                for member in members:
                    done += 1
                    if telling is not None:
                        telling(done, len(found.media))
                    try:
                        laid[member.laid(folder)] = member
                    except InputError as error:
                        yield _unread(member, error.message)
                    except OSError as error:
                        yield _unread(member, _("It cannot be read: {why}.").format(why=reason(error)))
            proposals = plan(case, [(path, member.base) for path, member in laid.items()])
            choices = [Choice(one.media, _sure(one), sha256=one.sha256) for one in proposals]
            if collection is None:
                kept = [Kept(one.media, incident=one.incident) for one in choices]
            else:
                kept = keep(case, choices, collection=collection)
            for one, proposal in zip(kept, proposals, strict=True):
                sha256 = one.evidence.sha256 if one.evidence else _hash(one.media.path)
                yield Gathered(laid[one.media.path].name, sha256, one, proposal)


def _sure(one: Proposal) -> str | None:
    return one.candidates[0].id if one.verdict == "link" else None


def _unread(member: Member, why: str) -> Gathered:
    media = Media(Path(member.base), member.base, "other")
    return Gathered(member.name, None, Kept(media, error=why), Proposal(media, "none", "no_time"))


def _hash(path: Path) -> str | None:
    try:
        return sha256_of(path)
    except OSError:
        return None
