"""The masked view: what may leave the machine.

Report, filing and every export receive such a view and never the case itself. What is masked is not in it, so it
cannot be in the bytes that are made from it. Rows that are not attributed to a collector are not in it at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from casekit.casebook.events import LeftOut, counted, left_out
from casekit.casebook.masker import PUBLIC_CLASSES, Masker, Masking, checked_masking, numbers_in
from casekit.casebook.names import looks_like_a_name, personal_names, persons_named
from casekit.casebook.one_party import one_party_of
from casekit.casebook.state import State
from casekit.casebook.visits import Visit, visits_of
from casekit.errors import Fault
from casekit.model import COMPLAINANT, DEBTOR, Background, Budget, CaseHeader, Evidence, NumberMark, Person
from casekit.model.file_names import read_name
from casekit.numbers import classify, fold

if TYPE_CHECKING:
    from casekit.casebook.casebook import Case

_TEXTS = ("words", "text", "note", "told_by", "claimed_org", "claimed_agent")
# Categories that would otherwise still name what no row of the view holds.
_OPEN_CATEGORIES = ("number", "line", "person", "source", "batch", "tags")


@dataclass(frozen=True)
class MaskedView:
    """A case as it may be shown to others.

    `lender` is the lender or collector whose matter it is, None where it is the whole case; `shared` the files (SHA-256) that may show
    the matter of another lender as well.
    """

    mask: Masking
    header: CaseHeader
    background: Background
    events: pd.DataFrame
    visits: Mapping[str, Visit]  # by incident id; what is told of them beside the columns of `events`
    left_out: LeftOut
    head: tuple[int, str]
    faults: tuple[Fault, ...]
    text: Callable[[str], str]
    lender: str | None = None
    shared: frozenset[str] = frozenset()

    @property
    def demo(self) -> bool:
        """Whether all of it is invented."""
        return self.header.demo


def masked_view(
    case: Case,
    mask: str = "third-parties",
    *,
    debt: str | None = None,
    lender: str | None = None,
    caller: str | None = None,
) -> MaskedView:
    """What of a case may leave: counted records only, third persons (or everybody) masked.

    Parameters
    ----------
    mask
        "third-parties" hides persons other than the complainant, "all" also the complainant and the
        callers' numbers, "none" hides nobody; records of uncounted numbers are left out in any case
    debt
        only the contacts about this debt, and those of its lender about which the debt is not known
    lender, caller
        only the matter of this lender with whoever acts for it, or of this one collector; see `one_party_of`
    """
    hidden = checked_masking(mask)
    everything = case.events()
    background = case.background()
    omitted = left_out(everything, case.withdrawn_count())
    counts = counted(everything)
    alone = one_party_of(background, debt=debt, lender=lender, caller=caller)
    shared: frozenset[str] = frozenset()
    if alone is not None:
        mine = alone.mine(counts)
        omitted = replace(omitted, other_debts=int((~mine).sum()))
        shared = alone.shared(set(counts["id"][~mine]))
        counts = counts[mine]
    # Every record of these contacts, so that the linked ones can be listed beside their primary.
    events = everything[everything["contact"].isin(counts["contact"])].reset_index(drop=True)
    for name in _OPEN_CATEGORIES:
        events[name] = events[name].cat.remove_unused_categories()
    masker = _masker_for(mask, case.refresh(), everything, set(events["number"].cat.categories))
    if alone is not None:
        events = alone.events(events)
        background = alone.cut(events, case.refresh().batches.values())
    background = _shown(background, events)

    def text(told: str) -> str:
        told = told if alone is None else alone.text(told)
        return told if masker is None else masker.text(told)

    visits = visits_of(case.refresh(), events)
    return MaskedView(
        mask=hidden,
        header=background.header if masker is None else _masked_header(background.header, masker, mask),
        background=background if masker is None else _masked_background(background, masker, mask),
        events=events if masker is None else _masked_events(events, masker),
        visits={one: replace(visit, place=text(visit.place)) for one, visit in visits.items()},
        left_out=omitted,
        head=case.head,
        faults=tuple(Fault(text(fault.where), fault.what) for fault in case.verify()),
        text=text,
        lender=alone.whose if alone is not None else None,
        shared=shared & {one.sha256 for one in background.evidence},
    )


def _shown(background: Background, events: pd.DataFrame) -> Background:
    """Without marks, persons, files and facts of records that stay behind."""
    ids, callers = set(events["id"]), set(events["number"].cat.categories)
    facts = tuple(fact for fact in background.facts if fact.incident is None or fact.incident in ids)
    named = {
        *events["person"].cat.categories,
        *(fact.person for fact in facts),
        *(harm.person for harm in background.harms),
        DEBTOR,
    }
    complainant = {one.id for one in _complainants(background.header, background.persons.values())}
    proved = {one.id for one in facts} | {one.id for one in background.harms} | {one.id for one in background.filings}
    evidence = tuple(
        one.model_copy(
            update={
                "incidents": tuple(target for target in one.incidents if target in ids),
                **{
                    name: tuple(target for target in getattr(one, name) if target in proved)
                    for name in ("facts", "harms", "filings")
                },
            }
        )
        for one in background.evidence
        if one.kind == "export" or one.debt or not one.links or one.links & (ids | proved)
    )
    return replace(
        background,
        persons={key: one for key, one in background.persons.items() if key in named | complainant},
        numbers={number: mark for number, mark in background.numbers.items() if number in callers},
        facts=facts,
        evidence=evidence,
    )


def _complainants(header: CaseHeader, persons: Iterable[Person]) -> list[Person]:
    """The borrower; a relative who complains for themselves is the complainant, and the borrower the other person."""
    if header.standpoint == "relative":
        return [one for one in persons if one.id == COMPLAINANT or (one.name and one.name == header.complainant)]
    return [one for one in persons if one.role == "debtor"]


def _masker_for(mask: str, state: State, everything: pd.DataFrame, callers: set[str]) -> Masker | None:
    """What is masked, and which numbers stay open; None when nobody is masked.

    `callers` are the numbers of the records that are shown.
    """
    if mask == "none":
        return None
    header, persons = state.header, list(state.persons.values())
    complainants = _complainants(header, persons)
    third = [one for one in persons if one not in complainants]
    theirs = {line for one in third for line in one.lines}
    # A number that both are said to have is masked.
    own = {line for one in complainants for line in one.lines} - theirs | {fold(header.phone)}
    lines = theirs | (set(everything["line"].dropna().unique()) - own)
    private = {
        number
        for number in set(everything["number"].dropna().unique()) - callers
        if classify(number) not in (*PUBLIC_CLASSES, "short")
    }
    hotlines = {number for one in state.parties.values() for number in numbers_in(one.hotline)} - lines - private
    institutions = {text for one in state.parties.values() for text in (one.name, one.full_name)}
    institutions.update(one.product for one in state.debts.values())
    names = {name for one in third for name in (one.name, *personal_names(one.name))}
    names |= _names_told(state, callers, institutions)
    open_names = {one.name for one in complainants} | ({header.complainant} if header.standpoint != "agent" else set())
    if mask == "all":
        names |= open_names | {header.complainant} | (_names_of_callers(state, callers) - institutions)
        hidden = lines | own | private | callers
        return Masker(sorted(names), sorted(hidden), hotlines - hidden)
    hidden = (lines | private) - callers - own
    return Masker(sorted(names - open_names), sorted(hidden), callers | own | hotlines)


def _names_told(state: State, callers: set[str], institutions: set[str]) -> set[str]:
    """Personal names that are no person of the case: who told of something, and whom a phone's contact list or the
    name of a recording names without the number of a caller."""
    columns = state.columns
    listed = {
        name for name, number in zip(columns["contact_name"], columns["number"], strict=True) if number not in callers
    }
    told = {name for number, name in _names_of_recordings(state) if number not in callers}.union(columns["told_by"])
    return {name for one in told for name in personal_names(one) if name not in institutions} | {
        name
        for name in listed
        if looks_like_a_name(name) and not any(name in institution for institution in institutions)
    }


def _names_of_callers(state: State, callers: set[str]) -> set[str]:
    """What callers called themselves, and what they are called in the names of recordings."""
    told = {name for number, name in _names_of_recordings(state) if number in callers}
    return {name for one in told.union(state.columns["claimed_agent"]) for name in persons_named(one)}


def _names_of_recordings(state: State) -> list[tuple[str, str]]:
    """(number, name) of the other side, as phones write them into the names of recordings."""
    told = [(one, read_name(one.name)) for one in state.evidence.values()]
    return [(facts.number or one.number, facts.name) for one, facts in told if facts is not None and facts.name]


def _masked_header(header: CaseHeader, masker: Masker, mask: str) -> CaseHeader:
    title = header.model_copy(update={"title": masker.text(header.title)})
    if mask != "all":
        return title
    return title.model_copy(
        update={
            "complainant": masker.name(header.complainant),
            "phone": masker.number(fold(header.phone)),
            "address": "*" if header.address else "",
        }
    )


def _masked_background(background: Background, masker: Masker, mask: str) -> Background:
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
            key: words(one, "product", "reference", "principal", "claimed", "overdue_terms", "terms_source", "note")
            for key, one in background.debts.items()
        },
        parties={key: words(one, "name", "full_name", "hotline", "address") for key, one in background.parties.items()},
        evidence=tuple(_masked_file(one, masker) for one in background.evidence),
        harms=tuple(words(one, "text", "note") for one in background.harms),
        filings=tuple(words(one, "clerk", "answer", "note") for one in background.filings),
        talks=tuple(words(one, "clerk", "ours", "theirs", "note") for one in background.talks),
        credit=tuple(words(one, "text", "note") for one in background.credit),
        budget=_masked_budget(background.budget, masker),
    )


def _masked_budget(budget: Budget, masker: Masker) -> Budget:
    """Lines of a household name people: what a mother needs, what is owed to a friend."""
    shown: dict[str, Any] = {"note": masker.text(budget.note)}
    for kind in ("income", "expenses", "other_debts"):
        shown[kind] = tuple(one.model_copy(update={"name": masker.text(one.name)}) for one in getattr(budget, kind))
    return budget.model_copy(update=shown)


def _masked_marks(marks: Mapping[str, NumberMark], masker: Masker) -> dict[str, NumberMark]:
    return {
        masker.number(number): mark.model_copy(update={"number": masker.number(number), "note": masker.text(mark.note)})
        for number, mark in marks.items()
    }


def _masked_file(one: Evidence, masker: Masker) -> Evidence:
    texts = {name: masker.text(getattr(one, name)) for name in ("name", "note", "how_obtained", "device")}
    return one.model_copy(update={**texts, "number": masker.number(one.number)})


def _masked_events(events: pd.DataFrame, masker: Masker) -> pd.DataFrame:
    masked = events.copy()
    for name in ("number", "line"):
        masked[name] = masked[name].cat.rename_categories(masker.number)
    for name, hide in (("number_raw", masker.raw_number), *((name, masker.text) for name in _TEXTS)):
        known = {text: hide(text) for text in masked[name].unique()}
        masked[name] = masked[name].map(known).astype("str")
    return masked
