"""What ties a number to the institution, as papers say it; complaints fail where nothing does."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.model import Background
from casekit.model.vocabulary import BASES, label
from casekit.text import pick

# What others confirm stands before what the callers said, and both before the user's own word.
_STRONGEST_FIRST = (
    "hotline_confirmed", "published_list", "sms_signature", "payment_link", "stated_amount", "stated_org", "user",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linkage:
    """What ties one number to its party: the grounds, the strongest first, and what the user noted of them.

    Without grounds the number is known from typed notes alone, by the complainant's statement.
    """

    bases: tuple[str, ...]
    note: str

    @property
    def words(self) -> str:
        """The grounds in one line, in the language of the moment."""
        named = [label("basis", one) for one in self.bases]
        return pick(zh="；", en="; ").join(named) or label("attribution", "claimed")

    @property
    def tied(self) -> bool:
        """Whether anything but the user's own word ties the number."""
        return bool(set(self.bases) - {"user"})


def linkage_of(background: Background, number: str) -> Linkage:
    """What ties a number to its party, as far as the case says."""
    mark = background.numbers.get(number)
    if mark is None or mark.attribution != "confirmed":
        return Linkage((), mark.note if mark is not None else "")
    bases = {mark.basis, *mark.more_bases}
    return Linkage(tuple(sorted(bases, key=rank_of_basis)), mark.note)


def rank_of_basis(basis: str) -> int:
    """How much a ground weighs; 0 is the strongest, what is no ground of the list comes last."""
    return _STRONGEST_FIRST.index(basis) if basis in BASES else len(BASES)
