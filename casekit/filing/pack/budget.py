"""One attachment of at most so many bytes: first smaller pictures, then fewer papers, then the strongest exhibits only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.filing.pack.enclosures import Enclosure, by_strength
from casekit.filing.pack.parcel import Thing, zip_size
from casekit.filing.pack.smaller_pictures import STEPS, smaller_picture
from casekit.text import _

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier

# (level of papers, step of pictures, None as they are) in the order of trying; the report is given up only where nothing
# else helps.
_TRIES: tuple[tuple[int, int | None], ...] = ((0, None), (0, 0), (1, 1), (1, len(STEPS) - 1))
# No picture that can be read takes less; after so many in a row that do not fit, hardly one will.
_LEAST_PICTURE, _MISSES = 4_000, 20
# The papers for what is enclosed: the list of evidence says which of it is.
Papers = Callable[[Sequence[Enclosure]], list[Thing]]


@dataclass(frozen=True)
class Fitted:
    """What an attachment holds: its things, the evidence as enclosed, and which level of papers it took (0 is all)."""

    things: list[Thing]
    enclosed: list[Enclosure]
    level: int


def readable(size: int) -> str:
    """Bytes in words, as forms speak of them: 1.9 MB, 200 KB. A megabyte is a million bytes, to be on the safe side."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{-(-size // 1000)} KB"


def fitted(dossier: Dossier, enclosed: list[Enclosure], levels: Sequence[Papers], limit: int | None) -> Fitted:
    """The fullest attachment within the limit.

    Parameters
    ----------
    levels
        the papers, from all of them to the fewest that make sense
    limit
        the most bytes; None where there is no limit

    Raises
    ------
    InputError
        when not even the fewest papers fit
    """
    whole = Fitted(_with(levels[0], enclosed), enclosed, 0)
    if limit is None or zip_size(whole.things) <= limit:
        return whole
    order = [one.evidence.sha256 for one in by_strength(dossier, enclosed)]
    # What is too big by itself and no picture does not fit however small the rest is made.
    most = sum(_may_fit(one, limit) for one in enclosed)
    best: Fitted | None = None
    shrunk = _Shrunk({one.evidence.sha256: one for one in enclosed})
    for level, step in _TRIES:
        found = _filled(levels[level], enclosed, order, limit, partial(shrunk.at, step))
        if found is None:
            continue
        if best is None or _held(found[1]) > _held(best.enclosed):
            best = Fitted(*found, level)
        if _held(found[1]) >= most:
            return best
    if best is not None:
        return best
    smallest = partial(shrunk.at, len(STEPS) - 1)
    for level in range(_TRIES[-1][0] + 1, len(levels)):
        found = _filled(levels[level], enclosed, order, limit, smallest)
        if found is not None:
            return Fitted(*found, level)
    least = zip_size(levels[-1]([replace(one, thing=None) for one in enclosed]))
    raise InputError(
        _("An attachment of at most {limit} cannot hold even the letter and the list of evidence, which take {size}. "
          "Hand in by another way that this channel offers, or ask it for the limit.").format(
            limit=readable(limit), size=readable(least))
    )  # fmt: skip


def _held(enclosed: Sequence[Enclosure]) -> int:
    return sum(one.thing is not None for one in enclosed)


def _may_fit(one: Enclosure, limit: int) -> bool:
    return one.thing is not None and (_is_picture(one) or one.thing.packed_size <= limit)


def _is_picture(one: Enclosure) -> bool:
    return one.thing is not None and one.evidence.media_type.startswith("image/")


@dataclass(frozen=True)
class _Shrunk:
    """Evidence as it is enclosed, its pictures made smaller; each only when asked for, and once."""

    enclosed: Mapping[str, Enclosure]
    made: dict[tuple[int, str], Enclosure] = field(default_factory=dict)

    def at(self, step: int | None, sha256: str) -> Enclosure:
        if step is None:
            return self.enclosed[sha256]
        if (step, sha256) not in self.made:
            self.made[step, sha256] = _shrunk(self.enclosed[sha256], step)
        return self.made[step, sha256]


def _filled(
    papers: Papers, enclosed: list[Enclosure], order: list[str], limit: int, shrunk: Callable[[str], Enclosure]
) -> tuple[list[Thing], list[Enclosure]] | None:
    """Papers with as many exhibits as fit, in the order of their strength; None when the papers alone do not fit.

    Making pictures smaller takes long, so it ends where no room is left for any, and after many that did not fit.
    """
    chosen: dict[str, Enclosure] = {}
    room = limit - zip_size(papers(_only(enclosed, chosen, limit)))
    if room < 0:
        return None
    pictures = {one.evidence.sha256 for one in enclosed if _is_picture(one)}
    misses = 0
    for one in order:
        if one in pictures and (room < _LEAST_PICTURE or misses == _MISSES):
            continue
        found = shrunk(one)
        if found.thing is not None and found.thing.packed_size <= room:
            room -= found.thing.packed_size
            chosen[one] = found
        elif one in pictures:
            misses += 1
    # The list of evidence says of each file whether it is enclosed, so it is not of the same size for each choice.
    while True:
        kept = _only(enclosed, chosen, limit)
        things = _with(papers, kept)
        if zip_size(things) <= limit:
            return things, kept
        if not chosen:
            return None
        del chosen[next(one for one in reversed(order) if one in chosen)]


def _with(papers: Papers, enclosed: Sequence[Enclosure]) -> list[Thing]:
    return [*papers(enclosed), *(one.thing for one in enclosed if one.thing is not None)]


def _only(enclosed: Sequence[Enclosure], chosen: Mapping[str, Enclosure], limit: int) -> list[Enclosure]:
    return [
        one if one.thing is None
        else chosen.get(one.evidence.sha256) or replace(one, thing=None, why=_too_big(one, one.thing, limit))
        for one in enclosed
    ]  # fmt: skip


def _too_big(one: Enclosure, thing: Thing, limit: int) -> str:
    if thing.packed_size > limit and not _is_picture(one):
        return _("The file alone takes {size}, more than the {limit} of the attachment.").format(
            size=readable(thing.size), limit=readable(limit)
        )
    return _("There was no room for its {size} beside stronger evidence.").format(size=readable(thing.size))


def _shrunk(one: Enclosure, step: int) -> Enclosure:
    if one.thing is None or not isinstance(one.thing.content, Path) or not _is_picture(one):
        return one
    made = smaller_picture(one.thing.content, step)
    if made is None:
        return one
    place = PurePath(one.thing.name)
    name = str(place.with_name(_("{name} (smaller).jpg").format(name=place.stem)))
    return replace(
        one,
        thing=replace(
            one.thing, name=name, content=made, about=_("evidence {mark}, smaller copy").format(mark=one.mark)
        ),
        why=_("A smaller copy is enclosed; the original is kept by the complainant."),
    )
