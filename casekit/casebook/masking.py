"""The masked view: what may leave the machine.

Report, filing and every export receive such a view and never the case itself. What is masked is not
in it, so it cannot be in the bytes that are made from it. Rows that are not attributed to a collector
are not in it at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from casekit.casebook.events import LeftOut, left_out
from casekit.casebook.visits import Visit, visits_of
from casekit.errors import Fault, InputError
from casekit.model import Background, CaseHeader, Evidence
from casekit.model.vocabulary import COUNTED_ATTRIBUTIONS
from casekit.numbers import fold, mask
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook.casebook import Case

Masking = Literal["third-parties", "all", "none"]
MASKINGS: tuple[Masking, ...] = ("third-parties", "all", "none")
_NUMBER_IN_TEXT = re.compile(r"(?<![\d*])(?:\+?86[- ]?)?(?:1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-?\d{7,8})(?!\d)")
_TEXTS = ("words", "text", "note", "told_by", "claimed_org", "claimed_agent")


def mask_name(name: str) -> str:
    """Keep the first sign of a name: 张三 becomes 张*, "Zhang San" becomes "Z*"."""
    return f"{name[0]}*" if name else ""


@dataclass(frozen=True)
class MaskedView:
    """A case as it may be shown to others."""

    mask: Masking
    header: CaseHeader
    background: Background
    events: pd.DataFrame
    visits: Mapping[str, Visit]  # by incident id; what is told of them beside the columns of `events`
    left_out: LeftOut
    head: tuple[int, str]
    faults: tuple[Fault, ...]
    text: Callable[[str], str]

    @property
    def demo(self) -> bool:
        """Whether all of it is invented."""
        return self.header.demo


class Masker:
    """Replaces what must not leave by its masked form; different things never become alike."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str], open_numbers: Iterable[str]) -> None:
        self._open = frozenset(open_numbers)
        self.names = _injective({name: mask_name(name) for name in names if name})
        self.numbers = _injective({number: mask(number) for number in numbers if number})
        # The longest first, or a name inside a longer one would leave the rest of it standing.
        known = sorted(self.names, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(name) for name in known)) if known else None

    def number(self, folded: str) -> str:
        return self.numbers.get(folded, folded)

    def name(self, name: str) -> str:
        return self.names.get(name, name)

    def text(self, text: str) -> str:
        """Free text: known names, and every telephone number that is not a collector's or the complainant's."""
        if not text:
            return text
        masked = _NUMBER_IN_TEXT.sub(self._number_in_text, text)
        for number, hidden in self.numbers.items():
            if number in masked:
                masked = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", hidden, masked)
        return self._pattern.sub(lambda found: self.names[found.group()], masked) if self._pattern else masked

    def _number_in_text(self, found: re.Match[str]) -> str:
        folded = fold(found.group())
        return found.group() if folded in self._open else self.numbers.get(folded, mask(folded))


def _injective(masked: dict[str, str]) -> dict[str, str]:
    """Number the masked forms that would be alike: 138****0000, 138****0000(2)."""
    seen: dict[str, int] = {}
    result = {}
    for original, hidden in masked.items():
        seen[hidden] = seen.get(hidden, 0) + 1
        result[original] = hidden if seen[hidden] == 1 else f"{hidden}({seen[hidden]})"
    return result


def masked_view(case: Case, mask: str = "third-parties", *, debt: str | None = None) -> MaskedView:
    """What of a case may leave: counted records only, third persons (or everybody) masked.

    Parameters
    ----------
    mask
        "third-parties" hides persons other than the complainant, "all" also the complainant and the
        callers' numbers, "none" hides nobody; records of uncounted numbers are left out in any case
    debt
        only the contacts about this debt, and those about which the debt is not known
    """
    if mask not in MASKINGS:
        raise InputError(_("The masking “{mask}” is not known; choose one of: {all}.").format(
            mask=mask, all=", ".join(MASKINGS)))  # fmt: skip
    everything = case.events()
    background = case.background()
    omitted = left_out(everything, case.withdrawn_count())
    events = _counted_contacts(everything)
    if debt is not None:
        background = _only_debt(background, debt)
        events = events[events["debt"].isna() | (events["debt"] == debt)]
    callers = set(events["number"].dropna().unique())
    background = _shown(background, callers, events)
    masker = _masker_for(mask, background, everything, callers)
    text = masker.text if mask != "none" else str
    visits = visits_of(case.refresh(), events)
    return MaskedView(
        mask=mask,
        header=_masked_header(background.header, masker, mask),
        background=_masked_background(background, masker, mask),
        events=_masked_events(events, masker) if mask != "none" else events.reset_index(drop=True),
        visits={one: replace(visit, place=text(visit.place)) for one, visit in visits.items()},
        left_out=omitted,
        head=case.head,
        faults=tuple(case.verify()),
        text=text,
    )


def _counted_contacts(events: pd.DataFrame) -> pd.DataFrame:
    """Every record of a contact that counts, so that the linked ones can be listed beside their primary."""
    counts = events["primary"] & events["attribution"].isin(COUNTED_ATTRIBUTIONS)
    return events[events["contact"].isin(events.loc[counts, "contact"])]


def _only_debt(background: Background, debt: str) -> Background:
    known = background.debts.get(debt)
    if known is None:
        raise InputError(_("The case holds nothing with the id “{id}”.").format(id=debt))
    return replace(background, debts={debt: known})


def _shown(background: Background, callers: set[str], events: pd.DataFrame) -> Background:
    """Without marks on numbers, persons' files and facts that belong to records which stay behind."""
    ids = set(events["id"])
    evidence = tuple(
        one.model_copy(update={"incidents": tuple(i for i in one.incidents if i in ids)})
        for one in background.evidence
        if one.kind == "export" or not one.incidents or ids & set(one.incidents)
    )
    return replace(
        background,
        numbers={number: mark for number, mark in background.numbers.items() if number in callers},
        evidence=evidence,
    )


def _masker_for(mask: str, background: Background, everything: pd.DataFrame, callers: set[str]) -> Masker:
    complainant = {background.header.complainant} if background.header.standpoint != "agent" else set()
    own = {line for one in background.persons.values() if one.role == "debtor" for line in one.lines}
    own.add(fold(background.header.phone))
    private = set(everything["number"].dropna().unique()) - callers
    if mask == "all":
        names = {one.name for one in background.persons.values()} | {background.header.complainant}
        lines = {line for one in background.persons.values() for line in one.lines} | own
        return Masker(sorted(names), sorted(lines | callers | private), ())
    third = [one for one in background.persons.values() if one.role != "debtor"]
    names = {one.name for one in third} - complainant
    if background.header.standpoint == "relative":
        # A relative who complains for themselves is the complainant; the borrower is then the other person.
        names |= {one.name for one in background.persons.values() if one.role == "debtor"} - complainant
    lines = {line for one in third for line in one.lines}
    known = set(everything["line"].dropna().unique()) - own
    return Masker(sorted(names), sorted((lines | known | private) - callers), callers | own)


def _masked_header(header: CaseHeader, masker: Masker, mask: str) -> CaseHeader:
    if mask != "all":
        return header
    return header.model_copy(
        update={
            "complainant": masker.name(header.complainant),
            "phone": masker.number(fold(header.phone)),
            "address": "*" if header.address else "",
            "title": masker.text(header.title),
        }
    )


def _masked_background(background: Background, masker: Masker, mask: str) -> Background:
    if mask == "none":
        return background

    def words(one: Any, *names: str) -> Any:
        return one.model_copy(update={name: masker.text(getattr(one, name)) for name in names})

    persons = {
        key: one.model_copy(
            update={"name": masker.name(one.name), "lines": tuple(masker.number(line) for line in one.lines)}
        )
        for key, one in background.persons.items()
    }
    return replace(
        background,
        header=_masked_header(background.header, masker, mask),
        persons=persons,
        numbers=_masked_marks(background.numbers, masker),
        facts=tuple(
            words(one, "value", "note").model_copy(update={"number": masker.number(one.number) if one.number else None})
            for one in background.facts
        ),
        debts={
            key: words(one, "note", "reference" if mask == "all" else "note") for key, one in background.debts.items()
        },
        evidence=tuple(_masked_file(one, masker) for one in background.evidence),
    )


def _masked_marks(marks: Mapping[str, Any], masker: Masker) -> dict[str, Any]:
    return {
        masker.number(number): mark.model_copy(update={"number": masker.number(number), "note": masker.text(mark.note)})
        for number, mark in marks.items()
    }


def _masked_file(one: Evidence, masker: Masker) -> Evidence:
    return one.model_copy(
        update={
            "name": masker.text(one.name),
            "number": masker.number(one.number),
            "note": masker.text(one.note),
            "how_obtained": masker.text(one.how_obtained),
            "device": masker.text(one.device),
        }
    )


def _masked_events(events: pd.DataFrame, masker: Masker) -> pd.DataFrame:
    masked = events.reset_index(drop=True).copy()
    for name in ("number", "line"):
        masked[name] = masked[name].cat.remove_unused_categories().cat.rename_categories(masker.number)
    folded = {raw: masker.numbers.get(fold(raw)) for raw in masked["number_raw"].unique()}
    masked["number_raw"] = masked["number_raw"].map(lambda raw: folded[raw] or raw)
    for name in _TEXTS:
        known = {text: masker.text(text) for text in masked[name].unique()}
        masked[name] = masked[name].map(known).astype("str")
    return masked
