"""One lender's matter out of a case that has several; or one collector's, where each answers for itself.

What a lender or its regulator receives must not tell them whom else somebody owes money. So the rest of the case does
not get into the view at all: contacts, debts, institutions, facts, filings, talks, entries of credit reports, and files
that show nothing else. Where a text of the user names another lender, it says “another institution” instead; the words
of callers stay as they were, because they are evidence and their speakers know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from casekit.errors import InputError
from casekit.text import _

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model import Background, Batch, Evidence, Fact, Party

_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]\s*$")
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class OneParty:
    """What belongs to one lender, or to one of its debts, or with `caller` to one collector alone.

    `background` is that of the whole case. What is of nobody known belongs to every matter. `lender` of a collector is
    the one it acts for.
    """

    background: Background
    lender: str | None
    debts: frozenset[str]
    caller: str | None = None

    @property
    def whose(self) -> str | None:
        """The collector or else the lender whose matter it is."""
        return self.caller or self.lender

    def concerns(self, party: str | None, debt: str | None = None) -> bool:
        """Whether something of a party, and about a debt, belongs here."""
        if self.caller is not None and party is not None:
            return party == self.caller
        if debt is not None and debt not in self.debts:
            return False
        behind = self.background.lender_of(party) or self.background.debt_lender(debt)
        return behind is None or behind.id == self.lender

    def _is_told(self, fact: Fact) -> bool:
        """Whether a fact belongs here: what the lender behind a collector was told is about the same debt."""
        if self.caller is None:
            told = self.background.lender_told(fact)
            return self.concerns(told.id if told is not None else None, fact.debt)
        mark = self.background.numbers.get(fact.number or "")
        party = fact.party or (mark.party if mark is not None else None)
        return self.concerns(None if party == self.lender else party, fact.debt)

    def mine(self, events: pd.DataFrame) -> pd.Series[bool]:
        """Which rows belong here."""
        parties = {one: self.concerns(one) for one in events["party"].dropna().unique()}
        debts = {one: self.concerns(None, one) for one in events["debt"].dropna().unique()}
        whose, which = events["party"].astype(object), events["debt"].astype(object)
        about = which.map(lambda one: debts.get(one, True))
        if self.caller is not None:
            about |= whose.notna()  # who called decides, whatever debt it was about
        return whose.map(lambda one: parties.get(one, True)) & about

    @cached_property
    def _forms(self) -> tuple[set[str], set[str]]:
        """(names by which this lender, its agencies and products are told in texts, those of the others)."""
        mine: set[str] = set()
        others: set[str] = set()
        for party in self.background.parties.values():
            (mine if self.concerns(party.id) or party.id == self.lender else others).update(
                _forms(party.name, party.full_name)
            )
        for debt in self.background.debts.values():
            belongs = debt.id in self.debts or debt.lender == self.lender
            (mine if belongs else others).update(_forms(debt.product, debt.reference))
        return mine, {one for one in others if not any(one in own for own in mine)}

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """The names of others, the longest first; None where there are none."""
        told = sorted(self._forms[1], key=lambda one: (-len(one), one))
        return re.compile("|".join(map(re.escape, told)), re.IGNORECASE) if told else None

    def text(self, text: str) -> str:
        """A text without the names of other lenders."""
        return self._names.sub(_("another institution"), text) if self._names is not None else text

    def names_another(self, one: Evidence) -> bool:
        """Whether the name of a file or what is noted of it names another lender."""
        return self._names is not None and self._names.search(_told_of(one)) is not None

    def shared(self, left_behind: set[str]) -> frozenset[str]:
        """Files (SHA-256) that may show another matter as well.

        They are linked to a contact that stays behind (`left_behind`) too, or named after another lender, or linked to
        nothing, named after nobody and said to be about no debt.
        """
        return frozenset(
            one.sha256
            for one in self.background.evidence
            if one.kind != "export"
            and (
                left_behind.intersection(one.incidents) or self.names_another(one)
                if one.links or one.debt
                else not any(name in _told_of(one) for name in self._forms[0])
            )
        )

    def _is_mine(self, one: Evidence) -> bool:
        """Whether a file belongs here: by the debt it is said to be about, else by its links, else by its name."""
        if one.debt is not None:
            return self.concerns(None, one.debt)
        return bool(one.links) or not self.names_another(one)

    def events(self, events: pd.DataFrame) -> pd.DataFrame:
        """The rows with the user's own texts as they may be told."""
        told = events.copy()
        for name in ("note", "told_by"):
            told[name] = told[name].map({text: self.text(text) for text in told[name].unique()}).astype("str")
        return told

    def cut(self, events: pd.DataFrame, batches: Iterable[Batch]) -> Background:
        """The background of this matter alone, whose rows are `events`; of lists of calls those from which some were read."""
        whole = self.background
        known = {self.whose, self.lender, *events["party"].dropna().unique()}
        read = set(events["batch"].astype(object).dropna())
        with_records = {one.sha256 for one in batches if one.id in read}
        return replace(
            whole,
            header=whole.header.model_copy(update={"title": self._title()}),
            debts={
                key: self._told(one, "overdue_terms", "terms_source", "note")
                for key, one in whole.debts.items()
                if key in self.debts
            },
            parties={key: one for key, one in whole.parties.items() if key in known or (self.caller is None and one.acts_for in known)},
            numbers={key: self._told(one, "note") for key, one in whole.numbers.items() if self.concerns(one.party)},
            facts=tuple(
                self._told(one, "value", "note")
                for one in whole.facts
                if self._is_told(one)
            ),
            filings=tuple(
                self._told(one, "clerk", "answer", "note") for one in whole.filings if self.concerns(one.party, one.debt)
            ),
            talks=tuple(
                self._told(one, "clerk", "ours", "theirs", "note")
                for one in whole.talks
                if self.concerns(one.party, one.debt)
            ),
            credit=tuple(
                self._told(one, "text", "note")
                for one in whole.credit
                if self.concerns(None, one.debt) and self.text(one.institution) == one.institution
            ),
            harms=tuple(
                self._told(one, "text", "note")
                for one in whole.harms
                if self.concerns(one.party) and (one.party is not None or not self._of_others(one.text))
            ),
            budget=self._budget(),
            evidence=tuple(
                self._told(one, "name", "note", "how_obtained")
                for one in whole.evidence
                if (one.sha256 in with_records if one.kind == "export" else self._is_mine(one))
            ),
        )  # fmt: skip

    def _title(self) -> str:
        """The title of the case, or none where it names another lender."""
        title = self.background.header.title
        return title if self.text(title) == title else ""

    def _of_others(self, text: str) -> bool:
        """Whether a text names another lender, and this one not."""
        return self.text(text) != text and not any(name in text for name in self._forms[0])

    def _budget(self) -> Any:
        kinds = ("income", "expenses", "other_debts")
        lines = {
            kind: tuple(self._told(one, "name") for one in getattr(self.background.budget, kind)) for kind in kinds
        }
        return self._told(self.background.budget, "note").model_copy(update=lines)

    def _told(self, one: Any, *names: str) -> Any:
        """A record with some of its texts as they may be told."""
        return one.model_copy(update={name: self.text(getattr(one, name)) for name in names})


def one_party_of(
    background: Background, *, debt: str | None = None, lender: str | None = None, caller: str | None = None
) -> OneParty | None:
    """The matter of a debt, of a lender with all its debts, or of one collector; None where none is named.

    Raises
    ------
    InputError
        when the case knows no such debt or lender
    """
    for wanted, known in ((debt, background.debts), (lender, background.parties), (caller, background.parties)):
        if wanted is not None and wanted not in known:
            raise InputError(_("The case holds nothing with the id “{id}”.").format(id=wanted))
    if debt is not None:
        behind = background.debt_lender(debt)
        return OneParty(background, behind.id if behind is not None else None, frozenset({debt}))
    if caller is not None:
        behind = background.lender_of(caller) or background.sole_lender()
        return OneParty(background, behind.id if behind is not None else None, _debts_of(background, behind), caller)
    if lender is None:
        return None
    return OneParty(background, lender, _debts_of(background, background.parties[lender]))


def _debts_of(background: Background, lender: Party | None) -> frozenset[str]:
    return frozenset(one.id for one in background.debts.values() if lender is not None and one.lender == lender.id)


def _told_of(one: Evidence) -> str:
    return f"{one.name}\n{one.note}\n{one.how_obtained}"


def _forms(*names: str) -> set[str]:
    """Names, also without what stands behind them in brackets."""
    forms = {form.strip() for one in names for form in (one, _IN_BRACKETS.sub("", one))}
    return {one for one in forms if len(one) >= _SHORTEST_NAME}
